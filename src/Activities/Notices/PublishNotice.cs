using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Notices;

/// <summary>公告: publishes a notice and starts the period after which whoever could not be found counts as served.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "发布公告并起算公告期，公告期满视为送达。", DisplayName = "公告")]
public sealed class PublishNotice : CodeActivity
{
    /// <summary>What is published.</summary>
    [Input(DisplayName = "公告内容", UIHint = "multiline", IsRequired = true)]
    public Input<string> Text { get; set; } = new();

    /// <summary>The period that starts.</summary>
    [Input(DisplayName = "公告期", Description = "法定参数编号；为空时不起算期限。", DefaultValue = "svc-public-30d")]
    public Input<string?> Parameter { get; set; } = new("svc-public-30d");

    /// <summary>The last day of the notice, yyyy-MM-dd; null without a period.</summary>
    [Output(DisplayName = "公告期满日")]
    public Output<string?> DueOn { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var text = Text.Get(context) ?? "";
        string? due = null;
        if (Parameter.Get(context) is { Length: > 0 } parameter)
        {
            var started = await context
                .GetRequiredService<CaseClock>()
                .StartAsync(disputed, parameter, ChinaDay.Of(context.Now), "公告送达期限", context.CancellationToken);
            due = started.DueOn.ForDrawing();
        }

        context.GetRequiredService<ExceptionDesk>().Publish(disputed, text, due);
        DueOn.Set(context, due);
    }
}
