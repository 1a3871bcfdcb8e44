using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Activities;

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
        await context
            .GetRequiredService<ChangeDeadline>()
            .ResumeAsync(disputed, Parameter.Get(context) ?? "", ChinaDay.Of(context.Now), reason, context.CancellationToken);
    }
}
