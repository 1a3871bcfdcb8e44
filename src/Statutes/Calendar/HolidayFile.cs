using System.Globalization;
using System.Text.Json;

namespace LaborFlow.Statutes.Calendar;

/// <summary>Reads years of arrangements from the form that <c>tools/calendar</c> writes; an administrator imports a new year in the same form.</summary>
public static class HolidayFile
{
    /// <summary>Reads the years of a file.</summary>
    /// <exception cref="JsonException">The text is not such a file.</exception>
    /// <exception cref="FormatException">A date is malformed, or lies outside its year.</exception>
    public static IReadOnlyList<CalendarYear> Read(Stream json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("years").EnumerateArray().Select(ReadYear)];
    }

    internal static IReadOnlyList<CalendarYear> ReadInstalled()
    {
        using var stream =
            typeof(HolidayFile).Assembly.GetManifestResourceStream("LaborFlow.Statutes.Calendar.holidays.json")
            ?? throw new InvalidOperationException("The resource holidays.json is missing from the build.");
        return Read(stream);
    }

    private static CalendarYear ReadYear(JsonElement element)
    {
        var year = element.GetProperty("year").GetInt32();
        var days = element.GetProperty("days").EnumerateArray().Select(ReadDay).ToArray();
        return Array.Exists(days, day => day.Date.Year != year)
            ? throw new FormatException($"The arrangement of {year} holds a day of another year.")
            : new CalendarYear(year, days);
    }

    private static CalendarDay ReadDay(JsonElement element) =>
        new(
            DateOnly.ParseExact(element.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            element.GetProperty("working").GetBoolean(),
            new Bilingual(element.GetProperty("zh").GetString()!, element.GetProperty("en").GetString()!)
        );
}
