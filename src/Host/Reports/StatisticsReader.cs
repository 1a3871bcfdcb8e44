using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Reports.Measures;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>Counts what a head sees: only cases and tasks within the reader's reach.</summary>
internal sealed class StatisticsReader(LaborFlowDbContext database, StatuteRegister register, LightConditions conditions, TimeProvider time)
{
    /// <summary>Days open, as groups: up to and including.</summary>
    private static readonly int[] Ages = [15, 30, 45, 60, 90];

    public async Task<Statistics.Answer> ReadAsync(ClaimsPrincipal user, Statistics.Query query, CancellationToken cancellationToken)
    {
        var period = ReportPeriod.Of(query.From, query.To, time);
        var today = ChinaDay.Today(time);
        var (start, end) = (period.Start, period.End);
        var cases = database.Set<Case>().AsNoTracking().Visible(user, database);
        if (query.District is { } district)
            cases = cases.Where(found => found.District.StartsWith(district));
        if (query.Procedure is { } procedure)
            cases = cases.Where(found => found.ProcedureCode == procedure);
        var filed = cases.Where(found => found.FiledAt >= start && found.FiledAt < end);
        var open = cases.Where(found => found.ClosedAt == null);
        var place = query.District ?? user.Jurisdiction();

        var indicators = await Indicators.CountAsync(
            new Measured(cases, period, database),
            register,
            place is { Length: 6 or 9 } code && code.All(char.IsAsciiDigit) ? new Jurisdiction(code) : null,
            cancellationToken
        );
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
        var (workload, offices) = await WorkloadAsync(cases, period, today, cancellationToken);
        return new Statistics.Answer(
            period.From,
            period.To,
            indicators,
            await Durations.CountAsync(cases, period, database, cancellationToken),
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
            workload,
            offices
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

    /// <summary>
    /// What each officer has and did, and the same by office. Tasks that nobody took stand under no name, and under the office that alone
    /// they are offered to.
    /// </summary>
    private async Task<(IReadOnlyList<Statistics.Load> Officers, IReadOnlyList<Statistics.OfficeLoad> Offices)> WorkloadAsync(
        IQueryable<Case> cases,
        ReportPeriod period,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var (start, end) = (period.Start, period.End);
        var tasks = database
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(task => task.Party == null && cases.Any(found => found.Id == task.CaseId));
        var open = await tasks
            .Where(task => task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed)
            .GroupBy(task => new { task.Assignee, Office = task.Assignee == null ? task.OfficeId : null })
            .Select(group => new
            {
                group.Key.Assignee,
                group.Key.Office,
                Count = group.Count(),
                Overdue = group.Count(task => task.DueOn < today),
            })
            .ToListAsync(cancellationToken);
        var done = await tasks
            .Where(task => task.Status == CaseTaskStatus.Completed && task.CompletedAt >= start && task.CompletedAt < end)
            .GroupBy(task => task.CompletedBy)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var names = open.Select(row => row.Assignee)
            .Concat(done.Select(row => row.Key))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var people = await database
            .Set<AppUser>()
            .Where(person => names.Contains(person.UserName!))
            .ToDictionaryAsync(
                person => person.UserName!,
                person => new { person.DisplayName, person.OfficeId },
                StringComparer.Ordinal,
                cancellationToken
            );
        List<Statistics.Load> officers =
        [
            .. names
                .Select(name => new Statistics.Load(
                    name,
                    people.GetValueOrDefault(name)?.DisplayName ?? name,
                    open.Where(row => row.Assignee == name).Sum(row => row.Count),
                    open.Where(row => row.Assignee == name).Sum(row => row.Overdue),
                    done.Where(row => row.Key == name).Sum(row => row.Count)
                ))
                .OrderByDescending(load => load.Open)
                .ThenBy(load => load.UserName, StringComparer.Ordinal),
            new Statistics.Load(
                null,
                null,
                open.Where(row => row.Assignee is null).Sum(row => row.Count),
                open.Where(row => row.Assignee is null).Sum(row => row.Overdue),
                0
            ),
        ];
        var parts = officers
            .Where(load => load.UserName is not null)
            .Select(load => (Office: people.GetValueOrDefault(load.UserName!)?.OfficeId, load.Open, load.Overdue, load.Done))
            .Concat(
                open.Where(row => row.Assignee is null)
                    .Select(row => (Office: row.Office?.ToString(), Open: row.Count, row.Overdue, Done: 0))
            );
        return (officers, await OfficesAsync(parts, cancellationToken));
    }

    private async Task<IReadOnlyList<Statistics.OfficeLoad>> OfficesAsync(
        IEnumerable<(string? Office, int Open, int Overdue, int Done)> parts,
        CancellationToken cancellationToken
    )
    {
        var offices = await database
            .Set<MediationOrganisation>()
            .AsNoTracking()
            .ToDictionaryAsync(office => office.Id.ToString(), office => office.Name, StringComparer.Ordinal, cancellationToken);
        return
        [
            .. parts
                .GroupBy(part => part.Office)
                .Select(group => new Statistics.OfficeLoad(
                    group.Key,
                    group.Key is { } id ? offices.GetValueOrDefault(id, id) : null,
                    group.Sum(part => part.Open),
                    group.Sum(part => part.Overdue),
                    group.Sum(part => part.Done)
                ))
                .OrderBy(load => load.OfficeId is null)
                .ThenByDescending(load => load.Open)
                .ThenBy(load => load.OfficeId, StringComparer.Ordinal),
        ];
    }
}
