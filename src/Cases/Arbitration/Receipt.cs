namespace LaborFlow.Cases.Arbitration;

/// <summary>收到文书: a paper that reached a side. Periods run from the day on which it is deemed received.</summary>
public sealed class Receipt : ICaseRecord
{
    /// <summary>仲裁申请书副本 (调解仲裁法 art 30).</summary>
    public const string ApplicationCopy = "application-copy";

    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>Code of the paper, e.g. <c>application-copy</c>, <c>award</c>.</summary>
    public required string Document { get; init; }

    /// <summary><c>applicant</c> or <c>respondent</c>.</summary>
    public required string Side { get; init; }

    /// <summary><c>direct</c>, <c>mail</c>, <c>electronic</c>, <c>leave</c>, <c>public-notice</c> or a simple means such as <c>sms</c>.</summary>
    public required string Method { get; init; }

    /// <summary>视为送达之日.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>User name.</summary>
    public required string RecordedBy { get; init; }
}
