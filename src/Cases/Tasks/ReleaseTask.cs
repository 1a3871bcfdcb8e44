namespace LaborFlow.Cases.Tasks;

/// <summary>释放: gives a claimed task back to its candidates; the draft stays with the task. Run it in a transaction and save.</summary>
public sealed class ReleaseTask(ITaskStore tasks)
{
    /// <summary>Gives it back.</summary>
    /// <exception cref="ChangedException">The task moved meanwhile.</exception>
    /// <exception cref="NotAllowedException">Another officer has it.</exception>
    public async ValueTask<CaseTask> HandleAsync(
        Guid taskId,
        TaskCommand command,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var task = await TaskGuard.FindAsync(tasks, taskId, command.ExpectedRevision, cancellationToken);
        TaskRights.Demand(task, actor, "release");
        task.Release();
        return task;
    }
}
