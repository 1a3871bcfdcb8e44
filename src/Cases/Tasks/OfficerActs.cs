using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Tasks;

/// <summary>An act that names another officer.</summary>
/// <param name="To">User name of the other officer.</param>
/// <param name="Reason">Why; recorded.</param>
/// <param name="ExpectedRevision">The revision that the caller saw.</param>
/// <param name="OperationId">Chosen by the client; a repeated act with the same id has no second effect.</param>
public sealed record OfficerAct(string? To, string? Reason, long ExpectedRevision, string? OperationId = null);

/// <summary>An act that needs a reason alone.</summary>
/// <param name="Reason">Why; recorded.</param>
/// <param name="ExpectedRevision">The revision that the caller saw.</param>
/// <param name="OperationId">Chosen by the client; a repeated act with the same id has no second effect.</param>
public sealed record ReasonedAct(string? Reason, long ExpectedRevision, string? OperationId = null);

/// <summary>A co-signer's opinion.</summary>
/// <param name="Agree">Agrees or not.</param>
/// <param name="Comment">In words; needed when the officer does not agree.</param>
/// <param name="ExpectedRevision">The revision that the caller saw.</param>
/// <param name="OperationId">Chosen by the client; a repeated act with the same id has no second effect.</param>
public sealed record SignAct(bool? Agree, string? Comment, long ExpectedRevision, string? OperationId = null);

/// <summary>
/// What officers do with one task every day: 转办、委派、交回、加签、减签、会签、催办、抄送. Each is recorded with its reason in the case's
/// history. Run in a transaction and save.
/// </summary>
public sealed class OfficerActs(ITaskStore tasks, ICaseStore cases, IOfficers officers, TimeProvider time)
{
    private const int LongestReason = 2_000;

    /// <summary>转办: another candidate has the task from now on.</summary>
    public async ValueTask<CaseTask> TransferAsync(Guid taskId, OfficerAct act, Actor actor, CancellationToken cancellationToken = default)
    {
        var (task, other) = await BeginAsync(taskId, act, actor, TaskActs.Transfer, reasonNeeded: true, cancellationToken);
        if (!TaskRights.IsCandidate(task, other))
            throw new NotAllowedException(
                "task.not-candidate",
                $"{other.UserName}不是该任务的候选办理人，不能转办。",
                $"{other.UserName} is no candidate of this task."
            );
        task.Transfer(other.UserName, time.GetUtcNow());
        Tell(task, actor, "task.transferred", $"转办给{other.UserName}", $"transferred to {other.UserName}", act.Reason);
        return task;
    }

    /// <summary>委派: another officer prepares the task and gives it back.</summary>
    public async ValueTask<CaseTask> DelegateAsync(Guid taskId, OfficerAct act, Actor actor, CancellationToken cancellationToken = default)
    {
        var (task, other) = await BeginAsync(taskId, act, actor, TaskActs.Delegate, reasonNeeded: true, cancellationToken);
        if (TaskRights.IsExcluded(task, other))
            throw new NotAllowedException(
                "task.two-persons",
                $"{other.UserName}办理了前一步骤，不能受委派办理本步骤。",
                $"{other.UserName} did the step that this one checks, and cannot prepare this one."
            );
        task.Delegate(other.UserName, time.GetUtcNow());
        Tell(task, actor, "task.delegated", $"委派{other.UserName}办理", $"delegated to {other.UserName}", act.Reason);
        return task;
    }

    /// <summary>交回: the delegate gives it back, or the delegator takes it back.</summary>
    public async ValueTask<CaseTask> ReturnAsync(Guid taskId, ReasonedAct act, Actor actor, CancellationToken cancellationToken = default)
    {
        var task = await BeginAsync(taskId, act, actor, "return", reasonNeeded: false, cancellationToken);
        task.Return(time.GetUtcNow());
        Tell(task, actor, "task.returned", $"交回{task.Assignee}", $"given back to {task.Assignee}", act.Reason);
        return task;
    }

