namespace LaborFlow.Statutes.Deadlines;

/// <summary>Pauses in order and without overlap, so that a day in several of them counts once.</summary>
internal readonly struct PauseSet
{
    private static readonly DeadlinePause[] None = [];

    private readonly DeadlinePause[] pauses;

    public PauseSet(IReadOnlyList<DeadlinePause> given)
    {
        if (given.Count == 0)
        {
            pauses = None;
            return;
        }

        var merged = new List<DeadlinePause>(given.Count);
        foreach (var pause in given.OrderBy(pause => pause.From))
        {
            if (merged.Count > 0 && pause.From <= merged[^1].To.AddDays(1))
            {
                if (pause.To > merged[^1].To)
                {
                    merged[^1] = merged[^1] with { To = pause.To };
                }
            }
            else
            {
                merged.Add(pause);
            }
        }

        pauses = [.. merged];
    }

    public ReadOnlySpan<DeadlinePause> All => pauses;

    /// <summary>The parts of the pauses that lie after one day and up to another, the latter included.</summary>
    public IEnumerable<DeadlinePause> Within(DateOnly after, DateOnly through)
    {
        foreach (var pause in pauses)
        {
            var from = pause.From > after ? pause.From : after.AddDays(1);
            var to = pause.To < through ? pause.To : through;
            if (from <= to)
            {
                yield return new DeadlinePause(from, to);
            }
        }
    }

    /// <summary>How many days from one day to another, both included, are paused.</summary>
    public int DaysIn(DateOnly from, DateOnly to)
    {
        var days = 0;
        foreach (var pause in pauses)
        {
            var first = Math.Max(pause.From.DayNumber, from.DayNumber);
            var last = Math.Min(pause.To.DayNumber, to.DayNumber);
            days += Math.Max(0, last - first + 1);
        }

        return days;
    }

    /// <summary>The end of the pause that holds the day, if one does.</summary>
    public DateOnly? EndOfPauseAt(DateOnly day)
    {
        foreach (var pause in pauses)
        {
            if (pause.From <= day && day <= pause.To)
            {
                return pause.To;
            }
        }

        return null;
    }
}
