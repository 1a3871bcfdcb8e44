using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Cases;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>待办列表.</summary>
internal static class ListTasks
{
    public sealed record Answer(IReadOnlyList<TaskItem> Items, int Total, Counts Counts);

    public sealed record Counts(int Mine, int Candidate, int Overdue, int DueToday);

    /// <summary>
    /// Filters of the list; those that are not given do not filter. <see cref="Due"/> is <c>overdue</c> or <c>today</c>;
    /// <see cref="Assignee"/> a user name, or <c>none</c> for tasks that nobody has taken; <see cref="Office"/> an office's id, or <c>none</c>.
    /// <see cref="CompletedBy"/> is a user name or <c>any</c>; with it or a day of <see cref="CompletedFrom"/> and
    /// <see cref="CompletedTo"/>, both included, the list holds what was done, and otherwise what waits wherever <see cref="Due"/>,
    /// <see cref="Assignee"/>, <see cref="Office"/> or <see cref="Light"/> is given. Unless <see cref="Sort"/> says otherwise, what is due
    /// first comes first, and what is done after all that waits, the latest first. <see cref="Source"/> is how the case came;
    /// <see cref="CaseOffice"/> the mediation organisation that has the case, or <c>none</c>; <see cref="MainCause"/> the cause that the case
    /// is counted under.
    /// </summary>
    public sealed record Query(
        string? View,
        string? Procedure,
        string? Step,
        string? Light,
        string? Due,
        string? Assignee,
        string? Q,
        string? Sort,
        int? Page,
        int? PageSize,
        string? District = null,
        string? Office = null,
        string? CompletedBy = null,
        DateOnly? CompletedFrom = null,
        DateOnly? CompletedTo = null,
        string? Source = null,
        string? CaseOffice = null,
        string? MainCause = null
    )
    {
        internal bool AsksForDone => (CompletedBy ?? (object?)CompletedFrom ?? CompletedTo) is not null;
    }

    private static readonly Query Unfiltered = new(null, null, null, null, null, null, null, null, null, null);

    /// <param name="Step">Its code.</param>
    /// <param name="Procedure">Whose step it is.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="Waiting">How many of its tasks wait.</param>
    public sealed record StepChoice(string Step, string Procedure, string Title, int Waiting);

