namespace LaborFlow.Cases.Arbitration;

/// <summary>A seat of a tribunal.</summary>
public enum TribunalSeat
{
    /// <summary>独任仲裁员.</summary>
    Sole,

    /// <summary>首席仲裁员.</summary>
    Presiding,

    /// <summary>仲裁员.</summary>
    Member,

    /// <summary>书记员.</summary>
    Secretary,
}

/// <summary>仲裁庭组成人员 (调解仲裁法 art 31, 32).</summary>
public sealed class TribunalMember : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>The seat.</summary>
    public required TribunalSeat Seat { get; init; }

    /// <summary>The officer's user name, or the name of somebody without an account.</summary>
    public required string Name { get; init; }

    /// <summary>The member's name as papers print it; null for members who were seated before it was kept.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name for people to read.</summary>
    public string Called => DisplayName ?? Name;

    /// <summary>When appointed.</summary>
    public required DateTimeOffset AppointedAt { get; init; }

    /// <summary>When another took the seat; null while seated.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }
}
