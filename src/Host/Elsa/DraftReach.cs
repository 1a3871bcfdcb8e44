using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Elsa;

/// <summary>Drafts are administrators' own: who only reads (auditors) sees what is or was published, and what waits for approval.</summary>
internal static class DraftReach
{
    public static bool SeesDrafts(this HttpContext context) => context.User.IsInRole(Roles.Administrator);

    /// <summary>True when the caller may see a version.</summary>
    public static bool Sees(this HttpContext context, DefinitionRow row) => context.SeesDrafts() || row.PublishedAt is not null;

    /// <summary>
    /// The same for one version by its id. A draft that was run is no longer its administrator's alone: who may watch the instance sees the
    /// drawing that it runs on.
    /// </summary>
    public static async Task<bool> SeesAsync(
        this HttpContext context,
        DefinitionRow row,
        ReachedInstances instances,
        CancellationToken stop
    ) =>
        context.Sees(row)
        || (await instances.ListAsync(new InstanceQuery { DefinitionVersionIds = [row.Id], Take = 1 }, stop)).Items.Count > 0;

    /// <summary>The version that an option means for the caller: where that is a draft that he does not see, the published one.</summary>
    /// <exception cref="ProblemException">There is none that he may see: 404.</exception>
    public static async Task<DefinitionRow> FindAsync(
        this HttpContext context,
        string definitionId,
        string? versionOptions,
        DefinitionLibrary library,
        CancellationToken stop
    )
    {
        var row = await library.FindAsync(definitionId, versionOptions, stop);
        if (row is not null && !context.Sees(row))
            row = await library.FindAsync(definitionId, "Published", stop);
        return row ?? throw new ProblemException(KnownProblems.NotFound);
    }

    /// <summary>Demands that the caller may see a version; a draft that was proposed may be seen by those who audit.</summary>
    /// <exception cref="ProblemException">He may not: 404, as if it was not there.</exception>
    public static async Task DemandAsync(this HttpContext context, DefinitionRow row, DbContext database, CancellationToken stop)
    {
        if (context.Sees(row))
            return;
        var proposed = await database
            .Set<ChangeProposal>()
            .AnyAsync(proposal => proposal.VersionId == row.Id && proposal.State == ProposalState.Waiting, stop);
        if (!proposed)
            throw new ProblemException(KnownProblems.NotFound);
    }
}
