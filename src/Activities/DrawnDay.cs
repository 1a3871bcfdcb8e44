using System.Globalization;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities;

/// <summary>Days as the variables of a drawing hold them.</summary>
internal static class DrawnDay
{
    /// <summary>yyyy-MM-dd.</summary>
    public static string ForDrawing(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads one that an earlier activity handed on.</summary>
    /// <param name="drawn">yyyy-MM-dd.</param>
    /// <param name="otherwise">What is wrong with the drawing when there is none.</param>
    /// <exception cref="WorkflowException">There is no day.</exception>
    public static DateOnly Read(string? drawn, string otherwise) =>
        DateOnly.TryParseExact(drawn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new WorkflowException(otherwise);
}
