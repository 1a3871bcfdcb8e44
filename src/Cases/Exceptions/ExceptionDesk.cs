using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Publication;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// What exceptions do to the case as a whole: it stands still and goes on, it closes, it is opened again. Every effect leaves the exception
/// decided and an entry in the history.
/// </summary>
public sealed class ExceptionDesk(ICaseStore cases, ICaseRecords records, ITaskStore tasks, ChangeDeadline deadlines, TimeProvider time)
{
    /// <summary>The exception that an instance of the sub-flow handles.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public async ValueTask<CaseException> FindAsync(Case disputed, string instanceId, CancellationToken cancellationToken = default) =>
        (await records.ListAsync<CaseException>(disputed.Id, cancellationToken)).FirstOrDefault(e => e.HandledBy == instanceId)
        ?? throw new InvalidOperationException($"流程实例{instanceId}没有对应的例外情形。");

    /// <summary>Exceptions that were raised and have no sub-flow yet.</summary>
    public async ValueTask<IReadOnlyList<CaseException>> WaitingAsync(Case disputed, CancellationToken cancellationToken = default) =>
        [
            .. (await records.ListAsync<CaseException>(disputed.Id, cancellationToken)).Where(e =>
                e is { State: CaseExceptionState.Open, HandledBy: null }
            ),
        ];

    /// <summary>Exceptions that an instance raised or handed on, whatever became of them.</summary>
    public ValueTask<IReadOnlyList<CaseException>> ListAsync(Case disputed, CancellationToken cancellationToken = default) =>
        records.ListAsync<CaseException>(disputed.Id, cancellationToken);

    /// <summary>决定: who completed a step decided; without a step the law decides.</summary>
    public async ValueTask<CaseException> DecideAsync(
        Case disputed,
        string instanceId,
        bool granted,
        bool ended,
        string? step,
        CancellationToken cancellationToken = default
    )
    {
        var raised = await FindAsync(disputed, instanceId, cancellationToken);
        var (by, reason) = await DeciderAsync(disputed, step, cancellationToken);
        raised.Decide(
            granted ? CaseExceptionState.Granted : CaseExceptionState.Refused,
            ended ? "ended" : "continue",
            by,
            time.GetUtcNow()
        );
        var kind = ExceptionKinds.Find(raised.Kind)!;
        disputed.Revision++;
        Tell(
            disputed,
            by,
            granted ? "exception.granted" : "exception.refused",
            $"“{kind.Zh}”{(granted ? "成立" : "不成立")}{(reason is null ? "" : $"：{reason}")}",
            $"{kind.En}: {(granted ? "granted" : "refused")}",
            kind.LegalBasis
        );
        return raised;
    }

    /// <summary>中止: every running period stands still, and no step of the case may be completed until it is resumed.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="basis">The article.</param>
    /// <param name="step">The step whose completer approved it; null when the law does.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask SuspendAsync(Case disputed, string basis, string? step, CancellationToken cancellationToken = default)
    {
        var (by, reason) = await DeciderAsync(disputed, step, cancellationToken);
        foreach (var running in await cases.DeadlinesAsync(disputed.Id, cancellationToken))
            if (running.State == DeadlineState.Running)
                await deadlines.PauseNowAsync(
                    disputed,
                    running,
                    new DeadlineReason(by, null, basis, reason ?? "程序中止"),
                    cancellationToken
                );
        disputed.SuspendedSince ??= time.GetUtcNow();
        disputed.Revision++;
        Tell(disputed, by, "case.suspended", $"案件中止{(reason is null ? "" : $"：{reason}")}", "The case is suspended", basis);
    }

    /// <summary>恢复: the periods run on, and the steps may be completed again.</summary>
    public async ValueTask ResumeAsync(Case disputed, string basis, string? step, CancellationToken cancellationToken = default)
    {
        var (by, reason) = await DeciderAsync(disputed, step, cancellationToken);
        foreach (var paused in await cases.DeadlinesAsync(disputed.Id, cancellationToken))
            if (paused.State == DeadlineState.Paused)
                await deadlines.ResumeNowAsync(
                    disputed,
                    paused,
                    new DeadlineReason(by, null, basis, reason ?? "中止原因消除"),
                    cancellationToken
                );
        disputed.SuspendedSince = null;
        disputed.Revision++;
        Tell(disputed, by, "case.resumed", $"案件恢复办理{(reason is null ? "" : $"：{reason}")}", "The case goes on", basis);
    }

