using System.Globalization;

namespace LaborFlow.Engine.Scripting;

/// <summary>A Date: milliseconds since 1970 UTC, NaN for an invalid date.</summary>
internal sealed class JsDate(ScriptRun run, double time) : JsObject(run, run.Get(Intrinsic.DatePrototype))
{
    private double _time = DateMath.Clip(time);

    public override string Class => "Date";

    public double Time
    {
        get => _time;
        set
        {
            Changed = true;
            _time = DateMath.Clip(value);
        }
    }
}

/// <summary>The calendar arithmetic of ECMAScript dates: proleptic Gregorian, a hundred million days either side of 1970.</summary>
internal static class DateMath
{
    public const double MsPerDay = 86_400_000;
    private const double MaxTime = 8.64e15;

    public static double Clip(double time) => Math.Abs(time) <= MaxTime ? Math.Truncate(time) + 0.0 : double.NaN;

    public static long Day(double time) => (long)Math.Floor(time / MsPerDay);

    public static (long Year, int Month, int Day) Civil(double time)
    {
        var z = Day(time) + 719468;
        var era = (z >= 0 ? z : z - 146096) / 146097;
        var doe = z - (era * 146097);
        var yoe = (doe - (doe / 1460) + (doe / 36524) - (doe / 146096)) / 365;
        var doy = doe - ((365 * yoe) + (yoe / 4) - (yoe / 100));
        var mp = ((5 * doy) + 2) / 153;
        var month = (int)(mp < 10 ? mp + 2 : mp - 10);
        return (yoe + (era * 400) + (month <= 1 ? 1 : 0), month, (int)(doy - (((153 * mp) + 2) / 5) + 1));
    }

    /// <summary>Days since 1970 of a day of a month; months (from 0) and days may run over.</summary>
    public static double Days(double year, double month, double day)
    {
        year += Math.Floor(month / 12);
        var m = (int)(month - (Math.Floor(month / 12) * 12)) + 1;
        if (!double.IsFinite(year) || Math.Abs(year) > 400_000)
        {
            return double.NaN;
        }

        var y = (long)year - (m <= 2 ? 1 : 0);
        var era = (y >= 0 ? y : y - 399) / 400;
        var yoe = y - (era * 400);
        var doy = ((153 * (m > 2 ? m - 3 : m + 9)) + 2) / 5;
        var doe = (yoe * 365) + (yoe / 4) - (yoe / 100) + doy;
        return (era * 146097) + doe - 719468 + day - 1;
    }

    /// <summary>A time from its parts: year, month (from 0), day, hours, minutes, seconds, milliseconds.</summary>
    public static double Make(ReadOnlySpan<double> parts)
    {
        foreach (var part in parts)
        {
            if (!double.IsFinite(part))
            {
                return double.NaN;
            }
        }

        return (Days(parts[0], parts[1], parts[2]) * MsPerDay)
            + (parts[3] * 3_600_000)
            + (parts[4] * 60_000)
            + (parts[5] * 1000)
            + parts[6];
    }

    public static double[] Parts(double time)
    {
        var (year, month, day) = Civil(time);
        var ms = time - (Day(time) * MsPerDay);
        return [year, month, day, Math.Floor(ms / 3_600_000), Math.Floor(ms / 60_000) % 60, Math.Floor(ms / 1000) % 60, ms % 1000];
    }

    public static int Weekday(double time) => (int)((((Day(time) + 4) % 7) + 7) % 7);

