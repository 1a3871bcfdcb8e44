using HandlebarsDotNet;

namespace LaborFlow.Host.Mail;

/// <summary>A wording in which a notice goes to a party by mail. A step of a procedure names one by its code.</summary>
/// <param name="Code">What a definition stores.</param>
/// <param name="Zh">What an administrator chooses by.</param>
/// <param name="En">The same in English.</param>
internal sealed record NoticeWording(string Code, string Zh, string En);

/// <summary>All wordings of notices, Handlebars beside this file; the mail around them is that of every notice.</summary>
internal static class NoticeWordings
{
    private static readonly Dictionary<string, Lazy<HandlebarsTemplate<object, object>>> _templates = new(StringComparer.Ordinal)
    {
        ["formal"] = new(() => MailTemplates.Compile("wording-formal.txt.hbs", plain: true)),
        ["action"] = new(() => MailTemplates.Compile("wording-action.txt.hbs", plain: true)),
    };

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<NoticeWording> All { get; } =
    [new("formal", "正式告知", "Formal notification"), new("action", "需当事人办理的事项", "Something for the party to do")];

    /// <summary>A notice in a wording. Without one, or with one that is not known here, it goes out as it stands.</summary>
    public static string Apply(string? code, string caseNumber, string text) =>
        code is not null && _templates.GetValueOrDefault(code) is { } template
            ? template.Value(new Dictionary<string, object> { ["caseNumber"] = caseNumber, ["text"] = text }).TrimEnd()
            : text;
}
