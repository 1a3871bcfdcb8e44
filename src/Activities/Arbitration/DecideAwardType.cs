using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>作出裁决: makes the awards that a step's form describes and tells final items from others.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单作出裁决，逐项判断终局或者非终局，两类并存的分别裁决。",
    DisplayName = "作出裁决"
)]
[FlowNode("final", "non-final", "mixed", "incomplete")]
public sealed class DecideAwardType : Activity
{
    /// <summary>The step whose form decides each claim.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>It decides some of the claims, and the others are heard on (调解仲裁法 art 43 (2)).</summary>
    [Input(DisplayName = "先行裁决", Description = "只裁决其中已经清楚的请求，其余请求继续审理。")]
    public Input<bool> Partial { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var finality = await context
            .GetRequiredService<MakeAward>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", Partial.Get(context), context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(
            finality switch
            {
                AwardFinality.Final => "final",
                AwardFinality.NotFinal => "non-final",
                AwardFinality.Mixed => "mixed",
                _ => "incomplete",
            }
        );
    }
}
