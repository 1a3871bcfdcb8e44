using LaborFlow.Cases;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Mediation;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Mail;
using LaborFlow.Persistence;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Elsa;

/// <summary>A choice of a dropdown or check list: what is stored, and what an administrator reads.</summary>
internal sealed record InputOption(string Value, string Text);

/// <summary>
/// The choices of inputs whose values exist only on this host: roles, stages, statutory parameters, forms, document and mail templates,
/// procedures, mediation organisations. An input of our own activities takes them by its name, so that each activity that comes later has
/// the right editor.
/// </summary>
internal sealed class InputOptions(StatuteRegister register, IDefinitionStore definitions, LaborFlowDbContext database)
{
    private const int LongestRule = 36;

    private Dictionary<string, IReadOnlyList<InputOption>>? _lists;
    private string _none = "";

    /// <summary>Reads the lists, once a request.</summary>
    public async Task LoadAsync(bool english, CancellationToken stop)
    {
        var procedures = await definitions.ListAsync(new DefinitionQuery { IsPublished = true, Take = int.MaxValue }, stop);
        var forms = await database.Set<FormVersion>().AsNoTracking().OrderByDescending(form => form.InstalledAt).ToListAsync(stop);
        var organisations = await database.Set<MediationOrganisation>().AsNoTracking().Where(o => o.Active).ToListAsync(stop);
        var templates = await database.Set<DocumentTemplate>().AsNoTracking().OrderBy(template => template.Code).ToListAsync(stop);
        _none = english ? "(none)" : "（无）";
        _lists = new Dictionary<string, IReadOnlyList<InputOption>>(StringComparer.Ordinal)
        {
            ["role"] = [.. Roles.All.Select(role => new InputOption(role.Code, english ? role.En : role.Zh))],
            ["stage"] = [.. Stages.All.Select(stage => new InputOption(stage.Code, english ? stage.En : stage.Zh))],
            ["parameter"] =
            [
                .. register
                    .Rows.Where(row => IsPeriod(row.Unit) && row.Kind != "calendar")
                    .DistinctBy(row => row.Id)
                    .Select(row => new InputOption(row.Id, english ? EnglishOf(row) : $"{Short(row.RuleZh)}（{row.Id}）")),
            ],
            ["form"] = [.. forms.Select(form => new InputOption(form.Id, $"{TitleOf(form)}（{form.Id}）"))],
            ["procedure"] =
            [
                .. procedures
                    .Items.OrderBy(row => row.DefinitionId, StringComparer.Ordinal)
                    .Select(row => new InputOption(row.DefinitionId, $"{row.Name}（{row.DefinitionId}）")),
            ],
            // An activity names a template by its code and takes the version in force; the newest version has the name of today.
            ["template"] =
            [
                .. templates
                    .GroupBy(template => template.Code, StringComparer.Ordinal)
                    .Select(versions => new InputOption(versions.Key, $"{versions.MaxBy(one => one.Version)!.Name}（{versions.Key}）")),
            ],
            ["letter"] = [.. NoticeWordings.All.Select(wording => new InputOption(wording.Code, english ? wording.En : wording.Zh))],
            ["organisation"] = [.. organisations.Select(one => new InputOption(one.Id.ToString(), one.Name))],
        };
    }

    /// <summary>The choices that this host has for an input; null when it takes anything, or has fixed choices of its own.</summary>
    public IReadOnlyList<InputOption>? For(ActivityDescriptor type, InputDescriptor input)
    {
        if (_lists is null || !type.Namespace.StartsWith("LaborFlow", StringComparison.Ordinal))
            return null;
        var list = input.Name switch
        {
            "CandidateRoles" or "Roles" or "Role" or "Office" => "role",
            "Stage" => "stage",
            "Parameter" or "DueParameter" or "KeepDeadlines" => "parameter",
            "Form" => "form",
            "Procedure" => "procedure",
            "Template" => "template",
            "MailTemplate" => "letter",
            "Organisation" or "MediationOrganisation" => "organisation",
            _ => null,
        };
        if (list is null)
            return null;
        // What may be left out must be possible to take back.
        return input is { IsRequired: false, TypeName: not "Object" } ? [new InputOption("", _none), .. _lists[list]] : _lists[list];
    }

    private static bool IsPeriod(StatuteUnit unit) =>
        unit is StatuteUnit.NaturalDay or StatuteUnit.WorkingDay or StatuteUnit.Month or StatuteUnit.Year or StatuteUnit.Hour;

    // A rule that nobody put into English would only name its article, in Chinese; the id says more.
    private static string EnglishOf(StatutoryParameter row) => row.Action.En is null ? row.Id : $"{Short(row.RuleEn)} ({row.Id})";

    private static string Short(string rule) => rule.Length <= LongestRule ? rule : rule[..(LongestRule - 1)] + "…";

    private static string TitleOf(FormVersion form)
    {
        using var schema = System.Text.Json.JsonDocument.Parse(form.SchemaJson);
        return schema.RootElement.TryGetProperty("title", out var title) ? title.GetString() ?? form.Key : form.Key;
    }
}
