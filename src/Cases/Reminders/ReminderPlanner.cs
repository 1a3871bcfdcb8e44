using System.Globalization;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;

namespace LaborFlow.Cases.Reminders;

/// <summary>Plans the reminders of a deadline. Pure: rules, calendar and the deadline decide, the clock only leaves out what is past.</summary>
public static class ReminderPlanner
{
    /// <summary>Offices open at nine and close at six, China time.</summary>
    public static readonly TimeOnly Opens = new(9, 0);

    /// <summary>See <see cref="Opens"/>.</summary>
    public static readonly TimeOnly Closes = new(18, 0);

    private const string OverduePoint = "overdue-";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The point of the row that says that the plan has nothing more for a deadline, so that it is not looked at again.</summary>
    public const string Nothing = "none";

    /// <summary>The reminders that a plan still has for a deadline that had some already, before the plan changed.</summary>
    /// <param name="deadline">A running deadline.</param>
    /// <param name="rules">The plan.</param>
    /// <param name="past">What was decided on for the same last day: none of it is planned again, and daily ones go on after the last.</param>
    /// <param name="calendar">The working calendar of the place.</param>
    /// <param name="now">See the other overload.</param>
    public static IReadOnlyList<Reminder> Plan(
        CaseDeadline deadline,
        IReadOnlyList<ReminderRule> rules,
        IReadOnlyCollection<Reminder> past,
        PlaceCalendar calendar,
        DateTimeOffset now
    )
    {
        var planned = Plan(deadline, rules, calendar, now);
        if (past.Count == 0)
            return planned;
        var known = past.Select(reminder => (reminder.Point, reminder.To)).ToHashSet();
        var next = new List<Reminder>();
        foreach (var reminder in planned)
        {
            if (known.Add((reminder.Point, reminder.To)))
                next.Add(reminder);
            else if (
                IsOverdue(reminder)
                && Next(past.Where(one => one.To == reminder.To && IsOverdue(one)).MaxBy(DaysOverdue)!, calendar, now) is var daily
                && known.Add((daily.Point, daily.To))
            )
                next.Add(daily);
        }

        return next;
    }

    /// <summary>See <see cref="Nothing"/>.</summary>
    public static Reminder NothingFor(CaseDeadline deadline, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            DeadlineId = deadline.Id,
            DueOn = deadline.DueOn,
            Point = Nothing,
            To = ReminderRecipient.Officer,
            CanWait = true,
            FireAt = now,
            UsefulUntil = deadline.DueOn,
            State = ReminderState.Cancelled,
            DecidedAt = now,
        };

    /// <summary>The reminders from <paramref name="now"/> on; of those for when it is overdue, the first of each rule.</summary>
    /// <param name="deadline">A running deadline.</param>
    /// <param name="rules">The plan.</param>
    /// <param name="calendar">The working calendar of the place.</param>
    /// <param name="now">Points that were before the deadline was planned are left out: nobody missed them.</param>
    public static IReadOnlyList<Reminder> Plan(
        CaseDeadline deadline,
        IReadOnlyList<ReminderRule> rules,
        PlaceCalendar calendar,
        DateTimeOffset now
    )
    {
        var points = DeadlineLights.Points(deadline.StartsOn, deadline.DueOn, calendar);
        var today = ChinaDay.Of(now);
        var planned = new List<Reminder>();
        foreach (var rule in rules)
        {
            if (rule.To == ReminderRecipient.Party && PartyPeriods.SideOf(deadline.ParameterId) is null)
                continue;
            var (day, until, point) = rule.Moment switch
            {
                ReminderMoment.Half => (calendar.OnOrAfter(points.Half), deadline.DueOn, "half"),
                ReminderMoment.Before => (
                    calendar.AddWorkingDays(deadline.DueOn, -rule.WorkingDays),
                    deadline.DueOn,
                    "before-" + rule.WorkingDays.ToString(CultureInfo.InvariantCulture)
                ),
                ReminderMoment.Due => (calendar.OnOrBefore(deadline.DueOn), deadline.DueOn, "due"),
                _ => OverdueDay(deadline, Math.Max(1, rule.WorkingDays), calendar),
            };
            // What was already past when the period began (a short one has no "five days before") is not planned.
            if (day <= deadline.StartsOn && rule.Moment is ReminderMoment.Half or ReminderMoment.Before)
                continue;
            // A period of hours that ends on a day off: its half has no working day left, and the reminder of its last day speaks at once.
            if (day > deadline.DueOn && rule.Moment == ReminderMoment.Half)
                continue;
            if (until < today && rule.Moment != ReminderMoment.Overdue)
                continue;
            if (day < today && rule.Moment is ReminderMoment.Half or ReminderMoment.Before)
                continue;
            planned.Add(Make(deadline.Id, deadline.DueOn, point, rule, day, until, now));
        }

        return planned;
    }

    /// <summary>The daily reminder after an overdue one that went out.</summary>
    public static Reminder Next(Reminder fired, PlaceCalendar calendar, DateTimeOffset now)
    {
        var number = DaysOverdue(fired) + 1;
        var day = calendar.AddWorkingDays(Later(ChinaDay.Of(fired.FireAt), ChinaDay.Of(now)), 1);
        return Make(
            fired.DeadlineId,
            fired.DueOn,
            OverduePoint + number.ToString(CultureInfo.InvariantCulture),
            new ReminderRule(ReminderMoment.Overdue, number, fired.To, fired.CanWait),
            day,
            day.AddYears(1),
            now
        );
    }

    /// <summary>The instant from <paramref name="now"/> on at which the office of the place is open: now, or the next opening.</summary>
    public static DateTimeOffset NextOpen(DateTimeOffset now, PlaceCalendar calendar)
    {
        var there = now.ToOffset(China);
        var (day, hour) = (DateOnly.FromDateTime(there.DateTime), TimeOnly.FromDateTime(there.DateTime));
        if (calendar.IsWorkingDay(day) && hour >= Opens && hour < Closes)
            return now;
        return OpeningOf(calendar.IsWorkingDay(day) && hour < Opens ? day : calendar.AddWorkingDays(day, 1));
    }

    /// <summary>Nine o'clock of a day in China.</summary>
    public static DateTimeOffset OpeningOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(Opens), China).ToUniversalTime();

    private static (DateOnly Day, DateOnly Until, string Point) OverdueDay(CaseDeadline deadline, int workingDays, PlaceCalendar calendar)
    {
        var day = calendar.AddWorkingDays(deadline.DueOn, workingDays);
        return (day, day.AddYears(1), OverduePoint + workingDays.ToString(CultureInfo.InvariantCulture));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static bool IsOverdue(Reminder reminder) => reminder.Point.StartsWith(OverduePoint, StringComparison.Ordinal);

    private static int DaysOverdue(Reminder reminder) =>
        int.Parse(reminder.Point.AsSpan(OverduePoint.Length), CultureInfo.InvariantCulture);

    private static Reminder Make(
        Guid deadlineId,
        DateOnly dueOn,
        string point,
        ReminderRule rule,
        DateOnly day,
        DateOnly until,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            DeadlineId = deadlineId,
            DueOn = dueOn,
            Point = point,
            To = rule.To,
            CanWait = rule.CanWait,
            FireAt = OpeningOf(day),
            UsefulUntil = until,
        };
}
