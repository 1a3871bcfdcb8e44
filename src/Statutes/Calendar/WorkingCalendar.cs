using System.Collections.Concurrent;

namespace LaborFlow.Statutes.Calendar;

/// <summary>
/// An immutable snapshot of the working calendar (工作日历): the years that the State Council has arranged, and the days of single
/// territories. Persistence builds one from the stored rows and swaps it whole when a row changes.
/// </summary>
/// <threadsafety>Immutable to its callers, free to share.</threadsafety>
public sealed class WorkingCalendar
{
    private static readonly Lazy<WorkingCalendar> LazyInstalled = new(() => new WorkingCalendar(HolidayFile.ReadInstalled()));

    private readonly CalendarYear[] years;
    private readonly LocalDay[] localDays;
    private readonly PlaceCalendar national;
    private readonly ConcurrentDictionary<Jurisdiction, PlaceCalendar> places = new();

    /// <summary>Builds a snapshot.</summary>
    /// <param name="years">The arranged years; of several with one number the last counts, so that an amended notice replaces the first.</param>
    /// <param name="localDays">Days of single territories.</param>
    /// <param name="asOf">The date whose state is wanted; local days that are not in force then are left out. Null: all.</param>
    public WorkingCalendar(IEnumerable<CalendarYear> years, IEnumerable<LocalDay>? localDays = null, DateOnly? asOf = null)
    {
        this.years = [.. years.GroupBy(year => year.Year).Select(group => group.Last()).OrderBy(year => year.Year)];
        this.localDays = [.. (localDays ?? []).Where(day => asOf is null || day.InForceOn(asOf.Value))];
        national = Build(null);
    }

    /// <summary>The calendar that the program installs at its first start.</summary>
    public static WorkingCalendar Installed => LazyInstalled.Value;

    /// <summary>The years whose arrangement is known, in order.</summary>
    public IReadOnlyList<CalendarYear> Years => years;

    /// <summary>The territories that have days of their own, the largest first.</summary>
    public IEnumerable<Jurisdiction> LocalPlaces =>
        localDays
            .Select(day => day.Jurisdiction)
            .Distinct()
            .OrderBy(place => place.Level)
            .ThenBy(place => place.Code, StringComparer.Ordinal);

    /// <summary>The calendar of a place; null means the nation.</summary>
    public PlaceCalendar At(Jurisdiction? place)
    {
        if (place is not { } where || localDays.Length == 0)
        {
            return national;
        }

        return places.TryGetValue(where, out var known) ? known
            : Array.Exists(localDays, day => day.Jurisdiction.Contains(where)) ? places.GetOrAdd(where, at => Build(at))
            : national;
    }

    /// <summary>
    /// Warns from 1 November on while next year's arrangement is missing (the State Council publishes it about then), and at any time
    /// while this year's is.
    /// </summary>
    /// <param name="today">The date at the place of the office.</param>
    /// <returns>The warning, or null when there is nothing to do.</returns>
    public CalendarWarning? Warn(DateOnly today)
    {
        var missing =
            !national.HasYear(today.Year) ? today.Year
            : today.Month >= 11 && !national.HasYear(today.Year + 1) ? today.Year + 1
            : (int?)null;
        return missing is not { } year
            ? null
            : new CalendarWarning(
                year,
                new Bilingual(
                    $"{year}年放假安排尚未导入，到期日落在该年的期限均为暂定。请在国务院办公厅公布后导入。",
                    $"The holiday arrangement of {year} is missing; periods that end in it are provisional. Import it once the State Council has published it."
                )
            );
    }

    private PlaceCalendar Build(Jurisdiction? place)
    {
        var exceptions = new Dictionary<DateOnly, (CalendarDay, string)>();
        foreach (var year in years)
        {
            var basis = $"国务院办公厅关于{year.Year}年部分节假日安排的通知";
            foreach (var day in year.Days)
            {
                exceptions[day.Date] = (day, basis);
            }
        }

        if (place is { } where)
        {
            // The most local order is applied last, so that it prevails.
            foreach (var local in localDays.Where(day => day.Jurisdiction.Contains(where)).OrderBy(day => day.Jurisdiction.Level))
            {
                exceptions[local.Day.Date] = (local.Day, local.Basis);
            }
        }

        return new PlaceCalendar(years.Select(year => year.Year), exceptions);
    }
}

/// <summary>A year whose arrangement is missing though it should be known.</summary>
/// <param name="Year">The year.</param>
/// <param name="Message">What to tell the administrator.</param>
public sealed record CalendarWarning(int Year, Bilingual Message);
