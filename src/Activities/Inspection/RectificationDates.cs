using System.Globalization;
using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>The dates of rectification items as the drawing passes them on.</summary>
internal static class RectificationDates
{
    /// <summary>A day as the drawing's variables hold it, yyyy-MM-dd.</summary>
    public static string ForDrawing(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The due date that comes next, yyyy-MM-dd; null when the case has no items.</summary>
    public static async ValueTask<string?> NextDueAsync(this ActivityExecutionContext context) =>
        (
            await context.GetRequiredService<FollowUp>().NextDueAsync((await context.CaseAsync()).Id, context.CancellationToken)
        )?.ForDrawing();
}
