using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>工作量: what officers and offices have to do, how much of it is late, and what they did.</summary>
internal sealed record Workload(IReadOnlyList<Statistics.Load> Officers, IReadOnlyList<Statistics.OfficeLoad> Offices);

/// <summary>Counts <see cref="Workload"/> within the reader's reach.</summary>
internal sealed class Workloads(LaborFlowDbContext database, TimeProvider time)
{
    /// <param name="From">The first day of what was done.</param>
    /// <param name="To">The last one.</param>
    public sealed record Answer(
        DateOnly From,
        DateOnly To,
        IReadOnlyList<Statistics.Load> Officers,
        IReadOnlyList<Statistics.OfficeLoad> Offices
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/supervision/workload", HandleAsync).RequireAuthorization(Policies.Supervision).WithName("supervision-workload");

    private static async Task<Answer> HandleAsync(
        [AsParameters] Statistics.Query query,
        ClaimsPrincipal user,
        Workloads workloads,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var period = ReportPeriod.Of(query.From, query.To, time);
        var load = await workloads.ReadAsync(query, user, period, cancellationToken);
        return new Answer(period.From, period.To, load.Officers, load.Offices);
    }

    /// <summary>
    /// What each officer has and did, and the same by office. Tasks that nobody took stand under no name, and under the office that alone
    /// they are offered to.
    /// </summary>
    /// <param name="query">Whose cases, and of which procedure the tasks are.</param>
    /// <param name="user">The reader.</param>
    /// <param name="period">When the tasks were done that are done.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Workload> ReadAsync(
        Statistics.Query query,
        ClaimsPrincipal user,
        ReportPeriod period,
        CancellationToken cancellationToken
    )
    {
        var today = ChinaDay.Today(time);
        var (start, end) = (period.Start, period.End);
        var cases = query.Cases(user, database, ofProcedure: false);
        var tasks = database
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(task => task.Party == null && cases.Any(found => found.Id == task.CaseId));
        if (query.Procedure is { } procedure)
            tasks = tasks.Where(task => task.ProcedureCode == procedure);
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
        return new Workload(officers, await OfficesAsync(parts, cancellationToken));
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
