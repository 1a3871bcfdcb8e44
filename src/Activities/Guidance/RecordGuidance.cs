using LaborFlow.Cases.Guidance;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Guidance;

/// <summary>记录指导服务: records a contact, visit or follow-up and goes through its check-list.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按步骤表单记录服务和走访清单。", DisplayName = "记录指导服务")]
[FlowNode("in-order", "shortcomings")]
public sealed class RecordGuidance : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>contact, package, visit, training, advice or follow-up.</summary>
    [Input(
        DisplayName = "服务种类",
        UIHint = "dropdown",
        Options = ["contact", "package", "visit", "training", "advice", "follow-up"],
        IsRequired = true
    )]
    public Input<string> Kind { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var shortcomings = await context
            .GetRequiredService<GuideEnterprise>()
            .RecordAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", Kind.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(shortcomings == 0 ? "in-order" : "shortcomings");
    }
}
