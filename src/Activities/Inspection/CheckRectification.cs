using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>复查整改: records a recheck of every open item.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "记录复查结果：全部到位、工资未付或者其他未到位。", DisplayName = "复查整改")]
[FlowNode("all-done", "wages-unpaid", "not-done", "incomplete")]
public sealed class CheckRectification : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var result = await context
            .GetRequiredService<FollowUp>()
            .CheckAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(
            result switch
            {
                RecheckResult.AllDone => "all-done",
                RecheckResult.WagesUnpaid => "wages-unpaid",
                RecheckResult.NotDone => "not-done",
                _ => "incomplete",
            }
        );
    }
}
