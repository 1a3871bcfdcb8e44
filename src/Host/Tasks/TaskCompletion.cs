using LaborFlow.Cases;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>
/// Completes a task and takes its procedure to the next step, in one transaction: the form is judged, the task closed and the case changed
/// while the instance is locked. Whether the caller may see the task was asked before.
/// </summary>
internal sealed class TaskCompletion(
    LaborFlowDbContext database,
    WorkflowRuntime runtime,
    CompleteTask complete,
    StoppedSteps stopped,
    ILogger<TaskCompletion> logger
)
{
    /// <param name="taskId">The task.</param>
    /// <param name="request">The form and the outcome.</param>
    /// <param name="actor">Who completes it.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <param name="also">What is recorded with it, in the same transaction.</param>
    /// <returns>False: this very command was carried out before, and nothing was done now.</returns>
    /// <exception cref="LaborFlow.Engine.Durability.ConflictException">Somebody else completed it: by whom and when.</exception>
    /// <exception cref="InvalidInputException">The form has faults.</exception>
    /// <exception cref="NotAllowedException">Not allowed now, or by this actor; <see cref="StoppedSteps.Code"/>: the law stops it.</exception>
    public async Task<bool> RunAsync(
        Guid taskId,
        CompleteTaskRequest request,
        Actor actor,
        CancellationToken cancellationToken,
        Action? also = null
    )
    {
        var target =
            await database
                .Set<CaseTask>()
                .AsNoTracking()
                .Where(task => task.Id == taskId)
                .Select(task => new { task.InstanceId, task.BookmarkId })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        // What was read to find out who asks is not what the transaction decides on.
        database.ChangeTracker.Clear();
        CaseTask? completed = null;
        try
        {
            var advanced = await runtime.ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = target.InstanceId,
                    BookmarkId = target.BookmarkId,
                    Actor = actor.UserName,
                    OperationId = OperationIds.Of(request.OperationId, "complete", actor.UserName, taskId.ToString("N")),
                    Prepare = async (_, cancelled) =>
                    {
                        completed = await complete.HandleAsync(taskId, request, actor, cancelled);
                        also?.Invoke();
                    },
                    Confirm = _ => stopped.ConfirmAsync(completed!),
                },
                cancellationToken
            );
            if (!advanced.Repeated)
                logger.LogInformation("Completed task {TaskId} with {Outcome}", taskId, request.Outcome);
            return !advanced.Repeated;
        }
        catch (NotAllowedException refused) when (refused.Code == StoppedSteps.Code)
        {
            logger.LogInformation("Task {TaskId} was stopped: {Why}", taskId, refused.En);
            database.ChangeTracker.Clear();
            await stopped.NoteAsync(cancellationToken);
            throw;
        }
    }
}
