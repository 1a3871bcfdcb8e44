using System.Security.Cryptography;
using System.Text;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Runtime;

/// <summary>A place where an execution waits.</summary>
public sealed record Bookmark
{
    /// <summary>Lower-case hex id.</summary>
    public required string Id { get; init; }

    /// <summary>What it waits for.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of name and payload.</summary>
    public required string Hash { get; init; }

    /// <summary>The payload as a plain value.</summary>
    public object? Payload { get; init; }

    /// <summary>The execution that waits.</summary>
    public required string ActivityInstanceId { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Consumed by the first resume.</summary>
    public bool AutoBurn { get; init; } = true;

    /// <summary>The method of the activity to call; null completes the activity.</summary>
    public string? CallbackMethodName { get; init; }

    /// <summary>When the clock resumes it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Plain values for readers of the bookmark.</summary>
    public object? Metadata { get; init; }
}

/// <summary>What a bookmark is made of.</summary>
public sealed record CreateBookmarkArgs
{
    /// <summary>What it waits for; the activity's type name when null.</summary>
    public string? BookmarkName { get; init; }

    /// <summary>Hashed with the name: a stimulus must bring the same.</summary>
    public object? Stimulus { get; init; }

    /// <summary>The method of the activity to call when resumed; null completes the activity.</summary>
    public ExecuteActivityDelegate? Callback { get; init; }

    /// <summary>Consumed by the first resume (default), or kept.</summary>
    public bool AutoBurn { get; init; } = true;

    /// <summary>True makes the hash this execution's own, so that only its bookmark id resumes it.</summary>
    public bool IncludeActivityInstanceId { get; init; }

    /// <summary>The clock resumes it at this instant, if nothing else did.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>For readers of the bookmark (task id, roles …); not hashed.</summary>
    public object? Metadata { get; init; }
}

/// <summary>Hashes of what a workflow waits for.</summary>
public static class StimulusHash
{
    /// <summary>SHA-256 of name, payload (JSON) and, if given, the execution's id: 64 upper-case hex digits.</summary>
    public static string Compute(string name, object? payload, string? activityInstanceId = null) =>
        Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{name}|{(payload is null ? "" : JsonValues.ToJson(payload))}|{activityInstanceId}"))
        );
}