    /// <summary>变更期限: those of the parameters that are open begin anew today (办案规则 art 46), stand still, run on, or end.</summary>
    public async ValueTask ChangePeriodsAsync(
        Case disputed,
        string change,
        IEnumerable<string> parameters,
        string basis,
        string? step,
        string? because = null,
        CancellationToken cancellationToken = default
    )
    {
        var (by, given) = await DeciderAsync(disputed, step, cancellationToken);
        var reason = given ?? because;
        var today = ChinaDay.Today(time);
        var wanted = parameters.ToHashSet(StringComparer.Ordinal);
        foreach (var open in await cases.DeadlinesAsync(disputed.Id, cancellationToken))
        {
            if (!wanted.Contains(open.ParameterId))
                continue;
            var why = new DeadlineReason(by, null, basis, reason ?? "依法变更期限");
            if (change == "restart" && open.State is DeadlineState.Running or DeadlineState.Paused)
                await deadlines.RestartAsync(disputed, open.ParameterId, today, why, cancellationToken);
            else if (change == "pause" && open.State == DeadlineState.Running)
                await deadlines.PauseNowAsync(disputed, open, why, cancellationToken);
            else if (change == "resume" && open.State == DeadlineState.Paused)
                await deadlines.ResumeNowAsync(disputed, open, why, cancellationToken);
            else if (change == "end" && open.State is DeadlineState.Running or DeadlineState.Paused)
                End(disputed, open, why);
        }
    }

    /// <summary>不再计算: the case takes another way. A last day that has passed stays missed.</summary>
    private void End(Case disputed, CaseDeadline open, DeadlineReason why)
    {
        open.End(ChinaDay.Today(time) > open.DueOn ? DeadlineState.Missed : DeadlineState.Ended, time.GetUtcNow());
        disputed.Revision++;
        cases.Add(
            CaseEvents.Internal(
                disputed.Id,
                time.GetUtcNow(),
                why.By,
                "deadline.ended",
                $"{open.Name}不再计算：{why.Text}",
                $"The period {open.ParameterId} ends: the case takes another way",
                why.Basis
            )
        );
    }

    /// <summary>重新办理: a closed case is open again; the procedure that goes on is started by who calls.</summary>
    /// <returns>The procedure that the step's form names; the case's own when it names none.</returns>
    public async ValueTask<string> ReopenAsync(Case disputed, string? step, CancellationToken cancellationToken = default)
    {
        var (by, reason) = await DeciderAsync(disputed, step, cancellationToken);
        var procedure = disputed.ProcedureCode;
        if (!string.IsNullOrEmpty(step))
        {
            using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
            procedure = data.Text("procedure") ?? procedure;
        }

        var closed = disputed.ClosedAs;
        disputed.Reopen();
        // An award that is looked at again is not for everybody to read.
        if (PublishAward.IsPublic(await records.ListAsync<RegisterEntry>(disputed.Id, cancellationToken)))
            Enter(disputed, PublishAward.Withdrawn, "撤回公开：案件重新办理", by);
        Enter(disputed, "reopened", $"重新办理，原办结方式：{closed}{(reason is null ? "" : $"，理由：{reason}")}", by);
        Tell(disputed, by, "case.reopened", $"案件重新办理{(reason is null ? "" : $"：{reason}")}", "The case is open again", null);
        return procedure;
    }

