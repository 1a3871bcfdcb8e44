using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Reports.Measures;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>Counts what a head sees: only cases and tasks within the reader's reach.</summary>
internal sealed class StatisticsReader(
    LaborFlowDbContext database,
    StatuteRegister register,
    LightConditions conditions,
    Workloads workloads,
    TimeProvider time
)
{
    /// <summary>Days open, as groups: up to and including.</summary>
    private static readonly int[] Ages = [15, 30, 45, 60, 90];

    public async Task<Statistics.Answer> ReadAsync(ClaimsPrincipal user, Statistics.Query query, CancellationToken cancellationToken)
    {
        var period = ReportPeriod.Of(query.From, query.To, time);
        var today = ChinaDay.Today(time);
        var (start, end) = (period.Start, period.End);
        var cases = query.Cases(user, database);
        var filed = cases.Where(found => found.FiledAt >= start && found.FiledAt < end);
        var open = cases.Where(found => found.ClosedAt == null);

        var indicators = await Indicators.CountAsync(new Measured(cases, period, database), register, query.Place(user), cancellationToken);
        var causes = await filed
            .GroupBy(found => found.MainCause)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var stages = await open.GroupBy(found => found.Stage)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var procedures = await filed
            .GroupBy(found => found.ProcedureCode)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var districts = await filed
            .GroupBy(found => found.District.Substring(0, 6))
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var load = await workloads.ReadAsync(query, user, period, cancellationToken);
        return new Statistics.Answer(
            period.From,
            period.To,
            indicators,
            await Durations.CountAsync(new Measured(cases, period, database), cancellationToken),
            await MonthsAsync(cases, period, cancellationToken),
            Ordered(causes.Select(row => Of(CodeZh.OfCause(row.Key), row.Count))),
            Ordered(stages.Select(row => Of(CodeZh.OfStage(row.Key), row.Count))),
            Ordered(procedures.Select(row => Of(CodeZh.OfProcedure(row.Key), row.Count))),
            Ordered(
                districts.Select(row =>
                    Districts.Find(row.Key) is { } place
                        ? new Statistics.Count(row.Key, place.Name, place.English, row.Count)
                        : new Statistics.Count(row.Key, row.Key, null, row.Count)
                )
            ),
            await AgesAsync(open, today, cancellationToken),
            await LightsAsync(open, today, cancellationToken),
            load.Officers,
            load.Offices
        );
    }

    private static Statistics.Count Of(CodeZh name, int count) => new(name.Code, name.Zh, name.En, count);

    private static IReadOnlyList<Statistics.Count> Ordered(IEnumerable<Statistics.Count> counts) =>
        [.. counts.OrderByDescending(row => row.Value).ThenBy(row => row.Code, StringComparer.Ordinal)];

    /// <summary>Cases filed and closed in each month of the period, by the calendar of China.</summary>
    private static async Task<IReadOnlyList<Statistics.Month>> MonthsAsync(
        IQueryable<Case> cases,
        ReportPeriod period,
        CancellationToken cancellationToken
    )
    {
        var (start, end) = (period.Start, period.End);
        var filed = await cases
            .Where(found => found.FiledAt >= start && found.FiledAt < end)
            .Select(found => found.FiledAt.AddHours(8))
            .GroupBy(at => new { at.Year, at.Month })
            .Select(group => new
            {
                group.Key.Year,
                group.Key.Month,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var closed = await cases
            .Where(found => found.ClosedAt >= start && found.ClosedAt < end)
            .Select(found => found.ClosedAt!.Value.AddHours(8))
            .GroupBy(at => new { at.Year, at.Month })
            .Select(group => new
            {
                group.Key.Year,
                group.Key.Month,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var months = new List<Statistics.Month>();
        for (var month = new DateOnly(period.From.Year, period.From.Month, 1); month <= period.To; month = month.AddMonths(1))
        {
            months.Add(
                new Statistics.Month(
                    month,
                    filed.Where(row => row.Year == month.Year && row.Month == month.Month).Sum(row => row.Count),
                    closed.Where(row => row.Year == month.Year && row.Month == month.Month).Sum(row => row.Count)
                )
            );
        }
        return months;
    }

    private static async Task<IReadOnlyList<Statistics.Age>> AgesAsync(
        IQueryable<Case> open,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var ages = new List<Statistics.Age>(Ages.Length + 1);
        var younger = 0;
        foreach (var days in Ages)
        {
            var since = ChinaDay.EndOf(today.AddDays(-days - 1));
            var upTo = await open.CountAsync(found => found.FiledAt >= since, cancellationToken);
            ages.Add(new Statistics.Age(days, upTo - younger));
            younger = upTo;
        }
        ages.Add(new Statistics.Age(null, await open.CountAsync(cancellationToken) - younger));
        return ages;
    }

    private async Task<IReadOnlyList<Statistics.LightCount>> LightsAsync(
        IQueryable<Case> open,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var red = await ListCases.Lit(open, "red", database, conditions, today).CountAsync(cancellationToken);
        var yellow = await ListCases.Lit(open, "yellow", database, conditions, today).CountAsync(cancellationToken);
        return [new("red", red), new("yellow", yellow), new("green", await open.CountAsync(cancellationToken) - red - yellow)];
    }
}
