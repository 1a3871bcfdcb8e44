using System.Text.Json;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Tasks;

/// <summary>A filled form and the chosen outcome.</summary>
/// <param name="Outcome">A code of the task's outcomes.</param>
/// <param name="Data">The form's data, a JSON object.</param>
/// <param name="ExpectedRevision">The revision that the caller saw.</param>
/// <param name="OperationId">Chosen by the client; a repeated command with the same id has no second effect.</param>
public sealed record CompleteTaskRequest(string? Outcome, JsonElement Data, long ExpectedRevision, string? OperationId = null);

/// <summary>
/// 办结: checks the form and completes a task. Run it as the Prepare step of the resume of the task's bookmark, so that task, case and
/// procedure move in one transaction.
/// </summary>
public sealed class CompleteTask(
    ITaskStore tasks,
    ICaseStore cases,
    IFormStore forms,
    HearingDay hearing,
    AdvanceEnforcement advance,
    RequestedClaims claims,
    PerformanceSteps performance,
    FundSteps fund,
    TimeProvider time
)
{
    private const int LongestData = 400_000;

    /// <summary>Completes the task; the procedure continues at the outcome's port.</summary>
    /// <exception cref="InvalidInputException">The outcome is unknown or the form has faults; nothing was changed.</exception>
    /// <exception cref="ChangedException">The task moved meanwhile.</exception>
    /// <exception cref="NotAllowedException">
    /// The actor does not have the task; or see <see cref="HearingDay.DemandAsync"/> and <see cref="Authorities.Demand"/>.
    /// </exception>
    public async ValueTask<CaseTask> HandleAsync(
        Guid taskId,
        CompleteTaskRequest request,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var task = await TaskGuard.FindAsync(tasks, taskId, request.ExpectedRevision, cancellationToken);
        TaskRights.Demand(task, actor, "complete");
        var outcome =
            TaskOutcomes.Read(task.OutcomesJson).FirstOrDefault(o => o.Code == request.Outcome)
            ?? throw new InvalidInputException([new("outcome", "unknown-code", "请选择办理结果。", "Choose one of the task's outcomes.")]);
        var form =
            await forms.FindAsync(task.FormId, cancellationToken)
            ?? throw new InvalidOperationException($"Form {task.FormId} of task {task.Id} is not installed.");
        var errors = await CheckAsync(task, outcome, form, request.Data, actor, cancellationToken);
        if (errors.Count > 0)
            throw new InvalidInputException(errors);

        var now = time.GetUtcNow();
        var disputed =
            await cases.FindAsync(task.CaseId, forUpdate: false, cancellationToken)
            ?? throw new InvalidOperationException($"Case {task.CaseId} of task {taskId} is missing.");
        Demand(disputed, task);
        DisposingSteps.Demand(disputed, task, form.SchemaJson, outcome.Code, request.Data, actor);
        await hearing.DemandAsync(task, outcome.Code, cancellationToken);
        await performance.DemandAsync(disputed, task, outcome.Code, cancellationToken);
        disputed.Revision++;
        task.Complete(outcome.Code, request.Data.GetRawText(), actor.UserName, now, disputed.Revision);
        cases.Add(
            CaseEvents.Create(
                task.CaseId,
                now,
                actor.UserName,
                task.Candidates.Find(c => actor.Roles.Contains(c.Role))?.Role,
                "task.completed",
                $"{(task.Title.StartsWith(Who(actor), StringComparison.Ordinal) ? "" : Who(actor))}{task.Title}：{outcome.Zh}{Reason(request.Data)}",
                $"{task.Title}: {outcome.En}",
                task.LegalBasis,
                publicToParties: false
            )
        );
        return task;
    }

    // The sub-flow of an exception goes on while the case itself stands still: it is what lets the case go on.
    private static void Demand(Case disputed, CaseTask task)
    {
        if (disputed.SuspendedSince is { } since && task.ProcedureCode != Procedures.Exceptions)
            throw new NotAllowedException(
                "case.suspended",
                $"案件自{Places.ChinaDay.Of(since):yyyy-MM-dd}起中止，恢复前不能办理；中止原因消除的，请先办理恢复。",
                "The case is suspended; it must be resumed before its steps can be completed."
            );
        if (disputed.ClosedAt is not null && !Procedures.WorksOnClosed(task.ProcedureCode))
            throw new NotAllowedException("case.closed", "案件已办结，不能继续办理。", "The case is closed.");
    }

    private async ValueTask<IReadOnlyList<FieldError>> CheckAsync(
        CaseTask task,
        TaskOutcome outcome,
        FormVersion form,
        JsonElement data,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        if (data.ValueKind != JsonValueKind.Object)
            return [new("data", "wrong-type", "表单数据格式不正确。", "The form's data must be an object.")];
        if (data.GetRawText().Length > LongestData)
            return [new("data", "too-long", "表单数据过长。", "The form's data is too long.")];

        using var schema = JsonDocument.Parse(form.SchemaJson);
        // A form may ask for fields by outcome (if: properties: outcome: const …), so the chosen one is judged along with the data.
        using var judged = WithOutcome(data, outcome.Code);
        List<FieldError> errors = [.. FormSchema.Check(schema.RootElement, judged.RootElement)];
        if (actor.Party is null)
            errors.AddRange(OfficerEntries.Check(schema.RootElement, outcome.Code, data));
        if (outcome.RequiresReason && (ReasonOf(data) is null) && !errors.Exists(e => e.Field == "data.reason"))
            errors.Add(new("data.reason", "required", $"选择“{outcome.Zh}”时请填写理由。", "This outcome needs a reason."));
        if (errors.Count == 0)
        {
            errors.AddRange(await advance.FaultsAsync(task, outcome.Code, data, cancellationToken));
            errors.AddRange(await claims.FaultsAsync(task, outcome.Code, cancellationToken));
        }
        return errors.Count > 0 ? errors : await fund.CheckAsync(task, outcome.Code, data, schema.RootElement, cancellationToken);
    }

    private static JsonDocument WithOutcome(JsonElement data, string outcome)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in data.EnumerateObject().Where(m => m.Name != "outcome"))
                member.WriteTo(writer);
            writer.WriteString("outcome", outcome);
            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.ToArray());
    }

    private static string? ReasonOf(JsonElement data) =>
        data.TryGetProperty("reason", out var reason)
        && reason.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(reason.GetString())
            ? reason.GetString()
            : null;

    private static string Reason(JsonElement data) =>
        ReasonOf(data) is { } reason ? $"（{(reason.Length > 200 ? reason[..200] + "…" : reason)}）" : "";

    private static string Who(Actor actor) =>
        actor.Party switch
        {
            TaskParties.Applicant => "申请人",
            TaskParties.Respondent => "被申请人",
            _ => "",
        };
}
