using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Filing;

/// <summary>A claim whose limitation period was over when the case was filed.</summary>
/// <param name="Number">The claim's number in the case.</param>
/// <param name="LastDay">The last day of its period.</param>
/// <param name="Parameter"><c>arb-limitation-1y</c> or <c>arb-limitation-wage</c>.</param>
public sealed record LateClaim(int Number, DateOnly LastDay, string Parameter);

/// <summary>
/// 仲裁时效 (调解仲裁法 art 27): a year from when the infringement was known; wages have no limit while the relation lasts, and a year from its
/// end. An application for mediation interrupts it, so that the day of filing counts also where arbitration is asked for later.
/// </summary>
public static class ClaimLimitation
{
    /// <summary>The period of the law, which begins anew when a mediation ends.</summary>
    public const string Parameter = "arb-limitation-1y";

    /// <summary>The claims that were late on the day of filing.</summary>
    /// <param name="clock">Reckons the periods.</param>
    /// <param name="filed">The case.</param>
    public static IReadOnlyList<LateClaim> Late(CaseClock clock, Case filed)
    {
        var filedOn = ChinaDay.Of(filed.FiledAt);
        var late = new List<LateClaim>();
        foreach (var claim in filed.Claims.OrderBy(c => c.Position))
        {
            var wages = claim.Cause is "unpaid-wages" or "overtime";
            // Wages owed while the relation lasts know no limit; once it ended, the year begins with its end.
            if (wages && filed.Employment.EndedOn is null)
                continue;
            var (parameter, from) = wages ? ("arb-limitation-wage", filed.Employment.EndedOn!.Value) : (Parameter, filed.RightInfringedOn);
            var last = clock.Reckon(filed, parameter, from).DueOn;
            if (filedOn > last)
                late.Add(new LateClaim(claim.Number, last, parameter));
        }

        return late;
    }
}
