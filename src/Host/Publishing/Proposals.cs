using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Elsa;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Publishing;

/// <summary>What all proposals have in common: finding, wording, and who may decide.</summary>
internal sealed class Proposals(LaborFlowDbContext database, DesignAudit audit, TimeProvider time)
{
    private const int LongestNote = 4000;
    private const int LongestBasis = 2000;

    /// <exception cref="ProblemException">There is none: 404.</exception>
    public async Task<ChangeProposal> FindAsync(string id, ProposalKind kind, CancellationToken stop) =>
        await database.Set<ChangeProposal>().SingleOrDefaultAsync(proposal => proposal.Id == id && proposal.Kind == kind, stop)
        ?? throw new ProblemException(KnownProblems.NotFound);

    /// <summary>One that still waits.</summary>
    /// <exception cref="ProblemException">It is decided, or moved since the caller saw it: 409.</exception>
    public async Task<ChangeProposal> FindWaitingAsync(string id, ProposalKind kind, long? expectedRevision, CancellationToken stop)
    {
        var proposal = await FindAsync(id, kind, stop);
        if (proposal.State != ProposalState.Waiting)
            throw Decided(proposal);
        if (expectedRevision is { } expected && expected != proposal.Revision)
            throw new ProblemException(Changed);
        return proposal;
    }

    /// <summary>Gives a proposal its wording. Only the proposer words it.</summary>
    public async Task WordAsync(ChangeProposal proposal, Wording wording, string actor, CancellationToken stop)
    {
        if (proposal.ProposedBy != actor)
            throw new ProblemException(NotYours);
        (proposal.Note, proposal.LegalBasis) = (wording.Note!.Trim(), wording.LegalBasis!.Trim());
        proposal.Revision++;
        await SaveAsync(stop);
    }

    /// <summary>Demands that note and legal basis are there and of bearable length.</summary>
    public static void Demand(Wording wording)
    {
        var errors = new List<FieldError>();
        Check("note", wording.Note, LongestNote, "请填写修改说明。", "Say what changed and why.");
        Check("legalBasis", wording.LegalBasis, LongestBasis, "请填写法律依据。", "Name the legal basis.");
        if (errors.Count > 0)
            throw new ProblemException(KnownProblems.InvalidInput(errors));

        void Check(string field, string? text, int longest, string zh, string en)
        {
            if (string.IsNullOrWhiteSpace(text))
                errors.Add(new(field, "required", zh, en));
            else if (text.Trim().Length > longest)
                errors.Add(new(field, "too-long", $"不得超过 {longest} 字。", $"At most {longest} characters."));
        }
    }

    /// <summary>Demands that the decider is not the proposer, and that there is something to decide on.</summary>
    public static void DemandSecondPerson(ChangeProposal proposal, string actor)
    {
        if (proposal.ProposedBy == actor)
            throw new ProblemException(SamePerson);
    }

    /// <summary>Demands that note and legal basis were given.</summary>
    public static void DemandComplete(ChangeProposal proposal)
    {
        if (proposal.IsIncomplete)
            throw new ProblemException(Incomplete);
    }

    /// <summary>Adds a proposal, with its entry in the audit chain.</summary>
    public Task AddAsync(ChangeProposal proposal, CancellationToken stop)
    {
        database.Add(proposal);
        Note(proposal, "proposal.made", "提出", "Proposed");
        return SaveAsync(stop);
    }

    private void Note(ChangeProposal proposal, string action, string zh, string en)
    {
        var (what, whatEn) =
            proposal.Kind == ProposalKind.Publication ? ("流程发布申请", "publication") : ("流程实例变更申请", "alteration of instances");
        audit.Note(
            action,
            $"{zh}{what}：{proposal.DefinitionName ?? proposal.DefinitionId} 第 {proposal.Version?.ToString(CultureInfo.InvariantCulture) ?? "—"} 版",
            $"{en}: {whatEn} of {proposal.DefinitionId} version {proposal.Version?.ToString(CultureInfo.InvariantCulture) ?? "-"}",
            "proposal:" + proposal.Id,
            proposal.LegalBasis,
            proposal.Version is { } version ? $"{proposal.DefinitionId}@{version.ToString(CultureInfo.InvariantCulture)}" : null
        );
    }

    private static string VerbOf(ProposalState state) =>
        state switch
        {
            ProposalState.Approved => "批准",
            ProposalState.Rejected => "退回",
            ProposalState.Withdrawn => "撤回",
            _ => "作废",
        };

    /// <summary>Ends the waiting without carrying anything out.</summary>
    public async Task EndAsync(ChangeProposal proposal, ProposalState state, string actor, string? words, CancellationToken stop)
    {
        Note(proposal, "proposal." + state.ToString().ToLowerInvariant(), VerbOf(state), state.ToString());
        proposal.Decide(state, actor, time.GetUtcNow(), string.IsNullOrWhiteSpace(words) ? null : Short(words));
        await SaveAsync(stop);
    }

    /// <summary>Saves; a decider who came second gets 409.</summary>
    public async Task SaveAsync(CancellationToken stop)
    {
        try
        {
            await database.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ProblemException(Changed);
        }
    }

    /// <summary>Demands a reason.</summary>
    public static string Reason(string? reason) =>
        string.IsNullOrWhiteSpace(reason)
            ? throw ProblemException.Field("reason", "required", "请填写理由。", "Give the reason.")
            : Short(reason);

    private static string Short(string words) =>
        words.Trim() is { Length: <= LongestNote } trimmed
            ? trimmed
            : throw ProblemException.Field("reason", "too-long", $"不得超过 {LongestNote} 字。", $"At most {LongestNote} characters.");

    private static ProblemException Decided(ChangeProposal proposal) =>
        new(
            KnownProblems.Of(
                409,
                "proposal.decided",
                "此申请已处理完毕，请刷新后查看。",
                "This proposal is decided already; look again."
            ) with
            {
                Details = new Dictionary<string, object?> { ["completedBy"] = proposal.DecidedBy, ["completedAt"] = proposal.DecidedAt },
            }
        );

    private static Problem Changed { get; } =
        KnownProblems.Of(409, "proposal.changed", "此申请刚刚被更改，请刷新后重试。", "This proposal was changed meanwhile; look again.");

    private static Problem SamePerson { get; } =
        KnownProblems.Of(
            403,
            "proposal.same-person",
            "申请须由另一名管理员审批，不能审批自己的申请。",
            "Another administrator decides: nobody approves a proposal of their own."
        );

    private static Problem NotYours { get; } =
        KnownProblems.Of(403, "proposal.not-yours", "只有申请人本人可以执行此操作。", "Only the one who proposed it may do this.");

    private static Problem Incomplete { get; } =
        KnownProblems.Of(
            422,
            "proposal.incomplete",
            "申请尚缺修改说明或法律依据，不能批准。",
            "The note or the legal basis is missing: it cannot be approved yet."
        );

    /// <summary>Demands that it is the caller's own.</summary>
    public static void DemandOwn(ChangeProposal proposal, string actor)
    {
        if (proposal.ProposedBy != actor)
            throw new ProblemException(NotYours);
    }
}

/// <summary>Why something changes.</summary>
/// <param name="Note">What changed and why.</param>
/// <param name="LegalBasis">The law, regulation or internal rule that it rests on.</param>
internal sealed record Wording(string? Note, string? LegalBasis);
