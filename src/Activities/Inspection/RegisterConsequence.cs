using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>登记后果: notes credit grade, publication and blacklist proposals that follow for the employer.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "登记信用等级、社会公布、失信名单建议。", DisplayName = "登记后果")]
public sealed class RegisterConsequence : CodeActivity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context
            .GetRequiredService<FollowUp>()
            .RegisterConsequencesAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
    }
}
