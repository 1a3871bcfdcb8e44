using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Reports.Measures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>What arbitrations and groups come to beyond counts of cases.</summary>
/// <param name="BacklogDays">Mean days since filing of open cases; null without any.</param>
/// <param name="Arbitrators">Who sat in concluded cases.</param>
/// <param name="DaysToTalks">Mean days from filing to the first talks of groups; null without any.</param>
/// <param name="Workers">Applicants of the groups concluded.</param>
internal sealed record ArbitrationWork(decimal? BacklogDays, int Arbitrators, decimal? DaysToTalks, int Workers)
{
    public static async Task<ArbitrationWork> ReadAsync(Measured measured, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var database = measured.Database;
        var open = await ArbitrationMeasures.Backlog.Numerator(measured).Select(found => found.FiledAt).ToListAsync(cancellationToken);
        var concluded = ArbitrationMeasures.WithTribunal.Numerator(measured);
        var arbitrators = await database
            .Set<TribunalMember>()
            .Where(seat =>
                seat.Seat != TribunalSeat.Secretary && seat.ReplacedAt == null && concluded.Any(found => found.Id == seat.CaseId)
            )
            .Select(seat => seat.Name)
            .Distinct()
            .CountAsync(cancellationToken);
        var talking = CollectiveMeasures.Talks.Numerator(measured);
        var talks = await database
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(task => task.Step == "col-mediate" && task.CompletedAt != null)
            .GroupBy(task => task.CaseId)
            .Select(group => new { group.Key, At = group.Min(task => task.CompletedAt!.Value) })
            .Join(talking, row => row.Key, found => found.Id, (row, found) => new { row.At, found.FiledAt })
            .ToListAsync(cancellationToken);
        var groups = CollectiveMeasures.Concluded.Numerator(measured);
        var workers = await database
            .Set<Party>()
            .CountAsync(
                party => party.Side == PartySide.Applicant && party.Kind == "worker" && groups.Any(found => found.Id == party.CaseId),
                cancellationToken
            );
        return new(
            Figure.Mean((decimal)open.Sum(filed => (now - filed).TotalDays), open.Count),
            arbitrators,
            Figure.Mean((decimal)talks.Sum(row => (row.At - row.FiledAt).TotalDays), talks.Count),
            workers
        );
    }
}
