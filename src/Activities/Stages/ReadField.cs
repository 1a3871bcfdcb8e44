using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Stages;

/// <summary>读取表单内容: what an earlier step's form says in one field, for a later step's due date or name.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "读取前一步骤表单的一项内容，供后续环节使用，如文书指定的期限。",
    DisplayName = "读取表单内容"
)]
public sealed class ReadField : CodeActivity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The field.</summary>
    [Input(DisplayName = "表单项", Description = "字段代码，如 payBy。", IsRequired = true)]
    public Input<string> Field { get; set; } = new();

    /// <summary>What it says; empty when it was left out.</summary>
    [Output(DisplayName = "内容")]
    public Output<string> Value { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            (await context.CaseAsync()).Id,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        Value.Set(context, data.Text(Field.Get(context) ?? "") ?? "");
    }
}
