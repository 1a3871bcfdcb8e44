using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Runtime;

/// <summary>Runs within the transaction, after the instance is locked and before activities run; what it throws rolls everything back.</summary>
public delegate ValueTask PrepareAdvance(AdvanceContext context, CancellationToken cancellationToken);

/// <summary>What a prepare callback sees.</summary>
/// <param name="Workflow">The instance.</param>
/// <param name="Bookmark">The bookmark that is about to be resumed; null for other commands.</param>
/// <param name="Input">What the command brings; may be added to.</param>
public sealed record AdvanceContext(WorkflowExecutionContext Workflow, Bookmark? Bookmark, Dictionary<string, object?> Input)
{
    /// <summary>The scope's services.</summary>
    public IServiceProvider Services => Workflow.ServiceProvider;
}

/// <summary>What every command carries.</summary>
public abstract record AdvanceRequest
{
    /// <summary>Repeating a command with the same id gives the first answer and has no second effect.</summary>
    public string? OperationId { get; init; }

    /// <summary>Who commands: a user name, <c>clock</c>, <c>workflow</c>.</summary>
    public string Actor { get; init; } = "workflow";

    /// <summary>What the command brings.</summary>
    public IReadOnlyDictionary<string, object?>? Input { get; init; }

    /// <summary>Validates and changes case data in the same transaction.</summary>
    public PrepareAdvance? Prepare { get; init; }

    /// <summary>Judges what the activities did, before it is committed; what it throws rolls everything back.</summary>
    public Func<CancellationToken, ValueTask>? Confirm { get; init; }
}

/// <summary>Starts an instance.</summary>
public sealed record StartRequest : AdvanceRequest
{
    /// <summary>The definition; or <see cref="DefinitionVersionId"/>.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>A version by its row id; wins over <see cref="DefinitionId"/>.</summary>
    public string? DefinitionVersionId { get; init; }

    /// <summary>Which version, as Elsa writes it: Published (default), Latest, a number …</summary>
    public string VersionOptions { get; init; } = "Published";

    /// <summary>The new instance's id; made when null.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The caller's key.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>What users will call it.</summary>
    public string? Name { get; init; }

    /// <summary>Values for the workflow's variables instead of their defaults.</summary>
    public IReadOnlyDictionary<string, object?>? Variables { get; init; }

    /// <summary>The activity to start with, when not the first.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>The instance that starts it.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>The bookmark of the parent to resume when it is over.</summary>
    public string? ParentBookmarkId { get; init; }
}

/// <summary>Resumes a bookmark.</summary>
public sealed record ResumeRequest : AdvanceRequest
{
    /// <summary>The bookmark.</summary>
    public required string BookmarkId { get; init; }

    /// <summary>Its instance, when known.</summary>
    public string? InstanceId { get; init; }
}

/// <summary>Brings a stimulus to whoever waits for it.</summary>
public sealed record StimulusRequest : AdvanceRequest
{
    /// <summary>The bookmark name, e.g. <c>Elsa.Event</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The payload, hashed with the name.</summary>
    public object? Stimulus { get; init; }

    /// <summary>Only instances with this correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only this instance; triggers don't start.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Only this execution of an activity; triggers don't start.</summary>
    public string? ActivityInstanceId { get; init; }
}

/// <summary>Cancels an instance.</summary>
public sealed record CancelRequest : AdvanceRequest
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }
}

/// <summary>Runs faulted activities again.</summary>
public sealed record RetryRequest : AdvanceRequest
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Only this execution; all faulted ones when null.</summary>
    public string? ActivityInstanceId { get; init; }
}

/// <summary>What an advance came to.</summary>
public sealed record AdvanceResult
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Running or Finished.</summary>
    public required string Status { get; init; }

    /// <summary>The finer status.</summary>
    public required string SubStatus { get; init; }

    /// <summary>Open incidents.</summary>
    public int IncidentCount { get; init; }

    /// <summary>The instance's output.</summary>
    public Dictionary<string, object?> Output { get; init; } = [];

    /// <summary>What an alteration changed; null for other commands.</summary>
    public IReadOnlyList<Alterations.AlterationNote>? Alterations { get; init; }

    /// <summary>
    /// True: the definition's activation strategy does not allow another instance now; nothing was started, and the other members tell of
    /// the instance that runs.
    /// </summary>
    public bool CannotStart { get; init; }

    /// <summary>True: the command had been carried out before, nothing was done now.</summary>
    public bool Repeated { get; init; }
}

/// <summary>There is no such definition, instance or bookmark.</summary>
public sealed class NotFoundException(string message) : Exception(message);
