namespace LaborFlow.Cases.Guidance;

/// <summary>What coordinators of service teams have in hand.</summary>
public interface IGuidanceLoads
{
    /// <summary>The load of each of these people.</summary>
    /// <param name="userNames">User names.</param>
    /// <param name="park">The park whose employers are counted apart; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<GuidanceLoad>> OfAsync(
        IReadOnlyCollection<string> userNames,
        string? park,
        CancellationToken cancellationToken = default
    );

    /// <summary>In how many teams of employers whose guidance goes on each of these people is a member; who is in none is left out.</summary>
    ValueTask<IReadOnlyList<TeamLoad>> MembershipsAsync(
        IReadOnlyCollection<string> userNames,
        CancellationToken cancellationToken = default
    );
}

/// <summary>A member's load.</summary>
/// <param name="UserName">User name.</param>
/// <param name="Open">Teams.</param>
public sealed record TeamLoad(string UserName, int Open);

/// <summary>A coordinator's load.</summary>
/// <param name="UserName">User name.</param>
/// <param name="Open">Employers whose guidance goes on.</param>
/// <param name="InPark">Employers of the park, whether or not it goes on.</param>
/// <param name="Last">When the last of these employers came in; null for nobody yet.</param>
public sealed record GuidanceLoad(string UserName, int Open, int InPark, DateTimeOffset? Last);
