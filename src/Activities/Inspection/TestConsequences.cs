using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>后果测试: holds the employer's record against credit grade, blacklist, publication and wage deposit, and notes what it comes to.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按用人单位守法记录测试信用等级、失信名单、社会公布和工资保证金比例，结果记入办案记录。",
    DisplayName = "后果测试"
)]
public sealed class TestConsequences : CodeActivity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<AssessConsequences>().HandleAsync(await context.CaseAsync(), context.CancellationToken);
}
