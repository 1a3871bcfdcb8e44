using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>One count: from an event through pauses, an extension and days off to the due day, with its steps.</summary>
internal sealed class PeriodCount
{
    private readonly StatutoryParameter row;
    private readonly PlaceCalendar calendar;
    private readonly DateOnly eventOn;
    private readonly DateOnly start;
    private readonly DateOnly? restart;
    private readonly int extension;
    private readonly PauseSet pauses;
    private readonly StepList steps;

    public PeriodCount(StatutoryParameter row, StatuteRegister register, PlaceCalendar calendar, DateOnly eventOn, DeadlineRequest request)
    {
        this.row = row;
        this.calendar = calendar;
        this.eventOn = eventOn;
        restart = request.RestartsOn;
        start = restart ?? eventOn;
        extension = request.ExtensionDays;
        pauses = new PauseSet(request.Pauses);
        steps = new StepList(row, register, calendar, pauses);
    }

    private int Length => (int)row.Value!.Value;

    /// <summary>Counts days, months, years and annual dates.</summary>
    public DeadlineExplanation Days()
    {
        var nominal = row.CountsBackwards ? Backwards() : Forwards();
        var due = row.RollsOver ? RollOver(nominal) : nominal;
        steps.RollOver(nominal, due);
        return Finish(nominal, due, null, IsProvisional(nominal, due));
    }

    /// <summary>Takes the day that a paper names; days on which the period stood still are added.</summary>
    public DeadlineExplanation Until(DateOnly named)
    {
        var due = CountNatural(named.DayNumber - start.DayNumber);
        steps.Start(eventOn, restart);
        steps.Paper(named, named.DayNumber - start.DayNumber);
        steps.Pauses(start, due);
        return Finish(due, due, null, provisional: false, named: true);
    }

    /// <summary>Counts hours from an instant; days that are paused are skipped whole, by China's clock, and nothing rolls over.</summary>
    public DeadlineExplanation Hours(DateTimeOffset startsAt)
    {
        var cursor = startsAt.ToOffset(DeadlineCalculator.ChinaOffset).DateTime;
        var remaining = TimeSpan.FromHours(Length + extension);
        foreach (var pause in pauses.All)
        {
            var from = pause.From.ToDateTime(TimeOnly.MinValue);
            var until = pause.To.AddDays(1).ToDateTime(TimeOnly.MinValue);
            if (until <= cursor)
            {
                continue;
            }

            var running = from > cursor ? from - cursor : TimeSpan.Zero;
            if (remaining <= running)
            {
                break;
            }

            remaining -= running;
            cursor = until;
        }

        var dueAt = new DateTimeOffset(cursor + remaining, DeadlineCalculator.ChinaOffset);
        var due = DateOnly.FromDateTime(dueAt.DateTime);
        steps.StartAt(eventOn, startsAt);
        steps.Period(start, due, due.DayNumber - start.DayNumber - pauses.DaysIn(start, due));
        steps.Extension(due, extension, 0);
        steps.Pauses(start.AddDays(-1), due);
        return Finish(due, due, dueAt.ToUniversalTime(), provisional: false);
    }

    /// <summary>
    /// The first year, before that of the due day, that a count of working days runs through without knowing its holidays: the due day would
    /// be a guess. When only the year of the due day is unknown, the result is provisional.
    /// </summary>
    public int? UnknownYear(DateOnly due)
    {
        if (row.Unit == StatuteUnit.WorkingDay && !row.CountsBackwards)
        {
            for (var year = start.AddDays(1).Year; year < due.Year; year++)
            {
                if (!calendar.HasYear(year))
                {
                    return year;
                }
            }
        }

        return null;
    }

    private DateOnly Forwards()
    {
        steps.Start(eventOn, restart);
        DateOnly end;
        if (row.Unit == StatuteUnit.WorkingDay)
        {
            end = CountWorking(Length + extension);
            steps.Period(start.AddDays(1), end, Length);
            steps.Extension(end, extension, extension);
            steps.DaysOff(start.AddDays(1), end, 1);
            return end;
        }

        // The extension is added in the parameter's own unit: two months and one are three months from the start, not two and then one.
        var days = NaturalLength(Length);
        var extended = extension == 0 ? days : NaturalLength(Length + extension);
        end = CountNatural(extended);
        steps.Period(start.AddDays(1), end, days);
        steps.Extension(end, extension, extended - days);
        steps.Pauses(start, end);
        return end;
    }

