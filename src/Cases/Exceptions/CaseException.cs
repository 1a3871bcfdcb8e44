namespace LaborFlow.Cases.Exceptions;

/// <summary>What became of an exception.</summary>
public enum CaseExceptionState
{
    /// <summary>Raised, not decided yet.</summary>
    Open,

    /// <summary>Granted: its effects took place.</summary>
    Granted,

    /// <summary>Refused: the case goes on as before.</summary>
    Refused,

    /// <summary>The case ended before it was decided.</summary>
    Lapsed,
}

/// <summary>例外情形: something that may happen to a case at any moment, raised by a party or an officer and decided by its own sub-flow.</summary>
public sealed class CaseException : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>A code of <see cref="ExceptionKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>applicant</c> or <c>respondent</c>, whose matter it is; null when it is the authority's.</summary>
    public string? Side { get; init; }

    /// <summary>Why, in the words of who raised it.</summary>
    public required string Reason { get; init; }

    /// <summary>What the kind needs, a JSON object.</summary>
    public required string DataJson { get; init; }

    /// <summary>User name, or the side.</summary>
    public required string RaisedBy { get; init; }

    /// <summary>When it was raised.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The instance that listened for it and is told of its end; null when none did.</summary>
    public string? RaisedIn { get; init; }

    /// <summary>The instance of the sub-flow that handles it; null until it was started.</summary>
    public string? HandledBy { get; set; }

    /// <summary>State.</summary>
    public CaseExceptionState State { get; private set; }

    /// <summary>What followed: <c>continue</c> or <c>ended</c>; null while open.</summary>
    public string? Effect { get; private set; }

    /// <summary>Who decided: a user name, or <c>workflow</c> when the law leaves nothing to decide.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Decides it; what was decided before stays.</summary>
    public void Decide(CaseExceptionState state, string effect, string by, DateTimeOffset at)
    {
        if (State != CaseExceptionState.Open)
            return;
        (State, Effect, DecidedBy, DecidedAt) = (state, effect, by, at);
    }
}
