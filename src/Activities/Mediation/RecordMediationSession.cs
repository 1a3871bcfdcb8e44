using LaborFlow.Cases.Mediation;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Mediation;

/// <summary>记录调解: adds the session that a mediator's form describes.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "把调解员填写的一次调解记入案件。", DisplayName = "记录调解")]
public sealed class RecordMediationSession : CodeActivity
{
    /// <summary>The step whose form describes it.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<RecordMediation>()
            .SessionAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
}
