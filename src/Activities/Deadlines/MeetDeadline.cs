using LaborFlow.Cases.Deadlines;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Deadlines;

/// <summary>期限完成: ends a running period as met; as missed when its last day has passed. Does nothing when none runs.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "结束一个正在计算的期限：按期完成；已过最后一日的记为逾期。",
    DisplayName = "期限完成"
)]
public sealed class MeetDeadline : CodeActivity
{
    /// <summary>The register's id.</summary>
    [Input(DisplayName = "法定参数", IsRequired = true)]
    public Input<string> Parameter { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        await context
            .GetRequiredService<CaseClock>()
            .EndAsync(disputed.Id, Parameter.Get(context) ?? "", met: true, context.CancellationToken);
    }
}
