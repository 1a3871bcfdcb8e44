using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>办理天数: how long mediation took from receipt, and arbitration from acceptance, of the cases that ended in a period.</summary>
internal static class Durations
{
    private const string Award = "arb-award-45d";

    public static async Task<IReadOnlyList<Statistics.Duration>> CountAsync(
        IQueryable<Case> cases,
        ReportPeriod period,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var (start, end) = (period.Start, period.End);
        var ended = cases.Where(found => found.ClosedAt >= start && found.ClosedAt < end);
        string?[] agreed = [.. TrackPerformance.AgreedEnds];
        var mediated = await ended
            .Where(found => found.ProcedureCode == "MED" && agreed.Contains(found.ClosedAs))
            .Select(found => new { found.FiledAt, ClosedAt = found.ClosedAt!.Value })
            .ToListAsync(cancellationToken);
        var arbitrated = await ended
            .Where(found => found.DocketNumber != null)
            .Select(found => new
            {
                // Acceptance starts the period for the award; what restarted it later does not make the case younger.
                AcceptedOn = database
                    .Set<CaseDeadline>()
                    .Where(deadline => deadline.CaseId == found.Id && deadline.ParameterId == Award)
                    .Min(deadline => (DateOnly?)deadline.StartsOn),
                ClosedAt = found.ClosedAt!.Value,
                Fast = database.Set<CaseTask>().Any(task => task.CaseId == found.Id && task.Step == "fta-appoint"),
            })
            .ToListAsync(cancellationToken);
        var accepted = arbitrated.Where(row => row.AcceptedOn is not null).ToList();
        return
        [
            Of(
                "mediation",
                "调解（收到申请至达成协议）",
                "Mediation, receipt to agreement",
                [.. mediated.Select(row => ChinaDay.Of(row.ClosedAt).DayNumber - ChinaDay.Of(row.FiledAt).DayNumber)]
            ),
            Of(
                "fast-track",
                "速裁（受理至结案）",
                "Fast track, acceptance to closure",
                [.. accepted.Where(row => row.Fast).Select(row => ChinaDay.Of(row.ClosedAt).DayNumber - row.AcceptedOn!.Value.DayNumber)]
            ),
            Of(
                "arbitration",
                "仲裁（受理至结案）",
                "Arbitration, acceptance to closure",
                [.. accepted.Select(row => ChinaDay.Of(row.ClosedAt).DayNumber - row.AcceptedOn!.Value.DayNumber)]
            ),
        ];
    }

    private static Statistics.Duration Of(string code, string zh, string en, int[] days)
    {
        if (days.Length == 0)
            return new(code, zh, en, null, null, 0);
        Array.Sort(days);
        var middle = days.Length / 2;
        return new(
            code,
            zh,
            en,
            Math.Round((decimal)days.Average(), 1),
            days.Length % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2m,
            days.Length
        );
    }
}
