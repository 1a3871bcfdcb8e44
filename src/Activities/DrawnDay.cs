using System.Globalization;

namespace LaborFlow.Activities;

/// <summary>Days as the variables of a drawing hold them.</summary>
internal static class DrawnDay
{
    /// <summary>yyyy-MM-dd.</summary>
    public static string ForDrawing(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
