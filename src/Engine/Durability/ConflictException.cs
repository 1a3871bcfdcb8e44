namespace LaborFlow.Engine.Durability;

/// <summary>Why a command met another one.</summary>
public enum ConflictReason
{
    /// <summary>The bookmark was used or withdrawn before; <see cref="ConflictException.By"/> and <see cref="ConflictException.At"/> say by whom and when.</summary>
    BookmarkConsumed,

    /// <summary>The operation id was stored by a command at the same time; read its answer.</summary>
    OperationRepeated,

    /// <summary>An instance with this id exists.</summary>
    InstanceExists,

    /// <summary>The instance moved since it was read.</summary>
    InstanceChanged,

    /// <summary>The definition draft was saved by another editor since it was read.</summary>
    DraftChanged,
}

/// <summary>Another command won; HTTP hosts answer 409.</summary>
public sealed class ConflictException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ConflictException(ConflictReason reason, string message, string? by = null, DateTimeOffset? at = null, Exception? inner = null)
        : base(message, inner)
    {
        Reason = reason;
        By = by;
        At = at;
    }

    /// <summary>Why.</summary>
    public ConflictReason Reason { get; }

    /// <summary>Who won, when known.</summary>
    public string? By { get; }

    /// <summary>When, when known.</summary>
    public DateTimeOffset? At { get; }
}
