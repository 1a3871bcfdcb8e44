using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>编立案号: enters the case in the arbitration docket.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按辖区、年度顺序编立案号，已有立案号的不变。", DisplayName = "编立案号")]
public sealed class DocketNumber : CodeActivity
{
    /// <summary>The number.</summary>
    [Output(DisplayName = "立案号")]
    public Output<string> Number { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        Number.Set(
            context,
            await context.GetRequiredService<DocketCase>().HandleAsync(await context.CaseAsync(), context.CancellationToken)
        );
}
