using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Deadlines;

/// <summary>中止期限: stops a running period; the day itself counts no more.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "中止一个正在计算的期限，自当日起不计入。", DisplayName = "中止期限")]
public sealed class PauseDeadline : CodeActivity
{
    /// <summary>The register's id.</summary>
    [Input(DisplayName = "法定参数", IsRequired = true)]
    public Input<string> Parameter { get; set; } = new();

    /// <summary>The article that it rests on.</summary>
    [Input(DisplayName = "法律依据", IsRequired = true)]
    public Input<string> Basis { get; set; } = new();

    /// <summary>Why, in the officer's words.</summary>
    [Input(DisplayName = "理由", UIHint = "multiline")]
    public Input<string?> Reason { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var reason = new DeadlineReason("workflow", null, Basis.Get(context) ?? "", Reason.Get(context) ?? "");
        var parameter = Parameter.Get(context) ?? "";
        var open =
            await context.GetRequiredService<CaseClock>().FindOpenAsync(disputed.Id, parameter, context.CancellationToken)
            ?? throw new WorkflowException($"中止期限：期限“{parameter}”未起算。");
        await context.GetRequiredService<ChangeDeadline>().PauseNowAsync(disputed, open, reason, context.CancellationToken);
    }
}
