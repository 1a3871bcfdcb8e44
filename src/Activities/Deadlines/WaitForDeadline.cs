using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Deadlines;

/// <summary>等待期限届满: waits until the last day of a running period has passed.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "等待一个正在计算的期限届满。", DisplayName = "等待期限届满")]
public sealed class WaitForDeadline : CodeActivity
{
    /// <summary>The register's id.</summary>
    [Input(DisplayName = "法定参数", IsRequired = true)]
    public Input<string> Parameter { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var parameter = Parameter.Get(context) ?? "";
        var running =
            await context.GetRequiredService<CaseClock>().FindRunningAsync(disputed.Id, parameter, context.CancellationToken)
            ?? throw new WorkflowException($"期限“{parameter}”未起算。");
        context.DelayUntil(ChinaDay.EndOf(running.DueOn));
    }
}
