namespace LaborFlow.Cases.Tasks;

/// <summary>Finds a task for a command and refuses what is out of date.</summary>
internal static class TaskGuard
{
    /// <summary>Locks the task and checks that it is as the caller saw it.</summary>
    /// <exception cref="NotAllowedException"><c>task.unknown</c>: there is no such task.</exception>
    /// <exception cref="ChangedException"><c>task.changed</c>: it was completed, cancelled or moved meanwhile.</exception>
    public static async ValueTask<CaseTask> FindAsync(
        ITaskStore tasks,
        Guid taskId,
        long expectedRevision,
        CancellationToken cancellationToken
    )
    {
        var task =
            await tasks.FindAsync(taskId, forUpdate: true, cancellationToken)
            ?? throw new NotAllowedException("task.unknown", "任务不存在。", "There is no such task.");
        if (task.Status == CaseTaskStatus.Completed)
            throw new ChangedException(
                "task.changed",
                "任务已由他人办结。",
                "The task was completed meanwhile.",
                task.CompletedBy,
                task.CompletedAt
            );
        if (task.Status == CaseTaskStatus.Cancelled)
            throw new ChangedException(
                "task.changed",
                "任务已撤销，流程已转入其他步骤。",
                "The task was withdrawn: the procedure took another way.",
                task.CompletedBy,
                task.CompletedAt
            );
        if (task.Revision != expectedRevision)
            throw new ChangedException(
                "task.changed",
                "任务已变更，请刷新后重试。",
                "The task was changed meanwhile; reload it.",
                task.Assignee,
                task.ClaimedAt
            );
        return task;
    }
}
