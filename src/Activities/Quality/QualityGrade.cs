using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Quality;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Quality;

/// <summary>评查等次: which way a review goes by the grade on record.</summary>
[Activity(CaseContext.Namespace, "案件质量评查", "按登记的评查等次选择出口。", DisplayName = "评查等次")]
[FlowNode("qualified", "flawed", "unqualified")]
public sealed class QualityGrade : Activity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var entries = await context
            .GetRequiredService<ICaseRecords>()
            .ListAsync<RegisterEntry>((await context.CaseAsync()).Id, context.CancellationToken);
        using var review = JsonDocument.Parse(entries.Last(e => e.Kind == ReviewCase.Reviewed).DataJson!);
        await context.CompleteActivityWithOutcomesAsync(review.RootElement.GetProperty("grade").GetString()!);
    }
}
