using LaborFlow.Cases.Guidance;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Guidance;

/// <summary>新企分类: tells which new employers are served first.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按行业、用工方式和信用情况分类，无职工的不纳入。", DisplayName = "新企分类")]
[FlowNode("focus", "general", "excluded")]
public sealed class GroupEnterprise : Activity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.CompleteActivityWithOutcomesAsync(
            await context.GetRequiredService<GuideEnterprise>().GroupAsync(await context.CaseAsync(), context.CancellationToken)
        );
    }
}
