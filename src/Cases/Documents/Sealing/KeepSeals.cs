using System.Security.Cryptography;
using LaborFlow.Cases.Evidence;

namespace LaborFlow.Cases.Documents.Sealing;

/// <summary>
/// 印章管理: one administrator uploads the picture of an office's seal, another approves it; from then on the office's papers carry it and
/// the version before is out of use. Call it inside the transaction that commits.
/// </summary>
public sealed class KeepSeals(ISealStore seals, IEvidenceFiles contents, TimeProvider time)
{
    private const int LongestText = 500;

    /// <summary>Takes a picture as the next version; it waits for a second administrator.</summary>
    /// <param name="office">The office's name as papers write it.</param>
    /// <param name="content">The PNG.</param>
    /// <param name="note">On what ground, e.g. the approval to cut the seal.</param>
    /// <param name="by">User name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">See <see cref="SealFile.Read"/>; or no such office, no ground.</exception>
    /// <exception cref="NotAllowedException">Another picture of this office waits for approval (<c>seal.waiting</c>).</exception>
    public async ValueTask<OfficeSeal> ProposeAsync(
        string? office,
        ReadOnlyMemory<byte> content,
        string? note,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        if (office?.Trim() is not { Length: > 0 and <= 200 } name)
            throw new InvalidInputException([new("office", "required", "请选择用印单位。", "Choose the office.")]);
        var ground = Text("note", note, "请说明启用依据。", "Say on what ground it is brought into use.");
        var file = SealFile.Read(content);
        var versions = (await seals.ListAsync(cancellationToken)).Where(s => s.Office == name).ToList();
        if (versions.Exists(s => s.State == SealState.Proposed))
            throw new NotAllowedException(
                "seal.waiting",
                "该单位已有一枚印章待审批，请先审批。",
                "Another picture of this office's seal waits for approval."
            );
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var now = time.GetUtcNow();
        var seal = new OfficeSeal
        {
            Id = Guid.CreateVersion7(now),
            Office = name,
            Version = versions.Count + 1,
            StorageKey = await contents.KeepAsync(content, hash, cancellationToken),
            Sha256 = hash,
            Width = file.Width,
            Height = file.Height,
            Note = ground,
            ProposedBy = by,
            ProposedAt = now,
        };
        seals.Add(seal);
        return seal;
    }

    /// <summary>A second administrator approves or refuses; an approved one takes the place of the one in use.</summary>
    /// <exception cref="InvalidInputException">A refusal without a reason.</exception>
    /// <exception cref="NotAllowedException">See <see cref="OfficeSeal.Decide"/>; unknown id: <c>seal.unknown</c>.</exception>
    public async ValueTask<OfficeSeal> DecideAsync(
        Guid id,
        bool approved,
        string? note,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        var seal = await DemandAsync(id, cancellationToken);
        var now = time.GetUtcNow();
        var said =
            approved && string.IsNullOrWhiteSpace(note) ? null : Text("note", note, "请说明不予启用的理由。", "Say why it is refused.");
        seal.Decide(approved, by, now, said);
        if (approved)
            foreach (var old in await seals.ListAsync(cancellationToken))
                if (old.Office == seal.Office && old.Id != seal.Id && old.State == SealState.InUse)
                    old.Retire(by, now, $"启用第{seal.Version}版印章");
        return seal;
    }

    /// <summary>停用: takes a seal out of use at once.</summary>
    /// <exception cref="InvalidInputException">No reason.</exception>
    /// <exception cref="NotAllowedException">See <see cref="OfficeSeal.Retire"/>; unknown id: <c>seal.unknown</c>.</exception>
    public async ValueTask<OfficeSeal> RetireAsync(Guid id, string? because, string by, CancellationToken cancellationToken = default)
    {
        var seal = await DemandAsync(id, cancellationToken);
        seal.Retire(by, time.GetUtcNow(), Text("note", because, "请说明停用原因。", "Say why it goes out of use."));
        return seal;
    }

    private async ValueTask<OfficeSeal> DemandAsync(Guid id, CancellationToken cancellationToken) =>
        await seals.FindAsync(id, cancellationToken)
        ?? throw new NotAllowedException("seal.unknown", "没有这枚印章。", "There is no such seal.");

    private static string Text(string field, string? value, string zh, string en) =>
        value?.Trim() is { Length: > 0 and <= LongestText } text
            ? text
            : throw new InvalidInputException([
                string.IsNullOrWhiteSpace(value)
                    ? new(field, "required", zh, en)
                    : new(field, "too-long", $"不能超过{LongestText}字。", $"At most {LongestText} characters."),
            ]);
}
