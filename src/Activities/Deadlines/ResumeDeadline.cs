using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Deadlines;

/// <summary>恢复期限: lets a paused period run on; the day itself is the last that does not count.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "恢复计算一个已中止的期限，自次日起计入。", DisplayName = "恢复期限")]
public sealed class ResumeDeadline : CodeActivity
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
            ?? throw new WorkflowException($"恢复期限：期限“{parameter}”未起算。");
        // A pause that begins tomorrow and is over today lasts for its first day.
        var today = ChinaDay.Of(context.Now);
        var from = open.Course.Halts is [.., var halt] ? halt.From : today;
        await context
            .GetRequiredService<ChangeDeadline>()
            .ResumeAsync(disputed, open, from > today ? from : today, reason, context.CancellationToken);
    }
}
