namespace LaborFlow.Cases.Audit;

/// <summary>What is wrong with a chain.</summary>
public enum AuditFault
{
    /// <summary>The entry's content or seal was changed after it was sealed, or the entry was made without the key.</summary>
    Altered,

    /// <summary>Entries are gone.</summary>
    Missing,

    /// <summary>An entry stands where another one already is.</summary>
    Inserted,

    /// <summary>The entry is genuine, but does not follow the one before it.</summary>
    BrokenLink,

    /// <summary>The key of the seal is not known to this installation, so nothing can be said of the entry.</summary>
    UnknownKey,

    /// <summary>The chain ends before the entry that a signed daily root recorded.</summary>
    Truncated,

    /// <summary>A signed daily root was changed or taken away, or its signature does not hold. The place is the day, as yyyyMMdd.</summary>
    Root,
}

/// <summary>A fault of a chain and where it is.</summary>
/// <param name="Fault">What.</param>
/// <param name="ChainId">The chain.</param>
/// <param name="FromSequence">The first entry concerned.</param>
/// <param name="ToSequence">The last entry concerned.</param>
public sealed record AuditFinding(AuditFault Fault, string ChainId, long FromSequence, long ToSequence);