    /// <summary>Offset of the zone at a UTC time, in milliseconds; outside .NET's years that of the nearest one.</summary>
    public static double Offset(TimeZoneInfo zone, double utc)
    {
        var clamped = Math.Clamp(utc, -62_135_596_800_000 + (2 * MsPerDay), 253_402_300_799_000 - (2 * MsPerDay));
        return zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds((long)clamped)).TotalMilliseconds;
    }

    public static double ToLocal(TimeZoneInfo zone, double utc) => double.IsNaN(utc) ? utc : utc + Offset(zone, utc);

    public static double ToUtc(TimeZoneInfo zone, double local)
    {
        if (!double.IsFinite(local))
        {
            return double.NaN;
        }

        // In the hour that a spring change skips, the offset before the change holds, as engines do.
        var before = Offset(zone, local - MsPerDay);
        var guess = local - before;
        return Offset(zone, guess) == before ? guess
            : local - Offset(zone, guess) is var second && Offset(zone, second) == Offset(zone, guess) ? second
            : guess;
    }

    /// <summary><c>Date.parse</c>: ISO 8601, and the forms that engines print or people commonly write.</summary>
    public static double Parse(string text, TimeZoneInfo zone)
    {
        text = text.Trim();
        if (ParseIso(text, zone) is { } iso)
        {
            return iso;
        }

        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        var plain = (bracket > 0 ? text[..bracket] : text)
            .Replace("GMT", "", StringComparison.Ordinal)
            .Replace("UTC", "", StringComparison.Ordinal);
        var isUtc = text.Contains("GMT", StringComparison.Ordinal) || text.Contains("UTC", StringComparison.Ordinal) || text.EndsWith('Z');
        if (!char.IsAsciiDigit(text.FirstOrDefault()) && !text.Any(char.IsAsciiDigit))
        {
            return double.NaN;
        }

        if (
            !DateTimeOffset.TryParse(
                plain.Trim(),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
                out var parsed
            )
        )
        {
            return double.NaN;
        }

        var hasOffset = isUtc || parsed.Offset != TimeSpan.Zero;
        return hasOffset ? parsed.ToUnixTimeMilliseconds() : ToUtc(zone, parsed.ToUnixTimeMilliseconds());
    }

    private static double? ParseIso(string text, TimeZoneInfo zone)
    {
        var i = 0;
        double sign = 1;
        var yearDigits = 4;
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            sign = text[0] == '-' ? -1 : 1;
            yearDigits = 6;
            i = 1;
        }

        double[] parts = [0, 0, 1, 0, 0, 0, 0];
        if (!Digits(yearDigits, out parts[0]))
        {
            return null;
        }

        parts[0] *= sign;
        if (Take('-'))
        {
            if (!Digits(2, out var month) || (Take('-') && !Digits(2, out parts[2])))
            {
                return null;
            }

            parts[1] = month - 1;
        }

        var local = false;
        var offset = 0.0;
        if (i < text.Length && text[i] is 'T' or 't' or ' ')
        {
            i++;
            local = true;
            if (!Digits(2, out parts[3]) || !Take(':') || !Digits(2, out parts[4]))
            {
                return null;
            }

            if (Take(':'))
            {
                if (!Digits(2, out parts[5]))
                {
                    return null;
                }

                if (Take('.') || Take(','))
                {
                    var start = i;
                    while (i < text.Length && char.IsAsciiDigit(text[i]))
                    {
                        i++;
                    }

                    if (i == start)
                    {
                        return null;
                    }

                    parts[6] = Math.Floor(double.Parse("0." + text[start..i], CultureInfo.InvariantCulture) * 1000);
                }
            }

            if (Take('Z') || Take('z'))
            {
                local = false;
            }
            else if (i < text.Length && text[i] is '+' or '-')
            {
                var direction = text[i++] == '-' ? -1 : 1;
                if (!Digits(2, out var hours))
                {
                    return null;
                }

                Take(':');
                if (!Digits(2, out var minutes))
                {
                    return null;
                }

                offset = direction * ((hours * 60) + minutes) * 60_000;
                local = false;
            }
        }

        if (i != text.Length)
        {
            return null;
        }

        var daysInMonth = Days(parts[0], parts[1] + 1, 1) - Days(parts[0], parts[1], 1);
        var valid =
            parts[1] is >= 0 and <= 11
            && parts[2] >= 1
            && parts[2] <= daysInMonth
            && (parts[3] < 24 || (parts[3] == 24 && parts[4] == 0 && parts[5] == 0 && parts[6] == 0))
            && parts[4] < 60
            && parts[5] < 60;
        if (!valid)
        {
            return double.NaN;
        }

        var time = Make(parts) - offset;
        return Clip(local ? ToUtc(zone, time) : time);

        bool Take(char c)
        {
            if (i < text.Length && text[i] == c)
            {
                i++;
                return true;
            }

            return false;
        }

        bool Digits(int count, out double value)
        {
            value = 0;
            if (i + count > text.Length || !text.AsSpan(i, count).ContainsOnlyDigits())
            {
                return false;
            }

            value = int.Parse(text.AsSpan(i, count), CultureInfo.InvariantCulture);
            i += count;
            return true;
        }
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> span) => !span.ContainsAnyExceptInRange('0', '9');
}
