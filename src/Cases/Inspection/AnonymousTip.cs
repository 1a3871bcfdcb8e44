namespace LaborFlow.Cases.Inspection;

/// <summary>What became of a tip.</summary>
public enum TipState
{
    /// <summary>待核查.</summary>
    Received,

    /// <summary>已转立案: the inspectorate took it up.</summary>
    TakenUp,

    /// <summary>不予立案.</summary>
    Dismissed,
}

/// <summary>
/// 匿名举报: what somebody tells the inspectorate without a name (劳动保障监察条例 art 9: anybody may report; the informer is kept secret).
/// Nothing about the sender is stored, not even an address.
/// </summary>
public sealed class AnonymousTip
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Running number that the sender is told, e.g. 举报〔2026〕12号.</summary>
    public required string Number { get; init; }

    /// <summary>GB/T 2260 code.</summary>
    public required string District { get; init; }

    /// <summary>The employer that it is about.</summary>
    public required string Employer { get; init; }

    /// <summary>Where.</summary>
    public string? Address { get; init; }

    /// <summary>What happens there.</summary>
    public required string Facts { get; init; }

    /// <summary>About how many workers are concerned.</summary>
    public int? Workers { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What became of it.</summary>
    public TipState State { get; private set; } = TipState.Received;

    /// <summary>The inspector's finding.</summary>
    public string? Finding { get; private set; }

    /// <summary>User name.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The inspection that it led to; null for one that was dismissed or not yet decided on.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>Decides on it, once.</summary>
    /// <exception cref="ChangedException">Somebody else did.</exception>
    public void Decide(TipState state, string finding, string by, DateTimeOffset at, Guid? caseId = null)
    {
        DemandOpen();
        (State, Finding, DecidedBy, DecidedAt, CaseId) = (state, finding, by, at, caseId);
    }

    /// <summary>Demands that nobody decided on it yet.</summary>
    /// <exception cref="ChangedException">Somebody else did.</exception>
    public void DemandOpen()
    {
        if (State != TipState.Received)
            throw new ChangedException("tip.decided", "该举报已由他人处理。", "Somebody else decided on this tip.", DecidedBy, DecidedAt);
    }
}
