using System.Security.Claims;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Tasks;

/// <summary>What officers do with one task; each command is one transaction. The command's name in an address is the one in a task's list of commands.</summary>
internal static class TaskCommands
{
    public static void Map(IEndpointRouteBuilder tasks)
    {
        Post<TaskCommand, ClaimTask>(tasks, "claim", c => c.OperationId, (claim, id, c, actor, ct) => claim.HandleAsync(id, c, actor, ct));
        Post<TaskCommand, ReleaseTask>(
            tasks,
            "release",
            c => c.OperationId,
            (release, id, c, actor, ct) => release.HandleAsync(id, c, actor, ct)
        );
        Post<OfficerAct, OfficerActs>(
            tasks,
            "transfer",
            c => c.OperationId,
            (acts, id, c, actor, ct) => acts.TransferAsync(id, c, actor, ct)
        );
        Post<OfficerAct, OfficerActs>(
            tasks,
            "delegate",
            c => c.OperationId,
            (acts, id, c, actor, ct) => acts.DelegateAsync(id, c, actor, ct)
        );
        Post<ReasonedAct, OfficerActs>(tasks, "return", c => c.OperationId, (acts, id, c, actor, ct) => acts.ReturnAsync(id, c, actor, ct));
        Post<OfficerAct, OfficerActs>(tasks, "co-sign", c => c.OperationId, (acts, id, c, actor, ct) => acts.CoSignAsync(id, c, actor, ct));
        Post<OfficerAct, OfficerActs>(
            tasks,
            "remove-co-signer",
            c => c.OperationId,
            (acts, id, c, actor, ct) => acts.RemoveCoSignerAsync(id, c, actor, ct)
        );
        Post<SignAct, OfficerActs>(tasks, "sign", c => c.OperationId, (acts, id, c, actor, ct) => acts.SignAsync(id, c, actor, ct));
        Post<ReasonedAct, OfficerActs>(tasks, "urge", c => c.OperationId, (acts, id, c, actor, ct) => acts.UrgeAsync(id, c, actor, ct));
        Post<OfficerAct, OfficerActs>(tasks, "copy", c => c.OperationId, (acts, id, c, actor, ct) => acts.CopyAsync(id, c, actor, ct));
        tasks.MapPut("/{id:guid}/draft", SaveDraftAsync).RequireAuthorization(Policies.Officers).WithName("save-draft");
        tasks.MapPost("/{id:guid}/complete", CompleteAsync).RequireAuthorization(Policies.Officers).WithName("complete-task");
        tasks.MapPost("/{id:guid}/send-back", SendBackAsync).RequireAuthorization(Policies.Officers).WithName("send-back-task");
        tasks.MapPost("/{id:guid}/take-back", TakeBackAsync).RequireAuthorization(Policies.Officers).WithName("take-back-task");
    }

    /// <summary>A command that changes the task alone.</summary>
    private static void Post<TCommand, TUseCase>(
        IEndpointRouteBuilder tasks,
        string name,
        Func<TCommand, string?> operation,
        Func<TUseCase, Guid, TCommand, Actor, CancellationToken, ValueTask<CaseTask>> act
    )
        where TUseCase : class =>
        tasks
            .MapPost(
                "/{id:guid}/" + name,
                (
                    Guid id,
                    TCommand command,
                    [FromServices] TUseCase useCase,
                    ClaimsPrincipal user,
                    TaskUnit unit,
                    CancellationToken cancellationToken
                ) =>
                    unit.RunAsync(
                        id,
                        user,
                        name,
                        operation(command),
                        actor => act(useCase, id, command, actor, cancellationToken),
                        cancellationToken
                    )
            )
            .RequireAuthorization(Policies.Officers)
            .WithName(name + "-task");

    private static Task<TaskItem> SaveDraftAsync(
        Guid id,
        SaveDraftRequest draft,
        SaveDraft save,
        ClaimsPrincipal user,
        TaskUnit unit,
        CancellationToken cancellationToken
    ) => unit.RunAsync(id, user, "draft", null, actor => save.HandleAsync(id, draft, actor, cancellationToken), cancellationToken);

    private static async Task<TaskItem> SendBackAsync(
        Guid id,
        SendBackAct act,
        TaskStepsBack back,
        ReadTask.Reader reader,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        await reader.ItemAsync(id, user, cancellationToken);
        await back.SendBackAsync(id, act, user.ToActor(), cancellationToken);
        return await reader.ItemAsync(id, user, cancellationToken);
    }

    private static async Task<TaskItem> TakeBackAsync(
        Guid id,
        ReasonedAct act,
        TaskStepsBack back,
        ReadTask.Reader reader,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        await reader.ItemAsync(id, user, cancellationToken);
        await back.TakeBackAsync(id, act, user.ToActor(), cancellationToken);
        return await reader.ItemAsync(id, user, cancellationToken);
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
}