    public static void Map(IEndpointRouteBuilder tasks)
    {
        tasks.MapGet("", HandleAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-tasks");
        tasks.MapGet("/steps", StepsAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-task-steps");
    }

    /// <summary>The steps that the list can be narrowed to: those at which something within the reader's reach waits.</summary>
    private static async Task<IReadOnlyList<StepChoice>> StepsAsync(
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var steps = await database
            .Set<CaseTask>()
            .AsNoTracking()
            .Visible(user)
            .Where(task => task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed)
            .GroupBy(task => new { task.Step, task.ProcedureCode })
            .Select(group => new StepChoice(group.Key.Step, group.Key.ProcedureCode, group.Max(task => task.Title)!, group.Count()))
            .ToListAsync(cancellationToken);
        return [.. steps.OrderBy(step => step.Procedure, StringComparer.Ordinal).ThenBy(step => step.Step, StringComparer.Ordinal)];
    }

    private static async Task<Answer> HandleAsync(
        [AsParameters] Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        Lights lights,
        LightConditions conditions,
        PersonalKeys personal,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var today = ChinaDay.Today(time);
        Lights.Demand(query.Light);
        var page = PageRequest.Of(query.Page, query.PageSize);
        var all = database.Set<CaseTask>().AsNoTracking();
        // What nobody has taken is asked for by its keys alone, and says of itself that it waits.
        var free = query is { View: "all", Assignee: "none", AsksForDone: false };
        var tasks = all;
        if (query.Procedure is { } procedure)
            tasks = tasks.Where(task => task.ProcedureCode == procedure);
        if (query.Step is { } step)
            tasks = tasks.Where(task => task.Step == step);
        tasks = query.Due switch
        {
            null => tasks,
            "overdue" => tasks.Where(task => task.DueOn < today),
            "today" => tasks.Where(task => task.DueOn == today),
            _ => throw Problems.ProblemException.Field("due", "unknown-code", "应为 overdue 或 today。", "One of overdue, today."),
        };
        // What waits and what is done stand in one list: first the one, then the other.
        var mixed = query is { View: "all" or "copied", AsksForDone: false };
        if (query.AsksForDone)
            tasks = Done(tasks, query);
        else if (free)
            mixed = false;
        else if (
            query.Due is not null
            || query.Assignee is not null
            || query.Office is not null
            || query is { Light: not null, View: not "done" }
        )
        {
            mixed = false;
            tasks = tasks.Where(task => task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed);
        }
        if (!free && query.Assignee is { } assignee)
            tasks =
                assignee == "none"
                    ? tasks.Where(task => task.Assignee == null && task.Party == null)
                    : tasks.Where(task => task.Assignee == assignee);
        if (query.Office is { } office)
            tasks = tasks.Where(task => task.Party == null).OfOffice(office, database);
        if (query.District is { } district)
            tasks = tasks.Where(task => task.Jurisdiction.StartsWith(district));
        tasks = OfCases(tasks, query, database);
        if (query.Q is { Length: > 0 } text)
        {
            var cases = CaseSearch.Find(database, personal, text);
            tasks = tasks.Where(task => task.Title.Contains(text) || cases.Contains(task.CaseId));
        }

        if (query.Light is { } light)
        {
            var timed = tasks.Select(task => new Timed<CaseTask>
            {
                Row = task,
                District = task.Jurisdiction,
                StartsOn = DateQuestions.ChinaDate(task.CreatedAt),
                DueOn = task.DueOn,
            });
            tasks = conditions.Having(light, timed, today);
        }

        var filtered = tasks;
        tasks = query.View switch
        {
            null or "mine" => tasks.Mine(user),
            "candidate" => tasks.Candidate(user),
            "open" => tasks.Todo(user),
            "done" => tasks.Done(user),
            "co-sign" => tasks.ToSign(user),
            "copied" => tasks.Copied(user),
            "all" => tasks.Visible(user),
            _ => throw Problems.ProblemException.Field(
                "view",
                "unknown-code",
                "视图应为 mine、candidate、open、all、done、co-sign 或 copied。",
                "One of mine, candidate, open, all, done, co-sign, copied."
            ),
        };
        var keys = free ? filtered.Free(user) : tasks.Select(TaskKey.Of);
        var counts = await CountAsync(all, user, today, cancellationToken);
        // What was counted already.
        var total =
            (query with { View = null, Sort = null, Page = null, PageSize = null }) != Unfiltered
                ? await keys.CountAsync(cancellationToken)
                : query.View switch
                {
                    null or "mine" => counts.Mine,
                    "candidate" => counts.Candidate,
                    _ => await keys.CountAsync(cancellationToken),
                };
        // The page is cut by an index alone; only its rows are read.
        var sort = query.Sort ?? (query.View == "done" || query.AsksForDone ? "-completed" : "due");
        var nullsLast = database.Dialect.SortsNullsLast;
        var shown =
            mixed && sort == "due" ? WaitingFirst.Cut(tasks, page, nullsLast)
            : sort == "-completed" && !free
                ? page.Cut(tasks.OrderByDescending(task => task.CompletedAt).ThenByDescending(task => task.Id)).Select(task => task.Id)
            : page.Cut(Sort(keys, sort, nullsLast)).Select(task => task.Id);
        var rows = await TaskRow.Of(database, all.Where(task => shown.Contains(task.Id))).ToListAsync(cancellationToken);
        var items = await TaskRow.ShowAsync(rows, user, today, lights, database, cancellationToken);
        return new Answer([.. Sorted(items, sort)], total, counts);
    }

    /// <summary>Those of the cases that came this way, are with this organisation, are of this cause.</summary>
    private static IQueryable<CaseTask> OfCases(IQueryable<CaseTask> tasks, Query query, LaborFlowDbContext database)
    {
        if ((query.Source ?? query.CaseOffice ?? query.MainCause) is null)
            return tasks;
        var cases = database.Set<Case>().AsQueryable();
        if (query.Source is { } source)
            cases = cases.Where(found => found.Channel == source);
        if (query.CaseOffice is { } office)
            cases = cases.OfOffice(office);
        if (query.MainCause is { } cause)
            cases = cases.Where(found => found.MainCause == cause);
        return tasks.Where(task => cases.Any(found => found.Id == task.CaseId));
    }

    private static IQueryable<CaseTask> Done(IQueryable<CaseTask> tasks, Query query)
    {
        tasks = tasks.Where(task => task.Status == CaseTaskStatus.Completed && task.Party == null);
        if (query.CompletedBy is { } who and not "any")
            tasks = tasks.Where(task => task.CompletedBy == who);
        if (query.CompletedFrom is { } from)
        {
            var start = ChinaDay.EndOf(from.AddDays(-1));
            tasks = tasks.Where(task => task.CompletedAt >= start);
        }
        if (query.CompletedTo is { } to)
        {
            var end = ChinaDay.EndOf(to);
            tasks = tasks.Where(task => task.CompletedAt < end);
        }
        return tasks;
    }

    internal static async Task<Counts> CountAsync(
        IQueryable<CaseTask> all,
        ClaimsPrincipal user,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        // One pass over both lists. What is mine is claimed, what is offered is open: the state alone tells them apart.
        var counts = await all.Mine(user)
            .Select(task => new { task.Status, task.DueOn })
            .Concat(all.Candidate(user).Select(task => new { task.Status, task.DueOn }))
            .GroupBy(_ => 1)
            .Select(both => new Counts(
                both.Count(task => task.Status == CaseTaskStatus.Claimed),
                both.Count(task => task.Status == CaseTaskStatus.Open),
                both.Count(task => task.DueOn < today),
                both.Count(task => task.DueOn == today)
            ))
            .SingleOrDefaultAsync(cancellationToken);
        return counts ?? new Counts(0, 0, 0, 0);
    }

    private static IQueryable<TaskKey> Sort(IQueryable<TaskKey> tasks, string sort, bool nullsLast) =>
        sort switch
        {
            "due" when nullsLast => tasks.OrderBy(task => task.DueOn).ThenBy(task => task.Id),
            "due" => tasks.OrderBy(task => task.DueOn == null).ThenBy(task => task.DueOn).ThenBy(task => task.Id),
            "created" => tasks.OrderBy(task => task.CreatedAt).ThenBy(task => task.Id),
            // Of keys none is completed yet.
            "-created" or "-completed" => tasks.OrderByDescending(task => task.CreatedAt).ThenByDescending(task => task.Id),
            _ => throw Problems.ProblemException.Field(
                "sort",
                "unknown-code",
                "排序应为 due、created、-created 或 -completed。",
                "One of due, created, -created, -completed."
            ),
        };

    private static IEnumerable<TaskItem> Sorted(IEnumerable<TaskItem> items, string sort) =>
        sort switch
        {
            "created" => items.OrderBy(item => item.CreatedAt).ThenBy(item => item.Id),
            "-created" => items.OrderByDescending(item => item.CreatedAt).ThenByDescending(item => item.Id),
            "-completed" => items.OrderByDescending(item => item.CompletedAt).ThenByDescending(item => item.Id),
            _ => items
                .OrderBy(item => item.CompletedAt is not null)
                .ThenByDescending(item => item.CompletedAt)
                .ThenBy(item => item.CompletedAt is null ? item.DueOn ?? DateOnly.MaxValue : default)
                .ThenBy(item => item.Id),
        };
}
