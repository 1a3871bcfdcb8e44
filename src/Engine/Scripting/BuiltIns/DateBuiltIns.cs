using System.Globalization;

namespace LaborFlow.Engine.Scripting;

internal static class DateBuiltIns
{
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static readonly Template Prototype = BuildPrototype();

    public static readonly Template Statics = new Template()
        .Fn("now", 0, static a => Now(a.Run))
        .Fn("parse", 1, static a => DateMath.Parse(a.Text(0), Zone(a.Run)))
        .Fn("UTC", 7, static a => DateMath.Clip(DateMath.Make(Parts(a))));

    private static Template BuildPrototype()
    {
        var template = new Template()
            .Object("constructor", Intrinsic.Date)
            .Fn("getTime", 0, static a => This(a).Time)
            .Fn("valueOf", 0, static a => This(a).Time)
            .Fn("setTime", 1, static a => This(a).Time = a.Number(0))
            .Fn(
                "getTimezoneOffset",
                0,
                static a => double.IsNaN(This(a).Time) ? double.NaN : -DateMath.Offset(Zone(a.Run), This(a).Time) / 60_000
            )
            .Fn("getYear", 0, static a => Part(a, 0, utc: false) - 1900)
            .Fn("toISOString", 0, static a => double.IsNaN(This(a).Time) ? throw a.Run.RangeError("Invalid time value") : Iso(This(a).Time))
            .Fn("toJSON", 1, static a => double.IsNaN(This(a).Time) ? JsValue.Null : Iso(This(a).Time))
            .Fn("toString", 0, static a => Text(a, static (run, t) => $"{DateText(Local(run, t))} {TimeText(run, t)}"))
            .Fn("toDateString", 0, static a => Text(a, static (run, t) => DateText(Local(run, t))))
            .Fn("toTimeString", 0, static a => Text(a, TimeText))
            .Fn("toUTCString", 0, static a => Text(a, static (_, t) => UtcText(t)))
            .Fn("toLocaleString", 0, static a => LocaleDate(a, "G"))
            .Fn("toLocaleDateString", 0, static a => LocaleDate(a, "d"))
            .Fn("toLocaleTimeString", 0, static a => LocaleDate(a, "T"))
            .Fn(JsSymbol.ToPrimitive, 1, ToPrimitive);
        string[] names = ["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds"];
        int[] last = [2, 2, 2, 6, 6, 6, 6];
        for (var i = 0; i < names.Length; i++)
        {
            var (part, end) = (i, last[i]);
            template.Fn("get" + names[i], 0, a => Part(a, part, utc: false));
            template.Fn("getUTC" + names[i], 0, a => Part(a, part, utc: true));
            template.Fn("set" + names[i], 1, a => Set(a, part, end, utc: false));
            template.Fn("setUTC" + names[i], 1, a => Set(a, part, end, utc: true));
        }

        template.Fn("getDay", 0, static a => double.IsNaN(This(a).Time) ? double.NaN : DateMath.Weekday(Local(a.Run, This(a).Time)));
        template.Fn("getUTCDay", 0, static a => double.IsNaN(This(a).Time) ? double.NaN : DateMath.Weekday(This(a).Time));
        return template;
    }

    // With no preference, a date is a text: date + "" reads well, date - 1 counts milliseconds.
    private static JsValue ToPrimitive(JsCallArgs a)
    {
        var o = a.Run.ToObject(a.This);
        var method = o.Get(a[0].AsString == "number" ? "valueOf" : "toString").AsFunction;
        return method?.Call(a.This) ?? throw a.Run.TypeError("Cannot convert object to primitive value");
    }

    private static JsDate This(JsCallArgs a) => a.This.As<JsDate>() ?? throw a.Run.TypeError("this is not a Date object.");

    private static TimeZoneInfo Zone(ScriptRun run) => run.Time.LocalTimeZone;

    private static double Local(ScriptRun run, double time) => DateMath.ToLocal(Zone(run), time);

    private static double Now(ScriptRun run) => run.Time.GetUtcNow().ToUnixTimeMilliseconds();

    public static JsValue Construct(JsCallArgs a)
    {
        if (a.NewTarget is null)
        {
            var now = new JsDate(a.Run, Now(a.Run));
            return $"{DateText(Local(a.Run, now.Time))} {TimeText(a.Run, now.Time)}";
        }

        if (a.Count == 0)
        {
            return new JsDate(a.Run, Now(a.Run));
        }

        if (a.Count > 1)
        {
            return new JsDate(a.Run, DateMath.ToUtc(Zone(a.Run), DateMath.Make(Parts(a))));
        }

        if (a[0].As<JsDate>() is { } other)
        {
            return new JsDate(a.Run, other.Time);
        }

        var value = a.Run.ToPrimitive(a[0], "default");
        return new JsDate(a.Run, value.AsString is { } text ? DateMath.Parse(text, Zone(a.Run)) : a.Run.ToNumber(value));
    }

