using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>The steps of one explanation as they are put together, each with its article.</summary>
internal sealed class StepList(StatutoryParameter row, StatuteRegister register, PlaceCalendar calendar, PauseSet pauses)
{
    private static readonly Comparer<ExplanationStep> ByDate = Comparer<ExplanationStep>.Create((a, b) => a.Date.CompareTo(b.Date));

    private readonly List<ExplanationStep> steps = new(8);

    public IReadOnlyList<ExplanationStep> Steps => steps;

    public void Start(DateOnly eventOn, DateOnly? restart)
    {
        Add(StepRule.Start, eventOn, eventOn, 0, Article("calc-day1-excluded"), row, StepWords.Start);
        if (restart is { } again)
        {
            Add(StepRule.Restart, again, again, 0, PauseArticle(), row, StepWords.Restart);
        }
    }

    public void StartAt(DateOnly eventOn, DateTimeOffset instant) =>
        Add(StepRule.Start, eventOn, eventOn, 0, Article("calc-day1-excluded"), (row, instant), StepWords.StartAt);

    public void Before(DateOnly eventOn) => Add(StepRule.Before, eventOn, eventOn, 0, row.Basis, row, StepWords.Before);

    public void Period(DateOnly first, DateOnly end, int days) =>
        Add(StepRule.Period, first, end, days, row.Basis, (row, (int)row.Value!.Value), StepWords.Period);

    public void Paper(DateOnly named, int days) => Add(StepRule.Paper, named, named, days, row.Basis, row, StepWords.Paper);

    public void Extension(DateOnly end, int units, int days)
    {
        if (units > 0)
        {
            Add(StepRule.Extension, end, end, days, row.Basis, (row, units), StepWords.Extension);
        }
    }

    public void Pauses(DateOnly after, DateOnly through)
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

    /// <summary>The pauses, holidays, make-up days and weekends among the days of a count of working days, both ends included.</summary>
    public void DaysOff(DateOnly from, DateOnly to, int sign)
    {
        var firstOfOrder = steps.Count;
        Pauses(from.AddDays(-1), to);
        var holidays = Holidays(from, to, sign);
        if (pauses.All.Length > 0)
        {
            steps.Sort(firstOfOrder, steps.Count - firstOfOrder, ByDate);
        }

        var weekends = CountDaysOff(from, to) - holidays;
        if (weekends > 0)
        {
            Add(StepRule.Weekends, FirstWeekendDay(from, to), to, sign * weekends, StepWords.WeekBasis, null, StepWords.Weekends);
        }
    }

    public void RollOver(DateOnly nominal, DateOnly due)
    {
        if (due != nominal)
        {
            // On a day that a notice took off, the notice stands beside the article: it is what changes from calendar to calendar.
            var off = calendar.SpansIn(nominal, nominal) is [var span, ..] ? span : null;
            var article = Article("calc-holiday-rollover");
            Add(
                StepRule.RollOver,
                nominal,
                due,
                due.DayNumber - nominal.DayNumber,
                off is null ? article : $"{article}；{off.Basis}",
                off?.Name ?? default,
                StepWords.RollOver
            );
        }
    }

    /// <summary>Marks a row, or its reading of 日 as working days, that awaits confirmation; tells whether there was one.</summary>
    public bool MarkUnconfirmed(DateOnly eventOn, DateOnly due)
    {
        if (row.NeedsConfirmation)
        {
            Add(StepRule.Unconfirmed, due, due, 0, row.Basis, row, StepWords.Unconfirmed);
            return true;
        }

        if (row.DayKindBasis is { } id && register.Find(id, null, eventOn).Row is { IsUnconfirmed: true } reading)
        {
            Add(StepRule.Unconfirmed, due, due, 0, reading.Basis, row, StepWords.UnconfirmedUnit);
            return true;
        }

        return false;
    }

    public void Provisional(DateOnly due) =>
        Add(StepRule.Provisional, due, due, 0, Article("calc-holiday-rollover"), null, StepWords.Provisional);

    public void Due(DateOnly due, DateTimeOffset? dueAt) => Add(StepRule.Due, due, due, 0, row.Basis, (row, dueAt), StepWords.Due);

    private int Holidays(DateOnly from, DateOnly to, int sign)
    {
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

        return holidays;
    }

    /// <summary>Days in the range that are neither worked nor paused.</summary>
    private int CountDaysOff(DateOnly from, DateOnly to)
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

    private string Article(string id) => register.RowsOf(id) is [var found, ..] ? found.Basis : "《民事诉讼法》第85条";

    // Pausing and restarting rest on 办案规则 art. 46 in arbitration, and elsewhere on the parameter's own article.
    private string PauseArticle() =>
        (row.Process.StartsWith("ARB", StringComparison.Ordinal) || row.Process is "FTA" or "COL")
        && register.RowsOf("arb-restart-rules") is [var found, ..]
            ? found.Basis
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
