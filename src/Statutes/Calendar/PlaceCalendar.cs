namespace LaborFlow.Statutes.Calendar;

/// <summary>
/// The working calendar as it stands at one place: Mondays to Fridays that are not off, and make-up working days.
/// Every question is answered from sums made in advance, so its time doesn't grow with the length of a period.
/// </summary>
/// <threadsafety>Immutable, free to share.</threadsafety>
public sealed class PlaceCalendar
{
    /// <summary>The first date that can be asked for.</summary>
    public static readonly DateOnly First = new(1990, 1, 1);

    /// <summary>The last date that can be asked for.</summary>
    public static readonly DateOnly Last = new(2110, 12, 31);

    private static readonly int Origin = First.DayNumber;

    private readonly int[] through; // working days from the first date through the i-th
    private readonly int[] working; // the index of the k-th working day
    private readonly CalendarSpan[] spans;
    private readonly bool[] loaded;

    internal PlaceCalendar(IEnumerable<int> loadedYears, IReadOnlyDictionary<DateOnly, (CalendarDay Day, string Basis)> exceptions)
    {
        loaded = new bool[Last.Year - First.Year + 1];
        foreach (var year in loadedYears)
        {
            loaded[year - First.Year] = true;
        }

        var length = Last.DayNumber - Origin + 1;
        through = new int[length];
        var days = new List<int>(length);
        for (var i = 0; i < length; i++)
        {
            var date = First.AddDays(i);
            var works = exceptions.TryGetValue(date, out var exception)
                ? exception.Day.Working
                : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            if (works)
            {
                days.Add(i);
            }

            through[i] = days.Count;
        }

        working = [.. days];
        spans = Merge(exceptions);
    }

    /// <summary>Whether the arrangement of a year is known.</summary>
    public bool HasYear(int year) => year >= First.Year && year <= Last.Year && loaded[year - First.Year];

    /// <summary>Whether a day is a working day.</summary>
    public bool IsWorkingDay(DateOnly date) => WorkingDaysAfter(date.AddDays(-1), date) == 1;

    /// <summary>The working days after one date and up to another, the latter included. The order of the dates matters: a later first date gives 0 or less.</summary>
    public int WorkingDaysAfter(DateOnly after, DateOnly through) => Through(through) - Through(after);

    /// <summary>The <paramref name="count"/>-th working day after a date, which itself doesn't count; with 0, the date itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies outside the calendar.</exception>
    public DateOnly AddWorkingDays(DateOnly date, int count)
    {
        if (count == 0)
        {
            return date;
        }

        var rank = count > 0 ? Through(date) + count - 1 : Through(date.AddDays(-1)) + count;
        return rank < 0 || rank >= working.Length
            ? throw new ArgumentOutOfRangeException(nameof(count), count, "The day lies outside the calendar.")
            : First.AddDays(working[rank]);
    }

    /// <summary>The date itself if it is a working day, else the first working day after it.</summary>
    public DateOnly OnOrAfter(DateOnly date) => AddWorkingDays(date.AddDays(-1), 1);

    /// <summary>The date itself if it is a working day, else the last working day before it.</summary>
    public DateOnly OnOrBefore(DateOnly date) => AddWorkingDays(date.AddDays(1), -1);

    /// <summary>The holidays and make-up days that touch the days from one date to another (both included), in order.</summary>
    public ReadOnlySpan<CalendarSpan> SpansIn(DateOnly from, DateOnly to)
    {
        var start = FirstEndingOnOrAfter(from);
        var end = start;
        while (end < spans.Length && spans[end].From <= to)
        {
            end++;
        }

        return spans.AsSpan(start, end - start);
    }

    private int FirstEndingOnOrAfter(DateOnly date)
    {
        int low = 0,
            high = spans.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (spans[middle].To < date)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private int Through(DateOnly date)
    {
        var index = date.DayNumber - Origin;
        return index < 0 ? 0
            : index < through.Length ? through[index]
            : throw new ArgumentOutOfRangeException(nameof(date), date, "The day lies outside the calendar.");
    }

    private static CalendarSpan[] Merge(IReadOnlyDictionary<DateOnly, (CalendarDay Day, string Basis)> exceptions)
    {
        var merged = new List<CalendarSpan>();
        foreach (var (day, basis) in exceptions.Values.OrderBy(exception => exception.Day.Date))
        {
            if (
                merged.Count > 0
                && merged[^1] is var last
                && last.To.AddDays(1) == day.Date
                && last.Working == day.Working
                && last.Name == day.Name
                && last.Basis == basis
            )
            {
                merged[^1] = last with { To = day.Date };
            }
            else
            {
                merged.Add(new CalendarSpan(day.Date, day.Date, day.Working, day.Name, basis));
            }
        }

        return [.. merged];
    }
}
