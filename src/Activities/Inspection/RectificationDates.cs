using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>The dates of rectification items as the drawing passes them on.</summary>
internal static class RectificationDates
{
    /// <summary>The due date that comes next, yyyy-MM-dd; null when the case has no items.</summary>
    public static async ValueTask<string?> NextDueAsync(this ActivityExecutionContext context) =>
        (
            await context.GetRequiredService<FollowUp>().NextDueAsync((await context.CaseAsync()).Id, context.CancellationToken)
        )?.ForDrawing();
}
