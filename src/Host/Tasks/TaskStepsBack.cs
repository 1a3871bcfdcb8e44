using LaborFlow.Cases;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Tasks;

/// <summary>
/// Sends a case back to an earlier step, or takes an own step back: tasks, case and instance change in one advance. The drawing needs no
/// arrow for it.
/// </summary>
internal sealed class TaskStepsBack(LaborFlowDbContext database, WorkflowRuntime runtime, StepsBack steps)
{
    /// <exception cref="NotAllowedException">The task or its procedure does not allow it now.</exception>
    /// <exception cref="ChangedException">The task moved meanwhile.</exception>
    public async Task SendBackAsync(Guid id, SendBackAct act, Actor actor, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(() => steps.PlanSendBackAsync(id, act, cancellationToken));
        await AlterAsync(
            plan,
            actor,
            OperationIds.Of(act.OperationId, TaskActs.SendBack, actor.UserName, id.ToString("N")),
            cancelled => steps.SendBackAsync(id, plan, act, actor, cancelled),
            cancellationToken
        );
    }

    /// <exception cref="NotAllowedException">The task or its procedure does not allow it now.</exception>
    /// <exception cref="ChangedException">Somebody has acted on the next step.</exception>
    public async Task TakeBackAsync(Guid id, ReasonedAct act, Actor actor, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(() => steps.PlanTakeBackAsync(id, act, cancellationToken));
        await AlterAsync(
            plan,
            actor,
            OperationIds.Of(act.OperationId, TaskActs.TakeBack, actor.UserName, id.ToString("N")),
            cancelled => steps.TakeBackAsync(id, plan, act, actor, cancelled),
            cancellationToken
        );
    }

    private async Task<StepBack> PlanAsync(Func<ValueTask<StepBack>> plan)
    {
        var made = await plan();
        // What the plan read is read again under the lock.
        database.ChangeTracker.Clear();
        return made;
    }

    private async Task AlterAsync(
        StepBack plan,
        Actor actor,
        string? operationId,
        Func<CancellationToken, ValueTask> prepare,
        CancellationToken cancellationToken
    )
    {
        var report = await runtime.AlterAsync(
            new AlterRequest
            {
                InstanceId = plan.InstanceId,
                Actor = actor.UserName,
                OperationId = operationId,
                // What runs again comes first: a drawing in which nothing waits any more would end.
                Alterations = [new ScheduleActivity(plan.Again), .. plan.Stops.Select(stop => new CancelActivity(stop))],
                Prepare = (_, cancelled) => prepare(cancelled),
            },
            cancellationToken
        );
        if (report.Problems is [var problem, ..])
            throw new NotAllowedException("task.not-allowed", problem.Zh, problem.En);
    }
}
