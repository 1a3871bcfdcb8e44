using LaborFlow.Cases.Quality;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Quality;

/// <summary>办结评查: the review's result is final.</summary>
[Activity(CaseContext.Namespace, "案件质量评查", "登记评查的最终等次，以及问题是否已经说明或者补正。", DisplayName = "办结评查")]
public sealed class CloseReview : CodeActivity
{
    /// <summary>The step that confirmed it.</summary>
    [Input(DisplayName = "核定步骤", Description = "为空表示无须核定（合格）。")]
    public Input<string?> FromStep { get; set; } = new();

    /// <summary>The tribunal's objection was accepted.</summary>
    [Input(DisplayName = "采纳异议", Description = "采纳承办仲裁庭的异议，改评为合格。")]
    public Input<bool> Overturned { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<ReviewCase>()
            .CloseAsync(await context.CaseAsync(), FromStep.Get(context), Overturned.Get(context), context.CancellationToken);
}
