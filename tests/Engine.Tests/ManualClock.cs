namespace LaborFlow.Engine.Tests;

/// <summary>A clock that moves when told; each reading is a tick later, so that what happens first has the earlier time.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now = _now.AddMilliseconds(1);

    public void Advance(TimeSpan period) => _now += period;
}