    /// <summary>归档: the file of a closed case is complete and goes to the archive (档案管理).</summary>
    /// <exception cref="NotAllowedException">The case is open.</exception>
    public void Archive(Case disputed, string basis)
    {
        if (disputed.ClosedAt is null)
            throw new NotAllowedException("case.open", "案件尚未办结，不能归档。", "An open case cannot be archived.");
        disputed.ArchivedAt ??= time.GetUtcNow();
        disputed.Revision++;
        Enter(
            disputed,
            "archived",
            $"{disputed.DocketNumber ?? disputed.CaseNumber}于{ChinaDay.Today(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}归档",
            "workflow"
        );
        cases.Add(CaseEvents.Internal(disputed.Id, time.GetUtcNow(), "workflow", "case.archived", "案卷归档", "Archived", basis));
    }

    /// <summary>公告: entered for publication, with the day on which it is over.</summary>
    public void Publish(Case disputed, string text, string? dueOn)
    {
        Enter(disputed, "publication", text, "workflow", new { dueOn });
        Tell(
            disputed,
            "workflow",
            "notice.published",
            $"公告：{text}{(dueOn is null ? "" : $"，公告期满日{dueOn}")}",
            "A notice was published",
            "《民事诉讼法》第95条"
        );
    }

    /// <summary>预警: entered for the offices that watch the employer; the parties don't read it.</summary>
    public void Warn(Case disputed, string level, string text)
    {
        var colour = level switch
        {
            "red" => "红色",
            "green" => "绿色",
            _ => "黄色",
        };
        Enter(disputed, "warning", $"{colour}预警：{text}", "workflow", new { level });
        cases.Add(
            CaseEvents.Internal(disputed.Id, time.GetUtcNow(), "workflow", "warning.raised", $"{colour}预警：{text}", $"Warning: {level}")
        );
    }

    /// <summary>列入建议: when the step's form asks for the list, or without a step.</summary>
    public async ValueTask ProposeAsync(Case disputed, string list, string? step, CancellationToken cancellationToken = default)
    {
        var by = "workflow";
        if (!string.IsNullOrEmpty(step))
        {
            using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
            var asked = list switch
            {
                "blacklist" => data.Flag("blacklist"),
                "publication" => data.Flag("publish"),
                _ => data.Text("creditGrade") == "C",
            };
            if (!asked)
                return;
            by = data.Task.CompletedBy!;
        }

        var (name, basis) = list switch
        {
            "blacklist" => ("拖欠农民工工资失信联合惩戒对象名单", "《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》"),
            "publication" => ("重大劳动保障违法行为社会公布", "《重大劳动保障违法行为社会公布办法》"),
            "credit-c" => ("企业劳动保障守法诚信等级C级", "《企业劳动保障守法诚信等级评价办法》"),
            _ => throw new InvalidOperationException($"提出列入建议：未知名单“{list}”。"),
        };
        var employer = disputed.Parties.Find(p => p.Kind == "employer")?.Name ?? "";
        Enter(disputed, "listing", $"建议列入{name}：{employer}", by, new { list });
        cases.Add(
            CaseEvents.Internal(
                disputed.Id,
                time.GetUtcNow(),
                by,
                "listing.proposed",
                $"建议列入{name}，另行审批",
                $"Listing proposed: {list}",
                basis
            )
        );
    }

    /// <summary>办案登记: enters something that other cases, lists or offices refer to.</summary>
    public RegisterEntry Enter(Case disputed, string kind, string text, string by, object? data = null, Guid? related = null)
    {
        var entry = new RegisterEntry
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = disputed.Id,
            Kind = kind,
            Text = text,
            DataJson = data is null ? null : JsonSerializer.Serialize(data, JsonSerializerOptions.Web),
            RelatedCaseId = related,
            RecordedBy = by,
            RecordedAt = time.GetUtcNow(),
        };
        records.Add(entry);
        return entry;
    }

    /// <summary>Who completed a step, and the reason that they gave.</summary>
    internal async ValueTask<(string By, string? Reason)> DeciderAsync(Case disputed, string? step, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(step))
            return ("workflow", null);
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        return (data.Task.CompletedBy!, data.Text("reason"));
    }

    internal void Tell(Case disputed, string by, string action, string zh, string en, string? basis) =>
        cases.Add(CaseEvents.Public(disputed.Id, time.GetUtcNow(), by, action, zh, en, basis));
}
