using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Reports.Measures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>办理天数: how long mediation took from receipt, and arbitration from acceptance, of the cases that ended in a period, and an advance of wages from acceptance to payment.</summary>
internal static class Durations
{
    public static async Task<IReadOnlyList<Statistics.Duration>> CountAsync(Measured measured, CancellationToken cancellationToken)
    {
        var database = measured.Database;
        var mediated = await DurationMeasures
            .Mediation.Numerator(measured)
            .Select(found => new { found.FiledAt, ClosedAt = found.ClosedAt!.Value })
            .ToListAsync(cancellationToken);
        var arbitrated = await DurationMeasures
            .Arbitration.Numerator(measured)
            .Select(found => new
            {
                // Acceptance starts the period for the award; what restarted it later does not make the case younger.
                AcceptedOn = database
                    .Set<CaseDeadline>()
                    .Where(deadline => deadline.CaseId == found.Id && deadline.ParameterId == DurationMeasures.AwardPeriod)
                    .Min(deadline => deadline.StartsOn),
                ClosedAt = found.ClosedAt!.Value,
                Fast = database.Set<CaseTask>().Any(task => task.CaseId == found.Id && task.Step == "fta-appoint"),
            })
            .ToListAsync(cancellationToken);
        return
        [
            Of(
                DurationMeasures.Mediation,
                measured.Period,
                [.. mediated.Select(row => ChinaDay.Of(row.ClosedAt).DayNumber - ChinaDay.Of(row.FiledAt).DayNumber)]
            ),
            Of(
                DurationMeasures.FastTrack,
                measured.Period,
                [.. arbitrated.Where(row => row.Fast).Select(row => ChinaDay.Of(row.ClosedAt).DayNumber - row.AcceptedOn.DayNumber)]
            ),
            Of(
                DurationMeasures.Arbitration,
                measured.Period,
                [.. arbitrated.Select(row => ChinaDay.Of(row.ClosedAt).DayNumber - row.AcceptedOn.DayNumber)]
            ),
            Of(FundMeasures.FirstPaid, measured.Period, await FundWork.DaysToPaymentAsync(measured, cancellationToken)),
        ];
    }

    private static Statistics.Duration Of(Measure of, ReportPeriod period, int[] days)
    {
        var list = AllMeasures.List(of.Code, "numerator", period);
        if (days.Length == 0)
            return new(of.Code, of.Zh, of.En, null, null, 0, list);
        Array.Sort(days);
        var middle = days.Length / 2;
        return new(
            of.Code,
            of.Zh,
            of.En,
            Math.Round((decimal)days.Average(), 1),
            days.Length % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2m,
            days.Length,
            list
        );
    }
}
