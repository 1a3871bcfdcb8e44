namespace LaborFlow.Cases.Tasks;

/// <summary>A command on a task that needs nothing else.</summary>
/// <param name="ExpectedRevision">The revision that the caller saw.</param>
/// <param name="OperationId">Chosen by the client; a repeated command with the same id has no second effect.</param>
public sealed record TaskCommand(long ExpectedRevision, string? OperationId = null);

/// <summary>签收: takes a task. Run it in a transaction and save.</summary>
public sealed class ClaimTask(ITaskStore tasks, TimeProvider time)
{
    /// <summary>Takes the task; an own claim repeated changes nothing.</summary>
    /// <exception cref="ChangedException">The task moved meanwhile.</exception>
    /// <exception cref="NotAllowedException">The officer is no candidate.</exception>
    public async ValueTask<CaseTask> HandleAsync(
        Guid taskId,
        TaskCommand command,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var task = await TaskGuard.FindAsync(tasks, taskId, command.ExpectedRevision, cancellationToken);
        TaskRights.Demand(task, actor, "claim");
        task.Claim(actor.UserName, time.GetUtcNow());
        return task;
    }
}
