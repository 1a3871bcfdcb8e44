using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>重新指定整改期限: other days for items that were ordered and whose order was not served in time.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "指令书未能在整改期限以前送达的，按步骤表单重新指定各项期限，再次出具并送达。",
    DisplayName = "重新指定整改期限"
)]
[FlowNode("set", "refused")]
public sealed class RedateRectification : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The due date that comes next, yyyy-MM-dd: each item has its own.</summary>
    [Output(DisplayName = "下一整改期限")]
    public Output<string> NextDueOn { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var set = await context
            .GetRequiredService<BeginRectification>()
            .RedateAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        if (set)
            NextDueOn.Set(context, await context.NextDueAsync());
        await context.CompleteActivityWithOutcomesAsync(set ? "set" : "refused");
    }
}
