namespace LaborFlow.Testing;

/// <summary>
/// A clock that stands still until a test moves it. A move is a jump, as of a machine that slept: each timer fires at its own instant on the
/// way, in order, and once more at the end if it is due again by then. A loop that looks every second is not run through every second of a
/// month: a test that needs it to look at a certain hour moves the clock to that hour.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now;

    /// <summary>A clock set to 09:00 on Thursday 5 March 2026, China Standard Time, a working day.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 3, 5, 9, 0, 0, TimeSpan.FromHours(8))) { }

    /// <summary>A clock set to an instant.</summary>
    public ManualTimeProvider(DateTimeOffset start) => now = start.ToUniversalTime();

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock forward and fires what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Set(GetUtcNow() + by);
    }

    /// <summary>Sets the clock. A jump backwards fires nothing: hosts must bear it.</summary>
    public void Set(DateTimeOffset instant)
    {
        var target = instant.ToUniversalTime();
        HashSet<ManualTimer> waiting;
        lock (gate)
        {
            waiting = [.. timers];
        }

        while (TakeDue(target, waiting) is { } next)
        {
            next.Fire();
        }

        lock (gate)
        {
            now = target;
            waiting = [.. timers];
        }

        while (TakeDue(target, waiting) is { } next)
        {
            next.Fire();
        }
    }

    /// <summary>The first of some timers that is due by an instant, with the clock moved to it; it is not taken again.</summary>
    private ManualTimer? TakeDue(DateTimeOffset target, HashSet<ManualTimer> waiting)
    {
        lock (gate)
        {
            var next = timers.Where(t => t.DueAt <= target && waiting.Contains(t)).MinBy(t => t.DueAt);
            if (next is null)
                return null;
            waiting.Remove(next);
            if (next.DueAt > now)
                now = next.DueAt.Value;
            next.Reschedule(now);
            return next;
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        lock (gate)
        {
            timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTimeProvider owner, Action callback) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? DueAt { get; private set; }

        public void Fire() => callback();

        public void Reschedule(DateTimeOffset at) => DueAt = period > TimeSpan.Zero ? at + period : null;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (owner.gate)
            {
                period = newPeriod;
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : owner.now + dueTime;
                if (dueTime != TimeSpan.Zero)
                {
                    return true;
                }

                Reschedule(owner.now);
            }

            callback();
            return true;
        }

        public void Dispose() => Stop();

        public ValueTask DisposeAsync()
        {
            Stop();
            return ValueTask.CompletedTask;
        }

        private void Stop()
        {
            lock (owner.gate)
            {
                owner.timers.Remove(this);
            }
        }
    }
}
