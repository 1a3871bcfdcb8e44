using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
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
    /// they are offered to; what no office has so, under the authority of its place.
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
        var tasks = database.Set<CaseTask>().AsNoTracking().Where(task => task.Party == null);
        if (query.Procedure is { } procedure)
            tasks = tasks.Where(task => task.ProcedureCode == procedure);
        var open = await (
            from task in tasks
            join found in cases on task.CaseId equals found.Id
            where task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed
            group task by new
            {
                task.Assignee,
                Office = task.Assignee == null ? task.OfficeId : null,
                task.ProcedureCode,
                Place = task.Jurisdiction.Substring(0, 6),
                found.Stage,
                Docketed = found.DocketNumber != null,
                Opened = found.ProcedureCode,
            } into one
            select new
            {
                one.Key.Assignee,
                one.Key.Office,
                one.Key.ProcedureCode,
                one.Key.Place,
                one.Key.Stage,
                one.Key.Docketed,
                one.Key.Opened,
                Count = one.Count(),
                Overdue = one.Count(task => task.DueOn < today),
            }
        ).ToListAsync(cancellationToken);
        var done = await (
            from task in tasks
            join found in cases on task.CaseId equals found.Id
            where task.Status == CaseTaskStatus.Completed && task.CompletedAt >= start && task.CompletedAt < end
            group task by new
            {
                task.CompletedBy,
                task.ProcedureCode,
                Place = task.Jurisdiction.Substring(0, 6),
                found.Stage,
                Docketed = found.DocketNumber != null,
                Opened = found.ProcedureCode,
            } into one
            select new
            {
                one.Key.CompletedBy,
                one.Key.ProcedureCode,
                one.Key.Place,
                one.Key.Stage,
                one.Key.Docketed,
                one.Key.Opened,
                Count = one.Count(),
            }
        ).ToListAsync(cancellationToken);
        var names = open.Select(row => row.Assignee)
            .Concat(done.Select(row => row.CompletedBy))
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
                    done.Where(row => row.CompletedBy == name).Sum(row => row.Count)
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
        string? OfficeOf(string? officer) => officer is null ? null : people.GetValueOrDefault(officer)?.OfficeId;
        var parts = open.Select(row =>
                (
                    Office: OfficeOf(row.Assignee)
                        ?? row.Office?.ToString()
                        ?? AuthorityOf(row.ProcedureCode, row.Place, row.Stage, row.Docketed, row.Opened),
                    Open: row.Count,
                    row.Overdue,
                    Done: 0
                )
            )
            .Concat(
                done.Select(row =>
                    (
                        Office: OfficeOf(row.CompletedBy) ?? AuthorityOf(row.ProcedureCode, row.Place, row.Stage, row.Docketed, row.Opened),
                        Open: 0,
                        Overdue: 0,
                        Done: row.Count
                    )
                )
            );
        return new Workload(officers, await OfficesAsync(parts, cancellationToken));
    }

    /// <summary>The authority that a task of no office is with, as <see cref="TaskReach.OfOffice"/> finds it.</summary>
    private static string? AuthorityOf(string procedure, string place, string stage, bool docketed, string opened) =>
        Authority
            .Of(
                AuthorityKinds.OfProcedure.TryGetValue(procedure, out var kind) ? kind : AuthorityKinds.OfCase(stage, docketed, opened),
                place
            )
            ?.Id;

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
                    group.Key is { } id ? offices.GetValueOrDefault(id) ?? Authority.Find(id)?.Zh ?? id : null,
                    group.Key is { } named ? offices.GetValueOrDefault(named) ?? Authority.Find(named)?.En ?? named : null,
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
