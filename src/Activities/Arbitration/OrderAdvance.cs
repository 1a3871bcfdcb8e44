using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>裁决先予执行: records the advance enforcement that a step's form orders, with its grounds (调解仲裁法 art 44).</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单登记先予执行的请求、金额和两项法定条件的事实，劳动者申请的不提供担保。",
    DisplayName = "裁决先予执行"
)]
public sealed class OrderAdvance : CodeActivity
{
    /// <summary>The step whose form orders it.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 requestedOn、advances、relationFacts、hardshipFacts。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<AdvanceEnforcement>()
            .OrderAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
}
