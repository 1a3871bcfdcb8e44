using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Exceptions;

/// <summary>决定例外情形: grants or refuses what was raised, and says whether the procedure that carried the case is over with it.</summary>
[Activity(
    CaseContext.Namespace,
    "例外情形",
    "记载例外情形成立或者不成立；成立且终结原程序的，原程序的待办事项一并撤销。",
    DisplayName = "决定例外情形"
)]
public sealed class DecideException : CodeActivity
{
    /// <summary>Granted or refused.</summary>
    [Input(DisplayName = "成立", IsRequired = true)]
    public Input<bool> Granted { get; set; } = new();

    /// <summary>The procedure that carried the case ends.</summary>
    [Input(DisplayName = "终结原程序")]
    public Input<bool> EndsProcedure { get; set; } = new();

    /// <summary>The step whose completer decided; empty when the law does.</summary>
    [Input(DisplayName = "决定步骤")]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var ends = EndsProcedure.Get(context);
        var raised = await context
            .GetRequiredService<ExceptionDesk>()
            .DecideAsync(
                disputed,
                context.WorkflowExecutionContext.Id,
                Granted.Get(context),
                ends,
                FromStep.Get(context),
                context.CancellationToken
            );
        // The case was handed over since: the procedure that carries it now knows nothing of this sub-flow and is ended from here.
        if (ends && disputed.WorkflowInstanceId is { } carrier && carrier != raised.RaisedIn)
            context.AddOutboxMessage(OutboxKinds.Cancel, new CancelMessage(carrier));
    }
}
