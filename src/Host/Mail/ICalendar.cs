using System.Globalization;
using System.Text;

namespace LaborFlow.Host.Mail;

/// <summary>An all-day entry, or one that begins at an hour in China.</summary>
/// <param name="Uid">Stable over time: a calendar replaces the entry that it knows by this.</param>
/// <param name="Day">The day.</param>
/// <param name="Title">Its title.</param>
/// <param name="Details">More, or null.</param>
/// <param name="At">The hour in China at which it begins; null for the whole day.</param>
/// <param name="Place">Where, or null.</param>
internal sealed record CalendarEntry(string Uid, DateOnly Day, string Title, string? Details, TimeOnly? At = null, string? Place = null);

/// <summary>Writes iCalendar files (RFC 5545): escaped text, lines folded at 75 octets without cutting a character, CRLF.</summary>
internal static class ICalendar
{
    private const int LongestLine = 75;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string Write(IEnumerable<CalendarEntry> entries, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//LaborFlow//Deadlines//ZH");
        Line(text, "METHOD:PUBLISH");
        foreach (var entry in entries)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, "UID:" + Escape(entry.Uid));
            Line(text, "DTSTAMP:" + Instant(now));
            if (entry.At is { } hour)
            {
                Line(text, "DTSTART:" + Instant(new DateTimeOffset(entry.Day.ToDateTime(hour), China)));
            }
            else
            {
                Line(text, "DTSTART;VALUE=DATE:" + entry.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
                Line(text, "DTEND;VALUE=DATE:" + entry.Day.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            }
            Line(text, "SUMMARY:" + Escape(entry.Title));
            if (entry.Details is not null)
                Line(text, "DESCRIPTION:" + Escape(entry.Details));
            if (entry.Place is not null)
                Line(text, "LOCATION:" + Escape(entry.Place));
            // A deadline takes nobody's time; a hearing does.
            Line(text, entry.At is null ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
            Line(text, "END:VEVENT");
        }
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string value) =>
        value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .ReplaceLineEndings("\\n");

    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
