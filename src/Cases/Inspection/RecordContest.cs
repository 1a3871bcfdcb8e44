using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Inspection;

/// <summary>
/// 登记复议、起诉: the employer has asked for reconsideration of a decision or sued over it. The decision is performed and demanded as before
/// (行政复议法 art 42, 行政诉讼法 art 56, 行政处罚法 art 73), unless the organ or the court stops it; only the application to the court waits for the outcome
/// (行政强制法 art 53). The organ of reconsideration decides within <c>rev-decide-60d</c> of its acceptance.
/// </summary>
public sealed class RecordContest(ICaseStore cases, ITaskStore tasks, CaseClock clock, TimeProvider time)
{
    /// <summary>The organ's period (行政复议法 art 62).</summary>
    public const string Period = "rev-decide-60d";

    /// <summary>The step in which the result is entered.</summary>
    public const string ResultStep = "insf-contested";

    /// <summary>The way out of every step in which a contest is entered.</summary>
    public const string Contested = "contested";

    private const string Basis = "《行政复议法》第42条\n《行政诉讼法》第56条\n《行政处罚法》第73条\n《行政强制法》第53条";

    /// <summary>Notes it for all to see, and begins the organ's period.</summary>
    /// <param name="inspected">The case, tracked.</param>
    /// <param name="step">The step whose form describes it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when the decision is not to be performed meanwhile.</returns>
    public async ValueTask<bool> HandleAsync(Case inspected, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        var review = data.Text("forum") == "reconsideration";
        var suspended = data.Flag("suspended");
        var body = data.Text("body");
        var since = data.Date("contestedOn");
        if (review && data.Date("acceptedOn") is { } accepted)
            await clock.StartAsync(inspected, Period, accepted, "行政复议审理期限", cancellationToken);
        inspected.Revision++;
        cases.Add(
            CaseEvents.Create(
                inspected.Id,
                time.GetUtcNow(),
                data.Task.CompletedBy!,
                null,
                "decision.contested",
                $"用人单位不服决定，{since:yyyy-MM-dd}{(review ? "申请行政复议" : "提起行政诉讼")}（{body}）；"
                    + (
                        suspended
                            ? $"决定停止执行：{data.Text("suspendGround")}"
                            : "期间决定不停止执行，履行、催告照常；有结果以前不申请法院强制执行"
                    ),
                $"The employer contests the decision ({since:yyyy-MM-dd}); "
                    + (
                        suspended
                            ? "it is not enforced meanwhile"
                            : "it is to be performed all the same, and the court is asked only after the outcome"
                    ),
                Basis,
                publicToParties: true
            )
        );
        return suspended;
    }

    /// <summary>A contest was entered, and no result since.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ValueTask<bool> IsOpenAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        IsOpenAsync(tasks, caseId, cancellationToken);

    /// <summary>See <see cref="IsOpenAsync(Guid, CancellationToken)"/>.</summary>
    internal static async ValueTask<bool> IsOpenAsync(ITaskStore tasks, Guid caseId, CancellationToken cancellationToken) =>
        (await tasks.ListOfCaseAsync(caseId, cancellationToken))
            .Where(task =>
                task is { Status: CaseTaskStatus.Completed, Dissents: false } && (task.Outcome == Contested || task.Step == ResultStep)
            )
            .OrderBy(task => task.CompletionOrder)
            .ThenBy(task => task.CompletedAt)
            .LastOrDefault()
            is { Outcome: Contested };
}
