using System.Security.Claims;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Reports.Measures;
using LaborFlow.Persistence;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Reports;

/// <summary>指标走势: each indicator month by month beside the target that was in force then.</summary>
internal static class IndicatorTrend
{
    /// <param name="Value">Per cent; null while nothing was counted in that month.</param>
    /// <param name="Target">Per cent; null when the register had none in force.</param>
    /// <param name="Numerator">What counted.</param>
    /// <param name="Denominator">Of how many.</param>
    /// <param name="NumeratorList">Query of the case list that shows the numerator.</param>
    /// <param name="DenominatorList">Query of the case list that shows the denominator.</param>
    public sealed record Point(
        DateOnly Month,
        decimal? Value,
        decimal? Target,
        int Numerator,
        int Denominator,
        string NumeratorList,
        string DenominatorList
    );

    public sealed record Line(string Id, string Zh, string En, IReadOnlyList<Point> Points);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/statistics/trend",
                ([AsParameters] Statistics.Query query, ClaimsPrincipal user, TrendReader reader, CancellationToken cancellationToken) =>
                    reader.ReadAsync(query, user, cancellationToken)
            )
            .RequireAuthorization(Policies.Supervision)
            .WithName("indicator-trend");
}

/// <summary>Counts the twelve months up to the end of a period, whatever its beginning.</summary>
internal sealed class TrendReader(LaborFlowDbContext database, StatuteRegister register, TimeProvider time)
{
    private const int Months = 12;

    public async Task<IReadOnlyList<IndicatorTrend.Line>> ReadAsync(
        Statistics.Query query,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        var cases = query.Cases(user, database);
        var place = query.Place(user);
        var last = query.To ?? ChinaDay.Today(time);
        var first = new DateOnly(last.Year, last.Month, 1).AddMonths(1 - Months);
        var counted = new List<(DateOnly Month, Indicator Indicator)>();
        for (var n = 0; n < Months; n++)
        {
            var month = first.AddMonths(n);
            var period = new ReportPeriod(month, month.AddMonths(1).AddDays(-1));
            var indicators = await Indicators.CountAsync(new Measured(cases, period, database), register, place, cancellationToken);
            // A year's target says nothing about a month of a plain count.
            counted.AddRange(indicators.Where(indicator => indicator.Denominator is not null).Select(indicator => (month, indicator)));
        }

        return
        [
            .. counted
                .GroupBy(row => row.Indicator.Id, StringComparer.Ordinal)
                .Select(group => new IndicatorTrend.Line(
                    group.Key,
                    group.First().Indicator.Zh,
                    group.First().Indicator.En,
                    [
                        .. group.Select(row => new IndicatorTrend.Point(
                            row.Month,
                            row.Indicator.Value,
                            row.Indicator.Target,
                            row.Indicator.Numerator,
                            row.Indicator.Denominator!.Value,
                            row.Indicator.NumeratorList,
                            row.Indicator.DenominatorList!
                        )),
                    ]
                )),
        ];
    }
}