    /// <summary>加签: the task waits for another officer's opinion.</summary>
    public async ValueTask<CaseTask> CoSignAsync(Guid taskId, OfficerAct act, Actor actor, CancellationToken cancellationToken = default)
    {
        var (task, other) = await BeginAsync(taskId, act, actor, TaskActs.CoSign, reasonNeeded: true, cancellationToken);
        var known = task.CoSigners.Find(c => c.UserName == other.UserName);
        if (known is { RemovedAt: null })
            throw new NotAllowedException("task.co-signer-known", "该人员已是会签人。", "This officer is asked already.");
        var now = time.GetUtcNow();
        if (known is not null)
        {
            (known.RequestedBy, known.RequestedAt, known.RemovedAt) = (actor.UserName, now, null);
            (known.Agrees, known.Comment, known.SignedAt) = (null, null, null);
        }
        else
            task.CoSigners.Add(
                new TaskCoSigner
                {
                    TaskId = task.Id,
                    UserName = other.UserName,
                    RequestedBy = actor.UserName,
                    RequestedAt = now,
                }
            );
        task.Touch();
        Tell(task, actor, "task.co-sign-asked", $"加签{other.UserName}", $"{other.UserName} is asked to co-sign", act.Reason);
        return task;
    }

    /// <summary>减签: the task no longer waits for an officer who has not signed.</summary>
    public async ValueTask<CaseTask> RemoveCoSignerAsync(
        Guid taskId,
        OfficerAct act,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var task = await BeginAsync(taskId, Of(act), actor, "remove-co-signer", reasonNeeded: true, cancellationToken);
        var awaited =
            task.AwaitedCoSigners().FirstOrDefault(c => c.UserName == act.To)
            ?? throw new InvalidInputException([
                new("to", "unknown-code", "该人员不是待签的会签人。", "No opinion of this officer is awaited."),
            ]);
        awaited.RemovedAt = time.GetUtcNow();
        task.Touch();
        Tell(task, actor, "task.co-signer-removed", $"减签{awaited.UserName}", $"{awaited.UserName} need not co-sign", act.Reason);
        return task;
    }

    /// <summary>会签: a co-signer gives an opinion. It does not decide: who has the task does.</summary>
    public async ValueTask<CaseTask> SignAsync(Guid taskId, SignAct act, Actor actor, CancellationToken cancellationToken = default)
    {
        var check = new FieldCheck();
        if (act.Agree is null)
            check.Required("agree", null, 1, "会签意见");
        if (act.Agree == false)
            check.Required("comment", act.Comment, LongestReason, "不同意的理由");
        else
            check.Optional("comment", act.Comment, LongestReason, "会签意见");
        Demand(check);
        var task = await TaskGuard.FindAsync(tasks, taskId, act.ExpectedRevision, cancellationToken);
        TaskRights.Demand(task, actor, "sign");
        var signer = task.AwaitedCoSigners().First(c => c.UserName == actor.UserName);
        (signer.Agrees, signer.Comment, signer.SignedAt) = (act.Agree, act.Comment?.Trim(), time.GetUtcNow());
        task.Touch();
        Tell(
            task,
            actor,
            "task.co-signed",
            act.Agree == true ? "会签同意" : "会签不同意",
            act.Agree == true ? "co-signed" : "declined to co-sign",
            act.Comment
        );
        return task;
    }

    /// <summary>催办: reminds whoever has to act; the reminder stands on the task.</summary>
    public async ValueTask<CaseTask> UrgeAsync(Guid taskId, ReasonedAct act, Actor actor, CancellationToken cancellationToken = default)
    {
        var task = await BeginAsync(taskId, act, actor, TaskActs.Urge, reasonNeeded: true, cancellationToken);
        task.Urge(time.GetUtcNow());
        Tell(task, actor, "task.urged", $"第{task.UrgedCount}次催办", $"urged, time {task.UrgedCount}", act.Reason);
        return task;
    }

