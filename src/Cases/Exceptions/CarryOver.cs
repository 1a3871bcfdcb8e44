using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// 案卷随案: what an application told beside parties and claims (调解仲裁法 art 28: evidence and its sources, witnesses) goes along when a matter
/// is split, leaves a group, is opened anew beside the case, or is merged into another one.
/// </summary>
public sealed class CarryOver(ICaseStore cases, ICaseRecords records, TimeProvider time)
{
    /// <summary>Witnesses, facts of the intake and files of evidence of one case, as far as the other has not got them.</summary>
    public async ValueTask CopyAsync(Case from, Case to, string by, CancellationToken cancellationToken = default)
    {
        var known = await records.ListAsync<Witness>(to.Id, cancellationToken);
        foreach (var witness in await records.ListAsync<Witness>(from.Id, cancellationToken))
            if (known.All(w => w.Name != witness.Name || w.Residence != witness.Residence))
                records.Add(
                    new Witness
                    {
                        Id = Guid.CreateVersion7(time.GetUtcNow()),
                        CaseId = to.Id,
                        Name = witness.Name,
                        Residence = witness.Residence,
                    }
                );
        await CopyFactsAsync(from, to, by, cancellationToken);
        var kept = await cases.EvidenceAsync(to.Id, cancellationToken);
        foreach (var file in await cases.EvidenceAsync(from.Id, cancellationToken))
            if (kept.All(other => other.Sha256 != file.Sha256 || other.Name != file.Name))
                cases.Add(
                    new EvidenceFile
                    {
                        Id = Guid.CreateVersion7(time.GetUtcNow()),
                        CaseId = to.Id,
                        Name = file.Name,
                        ContentType = file.ContentType,
                        Size = file.Size,
                        Sha256 = file.Sha256,
                        // The content lies in the store once, whichever cases speak of it.
                        StorageKey = file.StorageKey,
                        SubmittedBy = file.SubmittedBy,
                        SubmittedAt = file.SubmittedAt,
                    }
                );
    }

    private async ValueTask CopyFactsAsync(Case from, Case to, string by, CancellationToken cancellationToken)
    {
        if (IntakeFacts.Of(await records.EntriesAsync(from.Id, IntakeFacts.Entry, cancellationToken)) is not { IsEmpty: false } told)
            return;
        var before = IntakeFacts.Of(await records.EntriesAsync(to.Id, IntakeFacts.Entry, cancellationToken));
        records.Add((before?.And(told) ?? told).ToEntry(to.Id, by, time.GetUtcNow()));
    }
}
