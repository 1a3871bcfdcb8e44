using System.Globalization;

namespace LaborFlow.Cases.Places;

/// <summary>The calendar day of an instant in China (UTC+8 the whole year, no daylight saving since 1991).</summary>
public static class ChinaDay
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day on which an instant falls.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>Today.</summary>
    public static DateOnly Today(TimeProvider time) => Of(time.GetUtcNow());

    /// <summary>The instant at which a day has fully passed: a period whose last day it is has run out from here on.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();

    /// <summary>The minute of an instant as papers and messages print it: <c>2026-03-02 09:30</c>.</summary>
    public static string Minute(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
