namespace LaborFlow.Cases.Documents.Serving;

/// <summary>送达回证: how one paper reached one party. Periods that a paper starts run from <see cref="DeemedOn"/>.</summary>
public sealed class ServiceRecord
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The issued paper.</summary>
    public required Guid DocumentId { get; init; }

    /// <summary>The party.</summary>
    public required Guid PartyId { get; init; }

    /// <summary>A code of <see cref="ServiceMethods"/>.</summary>
    public required string Method { get; init; }

    /// <summary>The address, number or mailbox that was used; personal data, never in logs.</summary>
    public required string Address { get; init; }

    /// <summary>The day it was handed over, posted, sent or announced.</summary>
    public required DateOnly SentOn { get; init; }

    /// <summary>The day of the receipt's signature; null where none is given.</summary>
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>送达日期 in law; null when the paper came back.</summary>
    public DateOnly? DeemedOn { get; init; }

    /// <summary>Why it came back; null when it was served.</summary>
    public string? ReturnedBecause { get; init; }

    /// <summary>How the day of service follows, in Chinese with the article.</summary>
    public required string Explanation { get; init; }

    /// <summary>Evidence of service: a file of the case, or null.</summary>
    public Guid? ProofFileId { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
