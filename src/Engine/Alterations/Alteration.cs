using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Alterations;

/// <summary>A change that an authorised administrator makes to an instance, beside the course of its definition.</summary>
public abstract record Alteration;

/// <summary>
/// Moves the instance to another version of its definition. Refused when a running activity has no counterpart (same path and type) there.
/// Carried out before the other alterations of the same request.
/// </summary>
/// <param name="TargetVersion">The version number.</param>
public sealed record MigrateToVersion(int TargetVersion) : Alteration;

/// <summary>Gives a variable another value.</summary>
/// <param name="Variable">Its id or name; the workflow's own variables are looked through first, then those of running containers.</param>
/// <param name="Value">The value; must fit the variable's type.</param>
public sealed record ModifyVariable(string Variable, object? Value) : Alteration;

/// <summary>
/// Starts an activity in its running container (flowchart or sequence), or runs an execution that stopped once more.
/// </summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="ActivityInstanceId">A running or faulted execution; wins over <paramref name="ActivityId"/>.</param>
public sealed record ScheduleActivity(string? ActivityId, string? ActivityInstanceId = null) : Alteration;

/// <summary>Cancels executions with what runs below them; their bookmarks are withdrawn.</summary>
/// <param name="ActivityId">All running executions of this activity.</param>
/// <param name="ActivityInstanceId">This execution; wins over <paramref name="ActivityId"/>.</param>
public sealed record CancelActivity(string? ActivityId, string? ActivityInstanceId = null) : Alteration;

/// <summary>Cancels the instance.</summary>
public sealed record CancelInstance : Alteration;

/// <summary>Lets the instance go on from an activity that threw, as if it had completed with these outcomes.</summary>
/// <param name="ActivityInstanceId">The execution that threw.</param>
/// <param name="Outcomes">Ports of the activity; Done when empty.</param>
public sealed record SkipIncident(string ActivityInstanceId, params string[] Outcomes) : Alteration;

/// <summary>Alters one instance: one advance. Either all alterations apply or none does.</summary>
public sealed record AlterRequest : AdvanceRequest
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>What to change, in order (a migration first).</summary>
    public required IReadOnlyList<Alteration> Alterations { get; init; }

    /// <summary>Lists what would change and what cannot, and changes nothing.</summary>
    public bool DryRun { get; init; }
}

/// <summary>One thing that an alteration changes, or cannot change.</summary>
/// <param name="Code">What kind: <c>migrate</c>, <c>activity-missing</c> …</param>
/// <param name="ActivityId">Where, if at an activity.</param>
/// <param name="Zh">A sentence in Chinese.</param>
/// <param name="En">A sentence in English.</param>
public sealed record AlterationNote(string Code, string? ActivityId, string Zh, string En);

/// <summary>What an alteration came to.</summary>
public sealed record AlterationReport
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>True: committed. False: a dry run, or refused because of <see cref="Problems"/>.</summary>
    public bool Applied { get; init; }

    /// <summary>What changed, or would change.</summary>
    public IReadOnlyList<AlterationNote> Changes { get; init; } = [];

    /// <summary>Why it cannot be done; empty when it can.</summary>
    public IReadOnlyList<AlterationNote> Problems { get; init; } = [];

    /// <summary>The advance's result; null unless applied.</summary>
    public AdvanceResult? Result { get; init; }
}
