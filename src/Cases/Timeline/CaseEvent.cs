using System.ComponentModel.DataAnnotations.Schema;

namespace LaborFlow.Cases.Timeline;

/// <summary>An entry of a case's timeline: what happened, by whom, under which law. Entries are only ever added.</summary>
public sealed class CaseEvent
{
    /// <summary>UUIDv7; orders entries of one instant.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>User name, <c>applicant</c>, <c>respondent</c>, <c>clock</c> or <c>workflow</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The role in which the actor acted, if any.</summary>
    public string? ActorRole { get; init; }

    /// <summary>Stable code of what happened, e.g. <c>filed</c>, <c>task.completed</c>, <c>stage.changed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What happened, in Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>The same in English.</summary>
    public required string En { get; init; }

    /// <summary>The parties may read it.</summary>
    public bool PublicToParties { get; init; }

    /// <summary>The procedure version in force, e.g. <c>MED v1</c>.</summary>
    public string? ProcedureVersion { get; init; }

    /// <summary>The article of law that it rests on.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>JSON array of {field, before, after}; null when no field changed.</summary>
    public string? ChangesJson { get; init; }

    /// <summary>The field of the step's form that would let a step pass which was stopped, e.g. <c>data.limitationGround</c>; told, not kept.</summary>
    [NotMapped]
    public string? Field { get; init; }
}
