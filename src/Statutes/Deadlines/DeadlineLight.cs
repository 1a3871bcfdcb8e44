using System.Runtime.InteropServices;
using LaborFlow.Statutes.Calendar;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>How urgent a running deadline is.</summary>
public enum DeadlineLight
{
    /// <summary>Less than half of the time has passed.</summary>
    Green,

    /// <summary>Half of the time has passed.</summary>
    Yellow,

    /// <summary>Four fifths have passed, or at most two working days are left, or it is overdue.</summary>
    Red,
}

/// <summary>Where a running deadline stands on a day.</summary>
/// <param name="Light">How urgent it is.</param>
/// <param name="RemainingDays">Natural days until the due day; 0 on it, negative when overdue.</param>
/// <param name="RemainingWorkingDays">Working days after today up to the due day, included; negative: working days since the due day.</param>
/// <param name="IsOverdue">Whether the due day has passed.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeadlineStanding(DeadlineLight Light, int RemainingDays, int RemainingWorkingDays, bool IsOverdue);

/// <summary>When a deadline's light changes, which is also when its reminders fall due.</summary>
/// <param name="Half">The first day on which half of the time has passed.</param>
/// <param name="FourFifths">The first day on which four fifths have passed.</param>
/// <param name="TwoWorkingDays">Two working days before the due day.</param>
public sealed record WarningPoints(DateOnly Half, DateOnly FourFifths, DateOnly TwoWorkingDays);

/// <summary>
/// Lights and warning points. Time is measured in natural days from the start day to the due day, whatever the unit of the period,
/// since that is the time an officer sees pass.
/// </summary>
public static class DeadlineLights
{
    private const int LastWorkingDays = 2;

    /// <summary>Where a deadline stands.</summary>
    /// <param name="startsOn">The start day.</param>
    /// <param name="dueOn">The due day.</param>
    /// <param name="today">The date at the place.</param>
    /// <param name="calendar">The working calendar of the place.</param>
    public static DeadlineStanding Standing(DateOnly startsOn, DateOnly dueOn, DateOnly today, PlaceCalendar calendar)
    {
        var points = Points(startsOn, dueOn, calendar);
        var light =
            today >= points.FourFifths || today >= points.TwoWorkingDays || today > dueOn ? DeadlineLight.Red
            : today >= points.Half ? DeadlineLight.Yellow
            : DeadlineLight.Green;
        return new DeadlineStanding(light, dueOn.DayNumber - today.DayNumber, calendar.WorkingDaysAfter(today, dueOn), today > dueOn);
    }

    /// <summary>
    /// The latest due day that is red on a day because at most two working days are left, however long its period was.
    /// </summary>
    public static DateOnly LastRedDueDay(DateOnly today, PlaceCalendar calendar) => calendar.AddWorkingDays(today, LastWorkingDays);

    /// <summary>When the light changes.</summary>
    public static WarningPoints Points(DateOnly startsOn, DateOnly dueOn, PlaceCalendar calendar)
    {
        var length = Math.Max(0, dueOn.DayNumber - startsOn.DayNumber);
        return new WarningPoints(After(50), After(80), calendar.AddWorkingDays(dueOn, -LastWorkingDays));

        // Rounded up: the share must have passed in full.
        DateOnly After(int percent) => startsOn.AddDays(((length * percent) + 99) / 100);
    }
}
