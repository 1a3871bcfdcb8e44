using System.Security.Claims;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Publishing;

/// <summary>发布申请、迁移申请: what waits for a second administrator, and deciding on it.</summary>
internal static class ProposalEndpoints
{
    /// <summary>A page of proposals.</summary>
    /// <param name="Items">Newest first.</param>
    /// <param name="Total">All that the filter finds.</param>
    /// <param name="NeedsApproval">False when this host publishes at once.</param>
    public sealed record Answer(IReadOnlyList<ProposalView> Items, int Total, bool NeedsApproval);

    /// <summary>Proposes the latest version of a definition.</summary>
    public sealed record ProposeRequest(string DefinitionId, string? Note, string? LegalBasis);

    /// <summary>Words a proposal anew.</summary>
    public sealed record EditRequest(string? Note, string? LegalBasis, long? ExpectedRevision);

    /// <summary>Approves; the comment is optional.</summary>
    public sealed record ApproveRequest(string? Comment, long? ExpectedRevision);

    /// <summary>Rejects or withdraws; rejecting needs the reason.</summary>
    public sealed record EndRequest(string? Reason, long? ExpectedRevision);

    public static void Map(IEndpointRouteBuilder procedures)
    {
        var publications = Map(procedures, "publications", "publication", ProposalKind.Publication);
        publications.MapPost("", ProposeAsync).RequireAuthorization(Policies.Administration).WithName("propose-publication");
        Map(procedures, "migrations", "migration", ProposalKind.Alteration);
    }

    private static RouteGroupBuilder Map(IEndpointRouteBuilder procedures, string path, string name, ProposalKind kind)
    {
        // The handlers find the kind beside the request: it is the address that says which proposals are meant.
        var group = procedures.MapGroup("/" + path).WithMetadata(new KindOf(kind));
        group.MapGet("", ListAsync).RequireAuthorization(Policies.DesignReaders).WithName($"list-{name}s");
        group.MapGet("/{id}", ReadAsync).RequireAuthorization(Policies.DesignReaders).WithName($"read-{name}");
        var changing = group.MapGroup("").RequireAuthorization(Policies.Administration);
        changing.MapPut("/{id}", EditAsync).WithName($"edit-{name}");
        changing.MapPost("/{id}/approve", ApproveAsync).WithName($"approve-{name}");
        changing.MapPost("/{id}/reject", RejectAsync).WithName($"reject-{name}");
        changing.MapPost("/{id}/withdraw", WithdrawAsync).WithName($"withdraw-{name}");
        return group;
    }

    private sealed record KindOf(ProposalKind Kind);

    private static ProposalKind Kind(HttpContext context) => context.GetEndpoint()!.Metadata.GetRequiredMetadata<KindOf>().Kind;