    private static double[] Parts(JsCallArgs a)
    {
        double[] parts = [double.NaN, 0, 1, 0, 0, 0, 0];
        for (var i = 0; i < Math.Min(7, a.Count); i++)
        {
            parts[i] = Operators.ToInteger(a.Number(i) is var n && double.IsNaN(n) ? double.PositiveInfinity : n);
        }

        if (parts[0] is >= 0 and <= 99)
        {
            parts[0] += 1900;
        }

        return parts;
    }

    private static double Part(JsCallArgs a, int part, bool utc)
    {
        var time = This(a).Time;
        return double.IsNaN(time) ? time : DateMath.Parts(utc ? time : Local(a.Run, time))[part];
    }

    private static JsValue Set(JsCallArgs a, int part, int last, bool utc)
    {
        var date = This(a);
        var time =
            double.IsNaN(date.Time) && part == 0 ? 0
            : utc ? date.Time
            : Local(a.Run, date.Time);
        if (double.IsNaN(time))
        {
            return double.NaN;
        }

        var parts = DateMath.Parts(time);
        for (var i = 0; part + i <= last && (i < a.Count || i == 0); i++)
        {
            var number = a.Number(i);
            parts[part + i] = double.IsNaN(number) ? double.NaN : Math.Truncate(number);
        }

        var changed = DateMath.Make(parts);
        return date.Time = utc ? changed : DateMath.ToUtc(Zone(a.Run), changed);
    }

    private static JsValue Text(JsCallArgs a, Func<ScriptRun, double, string> format) =>
        double.IsNaN(This(a).Time) ? "Invalid Date" : format(a.Run, This(a).Time);

    public static string Iso(double time)
    {
        var p = DateMath.Parts(time);
        var year = p[0] is >= 0 and <= 9999
            ? p[0].ToString("0000", CultureInfo.InvariantCulture)
            : (p[0] < 0 ? "-" : "+") + Math.Abs(p[0]).ToString("000000", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{year}-{p[1] + 1:00}-{p[2]:00}T{p[3]:00}:{p[4]:00}:{p[5]:00}.{p[6]:000}Z");
    }

    private static string Year(double year) => (year < 0 ? "-" : "") + Math.Abs(year).ToString("0000", CultureInfo.InvariantCulture);

    private static string DateText(double local)
    {
        var p = DateMath.Parts(local);
        return string.Create(CultureInfo.InvariantCulture, $"{Days[DateMath.Weekday(local)]} {Months[(int)p[1]]} {p[2]:00} {Year(p[0])}");
    }

    private static string TimeText(ScriptRun run, double time)
    {
        var zone = Zone(run);
        var offset = DateMath.Offset(zone, time) / 60_000;
        var p = DateMath.Parts(Local(run, time));
        var name =
            zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime ? "Coordinated Universal Time" : zone.StandardName;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{p[3]:00}:{p[4]:00}:{p[5]:00} GMT{(offset < 0 ? '-' : '+')}{Math.Floor(Math.Abs(offset) / 60):00}{Math.Abs(offset) % 60:00} ({name})"
        );
    }

    private static string UtcText(double time)
    {
        var p = DateMath.Parts(time);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Days[DateMath.Weekday(time)]}, {p[2]:00} {Months[(int)p[1]]} {Year(p[0])} {p[3]:00}:{p[4]:00}:{p[5]:00} GMT"
        );
    }

    private static JsValue LocaleDate(JsCallArgs a, string format)
    {
        var time = This(a).Time;
        if (double.IsNaN(time))
        {
            return "Invalid Date";
        }

        var zone = Zone(a.Run);
        if (a[1].AsObject?.Get("timeZone").AsString is { } id)
        {
            zone = TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found)
                ? found
                : throw a.Run.RangeError("Invalid time zone specified: " + id);
        }

        var local = DateMath.ToLocal(zone, time);
        return LocaleDates.Format(
            a[0].AsString ?? "en-US",
            a[1].AsObject,
            [.. DateMath.Parts(local).Select(static part => (int)part)],
            (int)DateMath.Weekday(local),
            date: format is "G" or "d",
            time: format is "G" or "T"
        );
    }
}
