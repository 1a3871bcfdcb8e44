using LaborFlow.Cases.Quality;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Quality;

/// <summary>评查准备: what periods, papers and records of the file tell, for the reviewer's form.</summary>
[Activity(
    CaseContext.Namespace,
    "案件质量评查",
    "逐项核对期限、文书和送达记录，把能够自动判断的评查结果预先填入评查表。",
    DisplayName = "评查准备"
)]
public sealed class PrepareReview : CodeActivity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<ReviewCase>().PrepareAsync(await context.CaseAsync(), context.CancellationToken);
}
