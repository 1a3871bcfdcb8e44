using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>One count: from an event through pauses, an extension and days off to the due day, with its steps.</summary>
internal sealed class PeriodCount
{
    private readonly StatutoryParameter row;
    private readonly StatuteRegister register;
    private readonly PlaceCalendar calendar;
    private readonly DateOnly eventOn;
    private readonly DateOnly start;
    private readonly DateOnly? restart;
    private readonly int extension;
    private readonly PauseSet pauses;
    private readonly List<ExplanationStep> steps = new(8);

    public PeriodCount(StatutoryParameter row, StatuteRegister register, PlaceCalendar calendar, DateOnly eventOn, DeadlineRequest request)
    {
        this.row = row;
        this.register = register;
        this.calendar = calendar;
        this.eventOn = eventOn;
        restart = request.RestartsOn;
        start = restart ?? eventOn;
        extension = request.ExtensionDays;
        pauses = new PauseSet(request.Pauses);
    }

    private int Length => (int)row.Value!.Value;

    /// <summary>Counts days, months, years and annual dates.</summary>
    public DeadlineExplanation Days()
    {
        var due = row.CountsBackwards ? Backwards() : Forwards(out _);
        var nominal = due;
        if (row.RollsOver)
        {
            due = RollOver(nominal);
            if (due != nominal)
            {
                Add(
                    StepRule.RollOver,
                    nominal,
                    due,
                    due.DayNumber - nominal.DayNumber,
                    Article("calc-holiday-rollover"),
                    NameOf(nominal),
                    StepWords.RollOver
                );
            }
        }

        return Finish(nominal, due, null, IsProvisional(nominal, due));
    }

    /// <summary>Counts hours from an instant; days that are paused are skipped whole, by China's clock, and nothing rolls over.</summary>
    public DeadlineExplanation Hours(DateTimeOffset startsAt)
    {
        var at = startsAt.ToOffset(DeadlineCalculator.ChinaOffset).DateTime;
        var remaining = TimeSpan.FromHours(Length + extension);
        var cursor = at;
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
        var paused = pauses.DaysIn(start, due);
        Add(StepRule.Start, start, start, 0, Article("calc-day1-excluded"), (row, startsAt), StepWords.StartAt);
        Add(StepRule.Period, start, due, due.DayNumber - start.DayNumber - paused, row.Basis, (row, Length), StepWords.Period);
        AddExtension(due, 0);
        AddPauses(start.AddDays(-1), due);
        return Finish(due, due, dueAt.ToUniversalTime(), provisional: false);
    }

    private DateOnly Forwards(out int paused)
    {
        AddStart();
        var target = row.Unit switch
        {
            StatuteUnit.WorkingDay => CountWorking(Length + extension),
            StatuteUnit.NaturalDay => CountNatural(Length + extension),
            _ => CountNatural(CalendarLength(Length + extension)),
        };
        paused = pauses.DaysIn(start.AddDays(1), target);
        var length = row.Unit is StatuteUnit.WorkingDay or StatuteUnit.NaturalDay ? Length : CalendarLength(Length);
        var extended =
            extension == 0 ? 0
            : row.Unit is StatuteUnit.WorkingDay or StatuteUnit.NaturalDay ? extension
            : CalendarLength(Length + extension) - length;
        Add(StepRule.Period, start.AddDays(1), target, length, row.Basis, (row, Length), StepWords.Period);
        AddExtension(target, extended);
        if (row.Unit == StatuteUnit.WorkingDay)
        {
            AddDaysOff(start.AddDays(1), target, 1);
        }
        else
        {
            AddPauses(start, target);
        }

        return target;
    }

    private DateOnly Backwards()
    {
        Add(StepRule.Before, eventOn, eventOn, 0, row.Basis, row, StepWords.Before);
        var due =
            row.Unit == StatuteUnit.WorkingDay ? calendar.AddWorkingDays(eventOn, -Length)
            : row.Unit == StatuteUnit.NaturalDay ? eventOn.AddDays(-Length)
            : eventOn.AddMonths(-Length * (row.Unit == StatuteUnit.Year ? 12 : 1));
        var length = row.Unit == StatuteUnit.WorkingDay ? Length : eventOn.DayNumber - due.DayNumber;
        Add(StepRule.Period, eventOn.AddDays(-1), due, -length, row.Basis, (row, Length), StepWords.Period);
        if (row.Unit == StatuteUnit.WorkingDay)
        {
            AddDaysOff(due, eventOn.AddDays(-1), -1);
        }

        return due;
    }

