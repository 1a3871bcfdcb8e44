using System.Text.Json;

namespace LaborFlow.Cases.Tasks;

/// <summary>A half-filled form.</summary>
/// <param name="Data">A JSON object; not checked against the form.</param>
public sealed record SaveDraftRequest(JsonElement Data);

/// <summary>暂存: keeps a half-filled form. Run it in a transaction and save.</summary>
public sealed class SaveDraft(ITaskStore tasks)
{
    /// <summary>The longest draft, in characters of JSON.</summary>
    public const int LongestDraft = 200_000;

    /// <summary>Keeps the draft.</summary>
    /// <exception cref="InvalidInputException">Not an object, or too long.</exception>
    /// <exception cref="ChangedException">The task is completed or withdrawn.</exception>
    /// <exception cref="NotAllowedException">The actor does not have the task.</exception>
    public async ValueTask<CaseTask> HandleAsync(
        Guid taskId,
        SaveDraftRequest request,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        if (request.Data.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException([new("data", "wrong-type", "表单数据格式不正确。", "The form's data must be an object.")]);
        var json = request.Data.GetRawText();
        if (json.Length > LongestDraft)
            throw new InvalidInputException([new("data", "too-long", "暂存内容过长。", "The draft is too long.")]);

        var task =
            await tasks.FindAsync(taskId, forUpdate: true, cancellationToken)
            ?? throw new NotAllowedException("task.unknown", "任务不存在。", "There is no such task.");
        if (!task.IsOpen)
            throw new ChangedException(
                "task.changed",
                "任务已办结或撤销。",
                "The task is completed or withdrawn.",
                task.CompletedBy,
                task.CompletedAt
            );
        TaskRights.Demand(task, actor, "draft");
        task.SaveDraft(json);
        return task;
    }
}
