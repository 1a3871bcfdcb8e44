namespace LaborFlow.Host.Simulation;

/// <summary>The clock of a simulated year: it stands still until the year moves on.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Makes a host that goes by this clock, and whose log tells of failures only.</summary>
    public void Install(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TimeProvider>(this);
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
    }

    /// <summary>Moves on; never back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant.UtcTicks > Interlocked.Read(ref _ticks))
            Interlocked.Exchange(ref _ticks, instant.UtcTicks);
    }
}
