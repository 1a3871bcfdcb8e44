using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Definitions.Checks;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Statutes;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Audit;
using LaborFlow.Persistence.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Publishing;

/// <summary>
/// Publishing with a second pair of eyes: the checks run when a version is proposed and again when it is approved; what is approved is
/// the draft as it was proposed, or nothing.
/// </summary>
internal sealed class Publications(
    LaborFlowDbContext database,
    DefinitionLibrary library,
    Proposals proposals,
    ProcedureOptions options,
    StatuteReadiness statutes,
    AuditReader audit,
    TimeProvider time,
    ILogger<Publications> logger
)
{
    /// <summary>Publishes the latest version, or proposes it when that needs approval.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="wording">Note and legal basis; null when the caller (the designer's publish button) asks for them afterwards.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NotFoundException">There is no such definition.</exception>
    /// <exception cref="DefinitionRefusedException">A check found an error.</exception>
    public async Task<Publication> PublishAsync(string definitionId, string actor, Wording? wording, CancellationToken stop)
    {
        var latest =
            await library.FindAsync(definitionId, "Latest", stop)
            ?? throw new NotFoundException($"There is no workflow definition {definitionId}.");
        if (latest.IsPublished)
            return new Publication(latest, null);

        Demand(await library.CheckAsync(latest, stop));
        statutes.Demand(latest.Json);

        await using var transaction = await database.Database.BeginTransactionAsync(stop);
        var proposal = await ProposeAsync(latest, actor, wording, stop);
        if (!options.PublishNeedsApproval)
        {
            latest = await library.PublishAsync(definitionId, stop);
            await proposals.EndAsync(proposal, ProposalState.Approved, actor, null, stop);
        }
        await transaction.CommitAsync(stop);
        logger.LogInformation(
            "{Actor} {What} version {Version} of {DefinitionId}",
            actor,
            options.PublishNeedsApproval ? "proposed" : "published",
            latest.Version,
            definitionId
        );
        return new Publication(latest, proposal);
    }

    /// <summary>
    /// Brings the definitions that use a published one to its published version: published at once, or, when publishing needs approval, as
    /// drafts that are each proposed. Their note says why; the legal basis is for the proposer to give.
    /// </summary>
    /// <returns>The versions that were written.</returns>
    /// <exception cref="NotFoundException">The definition is not published.</exception>
    /// <exception cref="DefinitionRefusedException">One of them would not pass the checks; none was changed.</exception>
    public async Task<IReadOnlyList<DefinitionRow>> UpdateConsumersAsync(string definitionId, string actor, CancellationToken stop)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(stop);
        var written = await library.UpdateConsumersAsync(definitionId, publish: !options.PublishNeedsApproval, stop);
        if (options.PublishNeedsApproval && written.Count > 0)
        {
            var used = (await library.FindAsync(definitionId, "Published", stop))!;
            var note = $"所引用的流程“{used.Name ?? definitionId}”更新为第 {used.Version} 版。";
            foreach (var draft in written)
            {
                // A definition that is nobody's published procedure yet stays a draft: its author proposes it when it is ready.
                if (await library.FindAsync(draft.DefinitionId, "Published", stop) is not null)
                    await ProposeAsync(draft, actor, new Wording(note, ""), stop);
            }
        }
        await transaction.CommitAsync(stop);
        return written;
    }

    /// <summary>Refuses a model with errors before it is saved for publishing: what is refused leaves the draft as it was.</summary>
    /// <exception cref="DefinitionRefusedException">A check found an error.</exception>
    public async Task DemandSoundAsync(WorkflowDefinition model, CancellationToken stop)
    {
        Demand(await library.CheckAsync(model, stop));
        statutes.Demand(model.ToJson());
    }

    private static void Demand(IReadOnlyList<DefinitionProblem> problems)
    {
        if (problems.Any(problem => problem.IsError))
            throw new DefinitionRefusedException([.. problems.Where(problem => problem.IsError)]);
    }

    /// <summary>Publishes what was proposed.</summary>
    /// <exception cref="ProblemException">
    /// The approver is the proposer, the proposal is incomplete or decided, or the draft was saved since: nothing is published.
    /// </exception>
    public async Task<ChangeProposal> ApproveAsync(string id, string actor, string? comment, long? revision, CancellationToken stop)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(stop);
        var proposal = await proposals.FindWaitingAsync(id, ProposalKind.Publication, revision, stop);
        Proposals.DemandSecondPerson(proposal, actor);
        await DemandNoAuthorAsync(proposal, actor, stop);
        Proposals.DemandComplete(proposal);
        if (await IsStaleAsync(proposal, stop))
            throw new ProblemException(DraftChanged);

        if (await library.FindVersionAsync(proposal.VersionId!, stop) is { } draft)
            statutes.Demand(draft.Json);
        await proposals.EndAsync(proposal, ProposalState.Approved, actor, comment, stop);
        await library.PublishAsync(proposal.DefinitionId, stop);
        await transaction.CommitAsync(stop);
        logger.LogInformation(
            "{Actor} approved version {Version} of {DefinitionId}, proposed by {Proposer}",
            actor,
            proposal.Version,
            proposal.DefinitionId,
            proposal.ProposedBy
        );
        return proposal;
    }

    /// <summary>Demands that the approver wrote nothing of the draft: it takes eyes that have not made it.</summary>
    private async Task DemandNoAuthorAsync(ChangeProposal proposal, string actor, CancellationToken stop)
    {
        if (
            proposal.Version is { } version
            && (await audit.AuthorsAsync(proposal.DefinitionId, version, stop)).Contains(actor, StringComparer.OrdinalIgnoreCase)
        )
            throw new ProblemException(Author);
    }

    /// <summary>True when the draft is no longer what was proposed.</summary>
    public async Task<bool> IsStaleAsync(ChangeProposal proposal, CancellationToken stop) =>
        await library.FindAsync(proposal.DefinitionId, "Latest", stop) is not { } latest
        || latest.Id != proposal.VersionId
        || latest.IsPublished
        || latest.Revision != proposal.DraftRevision;

    private async Task<ChangeProposal> ProposeAsync(DefinitionRow draft, string actor, Wording? wording, CancellationToken stop)
    {
        var waiting = await database
            .Set<ChangeProposal>()
            .SingleOrDefaultAsync(
                proposal =>
                    proposal.DefinitionId == draft.DefinitionId
                    && proposal.Kind == ProposalKind.Publication
                    && proposal.State == ProposalState.Waiting,
                stop
            );
        if (waiting is not null && waiting.VersionId == draft.Id && waiting.DraftRevision == draft.Revision && waiting.ProposedBy == actor)
        {
            if (wording is not null)
                await proposals.WordAsync(waiting, wording, actor, stop);
            return waiting;
        }

        if (waiting is not null)
            await proposals.EndAsync(waiting, ProposalState.Superseded, actor, null, stop);
        var published = await library.FindAsync(draft.DefinitionId, "Published", stop);
        var proposal = new ChangeProposal
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("n"),
            Kind = ProposalKind.Publication,
            DefinitionId = draft.DefinitionId,
            DefinitionName = draft.Name,
            VersionId = draft.Id,
            Version = draft.Version,
            DraftRevision = draft.Revision,
            BaseVersion = published?.Version,
            Note = wording?.Note?.Trim() ?? "",
            LegalBasis = wording?.LegalBasis?.Trim() ?? "",
            ProposedBy = actor,
            ProposedAt = time.GetUtcNow(),
        };
        await proposals.AddAsync(proposal, stop);
        return proposal;
    }

    private static Problem Author { get; } =
        KnownProblems.Of(
            403,
            "publication.author",
            "您编辑过这一版草稿，须由没有参与编辑的另一名管理员审批。",
            "You wrote in this draft: an administrator who did not must decide on it."
        );

    private static Problem DraftChanged { get; } =
        KnownProblems.Of(
            409,
            "publication.draft-changed",
            "申请之后草稿又有改动，请重新提交发布申请。",
            "The draft was saved after it was proposed: propose it again."
        );
}

/// <summary>What publishing came to.</summary>
/// <param name="Row">The version; published unless approval is needed.</param>
/// <param name="Proposal">The proposal, decided or waiting; null when the version was published before.</param>
internal sealed record Publication(DefinitionRow Row, ChangeProposal? Proposal);
