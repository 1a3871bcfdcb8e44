using LaborFlow.Cases.Filing;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Stages;

/// <summary>采纳补正: takes what the applicant corrected into the case.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "把申请人补正的内容写入案件。", DisplayName = "采纳补正")]
public sealed class TakeCorrections : CodeActivity
{
    /// <summary>The step whose form holds the corrections.</summary>
    [Input(DisplayName = "补正步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<ApplyCorrections>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
}
