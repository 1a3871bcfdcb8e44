using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Filing;

/// <summary>What an application may tell beside its claims, and how: all of it may be left out.</summary>
public static class Background
{
    private const int MostPriors = 20;
    private const int MostItems = 50;
    private const int MostWitnesses = 20;

    /// <summary>Where a matter may have been before.</summary>
    public static readonly IReadOnlyList<CodeName> PriorKinds =
    [
        new("mediation", "调解", "Mediation"),
        new("inspection", "劳动保障监察", "Labour inspectorate"),
        new("arbitration", "劳动人事争议仲裁", "Labour arbitration"),
        new("court", "人民法院", "Court"),
        new("petition", "信访", "Petition office"),
    ];

    /// <summary>Who may hold evidence.</summary>
    public static readonly IReadOnlyList<CodeName> Holders =
    [
        new("applicant", "申请人", "Applicant"),
        new("respondent", "被申请人", "Respondent"),
        new("third-party", "其他人", "Somebody else"),
    ];

    /// <summary>Languages that people ask for.</summary>
    public static readonly IReadOnlyList<CodeName> Languages =
    [
        new("mandarin", "普通话", "Mandarin"),
        new("cantonese", "粤语", "Cantonese"),
        new("hakka", "客家话", "Hakka"),
        new("minority", "少数民族语言", "A minority language"),
        new("english", "英语", "English"),
        new("sign", "手语", "Sign language"),
        new("other", "其他语言", "Another language"),
    ];

    internal static void Check(FieldCheck check, FileDisputeRequest request)
    {
        if (request.Agent is { } agent)
            Agent(check, agent, "agent.");
        var priors = request.PriorProcedures ?? [];
        if (priors.Count > MostPriors)
            check.Add("priorProcedures", "too-many", $"先前程序不得超过{MostPriors}项。", $"At most {MostPriors} earlier procedures.");
        for (var i = 0; i < Math.Min(priors.Count, MostPriors); i++)
        {
            var field = $"priorProcedures[{i}]";
            check.OneOf($"{field}.kind", priors[i]?.Kind, PriorKinds.Select(kind => kind.Code), "先前程序");
            check.Optional($"{field}.authority", priors[i]?.Authority, 200, "办理单位");
            check.Optional($"{field}.number", priors[i]?.Number, 100, "案号");
            check.Optional($"{field}.outcome", priors[i]?.Outcome, 500, "结果");
        }
        var items = request.EvidenceItems ?? [];
        if (items.Count > MostItems)
            check.Add("evidenceItems", "too-many", $"证据不得超过{MostItems}项。", $"At most {MostItems} items of evidence.");
        for (var i = 0; i < Math.Min(items.Count, MostItems); i++)
        {
            check.Required($"evidenceItems[{i}].name", items[i]?.Name, 200, "证据名称");
            check.OneOf($"evidenceItems[{i}].holder", items[i]?.Holder, Holders.Select(holder => holder.Code), "证据由谁掌握");
        }
        Witnesses(check, request.Witnesses ?? []);
        check.Optional("preferredMediator", request.PreferredMediator, 100, "希望的调解员");
        check.OneOf("language", request.Language, Languages.Select(language => language.Code), "语言", required: false);
    }

    /// <summary>调解仲裁法 art 28: a witness is named with the residence.</summary>
    private static void Witnesses(FieldCheck check, IReadOnlyList<WitnessInput?> witnesses)
    {
        if (witnesses.Count > MostWitnesses)
            check.Add("witnesses", "too-many", $"证人不得超过{MostWitnesses}人。", $"At most {MostWitnesses} witnesses.");
        for (var i = 0; i < Math.Min(witnesses.Count, MostWitnesses); i++)
        {
            check.Required($"witnesses[{i}].name", witnesses[i]?.Name, 100, "证人姓名");
            check.Required($"witnesses[{i}].residence", witnesses[i]?.Residence, 300, "证人住所");
        }
    }

    /// <summary>Whoever acts for a party has a name and an authority; what else is told must be sound.</summary>
    internal static void Agent(FieldCheck check, AgentInput agent, string prefix)
    {
        check.Required($"{prefix}name", agent.Name, 100, "代理人姓名");
        check.OneOf($"{prefix}authority", agent.Authority, [Authorities.General, Authorities.Special], "代理权限");
        PartyRules.Phone(check, $"{prefix}phone", agent.Phone, required: false);
        if (!string.IsNullOrWhiteSpace(agent.IdNumber) && IdNumber.Fault(IdTypes.ResidentId, agent.IdNumber) is { } fault)
            check.Add($"{prefix}idNumber", "invalid-number", fault.Zh, fault.En);
    }
}
