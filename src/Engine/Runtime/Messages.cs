namespace LaborFlow.Engine.Runtime;

/// <summary>Kinds of outbox messages that the engine writes.</summary>
public static class OutboxKinds
{
    /// <summary>Start an instance: <see cref="DispatchMessage"/>.</summary>
    public const string Dispatch = "engine.dispatch";

    /// <summary>Resume a bookmark: <see cref="ResumeMessage"/>.</summary>
    public const string Resume = "engine.resume";

    /// <summary>Bring a stimulus: <see cref="StimulateMessage"/>.</summary>
    public const string Stimulate = "engine.stimulate";

    /// <summary>Cancel an instance: <see cref="CancelMessage"/>.</summary>
    public const string Cancel = "engine.cancel";

    /// <summary>Send an HTTP request and resume the activity with its answer.</summary>
    public const string Http = "engine.http";

    /// <summary>A RunTask asks an outside worker; for the host: <c>{taskId, taskName, payload}</c>.</summary>
    public const string RunTask = "task.requested";
}

/// <summary>Starts an instance.</summary>
public sealed record DispatchMessage(
    string InstanceId,
    string DefinitionVersionId,
    string? CorrelationId,
    Dictionary<string, object?>? Input,
    string? ParentInstanceId,
    string? ParentBookmarkId
);

/// <summary>Resumes a bookmark.</summary>
public sealed record ResumeMessage(string InstanceId, string BookmarkId, Dictionary<string, object?>? Input);

/// <summary>Brings a stimulus to waiting instances and to triggers.</summary>
public sealed record StimulateMessage(
    string Name,
    object? Stimulus,
    string? CorrelationId,
    string? InstanceId,
    Dictionary<string, object?>? Input
);

/// <summary>Cancels an instance.</summary>
public sealed record CancelMessage(string InstanceId);
