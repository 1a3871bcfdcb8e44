using LaborFlow.Cases.Mediation;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Mediation;

/// <summary>拟定调解协议: adds the agreement that a mediator's form describes.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按调解员填写的内容形成调解协议，待双方确认。", DisplayName = "拟定调解协议")]
public sealed class DraftMediationAgreement : CodeActivity
{
    /// <summary>The step whose form describes it.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<RecordMediation>()
            .AgreementAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
}
