using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Deadlines;

/// <summary>起算期限: starts a statutory period; one that already runs goes on.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按法定参数起算一个期限。", DisplayName = "起算期限")]
public sealed class StartDeadline : CodeActivity
{
    /// <summary>The register's id.</summary>
    [Input(DisplayName = "法定参数", Description = "法定参数编号，如 med-duration-15d。", IsRequired = true)]
    public Input<string> Parameter { get; set; } = new();

    /// <summary>The event that starts it.</summary>
    [Input(DisplayName = "起算事件", UIHint = "dropdown", Options = ["filed", "today"], DefaultValue = "today")]
    public Input<string> From { get; set; } = new("today");

    /// <summary>Name in the case's list of deadlines; the register's rule when empty.</summary>
    [Input(DisplayName = "期限名称")]
    public Input<string?> Label { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var startsOn = ChinaDay.Of(From.Get(context) == "filed" ? disputed.FiledAt : context.Now);
        var label = Label.Get(context) is { Length: > 0 } given ? given : null;
        await context
            .GetRequiredService<CaseClock>()
            .StartAsync(disputed, Parameter.Get(context) ?? "", startsOn, label, context.CancellationToken);
    }
}
