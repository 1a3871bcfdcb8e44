namespace LaborFlow.Engine.Durability;

/// <summary>An open bookmark: a place where an instance waits.</summary>
public sealed record BookmarkRow
{
    /// <summary>Lower-case hex id.</summary>
    public required string Id { get; init; }

    /// <summary>The waiting instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>What it waits for: an activity type name (<c>Elsa.Event</c>) or a name chosen by the activity.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of name and payload, 64 upper-case hex digits: what a stimulus is matched by.</summary>
    public required string Hash { get; init; }

    /// <summary>The payload as JSON, or null.</summary>
    public string? PayloadJson { get; init; }

    /// <summary>The activity that waits.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Its path in the definition (ids joined by colons).</summary>
    public required string ActivityNodeId { get; init; }

    /// <summary>Its execution.</summary>
    public required string ActivityInstanceId { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Consumed by the first resume (default), or kept for further ones.</summary>
    public bool AutoBurn { get; init; } = true;

    /// <summary>The activity completes when resumed without a callback.</summary>
    public bool AutoComplete { get; init; } = true;

    /// <summary>The method of the activity that a resume calls; null completes the activity.</summary>
    public string? CallbackMethodName { get; init; }

    /// <summary>What the activity adds for readers (task id, candidate roles …), JSON object or null.</summary>
    public string? MetadataJson { get; init; }
}

/// <summary>A filter of open bookmarks; members that are null do not filter.</summary>
public sealed record BookmarkQuery
{
    /// <summary>This bookmark.</summary>
    public string? BookmarkId { get; init; }

    /// <summary>Bookmarks of this name.</summary>
    public string? Name { get; init; }

    /// <summary>Bookmarks of this hash.</summary>
    public string? Hash { get; init; }

    /// <summary>Bookmarks of this instance.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Bookmarks of instances whose correlation id is this now.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Bookmarks of this activity execution.</summary>
    public string? ActivityInstanceId { get; init; }

    /// <summary>Bookmarks of this activity.</summary>
    public string? ActivityId { get; init; }
}

/// <summary>A bookmark that is gone: a second attempt is told who used it and when.</summary>
/// <param name="BookmarkId">The bookmark.</param>
/// <param name="InstanceId">The instance that waited.</param>
/// <param name="By">The actor of the command: a user name, <c>clock</c>, <c>workflow</c>.</param>
/// <param name="At">When.</param>
/// <param name="Cause"><c>Resumed</c> when used, <c>Canceled</c> when withdrawn.</param>
/// <param name="OperationId">The command's operation id, if it carried one.</param>
public sealed record ConsumedBookmark(
    string BookmarkId,
    string InstanceId,
    string By,
    DateTimeOffset At,
    string Cause,
    string? OperationId
);

/// <summary>Resume a bookmark at an instant. The row is the truth; whoever wakes the sweep may wake it twice or never.</summary>
/// <param name="InstanceId">The waiting instance.</param>
/// <param name="BookmarkId">The bookmark to resume.</param>
/// <param name="DueAt">Not before this instant.</param>
public sealed record TimerRow(string InstanceId, string BookmarkId, DateTimeOffset DueAt);

/// <summary>Something that starts new instances of a published definition: an event name, a timer, a cron expression.</summary>
public sealed record TriggerRow
{
    /// <summary>Lower-case hex id.</summary>
    public required string Id { get; init; }

    /// <summary>The definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The published version's row id.</summary>
    public required string DefinitionVersionId { get; init; }

    /// <summary>The trigger activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The trigger's type name (<c>Elsa.Event</c>, <c>Elsa.Timer</c>, <c>Elsa.Cron</c> …).</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of name and payload, as for bookmarks.</summary>
    public required string Hash { get; init; }

    /// <summary>The payload as JSON.</summary>
    public string? PayloadJson { get; init; }

    /// <summary>The next instant at which the clock starts an instance; null for triggers that the clock does not fire.</summary>
    public DateTimeOffset? NextDueAt { get; init; }
}
