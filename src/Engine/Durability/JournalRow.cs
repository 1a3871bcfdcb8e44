namespace LaborFlow.Engine.Durability;

/// <summary>One event of an instance's history. Appended, never changed.</summary>
public sealed record JournalRow
{
    /// <summary>Lower-case hex id.</summary>
    public required string Id { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Order within the instance, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>The execution of the activity.</summary>
    public required string ActivityInstanceId { get; init; }

    /// <summary>The execution that scheduled it.</summary>
    public string? ParentActivityInstanceId { get; init; }

    /// <summary>The activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Its type name.</summary>
    public required string ActivityType { get; init; }

    /// <summary>Its type version.</summary>
    public int ActivityTypeVersion { get; init; } = 1;

    /// <summary>Its name in the definition.</summary>
    public string? ActivityName { get; init; }

    /// <summary>Its path in the definition.</summary>
    public required string NodeId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary><c>Started</c>, <c>Completed</c>, <c>Suspended</c>, <c>Resumed</c>, <c>Faulted</c>, <c>Canceled</c> …</summary>
    public required string EventName { get; init; }

    /// <summary>A sentence for readers.</summary>
    public string? Message { get; init; }

    /// <summary>Where the event comes from.</summary>
    public string? Source { get; init; }

    /// <summary>Outcomes, journal data of the activity, exception: JSON object or null.</summary>
    public string? PayloadJson { get; init; }

    /// <summary>The evaluated inputs, by Pascal-case name, masked where sensitive: JSON object or null. Set when an execution ends or suspends.</summary>
    public string? StateJson { get; init; }

    /// <summary>The outputs, by Pascal-case name: JSON object or null.</summary>
    public string? OutputJson { get; init; }
}

/// <summary>
/// An effect that leaves after the commit. Messages of kinds that begin with <c>engine.</c> are handed to the engine's
/// <c>OutboxHandler</c>; others belong to the host. Handled at least once: handlers use <see cref="Id"/> as operation id.
/// </summary>
public sealed record OutboxMessage
{
    /// <summary>Lower-case hex id, made once per message.</summary>
    public required string Id { get; init; }

    /// <summary>What to do: <c>engine.dispatch</c>, <c>engine.resume</c>, <c>engine.stimulate</c>, <c>engine.cancel</c>, or the host's own.</summary>
    public required string Kind { get; init; }

    /// <summary>The instance that wrote it.</summary>
    public string? InstanceId { get; init; }

    /// <summary>JSON body.</summary>
    public required string PayloadJson { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not to be handled earlier.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>The first answer to a command that carried an operation id.</summary>
/// <param name="OperationId">Unique over all commands.</param>
/// <param name="InstanceId">The instance that it advanced.</param>
/// <param name="AnswerJson">What the caller was told.</param>
/// <param name="By">Who gave the command.</param>
/// <param name="At">When it was carried out.</param>
public sealed record OperationRow(string OperationId, string InstanceId, string AnswerJson, string By, DateTimeOffset At);