    private static async Task<Answer> ListAsync(
        string? definitionId,
        string? state,
        int? page,
        int? pageSize,
        HttpContext context,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        Publications publications,
        ProcedureOptions options,
        CancellationToken stop
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var kind = Kind(context);
        var found = database.Set<ChangeProposal>().AsNoTracking().Where(proposal => proposal.Kind == kind);
        if (!string.IsNullOrEmpty(definitionId))
            found = found.Where(proposal => proposal.DefinitionId == definitionId);
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<ProposalState>(state, ignoreCase: true, out var asked) || !Enum.IsDefined(asked))
                throw ProblemException.Field("state", "unknown", "没有这种状态。", "There is no such state.");
            found = found.Where(proposal => proposal.State == asked);
        }
        var rows = await cut.Cut(found.OrderByDescending(proposal => proposal.ProposedAt).ThenBy(proposal => proposal.Id))
            .ToListAsync(stop);
        var items = new List<ProposalView>();
        foreach (var row in rows)
            items.Add(await ViewAsync(row, user, publications, stop));
        return new Answer(items, await found.CountAsync(stop), options.PublishNeedsApproval);
    }

    private static async Task<ProposalView> ReadAsync(
        string id,
        HttpContext context,
        ClaimsPrincipal user,
        Proposals proposals,
        Publications publications,
        CancellationToken stop
    ) => await ViewAsync(await proposals.FindAsync(id, Kind(context), stop), user, publications, stop);

    private static async Task<IResult> ProposeAsync(
        ProposeRequest request,
        ClaimsPrincipal user,
        Publications publications,
        CancellationToken stop
    )
    {
        var wording = new Wording(request.Note, request.LegalBasis);
        Proposals.Demand(wording);
        try
        {
            var publication = await publications.PublishAsync(request.DefinitionId, user.UserName(), wording, stop);
            var proposal =
                publication.Proposal
                ?? throw new ProblemException(
                    KnownProblems.Of(409, "publication.published", "最新版本已经发布。", "The latest version is published already.")
                );
            var view = await ViewAsync(proposal, user, publications, stop);
            return Results.Created("/api/procedures/publications/" + proposal.Id, view);
        }
        catch (Engine.Definitions.DefinitionRefusedException refused) when (refused.Problems.Count > 0)
        {
            throw new ProblemException(CheckProcedure.Failed(refused.Problems));
        }
    }

    private static async Task<ProposalView> EditAsync(
        string id,
        HttpContext context,
        EditRequest request,
        ClaimsPrincipal user,
        Proposals proposals,
        Publications publications,
        CancellationToken stop
    )
    {
        var wording = new Wording(request.Note, request.LegalBasis);
        Proposals.Demand(wording);
        var proposal = await proposals.FindWaitingAsync(id, Kind(context), request.ExpectedRevision, stop);
        await proposals.WordAsync(proposal, wording, user.UserName(), stop);
        return await ViewAsync(proposal, user, publications, stop);
    }

    private static async Task<ProposalView> ApproveAsync(
        string id,
        HttpContext context,
        ApproveRequest request,
        ClaimsPrincipal user,
        Publications publications,
        Alterations alterations,
        CancellationToken stop
    )
    {
        var approved =
            Kind(context) == ProposalKind.Publication
                ? await publications.ApproveAsync(id, user.UserName(), request.Comment, request.ExpectedRevision, stop)
                : await alterations.ApproveAsync(id, user.UserName(), request.Comment, request.ExpectedRevision, stop);
        return ProposalView.Of(approved, user.UserName(), isAdministrator: true);
    }

    private static async Task<ProposalView> RejectAsync(
        string id,
        HttpContext context,
        EndRequest request,
        ClaimsPrincipal user,
        Proposals proposals,
        CancellationToken stop
    )
    {
        var reason = Proposals.Reason(request.Reason);
        var proposal = await proposals.FindWaitingAsync(id, Kind(context), request.ExpectedRevision, stop);
        Proposals.DemandSecondPerson(proposal, user.UserName());
        await proposals.EndAsync(proposal, ProposalState.Rejected, user.UserName(), reason, stop);
        return ProposalView.Of(proposal, user.UserName(), isAdministrator: true);
    }

    private static async Task<ProposalView> WithdrawAsync(
        string id,
        HttpContext context,
        EndRequest request,
        ClaimsPrincipal user,
        Proposals proposals,
        CancellationToken stop
    )
    {
        var proposal = await proposals.FindWaitingAsync(id, Kind(context), request.ExpectedRevision, stop);
        Proposals.DemandOwn(proposal, user.UserName());
        await proposals.EndAsync(proposal, ProposalState.Withdrawn, user.UserName(), request.Reason, stop);
        return ProposalView.Of(proposal, user.UserName(), isAdministrator: true);
    }

    private static async Task<ProposalView> ViewAsync(
        ChangeProposal proposal,
        ClaimsPrincipal user,
        Publications publications,
        CancellationToken stop
    ) =>
        ProposalView.Of(
            proposal,
            user.UserName(),
            user.IsInRole(Roles.Administrator),
            proposal is { State: ProposalState.Waiting, Kind: ProposalKind.Publication } && await publications.IsStaleAsync(proposal, stop)
        );
}