    /// <summary>抄送: another officer may read the task and its case.</summary>
    public async ValueTask<CaseTask> CopyAsync(Guid taskId, OfficerAct act, Actor actor, CancellationToken cancellationToken = default)
    {
        var (task, other) = await BeginAsync(taskId, act, actor, TaskActs.Copy, reasonNeeded: false, cancellationToken);
        if (task.Copies.Exists(copy => copy.UserName == other.UserName))
            throw new NotAllowedException("task.copied", "已抄送该人员。", "This officer has a copy.");
        task.Copies.Add(
            new TaskCopy
            {
                TaskId = task.Id,
                UserName = other.UserName,
                By = actor.UserName,
                At = time.GetUtcNow(),
                Note = act.Reason?.Trim(),
            }
        );
        task.Touch();
        Tell(task, actor, "task.copied", $"抄送{other.UserName}", $"copied to {other.UserName}", act.Reason);
        return task;
    }

    private static ReasonedAct Of(OfficerAct act) => new(act.Reason, act.ExpectedRevision, act.OperationId);

    private async ValueTask<(CaseTask Task, Actor Other)> BeginAsync(
        Guid taskId,
        OfficerAct act,
        Actor actor,
        string command,
        bool reasonNeeded,
        CancellationToken cancellationToken
    )
    {
        var task = await BeginAsync(taskId, Of(act), actor, command, reasonNeeded, cancellationToken);
        var other = string.IsNullOrWhiteSpace(act.To) ? null : await officers.FindAsync(act.To.Trim(), cancellationToken);
        if (other is null)
            throw new InvalidInputException([new("to", "unknown-code", "没有这名办案人员，或账号已停用。", "There is no such officer.")]);
        if (other.UserName == actor.UserName || other.UserName == task.Assignee)
            throw new InvalidInputException([new("to", "contradictory", "请选择其他人员。", "Choose another officer.")]);
        if (TaskRights.IsRecused(task, other))
            throw new NotAllowedException(
                "task.recused",
                $"{other.UserName}已回避本案，不能参与办理。",
                $"{other.UserName} is recused from this case."
            );
        return (task, other);
    }

    private async ValueTask<CaseTask> BeginAsync(
        Guid taskId,
        ReasonedAct act,
        Actor actor,
        string command,
        bool reasonNeeded,
        CancellationToken cancellationToken
    )
    {
        var check = new FieldCheck();
        if (reasonNeeded)
            check.Required("reason", act.Reason, LongestReason, "理由");
        else
            check.Optional("reason", act.Reason, LongestReason, "理由");
        Demand(check);
        var task = await TaskGuard.FindAsync(tasks, taskId, act.ExpectedRevision, cancellationToken);
        TaskRights.Demand(task, actor, command);
        return task;
    }

    private static void Demand(FieldCheck check)
    {
        if (check.Errors.Count > 0)
            throw new InvalidInputException(check.Errors);
    }

    private void Tell(CaseTask task, Actor actor, string action, string zh, string en, string? reason) =>
        cases.Add(TaskEvents.Of(task, actor, time.GetUtcNow(), action, zh, en, reason));
}

/// <summary>Entries of the case's history about a task.</summary>
internal static class TaskEvents
{
    public static CaseEvent Of(CaseTask task, Actor actor, DateTimeOffset at, string action, string zh, string en, string? reason) =>
        CaseEvents.Create(
            task.CaseId,
            at,
            actor.UserName,
            task.Candidates.Find(c => actor.Roles.Contains(c.Role))?.Role ?? actor.Roles.FirstOrDefault(),
            action,
            $"{task.Title}：{zh}{(string.IsNullOrWhiteSpace(reason) ? "" : $"（{reason.Trim()}）")}",
            $"{task.Title}: {en}",
            null,
            publicToParties: false
        );
}
