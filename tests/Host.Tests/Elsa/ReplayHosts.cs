using LaborFlow.Testing;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>A host that publishes at once, as Elsa does, and counts visits in flowcharts.</summary>
public class CounterHost : HostFixture
{
    private TimeProvider? _clock;

    // Instances are listed in the order of their creation: no two may be made at one instant.
    protected override TimeProvider HostClock => _clock ??= new TickingClock(Clock);

    protected override IEnumerable<string> Settings => ["--Procedures:PublishNeedsApproval", "false"];

    /// <summary>A manual clock that moves on by some microseconds with each reading.</summary>
    private sealed class TickingClock(ManualTimeProvider clock) : TimeProvider
    {
        private long _readings;

        public override DateTimeOffset GetUtcNow() =>
            clock.GetUtcNow() + TimeSpan.FromMicroseconds(10 * Interlocked.Increment(ref _readings));

        public override long GetTimestamp() => clock.GetTimestamp();

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime, period);
    }
}

/// <summary>The same, running flowcharts by tokens.</summary>
public sealed class TokenHost : CounterHost
{
    protected override IEnumerable<string> Settings => [.. base.Settings, "--Engine:UseTokenFlow", "true"];
}
