using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tasks;
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

    /// <summary>The step whose form says when it was done.</summary>
    [Input(DisplayName = "完成日期取自步骤", Description = "为空时以办理当日为完成之日；填写的，以该步骤表单的日期为准。")]
    public Input<string?> FromStep { get; set; } = new();

    /// <summary>The date of that form.</summary>
    [Input(DisplayName = "完成日期字段", Description = "与“完成日期取自步骤”一并填写，如 appliedOn。")]
    public Input<string?> Field { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var clock = context.GetRequiredService<CaseClock>();
        var parameter = Parameter.Get(context) ?? "";
        if (WaitedOut.Get(context))
            (await clock.FindRunningAsync(disputed.Id, parameter, context.CancellationToken))?.End(DeadlineState.Met, context.Now);
        else
            await clock.EndAsync(disputed.Id, parameter, met: true, await DoneOnAsync(context, disputed.Id), context.CancellationToken);
    }

    private async ValueTask<DateOnly?> DoneOnAsync(ActivityExecutionContext context, Guid caseId)
    {
        if (FromStep.Get(context) is not { Length: > 0 } step || Field.Get(context) is not { Length: > 0 } field)
            return null;
        using var data = await StepData.LastAsync(context.GetRequiredService<ITaskStore>(), caseId, step, context.CancellationToken);
        return data.Date(field);
    }
}
