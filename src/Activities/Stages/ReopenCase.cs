using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Stages;

/// <summary>重新办理: opens a closed case again; hand it over to a procedure next.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "重新打开已办结的案件，随后移送有关程序办理。", DisplayName = "重新办理")]
public sealed class ReopenCase : CodeActivity
{
    /// <summary>The step whose completer approved it.</summary>
    [Input(DisplayName = "批准步骤")]
    public Input<string?> FromStep { get; set; } = new();

    /// <summary>The definition that goes on, as that step's form names it.</summary>
    [Output(DisplayName = "办理程序")]
    public Output<string> Procedure { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        Procedure.Set(
            context,
            await context
                .GetRequiredService<ExceptionDesk>()
                .ReopenAsync(await context.CaseAsync(), FromStep.Get(context), context.CancellationToken)
        );
}
