namespace LaborFlow.Cases.Timeline;

/// <summary>Makes timeline entries.</summary>
public static class CaseEvents
{
    /// <summary>An entry that the parties may read.</summary>
    public static CaseEvent Public(
        Guid caseId,
        DateTimeOffset at,
        string actor,
        string action,
        string zh,
        string en,
        string? legalBasis = null
    ) => Create(caseId, at, actor, null, action, zh, en, legalBasis, true);

    /// <summary>An entry for officers only.</summary>
    public static CaseEvent Internal(
        Guid caseId,
        DateTimeOffset at,
        string actor,
        string action,
        string zh,
        string en,
        string? legalBasis = null,
        string? field = null
    ) => Create(caseId, at, actor, null, action, zh, en, legalBasis, false, null, field);

    /// <summary>An entry with everything said.</summary>
    public static CaseEvent Create(
        Guid caseId,
        DateTimeOffset at,
        string actor,
        string? actorRole,
        string action,
        string zh,
        string en,
        string? legalBasis,
        bool publicToParties,
        string? changesJson = null,
        string? field = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            CaseId = caseId,
            At = at,
            Actor = actor,
            ActorRole = actorRole,
            Action = action,
            Zh = zh,
            En = en,
            LegalBasis = legalBasis,
            PublicToParties = publicToParties,
            ChangesJson = changesJson,
            Field = field,
        };
}
