using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Stages;

/// <summary>表单情形: which way a case goes by what an officer ticked or chose in an earlier step.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按前一步骤表单的选项选择出口。", DisplayName = "表单情形")]
[FlowNode(CaseCondition.Yes, CaseCondition.No)]
public sealed class StepCondition : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The field.</summary>
    [Input(DisplayName = "表单项", Description = "字段代码，如 manyWorkers。", IsRequired = true)]
    public Input<string> Field { get; set; } = new();

    /// <summary>The value that a text must have; a tick box needs none.</summary>
    [Input(DisplayName = "等于", Description = "文字或者选项的值；为空时表示该项已勾选。")]
    public Input<string?> Value { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            (await context.CaseAsync()).Id,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        var field = Field.Get(context) ?? "";
        var holds = Value.Get(context) is { Length: > 0 } value ? data.Text(field) == value : data.Flag(field);
        await context.CompleteActivityWithOutcomesAsync(holds ? CaseCondition.Yes : CaseCondition.No);
    }
}
