using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>下达整改指令: issues rectification items, each with a due date of its own.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按步骤表单下达限期整改事项，每项各有期限。", DisplayName = "下达整改指令")]
[FlowNode("issued", "refused")]
public sealed class IssueRectification : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The employer put everything right while the inspectors were there.</summary>
    [Input(DisplayName = "当场改正", Description = "单位当场改正的，逐项登记为已改正，不再设定期限。")]
    public Input<bool> OnSpot { get; set; } = new();

    /// <summary>Of what is dealt with on the spot only items whose correction is proven are done; the others keep a date.</summary>
    [Input(DisplayName = "逐项核对改正", Description = "当场处罚时使用：写明已改正和证据的登记为已改正，其余事项按各自期限复查。")]
    public Input<bool> ByProof { get; set; } = new();

    /// <summary>The order is served in a step of its own, and the items' periods begin with that day.</summary>
    [Input(DisplayName = "送达后起算", Description = "指令书另行送达，整改期限自视为送达之日起算，由“起算整改期限”登记。")]
    public Input<bool> Unserved { get; set; } = new();

    /// <summary>The last due date, yyyy-MM-dd.</summary>
    [Output(DisplayName = "最后整改期限")]
    public Output<string> LastDueOn { get; set; } = new();

    /// <summary>The due date that comes next, yyyy-MM-dd: each item has its own.</summary>
    [Output(DisplayName = "下一整改期限")]
    public Output<string> NextDueOn { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var last = await context
            .GetRequiredService<FollowUp>()
            .IssueAsync(
                await context.CaseAsync(),
                FromStep.Get(context) ?? "",
                OnSpot.Get(context),
                ByProof.Get(context),
                Unserved.Get(context),
                context.CancellationToken
            );
        LastDueOn.Set(context, last?.ForDrawing());
        if (last is not null)
            NextDueOn.Set(context, await context.NextDueAsync());
        await context.CompleteActivityWithOutcomesAsync(last is null ? "refused" : "issued");
    }
}
