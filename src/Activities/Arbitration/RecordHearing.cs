using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Arbitration;

/// <summary>记录庭审: notes what became of the last hearing that was set.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "记录开庭情况：已开庭、延期或者未开庭。", DisplayName = "记录庭审")]
public sealed class RecordHearing : CodeActivity
{
    /// <summary>The step whose form tells of it.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>What became of it.</summary>
    [Input(DisplayName = "结果", UIHint = "dropdown", Options = ["held", "adjourned", "not-held"], DefaultValue = "held")]
    public Input<string> State { get; set; } = new("held");

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<ArrangeHearing>()
            .RecordAsync(
                await context.CaseAsync(),
                FromStep.Get(context) ?? "",
                State.Get(context) switch
                {
                    "held" => HearingState.Held,
                    "adjourned" => HearingState.Adjourned,
                    "not-held" => HearingState.NotHeld,
                    var other => throw new WorkflowException($"记录庭审：未知结果“{other}”。"),
                },
                context.CancellationToken
            );
}
