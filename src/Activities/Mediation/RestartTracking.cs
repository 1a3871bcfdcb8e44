using LaborFlow.Activities.Procedures;
using LaborFlow.Cases.Mediation;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Mediation;

/// <summary>
/// 继续跟踪: what was paid was entered elsewhere than at the step that waits for it, so that step is withdrawn, and the tracking goes on with
/// the instalment that comes next.
/// </summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "履行情况在跟踪步骤之外登记的，撤下正在等待的跟踪步骤，从下一履行期次继续跟踪。",
    DisplayName = "继续跟踪"
)]
public sealed class RestartTracking : CodeActivity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var agreed = await context.CaseAsync();
        var waiting = await context.GetRequiredService<TrackPerformance>().TrackersAsync(agreed.Id, context.CancellationToken);
        foreach (var tracker in waiting)
            context.AddOutboxMessage(OutboxKinds.Cancel, new CancelMessage(tracker));
        // A tracking that waits for a day looks for itself what is owed by then.
        if (waiting.Count > 0)
            await ProcedureStarts.DispatchAsync(context, Cases.Procedures.Performance, agreed.Id);
    }
}
