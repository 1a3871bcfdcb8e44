using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Reports.Measures;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>指标走势: each indicator month by month beside the target that was in force then.</summary>
internal static class IndicatorTrend
{
    private const int Months = 12;

    /// <param name="Value">Per cent; null while nothing was counted in that month.</param>
    /// <param name="Target">Per cent; null when the register had none in force.</param>
    public sealed record Point(DateOnly Month, decimal? Value, decimal? Target);

    public sealed record Line(string Id, string Zh, string En, IReadOnlyList<Point> Points);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/statistics/trend", HandleAsync).RequireAuthorization(Policies.Supervision).WithName("indicator-trend");

    private static async Task<IReadOnlyList<Line>> HandleAsync(
        DateOnly? to,
        string? district,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        StatuteRegister register,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var cases = database.Set<Case>().AsNoTracking().Visible(user, database);
        if (district is not null)
            cases = cases.Where(found => found.District.StartsWith(district));
        var place =
            (district ?? user.Jurisdiction()) is { Length: 6 or 9 } code && code.All(char.IsAsciiDigit)
                ? new Jurisdiction(code)
                : (Jurisdiction?)null;
        var last = to ?? ChinaDay.Today(time);
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
                .Select(group => new Line(
                    group.Key,
                    group.First().Indicator.Zh,
                    group.First().Indicator.En,
                    [.. group.Select(row => new Point(row.Month, row.Indicator.Value, row.Indicator.Target))]
                )),
        ];
    }
}
