namespace LaborFlow.Cases.Parties;

/// <summary>
/// 跨境标记: a worker from Hong Kong or Macao, or from abroad, takes part. Such a matter is mediated by an organisation of cross-border joint
/// mediation first, where the place has one.
/// </summary>
public static class CrossBorderTags
{
    /// <summary>涉港澳.</summary>
    public const string HkMacao = "hk-macao";

    /// <summary>涉外.</summary>
    public const string Foreign = "foreign";

    /// <summary>All, as lists offer them.</summary>
    public static readonly IReadOnlyList<CodeName> All = [new(HkMacao, "涉港澳", "Hong Kong or Macao"), new(Foreign, "涉外", "Foreign")];

    /// <summary>The tag, or null for an unknown code.</summary>
    public static CodeName? Find(string? code) => All.FirstOrDefault(tag => tag.Code == code);
}
