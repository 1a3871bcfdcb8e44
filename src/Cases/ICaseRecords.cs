using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Cases;

/// <summary>Something that belongs to one case and is found through it: a hearing, an award, a payment.</summary>
public interface ICaseRecord
{
    /// <summary>UUIDv7: records of a case are listed in the order in which they were made.</summary>
    Guid Id { get; }

    /// <summary>The case.</summary>
    Guid CaseId { get; }
}

/// <summary>
/// The records of the procedures beyond mediation. Everything found is tracked, and changes are written when the surrounding unit of
/// work commits.
/// </summary>
public interface ICaseRecords
{
    /// <summary>Records of a kind, oldest first; also those added in this unit of work.</summary>
    ValueTask<IReadOnlyList<T>> ListAsync<T>(Guid caseId, CancellationToken cancellationToken = default)
        where T : class, ICaseRecord;

    /// <summary>Register entries of one kind, oldest first; also those added in this unit of work.</summary>
    ValueTask<IReadOnlyList<RegisterEntry>> EntriesAsync(Guid caseId, string kind, CancellationToken cancellationToken = default);

    /// <summary>Adds a record.</summary>
    void Add<T>(T record)
        where T : class, ICaseRecord;
}
