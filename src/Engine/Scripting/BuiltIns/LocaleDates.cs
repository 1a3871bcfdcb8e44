using System.Globalization;

namespace LaborFlow.Engine.Scripting;

/// <summary>Dates and times as people read them in Chinese, American and British English, with the options that authors use.</summary>
internal sealed class LocaleDates
{
    private static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    private static readonly string[] Months = DateTimeFormatInfo.InvariantInfo.MonthNames[..12];
    private const string WeekdaysZh = "日一二三四五六";

    private readonly JsObject? _options;
    private readonly bool _chinese;
    private readonly bool _british;
    private readonly int[] _parts;
    private readonly int _weekday;

    private LocaleDates(string locale, JsObject? options, int[] parts, int weekday)
    {
        _options = options;
        _chinese = locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        _british = locale.StartsWith("en-GB", StringComparison.OrdinalIgnoreCase);
        _parts = parts;
        _weekday = weekday;
    }

    /// <summary>Formats the parts of a local time: year, month from 0, day, hour, minute, second.</summary>
    /// <param name="locale">The locale; American English when it is none that is known here.</param>
    /// <param name="options">As <c>toLocaleString</c> takes them.</param>
    /// <param name="parts">The local time.</param>
    /// <param name="weekday">From 0, Sunday.</param>
    /// <param name="date">Whether a date is shown when the options name no part.</param>
    /// <param name="time">Whether a time is.</param>
    public static string Format(string locale, JsObject? options, int[] parts, int weekday, bool date, bool time) =>
        new LocaleDates(locale, options, parts, weekday).Format(date, time);

    private string Format(bool date, bool time)
    {
        var asksDate = Asks("weekday", "year", "month", "day", "dateStyle");
        var asksTime = Asks("hour", "minute", "second", "timeStyle");
        // Each of the three methods adds what it stands for, unless the options name a part of that; toLocaleString only to no parts at all.
        var whole = date && time;
        var withDate = asksDate || (date && !(whole && asksTime));
        var withTime = asksTime || (time && !(whole && asksDate));
        return (withDate, withTime) switch
        {
            (true, true) => Date(asksDate) + (_chinese ? " " : ", ") + Time(asksTime),
            (true, false) => Date(asksDate),
            _ => Time(asksTime),
        };
    }

    private string Date(bool asked)
    {
        var style = Option("dateStyle");
        var (weekday, year, month, day) = style switch
        {
            "full" => ("long", "numeric", "long", "numeric"),
            "long" => (null, "numeric", "long", "numeric"),
            "medium" => (null, "numeric", _chinese ? "long" : "short", "numeric"),
            "short" => (null, _chinese ? "numeric" : "2-digit", "numeric", "numeric"),
            _ when asked => (Option("weekday"), Option("year"), Option("month"), Option("day")),
            _ => (null, "numeric", "numeric", "numeric"),
        };
        var named = month is "long" or "short";
        var (y, d) = (Two(year, _parts[0] % 100, _parts[0]), Two(day, _parts[2], _parts[2]));
        if (_chinese)
        {
            var week = weekday is null ? "" : (weekday == "long" ? "星期" : "周") + WeekdaysZh[_weekday];
            var m = named ? Whole(_parts[1] + 1) : Two(month, _parts[1] + 1, _parts[1] + 1);
            return (named ? Suffixed(y, "年") + Suffixed(m, "月") + Suffixed(d, "日") : Join("/", y, m, d)) + week;
        }

        var name =
            weekday is null ? ""
            : weekday == "long" ? Weekdays[_weekday]
            : Weekdays[_weekday][..3];
        if (!named)
        {
            var m = _british && month is not null && day is not null ? Pad(_parts[1] + 1) : Two(month, _parts[1] + 1, _parts[1] + 1);
            var plain = _british
                ? Join(
                    "/",
                    month is null ? d
                        : d is null ? null
                        : Pad(_parts[2]),
                    m,
                    y
                )
                : Join("/", m, d, y);
            return Join(", ", name, plain);
        }

        var monthName = month == "long" ? Months[_parts[1]] : Months[_parts[1]][..3];
        if (_british)
        {
            return Join(weekday == "long" ? " " : ", ", name, Join(" ", d, monthName, y));
        }

        var monthDay = Join(" ", monthName, d);
        return Join(", ", name, d is null ? Join(" ", monthDay, y) : Join(", ", monthDay, y));
    }

    private string Time(bool asked)
    {
        var style = Option("timeStyle");
        var (hour, minute, second) = style switch
        {
            "short" => ("numeric", "2-digit", null),
            not null => ("numeric", "2-digit", "2-digit"),
            null when asked => (Option("hour"), Option("minute"), Option("second")),
            _ => ("numeric", "2-digit", "2-digit"),
        };
        var half = _options?.Get("hour12") is { IsUndefined: false } given ? Operators.Truthy(given) : !_chinese && !_british;
        var h =
            hour is null ? null
            : half ? Two(hour, Twelve, Twelve)
            : Pad(_parts[3]);
        var clock = Join(
            ":",
            h,
            minute is null ? null
                : h is null && second is null ? Whole(_parts[4])
                : Pad(_parts[4]),
            second is null ? null
                : h is null && minute is null ? Whole(_parts[5])
                : Pad(_parts[5])
        );
        return !half || h is null ? clock
            : _chinese ? (_parts[3] < 12 ? "上午" : "下午") + clock
            : clock + (_british ? (_parts[3] < 12 ? " am" : " pm") : (_parts[3] < 12 ? " AM" : " PM"));
    }

    private int Twelve => _parts[3] % 12 == 0 ? 12 : _parts[3] % 12;

    private bool Asks(params string[] names) => Array.Exists(names, name => Option(name) is not null);

    private string? Option(string name) => _options?.Get(name).AsString;

    private static string? Two(string? style, int two, int whole) =>
        style switch
        {
            null => null,
            "2-digit" => Pad(two),
            _ => Whole(whole),
        };

    private static string Pad(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Suffixed(string? text, string suffix) => text is null ? "" : text + suffix;

    private static string Join(string by, params string?[] parts) => string.Join(by, parts.Where(part => !string.IsNullOrEmpty(part)));
}
