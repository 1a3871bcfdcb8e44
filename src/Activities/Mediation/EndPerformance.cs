using LaborFlow.Activities.Procedures;
using LaborFlow.Cases.Mediation;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Mediation;

/// <summary>协议履行结果: says what became of the agreement of a closed case, and ends the tracking of its instalments wherever it waits.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "登记调解协议的最终结果（履行、违约、司法确认），并结束对各期的跟踪。",
    DisplayName = "协议履行结果"
)]
public sealed class EndPerformance : CodeActivity
{
    /// <summary>What became of it.</summary>
    [Input(
        DisplayName = "结果",
        UIHint = "dropdown",
        Options = [TrackPerformance.Performed, TrackPerformance.Arbitrated, TrackPerformance.PaymentOrder, TrackPerformance.Confirmed],
        IsRequired = true
    )]
    public Input<string> As { get; set; } = new();

    /// <summary>The step whose completer found it, and gave the reason.</summary>
    [Input(DisplayName = "核实步骤")]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var agreed = await context.CaseAsync();
        var track = context.GetRequiredService<TrackPerformance>();
        var end = As.Get(context) ?? "";
        var trackers = await track.EndAsync(agreed, end, FromStep.Get(context), context.CancellationToken);
        foreach (var tracker in trackers.Where(id => id != context.WorkflowExecutionContext.Id))
            context.AddOutboxMessage(OutboxKinds.Cancel, new CancelMessage(tracker));
        // An order to pay covers what is due; what falls due later is reminded of when its day comes.
        if (
            end == TrackPerformance.PaymentOrder
            // A tracking that still waits for a day goes on by itself.
            && (trackers.Count > 0 || context.WorkflowExecutionContext.Definition.Row.DefinitionId == Cases.Procedures.Performance)
            && await track.NextAsync(agreed.Id, context.CancellationToken) is not null
        )
            await ProcedureStarts.DispatchAsync(context, Cases.Procedures.Performance, agreed.Id);
    }
}
