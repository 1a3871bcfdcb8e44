using LaborFlow.Cases.Guidance;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Guidance;

/// <summary>推荐服务团队: proposes a coordinator and a team by street, park and load, for the tripartite office to decide.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按街道、园区和在服务户数从登记的人员中推荐协调员和团队，填入确定服务团队的表单。",
    DisplayName = "推荐服务团队"
)]
public sealed class ProposeTeam : CodeActivity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<ServiceTeams>().ProposeAsync(await context.CaseAsync(), context.CancellationToken);
    }
}
