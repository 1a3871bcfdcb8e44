using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Evidence;

/// <summary>Adds evidence to a case. Call it inside the transaction that commits the case.</summary>
public sealed class SubmitEvidence(ICaseStore cases, IEvidenceFiles contents, TimeProvider time)
{
    /// <summary>Checks, keeps and records files.</summary>
    /// <param name="disputed">The case, tracked.</param>
    /// <param name="files">At least one file.</param>
    /// <param name="submittedBy"><c>applicant</c>, <c>respondent</c> or a user name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">A file is missing or not accepted; none was kept.</exception>
    /// <exception cref="NotAllowedException">The case is closed (<c>case.closed</c>).</exception>
    public async ValueTask<IReadOnlyList<EvidenceFile>> HandleAsync(
        Case disputed,
        IReadOnlyList<UploadedFile> files,
        string submittedBy,
        CancellationToken cancellationToken = default
    )
    {
        var added = await AcceptAsync(disputed, files, submittedBy, cancellationToken);
        cases.Add(
            CaseEvents.Public(
                disputed.Id,
                time.GetUtcNow(),
                submittedBy,
                "evidence.submitted",
                $"提交证据材料{added.Count}份：{string.Join("、", added.Select(f => f.Name))}",
                $"{added.Count} evidence files submitted"
            )
        );
        return added;
    }

    /// <summary>入卷: an officer adds papers of a step. The parties are not told.</summary>
    /// <param name="disputed">The case, tracked.</param>
    /// <param name="files">At least one file.</param>
    /// <param name="officer">User name.</param>
    /// <param name="step">The step's title.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">A file is missing or not accepted; none was kept.</exception>
    /// <exception cref="NotAllowedException">The case is closed (<c>case.closed</c>).</exception>
    public async ValueTask<IReadOnlyList<EvidenceFile>> AttachAsync(
        Case disputed,
        IReadOnlyList<UploadedFile> files,
        string officer,
        string step,
        CancellationToken cancellationToken = default
    )
    {
        var added = await AcceptAsync(disputed, files, officer, cancellationToken);
        cases.Add(
            CaseEvents.Internal(
                disputed.Id,
                time.GetUtcNow(),
                officer,
                "file.attached",
                $"{step}：附上材料{added.Count}份：{string.Join("、", added.Select(f => f.Name))}",
                $"{added.Count} files added to the volume"
            )
        );
        return added;
    }

    private async ValueTask<IReadOnlyList<EvidenceFile>> AcceptAsync(
        Case disputed,
        IReadOnlyList<UploadedFile> files,
        string submittedBy,
        CancellationToken cancellationToken
    )
    {
        if (disputed.ClosedAt is not null)
            throw new NotAllowedException(
                "case.closed",
                "案件已办结，不再接收证据材料。",
                "The case is closed and takes no further evidence."
            );

        if (files.Count == 0)
            throw new InvalidInputException([new("files", "required", "请选择文件。", "At least one file is required.")]);

        var errors = AcceptedFiles.Check(files, out var accepted);
        if (errors.Count > 0)
            throw new InvalidInputException(errors);

        var added = await KeepAsync(disputed.Id, accepted, submittedBy, cancellationToken);
        disputed.Revision++;
        return added;
    }

    /// <summary>Keeps files that were checked before.</summary>
    internal async ValueTask<IReadOnlyList<EvidenceFile>> KeepAsync(
        Guid caseId,
        IReadOnlyList<AcceptedFile> files,
        string submittedBy,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var added = new List<EvidenceFile>(files.Count);
        foreach (var file in files)
        {
            var evidence = new EvidenceFile
            {
                Id = Guid.CreateVersion7(now),
                CaseId = caseId,
                Name = file.Name,
                ContentType = file.ContentType,
                Size = file.Content.Length,
                Sha256 = file.Sha256,
                StorageKey = await contents.KeepAsync(file.Content, file.Sha256, cancellationToken),
                SubmittedBy = submittedBy,
                SubmittedAt = now,
            };
            cases.Add(evidence);
            added.Add(evidence);
        }

        return added;
    }
}
