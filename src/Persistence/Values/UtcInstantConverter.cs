using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LaborFlow.Persistence.Values;

/// <summary>
/// Stores instants in UTC and to the microsecond: what was written is what is read, on PostgreSQL (which keeps microseconds and no
/// offset) and on SQL Server (which would keep both).
/// </summary>
internal sealed class UtcInstantConverter()
    : ValueConverter<DateTimeOffset, DateTimeOffset>(value => UtcInstant.Normalize(value), value => value.ToUniversalTime());

/// <summary>The form in which instants are stored.</summary>
public static class UtcInstant
{
    /// <summary>The instant in UTC, cut to whole microseconds.</summary>
    public static DateTimeOffset Normalize(DateTimeOffset value)
    {
        var utc = value.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
