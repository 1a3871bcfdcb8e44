using System.Globalization;
using HandlebarsDotNet;

namespace LaborFlow.Host.Mail;

/// <summary>What a reminder mail tells.</summary>
internal sealed record ReminderLetter(string Name, IReadOnlyList<ReminderLine> Lines);

/// <summary>One deadline of a reminder mail.</summary>
internal sealed record ReminderLine(string CaseNumber, string Text, DateOnly DueOn, bool Urgent);

/// <summary>What a mail to a party tells of its case.</summary>
/// <param name="Name">The party.</param>
/// <param name="Text">The notice.</param>
/// <param name="CaseNumber">The case.</param>
/// <param name="Procedure">Its procedure, in Chinese.</param>
/// <param name="Cause">Its main cause, in Chinese.</param>
/// <param name="Hearing">When the hearing is that was set, or null.</param>
/// <param name="Place">Where it is.</param>
internal sealed record NoticeLetter(
    string Name,
    string Text,
    string CaseNumber,
    string Procedure,
    string Cause,
    string? Hearing,
    string? Place
);

/// <summary>
/// The templates of mails, in Chinese, Handlebars beside this file. HTML parts escape whatever the case's data hold; a statutory notice has no
/// way to unsubscribe.
/// </summary>
internal static class MailTemplates
{
    private static readonly Lazy<HandlebarsTemplate<object, object>> TextTemplate = new(() => Compile("reminder.txt.hbs", plain: true));
    private static readonly Lazy<HandlebarsTemplate<object, object>> HtmlTemplate = new(() => Compile("reminder.html.hbs", plain: false));

    private static readonly Lazy<HandlebarsTemplate<object, object>> NoticeText = new(() => Compile("notice.txt.hbs", plain: true));
    private static readonly Lazy<HandlebarsTemplate<object, object>> NoticeHtml = new(() => Compile("notice.html.hbs", plain: false));

    public static string Text(ReminderLetter letter) => TextTemplate.Value(Model(letter));

    public static string Html(ReminderLetter letter) => HtmlTemplate.Value(Model(letter));

    public static string Text(NoticeLetter letter) => NoticeText.Value(Model(letter));

    public static string Html(NoticeLetter letter) => NoticeHtml.Value(Model(letter));

    private static object Model(NoticeLetter letter) =>
        new Dictionary<string, object?>
        {
            ["name"] = letter.Name,
            ["text"] = letter.Text,
            ["caseNumber"] = letter.CaseNumber,
            ["procedure"] = letter.Procedure,
            ["cause"] = letter.Cause,
            ["hearing"] = letter.Hearing,
            ["place"] = letter.Place,
        };

    private static object Model(ReminderLetter letter) =>
        new Dictionary<string, object>
        {
            ["name"] = letter.Name,
            ["lines"] = letter
                .Lines.Select(line => new Dictionary<string, object>
                {
                    ["caseNumber"] = line.CaseNumber,
                    ["text"] = line.Text,
                    ["dueOn"] = line.DueOn.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
                    ["urgent"] = line.Urgent,
                })
                .ToList(),
        };

    internal static HandlebarsTemplate<object, object> Compile(string name, bool plain) =>
        Handlebars.Create(new HandlebarsConfiguration { NoEscape = plain }).Compile(Source(name));

    /// <summary>A template as it is written.</summary>
    internal static string Source(string name)
    {
        using var stream =
            typeof(MailTemplates).Assembly.GetManifestResourceStream("LaborFlow.Host.Mail." + name)
            ?? throw new InvalidOperationException($"The template {name} is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