    private int CalendarLength(int units)
    {
        var end = row.Unit switch
        {
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
        var counted = row.Unit == StatuteUnit.WorkingDay;
        var from =
            row.CountsBackwards ? due
            : counted ? start.AddDays(1)
            : nominal;
        var to = counted && row.CountsBackwards ? eventOn.AddDays(-1) : due;
        for (var year = from.Year; year <= to.Year; year++)
        {
            if (!calendar.HasYear(year))
            {
                return true;
            }
        }

        return false;
    }

    private void AddStart()
    {
        Add(StepRule.Start, eventOn, eventOn, 0, Article("calc-day1-excluded"), row, StepWords.Start);
        if (restart is { } again)
        {
            Add(StepRule.Restart, again, again, 0, PauseArticle(), row, StepWords.Restart);
        }
    }

    private void AddExtension(DateOnly target, int days)
    {
        if (extension > 0)
        {
            Add(StepRule.Extension, target, target, days, row.Basis, (row, extension), StepWords.Extension);
        }
    }

    private void AddPauses(DateOnly after, DateOnly through)
    {
        if (pauses.All.Length == 0)
        {
            return;
        }

        foreach (var pause in pauses.Within(after, through))
        {
            Add(StepRule.Pause, pause.From, pause.To, pause.To.DayNumber - pause.From.DayNumber + 1, PauseArticle(), null, StepWords.Pause);
        }
    }

    /// <summary>The holidays, make-up days, weekends and pauses among the days of a count of working days, both ends included.</summary>
    private void AddDaysOff(DateOnly from, DateOnly to, int sign)
    {
        var firstOfOrder = steps.Count;
        AddPauses(from.AddDays(-1), to);
        var holidays = 0;
        foreach (var span in calendar.SpansIn(from, to))
        {
            var first = span.From > from ? span.From : from;
            var last = span.To < to ? span.To : to;
            var days = last.DayNumber - first.DayNumber + 1 - pauses.DaysIn(first, last);
            if (days == 0)
            {
                continue;
            }

            if (span.Working)
            {
                Add(StepRule.MakeUpDay, first, last, 0, span.Basis, span.Name, StepWords.MakeUpDay);
            }
            else
            {
                holidays += days;
                Add(StepRule.Holiday, first, last, sign * days, span.Basis, span.Name, StepWords.Holiday);
            }
        }

        if (pauses.All.Length > 0)
        {
            steps.Sort(firstOfOrder, steps.Count - firstOfOrder, ByDate);
        }

        var off = DaysOff(from, to) - holidays;
        if (off > 0)
        {
            Add(StepRule.Weekends, FirstWeekendDay(from, to), to, sign * off, StepWords.WeekBasis, null, StepWords.Weekends);
        }
    }

    private static readonly Comparer<ExplanationStep> ByDate = Comparer<ExplanationStep>.Create((a, b) => a.Date.CompareTo(b.Date));

    /// <summary>Days in the range that are neither worked nor paused.</summary>
    private int DaysOff(DateOnly from, DateOnly to)
    {
        var off = to.DayNumber - from.DayNumber + 1 - calendar.WorkingDaysAfter(from.AddDays(-1), to);
        if (pauses.All.Length > 0)
        {
            foreach (var pause in pauses.Within(from.AddDays(-1), to))
            {
                off -= pause.To.DayNumber - pause.From.DayNumber + 1 - calendar.WorkingDaysAfter(pause.From.AddDays(-1), pause.To);
            }
        }

        return off;
    }

    private DateOnly FirstWeekendDay(DateOnly from, DateOnly to)
    {
        for (var day = from; day < to; day = day.AddDays(1))
        {
            if (
                day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
                && !calendar.IsWorkingDay(day)
                && calendar.SpansIn(day, day).IsEmpty
                && pauses.EndOfPauseAt(day) is null
            )
            {
                return day;
            }
        }

        return to;
    }

    private DeadlineExplanation Finish(DateOnly nominal, DateOnly due, DateTimeOffset? dueAt, bool provisional)
    {
        var dayKind =
            row.DayKindBasis is { } id && register.Find(id, null, eventOn).Row is { IsUnconfirmed: true } reading ? reading : null;
        if (row.NeedsConfirmation)
        {
            Add(StepRule.Unconfirmed, due, due, 0, row.Basis, row, StepWords.Unconfirmed);
        }
        else if (dayKind is not null)
        {
            Add(StepRule.Unconfirmed, due, due, 0, dayKind.Basis, row, StepWords.UnconfirmedUnit);
        }

        if (provisional)
        {
            Add(StepRule.Provisional, due, due, 0, Article("calc-holiday-rollover"), calendar, StepWords.Provisional);
        }

        Add(StepRule.Due, due, due, 0, row.Basis, (row, dueAt), StepWords.Due);
        return new DeadlineExplanation
        {
            Parameter = row,
            StartsOn = start,
            DueOn = due,
            DueAt = dueAt,
            NominalDueOn = nominal,
            Provisional = provisional,
            NeedsConfirmation = row.NeedsConfirmation || dayKind is not null,
            Steps = steps,
        };
    }

    private Bilingual NameOf(DateOnly day)
    {
        foreach (var span in calendar.SpansIn(day, day))
        {
            return span.Name;
        }

        return default;
    }

    private string Article(string id) => register.RowsOf(id) is [var found, ..] ? found.Basis : "《民事诉讼法》第85条";

    // Pausing and restarting rest on 办案规则 art. 46 in arbitration, and elsewhere on the parameter's own article.
    private string PauseArticle() =>
        row.Process.StartsWith("ARB", StringComparison.Ordinal) || row.Process is "FTA" or "COL"
            ? register.RowsOf("arb-restart-rules") is [var found, ..]
                ? found.Basis
                : row.Basis
            : row.Basis;

    private void Add(
        StepRule rule,
        DateOnly date,
        DateOnly until,
        int days,
        string basis,
        object? subject,
        Func<ExplanationStep, Bilingual> words
    ) => steps.Add(new ExplanationStep(rule, date, until, days, basis, subject, words));
}
