namespace LaborFlow.Cases.Parties;

/// <summary>Kinds of identity documents.</summary>
public static class IdTypes
{
    /// <summary>居民身份证.</summary>
    public const string ResidentId = "resident-id";

    /// <summary>护照.</summary>
    public const string Passport = "passport";

    /// <summary>港澳居民来往内地通行证.</summary>
    public const string HkMacaoPermit = "hk-macao-permit";

    /// <summary>统一社会信用代码.</summary>
    public const string CreditCode = "credit-code";

    /// <summary>All, as lists offer them.</summary>
    public static readonly IReadOnlyList<CodeName> All =
    [
        new(ResidentId, "居民身份证", "Resident identity card"),
        new(Passport, "护照", "Passport"),
        new(HkMacaoPermit, "港澳居民来往内地通行证", "Hong Kong/Macao permit"),
        new(CreditCode, "统一社会信用代码", "Unified social credit code"),
    ];
}
