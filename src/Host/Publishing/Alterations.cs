using System.Text.Json;
using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Elsa;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Procedures;

namespace LaborFlow.Host.Publishing;

/// <summary>
/// Altering running instances with a second pair of eyes. A dry run says what would change and what cannot; carrying out is one advance an
/// instance, with the proposal's id in its operation id, so that it can be taken up again after a crash and alters nothing twice.
/// </summary>
internal sealed class Alterations(
    WorkflowRuntime runtime,
    ReachedInstances instances,
    DefinitionLibrary library,
    Proposals proposals,
    ProcedureOptions options,
    TimeProvider time,
    ILogger<Alterations> logger
)
{
    private const int Page = 200;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    /// <summary>What a plan would do to each instance; nothing is changed.</summary>
    public async Task<IReadOnlyList<AlterationReport>> TryAsync(AlterationPlan plan, string actor, CancellationToken stop)
    {
        var alterations = plan.Read();
        return plan.Filter?.ToQuery() is { } query
            ? await runtime.AlterManyAsync(instances.Limit(query), alterations, actor, dryRun: true, cancellationToken: stop)
            : [];
    }

    /// <summary>The instances that a filter finds, oldest first.</summary>
    public async Task<IReadOnlyList<InstanceRow>> FindAsync(AlterationFilter filter, CancellationToken stop)
    {
        var found = new List<InstanceRow>();
        if (filter.ToQuery() is not { } query)
            return found;
        while (true)
        {
            var after = found.Count == 0 ? null : found[^1].Id;
            var page = await instances.ListAsync(query with { AfterId = after, Descending = false, Skip = 0, Take = Page }, stop);
            found.AddRange(page.Items);
            if (page.Items.Count < Page)
                return found;
        }
    }

    /// <summary>Proposes a plan; carries it out at once where no approval is needed.</summary>
    public async Task<ChangeProposal> ProposeAsync(
        AlterationPlan plan,
        string definitionId,
        string actor,
        Wording? wording,
        CancellationToken stop
    )
    {
        var target = plan.Read().OfType<MigrateToVersion>().FirstOrDefault()?.TargetVersion;
        var published = definitionId.Length == 0 ? null : await library.FindAsync(definitionId, "LatestOrPublished", stop);
        var proposal = new ChangeProposal
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("n"),
            Kind = ProposalKind.Alteration,
            DefinitionId = definitionId,
            DefinitionName = published?.Name,
            Version = target,
            AlterationsJson = JsonSerializer.Serialize(plan, _json),
            Note = wording?.Note?.Trim() ?? "",
            LegalBasis = wording?.LegalBasis?.Trim() ?? "",
            ProposedBy = actor,
            ProposedAt = time.GetUtcNow(),
        };
        await proposals.AddAsync(proposal, stop);
        if (options.PublishNeedsApproval)
            return proposal;

        await proposals.EndAsync(proposal, ProposalState.Approved, actor, null, stop);
        return await CarryOutAsync(proposal, stop);
    }

    /// <summary>Carries out what was proposed. Called again after a crash, it goes on where it stopped.</summary>
    /// <exception cref="ProblemException">The approver is the proposer, or the proposal is incomplete or decided.</exception>
    public async Task<ChangeProposal> ApproveAsync(string id, string actor, string? comment, long? revision, CancellationToken stop)
    {
        var proposal = await proposals.FindAsync(id, ProposalKind.Alteration, stop);
        if (proposal is { State: ProposalState.Approved, OutcomeJson: null } && proposal.DecidedBy == actor)
            return await CarryOutAsync(proposal, stop);

        proposal = await proposals.FindWaitingAsync(id, ProposalKind.Alteration, revision, stop);
        Proposals.DemandSecondPerson(proposal, actor);
        Proposals.DemandComplete(proposal);
        await proposals.EndAsync(proposal, ProposalState.Approved, actor, comment, stop);
        return await CarryOutAsync(proposal, stop);
    }

    /// <summary>The plan of a proposal.</summary>
    public static AlterationPlan PlanOf(ChangeProposal proposal) =>
        JsonSerializer.Deserialize<AlterationPlan>(proposal.AlterationsJson!, _json)!;

    private async Task<ChangeProposal> CarryOutAsync(ChangeProposal proposal, CancellationToken stop)
    {
        var plan = PlanOf(proposal);
        var reports = plan.Filter?.ToQuery() is { } query
            ? await runtime.AlterManyAsync(instances.Limit(query), plan.Read(), proposal.DecidedBy!, proposal.Id, cancellationToken: stop)
            : [];
        proposal.OutcomeJson = JsonSerializer.Serialize(reports.Select(AlterationView.Of), _json);
        proposal.Revision++;
        await proposals.SaveAsync(stop);
        logger.LogInformation(
            "{Actor} altered {Count} instances by proposal {ProposalId} of {Proposer}; {Refused} could not be altered",
            proposal.DecidedBy,
            reports.Count(report => report.Applied),
            proposal.Id,
            proposal.ProposedBy,
            reports.Count(report => !report.Applied)
        );
        return proposal;
    }
}

/// <summary>What an alteration came to, or would come to, in one instance.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Applied">True when it was altered; false in a dry run and when something stood against it.</param>
/// <param name="Changes">What changes.</param>
/// <param name="Problems">Why it cannot be done; empty when it can.</param>
internal sealed record AlterationView(
    string InstanceId,
    bool Applied,
    IReadOnlyList<AlterationNote> Changes,
    IReadOnlyList<AlterationNote> Problems
)
{
    public static AlterationView Of(AlterationReport report) => new(report.InstanceId, report.Applied, report.Changes, report.Problems);
}
