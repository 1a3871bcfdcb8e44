using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;

namespace LaborFlow.Host.Tasks;

/// <summary>红黄绿灯, by the working calendar in force at the place, its local days included; what has no last day is green.</summary>
internal sealed class Lights(WorkingCalendar calendar)
{
    /// <param name="district">Where: GB/T 2260 code of the case's or task's jurisdiction.</param>
    /// <param name="startsOn">The day from which the time passes.</param>
    /// <param name="dueOn">The last day; null for none.</param>
    /// <param name="today">The date there.</param>
    public string Of(string district, DateOnly startsOn, DateOnly? dueOn, DateOnly today) =>
        dueOn is not { } due
            ? "green"
            : DeadlineLights.Standing(startsOn, due, today, calendar.At(new Jurisdiction(district))).Light switch
            {
                DeadlineLight.Red => "red",
                DeadlineLight.Yellow => "yellow",
                _ => "green",
            };

    public static int? RemainingDays(DateOnly? dueOn, DateOnly today) => dueOn is { } due ? due.DayNumber - today.DayNumber : null;

    /// <summary>The more urgent of two lights.</summary>
    public static string Worse(string left, string right) =>
        left == "red" || right == "red" ? "red"
        : left == "yellow" || right == "yellow" ? "yellow"
        : "green";

    /// <summary>In Chinese.</summary>
    public static string Zh(string light) =>
        light switch
        {
            "red" => "红灯",
            "yellow" => "黄灯",
            _ => "绿灯",
        };

    /// <exception cref="Problems.ProblemException">It is no light.</exception>
    public static void Demand(string? light)
    {
        if (light is not (null or "red" or "yellow" or "green"))
            throw Problems.ProblemException.Field("light", "unknown-code", "应为 red、yellow 或 green。", "One of red, yellow, green.");
    }
}
