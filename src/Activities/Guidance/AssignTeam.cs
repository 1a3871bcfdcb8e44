using LaborFlow.Cases.Guidance;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Guidance;

/// <summary>确定服务团队: records the service team that a step's form names.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按步骤表单登记服务团队。", DisplayName = "确定服务团队")]
public sealed class AssignTeam : CodeActivity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context
            .GetRequiredService<GuideEnterprise>()
            .AssignAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
    }
}
