using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>督办清单: overdue statutory steps within the reach of a head of office, with what follows by law and who has the step.</summary>
internal static class Supervision
{
    public sealed record Item(
        Guid Id,
        Guid CaseId,
        string CaseNumber,
        string ProcedureCode,
        string Name,
        DateOnly DueOn,
        int OverdueDays,
        string Basis,
        string Consequence,
        IReadOnlyList<string> Officers,
        DateTimeOffset RaisedAt,
        string State,
        string? Note,
        string? HandledBy,
        DateTimeOffset? HandledAt
    );

    public sealed record Answer(IReadOnlyList<Item> Items, int Total);

    public sealed record Order(string? Note);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/supervision", ListAsync).RequireAuthorization(Policies.Supervision).WithName("supervision");
        api.MapPost("/supervision/{id:guid}/handle", HandleAsync)
            .RequireAuthorization(Policies.SupervisionOrders)
            .WithName("handle-supervision");
    }

    private static async Task<Answer> ListAsync(
        string? state,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (state is not (null or "open" or "done" or "all"))
            throw ProblemException.Field("state", "unknown-code", "应为 open、done 或 all。", "One of open, done, all.");
        var today = ChinaDay.Today(time);
        var cut = PageRequest.Of(page, pageSize);
        var query = database
            .Set<SupervisionItem>()
            .AsNoTracking()
            .Join(
                database.Set<Case>().Visible(user, database),
                item => item.CaseId,
                disputed => disputed.Id,
                (item, disputed) => new { item, disputed }
            )
            .Join(
                database.Set<CaseDeadline>(),
                pair => pair.item.DeadlineId,
                deadline => deadline.Id,
                (pair, deadline) =>
                    new
                    {
                        pair.item,
                        pair.disputed,
                        deadline,
                    }
            );
        // A deadline that was moved since is another one: what was raised before is settled with it.
        if (state is null or "open")
            query = query.Where(row =>
                (row.deadline.State == DeadlineState.Running || row.deadline.State == DeadlineState.Paused)
                && row.deadline.DueOn == row.item.DueOn
            );
        else if (state == "done")
            query = query.Where(row =>
                (row.deadline.State != DeadlineState.Running && row.deadline.State != DeadlineState.Paused)
                || row.deadline.DueOn != row.item.DueOn
            );
        var total = await query.CountAsync(cancellationToken);
        var rows = await cut.Cut(query.OrderBy(row => row.item.DueOn).ThenBy(row => row.item.Id)).ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.disputed.Id).Distinct().ToList();
        var officers = (
            await database
                .Set<CaseTask>()
                .Where(task => ids.Contains(task.CaseId) && task.Status == CaseTaskStatus.Claimed)
                .Select(task => new { task.CaseId, task.Assignee })
                .ToListAsync(cancellationToken)
        ).ToLookup(task => task.CaseId, task => task.Assignee!);
        return new Answer(
            [
                .. rows.Select(row => new Item(
                    row.item.Id,
                    row.disputed.Id,
                    row.disputed.CaseNumber,
                    row.disputed.ProcedureCode,
                    row.deadline.Name,
                    row.item.DueOn,
                    today.DayNumber - row.item.DueOn.DayNumber,
                    row.item.Basis,
                    row.item.Consequence,
                    [.. officers[row.disputed.Id].Distinct(StringComparer.Ordinal)],
                    row.item.RaisedAt,
                    row.deadline.State is DeadlineState.Running or DeadlineState.Paused && row.deadline.DueOn == row.item.DueOn
                        ? "open"
                        : "done",
                    row.item.Note,
                    row.item.HandledBy,
                    row.item.HandledAt
                )),
            ],
            total
        );
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        Order order,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CaseReader reader,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(order.Note))
            throw ProblemException.Field("note", "required", "请填写督办意见。", "Say what is to be done.");
        var item = await database.FindAsync<SupervisionItem>([id], cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        await reader.DemandAsync(item.CaseId, user, cancellationToken);
        (item.Note, item.HandledBy, item.HandledAt) = (order.Note.Trim(), user.UserName(), time.GetUtcNow());
        database.Add(
            CaseEvents.Create(
                item.CaseId,
                time.GetUtcNow(),
                user.UserName(),
                string.Join(',', user.RoleCodes()),
                "supervision.handled",
                "督办意见：" + item.Note,
                "Order of the supervisor: " + item.Note,
                item.Basis,
                publicToParties: false
            )
        );
        await database.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
