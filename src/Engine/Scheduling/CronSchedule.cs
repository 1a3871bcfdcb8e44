using System.Globalization;

namespace LaborFlow.Engine.Scheduling;

/// <summary>
/// A cron expression: <c>[seconds] minutes hours days-of-month months days-of-week</c> with <c>*</c>, <c>?</c>, lists, ranges, steps and
/// English names. When both day fields are given, a day must match both.
/// </summary>
public sealed class CronSchedule
{
    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _days;
    private readonly ulong _months;
    private readonly ulong _weekdays;

    private CronSchedule(string[] fields)
    {
        _seconds = Field("Seconds", fields[0], 0, 59, []);
        _minutes = Field("Minutes", At(fields, 1), 0, 59, []);
        _hours = Field("Hours", At(fields, 2), 0, 23, []);
        _days = Field("Days of month", At(fields, 3), 1, 31, []);
        _months = Field("Months", At(fields, 4), 1, 12, MonthNames);
        var weekdays = Field("Days of week", At(fields, 5), 0, 7, DayNames);
        _weekdays = (weekdays & (1UL << 7)) != 0 ? weekdays | 1UL : weekdays;
    }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FormatException">A field is wrong; the message names it.</exception>
    public static CronSchedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length == 0)
        {
            throw new FormatException(Prefix + "Expression is empty.");
        }

        return new CronSchedule(fields.Length == 5 ? ["0", .. fields] : fields);
    }

    /// <summary>The first occurrence after an instant, in UTC; null when there is none within 30 years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var at = new DateTimeOffset(
            after.UtcDateTime.Ticks - (after.UtcDateTime.Ticks % TimeSpan.TicksPerSecond),
            TimeSpan.Zero
        ).AddSeconds(1);
        var limit = after.AddYears(30);
        while (at < limit)
        {
            if (!Has(_months, at.Month))
            {
                at = new DateTimeOffset(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
            }
            else if (!Has(_days, at.Day) || !Has(_weekdays, (int)at.DayOfWeek))
            {
                at = new DateTimeOffset(at.Date, TimeSpan.Zero).AddDays(1);
            }
            else if (!Has(_hours, at.Hour))
            {
                at = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
            }
            else if (!Has(_minutes, at.Minute))
            {
                at = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, at.Minute, 0, TimeSpan.Zero).AddMinutes(1);
            }
            else if (!Has(_seconds, at.Second))
            {
                at = at.AddSeconds(1);
            }
            else
            {
                return at;
            }
        }

        return null;
    }

    private const string Prefix = "Error when parsing cron expression: The given cron expression has an invalid format. ";

    private static bool Has(ulong set, int value) => (set & (1UL << value)) != 0;

    private static string At(string[] fields, int index) =>
        index < fields.Length && fields.Length <= 6 ? fields[index] : throw new FormatException(Prefix + "It must have 5 or 6 fields.");

    private static ulong Field(string name, string text, int low, int high, string[] names)
    {
        var set = 0UL;
        foreach (var part in text.Split(','))
        {
            var step = part.Split('/');
            var range = step[0].Split('-');
            var every = step.Length == 2 ? Number(name, step[1], 1, high, []) : 1;
            var all = range[0] is "*" or "?";
            var from = all ? low : Number(name, range[0], low, high, names);
            var to =
                all || (step.Length == 2 && range.Length == 1) ? high
                : range.Length == 2 ? Number(name, range[1], low, high, names)
                : from;
            if (step.Length > 2 || range.Length > 2 || to < from)
            {
                throw Wrong(name, low, high);
            }

            for (var value = from; value <= to; value += every)
            {
                set |= 1UL << value;
            }
        }

        return set;
    }

    private static int Number(string name, string text, int low, int high, string[] names)
    {
        var named = Array.FindIndex(names, candidate => candidate.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
        {
            return named + low;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw Wrong(name, low, high);
    }

    private static FormatException Wrong(string name, int low, int high) =>
        new($"{Prefix}{name}: Value must be a number between {low} and {high} (all inclusive).");
}
