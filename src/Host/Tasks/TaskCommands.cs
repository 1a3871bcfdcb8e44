using System.Security.Claims;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Tasks;

/// <summary>Taking, giving back, half-filling and completing a task: each in a transaction of its own.</summary>
internal static class TaskCommands
{
    public static void Map(IEndpointRouteBuilder tasks)
    {
        tasks
            .MapPost(
                "/{id:guid}/claim",
                (Guid id, TaskCommand command, ClaimTask claim, ClaimsPrincipal user, Unit unit, CancellationToken cancellationToken) =>
                    unit.RunAsync(id, user, actor => claim.HandleAsync(id, command, actor, cancellationToken), cancellationToken)
            )
            .RequireAuthorization(Policies.Officers)
            .WithName("claim-task");
        tasks
            .MapPost(
                "/{id:guid}/release",
                (Guid id, TaskCommand command, ReleaseTask release, ClaimsPrincipal user, Unit unit, CancellationToken cancellationToken) =>
                    unit.RunAsync(id, user, actor => release.HandleAsync(id, command, actor, cancellationToken), cancellationToken)
            )
            .RequireAuthorization(Policies.Officers)
            .WithName("release-task");
        tasks
            .MapPut(
                "/{id:guid}/draft",
                (Guid id, SaveDraftRequest draft, SaveDraft save, ClaimsPrincipal user, Unit unit, CancellationToken cancellationToken) =>
                    unit.RunAsync(id, user, actor => save.HandleAsync(id, draft, actor, cancellationToken), cancellationToken)
            )
            .RequireAuthorization(Policies.Officers)
            .WithName("save-draft");
        tasks.MapPost("/{id:guid}/complete", CompleteAsync).RequireAuthorization(Policies.Officers).WithName("complete-task");
    }

    private static async Task<TaskItem> CompleteAsync(
        Guid id,
        CompleteTaskRequest request,
        TaskCompletion completion,
        ReadTask.Reader reader,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        await reader.ItemAsync(id, user, cancellationToken);
        await completion.RunAsync(id, request, user.ToActor(), cancellationToken);
        return await reader.ItemAsync(id, user, cancellationToken);
    }

    /// <summary>Runs a command on a task that the officer may see, and answers with the task as it is then.</summary>
    internal sealed class Unit(LaborFlowDbContext database, ReadTask.Reader reader)
    {
        public async Task<TaskItem> RunAsync(
            Guid id,
            ClaimsPrincipal user,
            Func<Actor, ValueTask<CaseTask>> command,
            CancellationToken cancellationToken
        )
        {
            await reader.ItemAsync(id, user, cancellationToken);
            await using (var transaction = await database.Database.BeginTransactionAsync(cancellationToken))
            {
                await command(user.ToActor());
                await database.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            return await reader.ItemAsync(id, user, cancellationToken);
        }
    }
}
