using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 欠薪垫付指引: whether a dispute may lead to the wage guarantee fund at all. It is a fund of the special economic zone, for wages that an
/// employer owes to workers; whether the employer is bankrupt or has fled is for an officer to say, and for the fund to find.
/// </summary>
public static class WageFundGrounds
{
    /// <summary>The articles.</summary>
    public const string Basis = "《深圳经济特区欠薪保障条例》";

    /// <summary>The digits with which the districts of the special economic zone begin.</summary>
    public const string Place = "4403";

    /// <summary>Workers claim wages of an employer, in the place of the fund.</summary>
    public static bool MayApply(Case disputed) =>
        disputed.District.StartsWith(Place, StringComparison.Ordinal)
        && disputed.Applicants.Any(p => p.Kind == "worker")
        && disputed.Respondents.Any(p => p.Kind == "employer")
        && disputed.Claims.Exists(c => c.Cause == "unpaid-wages");
}
