using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>登记处理决定: records a decision of the inspection as a step's form gives it.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单登记责令支付、行政处理、处罚、移送或者撤销立案。",
    DisplayName = "登记处理决定"
)]
public sealed class RecordDecision : CodeActivity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>correct-order, handling, penalty, referral or revoke.</summary>
    [Input(
        DisplayName = "决定种类",
        UIHint = "dropdown",
        Options = ["correct-order", "handling", "penalty", "referral", "revoke"],
        IsRequired = true
    )]
    public Input<string> Kind { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context
            .GetRequiredService<FollowUp>()
            .DecideAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", Kind.Get(context) ?? "", context.CancellationToken);
    }
}
