using System.Text.Json.Serialization;
using LaborFlow.Cases;

namespace LaborFlow.Host.Problems;

/// <summary>An RFC 9457 problem document: what every refused request is answered with.</summary>
/// <remarks>
/// <see cref="Code"/> is stable and meant for programs; <see cref="Messages"/> is meant for people. Nothing in a problem
/// tells more than the caller may know: a case that one may not see is <c>not-found</c>.
/// </remarks>
internal sealed record Problem(
    int Status,
    string Code,
    ProblemMessages Messages,
    IReadOnlyList<FieldError> Errors,
    [property: JsonIgnore] IReadOnlyDictionary<string, object?>? Details = null
)
{
    /// <summary>A URI reference that identifies the kind of problem; the same for all problems of one code.</summary>
    public string Type => "urn:laborflow:problem:" + Code;

    /// <summary>The English message: RFC 9457 wants a short human-readable summary here.</summary>
    public string Title => Messages.En;

    /// <summary>The Chinese message, since the interface is Chinese first.</summary>
    public string Detail => Messages.Zh;

    /// <summary>The trace under which the log holds what happened.</summary>
    public string? TraceId { get; init; }

    /// <summary>When it is worth trying again: sent as Retry-After.</summary>
    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Members of this kind of problem alone, such as who completed the task that somebody else was quicker at.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? Extensions => Details?.ToDictionary(detail => detail.Key, detail => detail.Value);
}

/// <summary>The same message in Chinese and in English.</summary>
internal sealed record ProblemMessages(string Zh, string En);
