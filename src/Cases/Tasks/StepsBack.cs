using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Fund;

namespace LaborFlow.Cases.Tasks;

/// <summary>退回.</summary>
/// <param name="Step">The earlier step's key; null for the step that was completed last.</param>
/// <param name="Reason">Why; recorded.</param>
/// <param name="ExpectedRevision">The revision of the task that the caller has.</param>
/// <param name="OperationId">Chosen by the client; a repeated act with the same id has no second effect.</param>
public sealed record SendBackAct(string? Step, string? Reason, long ExpectedRevision, string? OperationId = null);

/// <summary>What the engine does so that a case goes back: an activity runs again, others stop.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Again">The activity that runs again.</param>
/// <param name="Stops">The activities that stop waiting.</param>
/// <param name="EarlierTaskId">The completed task of the step that is done again.</param>
public sealed record StepBack(string InstanceId, string Again, IReadOnlyList<string> Stops, Guid EarlierTaskId);

/// <summary>
/// 退回 and 撤回: a case goes back to a step that was done. First the plan, which changes nothing; then, within the transaction that alters
/// the instance, the check that the plan still holds, and the changes. The period of the law goes on as it ran: nobody gains time by it.
/// </summary>
public sealed class StepsBack(
    ITaskStore tasks,
    ICaseStore cases,
    ReturnedSteps returned,
    PaymentHold hold,
    IStepOrder order,
    TimeProvider time
)
{
    private const int LongestReason = 2_000;

    /// <summary>
    /// The steps that a task's case can be sent back to, latest first: each that was completed in the same procedure and leads to the task.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="ofCase">The tasks of its case, or those of them that are completed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<IReadOnlyList<CaseTask>> EarlierAsync(
        CaseTask task,
        IEnumerable<CaseTask> ofCase,
        CancellationToken cancellationToken = default
    )
    {
        var completed = ofCase
            .Where(t => t.Status == CaseTaskStatus.Completed && t.InstanceId == task.InstanceId && t.ActivityId != task.ActivityId)
            .OrderByDescending(t => t.CompletedAt)
            .DistinctBy(t => t.Step)
            .ToList();
        var leading = await order.LeadingToAsync(
            task.DefinitionVersionId,
            [.. completed.Select(t => t.ActivityId)],
            task.ActivityId,
            cancellationToken
        );
        return completed.FindAll(t => leading.Contains(t.ActivityId));
    }

    /// <summary>Plans a 退回.</summary>
    /// <exception cref="InvalidInputException">The step is none of those that lead here, or the reason is missing.</exception>
    /// <exception cref="NotAllowedException"><c>task.unknown</c>.</exception>
    public async ValueTask<StepBack> PlanSendBackAsync(Guid taskId, SendBackAct act, CancellationToken cancellationToken = default)
    {
        DemandReason(act.Reason, needed: true);
        var task = await tasks.FindAsync(taskId, forUpdate: false, cancellationToken) ?? throw Unknown();
        var ofCase = await tasks.ListOfCaseAsync(task.CaseId, cancellationToken);
        var earlier =
            (await EarlierAsync(task, ofCase, cancellationToken)).FirstOrDefault(t => act.Step is null || t.Step == act.Step)
            ?? throw new InvalidInputException([
                new(
                    "step",
                    "unknown-code",
                    "只能退回到本程序中通往本步骤的已办结步骤。",
                    "Choose a completed step that leads to this one."
                ),
            ]);
        return new StepBack(task.InstanceId, earlier.ActivityId, [task.ActivityId], earlier.Id);
    }

    /// <summary>Carries a 退回 out, within the transaction.</summary>
    /// <exception cref="NotAllowedException">See <see cref="PaymentHold.DemandStepBackAsync"/>.</exception>
    public async ValueTask SendBackAsync(
        Guid taskId,
        StepBack plan,
        SendBackAct act,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var task = await TaskGuard.FindAsync(tasks, taskId, act.ExpectedRevision, cancellationToken);
        // Why nothing goes back behind a payment says more than that the step does not permit it.
        await hold.DemandStepBackAsync(task.ProcedureCode, task.CaseId, cancellationToken);
        TaskRights.Demand(task, actor, TaskActs.SendBack, new TaskNeighbours(HasEarlierStep: true, NextUntouched: false));
        var earlier = (await tasks.FindAsync(plan.EarlierTaskId, forUpdate: false, cancellationToken))!;
        var now = time.GetUtcNow();
        task.GoBack(earlier.Step, act.Reason!.Trim(), actor.UserName, now);
        returned.Add(earlier);
        cases.Add(
            TaskEvents.Of(task, actor, now, "task.sent-back", $"退回至“{earlier.Title}”", $"sent back to {earlier.Step}", act.Reason)
        );
    }

    /// <summary>Plans a 撤回.</summary>
    /// <exception cref="NotAllowedException">Nothing waits in this procedure any more (<c>task.not-allowed</c>).</exception>
    public async ValueTask<StepBack> PlanTakeBackAsync(Guid taskId, ReasonedAct act, CancellationToken cancellationToken = default)
    {
        DemandReason(act.Reason, needed: true);
        var task = await tasks.FindAsync(taskId, forUpdate: false, cancellationToken) ?? throw Unknown();
        var next = await NextAsync(task, cancellationToken);
        if (task.Status != CaseTaskStatus.Completed || next.Count == 0)
            throw new NotAllowedException(
                "task.not-allowed",
                "该步骤未办结，或流程已不在等待后续步骤，不能撤回。",
                "The step is not completed, or nothing follows it that waits."
            );
        return new StepBack(task.InstanceId, task.ActivityId, [.. next.Select(t => t.ActivityId).Distinct(StringComparer.Ordinal)], taskId);
    }

    /// <summary>Carries a 撤回 out, within the transaction.</summary>
    /// <exception cref="ChangedException">Somebody has acted on the next step: by whom and when.</exception>
    /// <exception cref="NotAllowedException">The step was somebody else's, or does not permit it.</exception>
    public async ValueTask TakeBackAsync(
        Guid taskId,
        StepBack plan,
        ReasonedAct act,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var task = await tasks.FindAsync(taskId, forUpdate: true, cancellationToken) ?? throw Unknown();
        if (task.Revision != act.ExpectedRevision)
            throw new ChangedException(
                "task.changed",
                "任务已变更，请刷新后重试。",
                "The task was changed meanwhile; reload it.",
                task.CompletedBy,
                task.CompletedAt
            );
        var next = new List<CaseTask>();
        foreach (var waiting in await NextAsync(task, cancellationToken))
            next.Add((await tasks.FindAsync(waiting.Id, forUpdate: true, cancellationToken))!);
        if (await LaterAsync(task, cancellationToken) is { } acted)
            throw Acted(acted.CompletedBy, acted.CompletedAt);
        if (next.Find(t => t.Status != CaseTaskStatus.Open) is { } taken)
            throw Acted(taken.CompletedBy ?? taken.Assignee, taken.CompletedAt ?? taken.ClaimedAt);
        await hold.DemandStepBackAsync(task.ProcedureCode, task.CaseId, cancellationToken);
        TaskRights.Demand(task, actor, TaskActs.TakeBack, new TaskNeighbours(HasEarlierStep: false, NextUntouched: true));
        if (!next.TrueForAll(t => plan.Stops.Contains(t.ActivityId)))
            throw new ChangedException("task.changed", "流程已变化，请刷新后重试。", "The procedure moved; reload it.");

        var now = time.GetUtcNow();
        foreach (var waiting in next)
            waiting.GoBack(task.Step, act.Reason!.Trim(), actor.UserName, now);
        returned.Add(task);
        task.Touch();
        cases.Add(TaskEvents.Of(task, actor, now, "task.taken-back", "撤回已办结的步骤", "taken back", act.Reason));
    }

    private async ValueTask<IReadOnlyList<CaseTask>> NextAsync(CaseTask task, CancellationToken cancellationToken) =>
        [
            .. (await tasks.ListOfCaseAsync(task.CaseId, cancellationToken)).Where(t =>
                t.IsOpen && t.InstanceId == task.InstanceId && t.Id != task.Id
            ),
        ];

    private async ValueTask<CaseTask?> LaterAsync(CaseTask task, CancellationToken cancellationToken) =>
        (await tasks.ListOfCaseAsync(task.CaseId, cancellationToken)).FirstOrDefault(t =>
            t.Status == CaseTaskStatus.Completed && t.InstanceId == task.InstanceId && t.Id != task.Id && t.CompletedAt > task.CompletedAt
        );

    private static void DemandReason(string? reason, bool needed)
    {
        var check = new FieldCheck();
        if (needed)
            check.Required("reason", reason, LongestReason, "理由");
        if (check.Errors.Count > 0)
            throw new InvalidInputException(check.Errors);
    }

    private static NotAllowedException Unknown() => new("task.unknown", "任务不存在。", "There is no such task.");

    private static ChangedException Acted(string? by, DateTimeOffset? at) =>
        new("task.changed", "后续步骤已有人办理，不能撤回。", "Somebody has acted on the next step; it cannot be taken back.", by, at);
}
