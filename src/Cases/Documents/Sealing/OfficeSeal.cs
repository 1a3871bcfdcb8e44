namespace LaborFlow.Cases.Documents.Sealing;

/// <summary>The life of a seal's picture.</summary>
public enum SealState
{
    /// <summary>待审批: uploaded by one administrator; another one has to approve it.</summary>
    Proposed,

    /// <summary>使用中: papers that the office issues from now on carry it.</summary>
    InUse,

    /// <summary>未通过: the second administrator refused it.</summary>
    Rejected,

    /// <summary>已停用: replaced by a later version, or taken out of use.</summary>
    Retired,
}

/// <summary>
/// 电子印章: one version of the picture of an office's seal. The picture never changes; a new one is a new version. What was sealed
/// with an earlier version keeps it.
/// </summary>
public sealed class OfficeSeal
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The office by its name as papers write it, e.g. 深圳市龙华区劳动人事争议仲裁委员会.</summary>
    public required string Office { get; init; }

    /// <summary>Counts the versions of the office's seal, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Where the content store keeps the PNG.</summary>
    public required string StorageKey { get; init; }

    /// <summary>SHA-256 of the PNG, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Pixels from left to right.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels from top to bottom.</summary>
    public required int Height { get; init; }

    /// <summary>Why it is brought, e.g. the approval to cut the seal.</summary>
    public required string Note { get; init; }

    /// <summary>User name of who uploaded it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public SealState State { get; private set; }

    /// <summary>User name of who approved or refused it; never who uploaded it.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The reason of a refusal.</summary>
    public string? DecisionNote { get; private set; }

    /// <summary>User name of who took it out of use; null while it is in use.</summary>
    public string? RetiredBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Why.</summary>
    public string? RetiredBecause { get; private set; }

    /// <summary>Raised by each change; of two at once the second gets a conflict.</summary>
    public long Revision { get; private set; } = 1;

    /// <summary>A second administrator lets it be used, or refuses it.</summary>
    /// <param name="approved">True when it may be used.</param>
    /// <param name="by">User name.</param>
    /// <param name="at">Now.</param>
    /// <param name="note">The reason; a refusal needs one.</param>
    /// <exception cref="NotAllowedException">
    /// It was decided already (<c>seal.decided</c>), or by the same person who uploaded it (<c>seal.needs-two-people</c>).
    /// </exception>
    public void Decide(bool approved, string by, DateTimeOffset at, string? note)
    {
        if (State != SealState.Proposed)
            throw new NotAllowedException("seal.decided", "该印章已经有人审批，请刷新后查看。", "Somebody has decided on this seal.");
        if (string.Equals(by, ProposedBy, StringComparison.OrdinalIgnoreCase))
            throw new NotAllowedException(
                "seal.needs-two-people",
                "印章须由另一名管理员审批，不能由上传人自己审批。",
                "A seal must be approved by another administrator than the one who uploaded it."
            );
        State = approved ? SealState.InUse : SealState.Rejected;
        (DecidedBy, DecidedAt, DecisionNote) = (by, at, note);
        Revision++;
    }

    /// <summary>Takes it out of use at once: a lost or replaced seal cannot wait for a second person.</summary>
    /// <exception cref="NotAllowedException">It is not in use (<c>seal.not-in-use</c>).</exception>
    public void Retire(string by, DateTimeOffset at, string because)
    {
        if (State != SealState.InUse)
            throw new NotAllowedException("seal.not-in-use", "该印章不在使用中。", "This seal is not in use.");
        State = SealState.Retired;
        (RetiredBy, RetiredAt, RetiredBecause) = (by, at, because);
        Revision++;
    }
}
