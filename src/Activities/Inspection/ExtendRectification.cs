using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>延长整改期限: gives one item another due date, once.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "经批准延长一项整改的期限，每项一次。", DisplayName = "延长整改期限")]
[FlowNode("extended", "refused")]
public sealed class ExtendRectification : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

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
            .ExtendAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        if (last is not null)
        {
            LastDueOn.Set(context, last.Value.ForDrawing());
            NextDueOn.Set(context, await context.NextDueAsync());
        }
        await context.CompleteActivityWithOutcomesAsync(last is null ? "refused" : "extended");
    }
}
