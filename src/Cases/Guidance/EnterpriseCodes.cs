namespace LaborFlow.Cases.Guidance;

/// <summary>The codes of the feed of new employers, with the Chinese words that a sheet may use instead.</summary>
public static class EnterpriseCodes
{
    /// <summary>The trigger of a row that names none: a new registration.</summary>
    public const string Registration = "registration";

    /// <summary>法定代表人变更.</summary>
    public const string RepresentativeChange = "representative-change";

    /// <summary>Why an employer comes in.</summary>
    public static readonly IReadOnlyDictionary<string, string> Triggers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Registration] = "新注册",
        [RepresentativeChange] = "法定代表人变更",
        ["self-registration"] = "自行登记",
        ["first-hire"] = "首次用工",
    };

    /// <summary>规模, as the statistics bureau grades it.</summary>
    public static readonly IReadOnlyDictionary<string, string> Scales = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["large"] = "大型",
        ["medium"] = "中型",
        ["small"] = "小型",
        ["micro"] = "微型",
    };

    /// <summary>合同订立方式.</summary>
    public static readonly IReadOnlyDictionary<string, string> ContractMethods = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["paper"] = "纸质",
        ["electronic"] = "电子",
        ["none"] = "尚未订立",
    };

    /// <summary>The code of what a cell says, be it the code or the Chinese word; what is neither stays as it is and is refused later.</summary>
    public static string? CodeOf(IReadOnlyDictionary<string, string> codes, string? cell) =>
        string.IsNullOrWhiteSpace(cell) ? null : codes.FirstOrDefault(c => c.Value == cell.Trim()).Key ?? cell.Trim();
}
