namespace LaborFlow.Cases.Tasks;

/// <summary>The officers with an account that is switched on.</summary>
public interface IOfficers
{
    /// <summary>An officer as an actor, or null: no such account, switched off, or no officer.</summary>
    ValueTask<Actor?> FindAsync(string userName, CancellationToken cancellationToken = default);

    /// <summary>All officers with one of the roles, by user name.</summary>
    ValueTask<IReadOnlyList<Actor>> ListAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default);
}
