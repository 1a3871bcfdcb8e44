using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>工作台: the numbers that an officer sees first.</summary>
internal static class Dashboard
{
    public sealed record Answer(
        ListTasks.Counts Tasks,
        CaseCounts Cases,
        IReadOnlyList<StageCount> Stages,
        IReadOnlyList<CauseCount> Causes
    );

    /// <summary>Cases within the reader's reach; <see cref="Overdue"/> are open ones with a period that has run out.</summary>
    public sealed record CaseCounts(int Open, int Closed, int FiledToday, int Overdue, int Collective);

    public sealed record StageCount(CodeZh Stage, int Count);

    public sealed record CauseCount(CodeZh Cause, int Count);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/dashboard", HandleAsync).RequireAuthorization(Policies.CaseReaders).WithName("dashboard");

    private static async Task<Answer> HandleAsync(
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var today = ChinaDay.Today(time);
        var startOfToday = ChinaDay.EndOf(today.AddDays(-1));
        var cases = database.Set<Case>().AsNoTracking().Visible(user, database);
        var open = cases.Where(found => found.ClosedAt == null);
        var overdue = database.Set<CaseDeadline>().Where(deadline => deadline.State == DeadlineState.Running && deadline.DueOn < today);
        var counts = new CaseCounts(
            await open.CountAsync(cancellationToken),
            await cases.CountAsync(found => found.ClosedAt != null, cancellationToken),
            await cases.CountAsync(found => found.FiledAt >= startOfToday, cancellationToken),
            await open.CountAsync(found => overdue.Any(deadline => deadline.CaseId == found.Id), cancellationToken),
            await open.CountAsync(found => found.Collective, cancellationToken)
        );
        var stages = await open.GroupBy(found => found.Stage)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var causes = await open.GroupBy(found => found.MainCause)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return new Answer(
            await ListTasks.CountAsync(database.Set<CaseTask>().AsNoTracking(), user, today, cancellationToken),
            counts,
            [.. stages.Select(stage => new StageCount(CodeZh.OfStage(stage.Key), stage.Count)).OrderByDescending(stage => stage.Count)],
            [.. causes.Select(cause => new CauseCount(CodeZh.OfCause(cause.Key), cause.Count)).OrderByDescending(cause => cause.Count)]
        );
    }
}
