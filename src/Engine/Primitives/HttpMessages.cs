namespace LaborFlow.Engine.Primitives;

/// <summary>A request that leaves through the outbox, after the commit of the step that asked for it.</summary>
internal sealed record HttpRequestMessage(
    string InstanceId,
    string BookmarkId,
    string Url,
    string Method,
    Dictionary<string, string> Headers,
    string? Content,
    string? ContentType
);

/// <summary>How a request ended.</summary>
internal enum HttpOutcome
{
    Answered,
    FailedToConnect,
    Timeout,

    /// <summary>Not sent, or its answer not taken: the rules forbid it. Trying again would not help.</summary>
    Refused,
}

/// <summary>What came back.</summary>
internal sealed record HttpAnswer(
    HttpOutcome Outcome,
    int StatusCode = 0,
    Dictionary<string, object?>? Headers = null,
    string? Content = null,
    string? ContentType = null,
    string? Error = null
);
