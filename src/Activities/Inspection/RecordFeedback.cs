using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>登记联合惩戒反馈: notes what the departments that were told of a listing answered.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单逐个登记联合惩戒部门的反馈日期和措施，日期不符的退回。",
    DisplayName = "登记联合惩戒反馈"
)]
[FlowNode(Recorded, Refused)]
public sealed class RecordFeedback : Activity
{
    /// <summary>They were noted.</summary>
    public const string Recorded = "recorded";

    /// <summary>A day cannot be right.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The step whose form says who was told.</summary>
    [Input(DisplayName = "告知步骤", Description = "该步骤表单的 departments 为被告知的部门和日期。", IsRequired = true)]
    public Input<string> ToldIn { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var recorded = await context
            .GetRequiredService<JointPunishment>()
            .RecordAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", ToldIn.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(recorded ? Recorded : Refused);
    }
}
