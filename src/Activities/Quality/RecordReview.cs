using LaborFlow.Cases.Quality;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Quality;

/// <summary>登记评查结果: every item judged, and the grade that follows from them.</summary>
[Activity(
    CaseContext.Namespace,
    "案件质量评查",
    "登记逐项评查结果；有遗漏、没有写明问题或者等次与逐项结果不符的退回。",
    DisplayName = "登记评查结果"
)]
[FlowNode(Recorded, Refused)]
public sealed class RecordReview : Activity
{
    /// <summary>It is on record.</summary>
    public const string Recorded = "recorded";

    /// <summary>It does not hold together; the history says why.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds it.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 items（item、finding、note）和 opinion，结果为等次。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var recorded = await context
            .GetRequiredService<ReviewCase>()
            .RecordAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(recorded ? Recorded : Refused);
    }
}
