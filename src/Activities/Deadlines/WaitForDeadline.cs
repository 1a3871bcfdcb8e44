using LaborFlow.Cases.Deadlines;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Deadlines;

/// <summary>
/// 等待期限届满: waits until the last day of a running period has passed; when the period was moved meanwhile, it waits until then.
/// </summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "等待一个正在计算的期限届满。", DisplayName = "等待期限届满")]
public sealed class WaitForDeadline : CodeActivity
{
    /// <summary>The register's id.</summary>
    [Input(DisplayName = "法定参数", IsRequired = true)]
    public Input<string> Parameter { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var parameter = Parameter.Get(context) ?? "";
        var open = await FindAsync(context) ?? throw new WorkflowException($"期限“{parameter}”未起算。");
        context.WaitFor(open, OnDayPassedAsync);
    }

    private async ValueTask OnDayPassedAsync(ActivityExecutionContext context)
    {
        var open = await FindAsync(context);
        if (open is not null && DeadlineWait.EndOf(open, context.Now) > context.Now)
        {
            context.WaitFor(open, OnDayPassedAsync);
            return;
        }

        // What was only waited for is met when it is over: nothing was to be done within it.
        open?.End(DeadlineState.Met, context.Now);
        await context.CompleteActivityAsync();
    }

    private async ValueTask<CaseDeadline?> FindAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        return await context
            .GetRequiredService<CaseClock>()
            .FindOpenAsync(disputed.Id, Parameter.Get(context) ?? "", context.CancellationToken);
    }
}