    private DateOnly Backwards()
    {
        steps.Before(eventOn);
        var end = row.Unit switch
        {
            StatuteUnit.WorkingDay => calendar.AddWorkingDays(eventOn, -Length),
            StatuteUnit.Month => eventOn.AddMonths(-Length),
            StatuteUnit.Year => eventOn.AddYears(-Length),
            _ => eventOn.AddDays(-Length),
        };
        if (row.Unit == StatuteUnit.WorkingDay)
        {
            steps.Period(eventOn.AddDays(-1), end, -Length);
            steps.DaysOff(end, eventOn.AddDays(-1), -1);
        }
        else
        {
            steps.Period(eventOn.AddDays(-1), end, end.DayNumber - eventOn.DayNumber);
        }

        return end;
    }

    /// <summary>The days of so many units from the start.</summary>
    private int NaturalLength(int units)
    {
        var end = row.Unit switch
        {
            StatuteUnit.NaturalDay => start.AddDays(units),
            StatuteUnit.Month => start.AddMonths(units),
            StatuteUnit.Year => start.AddYears(units),
            _ => NextAnnualDate(),
        };
        return end.DayNumber - start.DayNumber;
    }

    private DateOnly NextAnnualDate()
    {
        // 29 February falls on the 28th of an ordinary year.
        DateOnly In(int year) => new(year, Length / 100, Math.Min(Length % 100, DateTime.DaysInMonth(year, Length / 100)));
        return In(start.Year) > start ? In(start.Year) : In(start.Year + 1);
    }

    private DateOnly CountNatural(int remaining)
    {
        var cursor = start;
        foreach (var pause in pauses.All)
        {
            if (pause.To <= cursor)
            {
                continue;
            }

            var running = Math.Max(0, pause.From.DayNumber - 1 - cursor.DayNumber);
            if (remaining <= running)
            {
                break;
            }

            remaining -= running;
            cursor = pause.To;
        }

        return cursor.AddDays(remaining);
    }

    private DateOnly CountWorking(int remaining)
    {
        var cursor = start;
        foreach (var pause in pauses.All)
        {
            if (pause.To <= cursor)
            {
                continue;
            }

            var running = pause.From > cursor ? calendar.WorkingDaysAfter(cursor, pause.From.AddDays(-1)) : 0;
            if (remaining <= running)
            {
                break;
            }

            remaining -= running;
            cursor = pause.To;
        }

        return calendar.AddWorkingDays(cursor, remaining);
    }

    private DateOnly RollOver(DateOnly nominal)
    {
        var due = calendar.OnOrAfter(nominal);
        // A period that stands still on the day it rolls to goes on standing still.
        while (due != nominal && pauses.EndOfPauseAt(due) is { } end)
        {
            due = calendar.OnOrAfter(end.AddDays(1));
        }

        return due;
    }

    private bool IsProvisional(DateOnly nominal, DateOnly due)
    {
        // Working days need the arrangement of every day counted; other periods only that of the days where they may end.
        var (from, to) = (row.Unit, row.CountsBackwards) switch
        {
            (StatuteUnit.WorkingDay, true) => (due, eventOn.AddDays(-1)),
            (StatuteUnit.WorkingDay, false) => (start.AddDays(1), due),
            _ => (nominal, due),
        };
        for (var year = from.Year; year <= to.Year; year++)
        {
            if (!calendar.HasYear(year))
            {
                return true;
            }
        }

        return false;
    }

    private DeadlineExplanation Finish(DateOnly nominal, DateOnly due, DateTimeOffset? dueAt, bool provisional, bool named = false)
    {
        // Where a paper names the day, the register's number is not used, confirmed or not.
        var unconfirmed = !named && steps.MarkUnconfirmed(eventOn, due);
        if (provisional)
        {
            steps.Provisional(due);
        }

        steps.Due(due, dueAt);
        return new DeadlineExplanation
        {
            Parameter = row,
            StartsOn = start,
            DueOn = due,
            DueAt = dueAt,
            NominalDueOn = nominal,
            Provisional = provisional,
            NeedsConfirmation = unconfirmed,
            Steps = steps.Steps,
        };
    }
}
