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

    /// <summary>Nothing was to be done within it: a side let the time for a right pass, or a term is over.</summary>
    [Input(DisplayName = "仅等待期满", Description = "当事人在期限内没有行使权利或者期间届满，不记为逾期。")]
    public Input<bool> WaitedOut { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var clock = context.GetRequiredService<CaseClock>();
        var parameter = Parameter.Get(context) ?? "";
        if (WaitedOut.Get(context))
            (await clock.FindRunningAsync(disputed.Id, parameter, context.CancellationToken))?.End(DeadlineState.Met, context.Now);
        else
            await clock.EndAsync(disputed.Id, parameter, met: true, context.CancellationToken);
    }
}
