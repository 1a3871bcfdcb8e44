namespace LaborFlow.Cases.Arbitration;

/// <summary>How many seats an officer holds in open cases, and since when the last.</summary>
/// <param name="UserName">The officer.</param>
/// <param name="OpenCases">Open cases in which the officer sits.</param>
/// <param name="LastSeatedAt">When the officer was last seated in any case; null for never.</param>
public sealed record SeatLoad(string UserName, int OpenCases, DateTimeOffset? LastSeatedAt);

/// <summary>Who sits where: what seats are given out by.</summary>
public interface ITribunalRota
{
    /// <summary>The load of each of the officers, in the order in which they were named.</summary>
    ValueTask<IReadOnlyList<SeatLoad>> LoadsAsync(IReadOnlyCollection<string> userNames, CancellationToken cancellationToken = default);
}
