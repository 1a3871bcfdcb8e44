namespace LaborFlow.Cases.Documents.Sealing;

/// <summary>The seals of the offices. What is added is written when the surrounding unit of work commits.</summary>
public interface ISealStore
{
    /// <summary>The seal that an office uses now, or null when it has none.</summary>
    /// <param name="office">The office's name as papers write it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<OfficeSeal?> InUseAsync(string office, CancellationToken cancellationToken = default);

    /// <summary>One version, tracked, or null.</summary>
    ValueTask<OfficeSeal?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>All versions of all seals, by office, newest first, tracked.</summary>
    ValueTask<IReadOnlyList<OfficeSeal>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a version.</summary>
    void Add(OfficeSeal seal);
}
