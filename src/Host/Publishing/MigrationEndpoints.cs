using System.Security.Claims;
using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Publishing;

/// <summary>运行中案件迁移: moves running cases to another version of their procedure, dry run first.</summary>
internal static class MigrationEndpoints
{
    /// <summary>What to move.</summary>
    /// <param name="FromVersion">Only instances on this version; null moves from every other version.</param>
    /// <param name="ToVersion">The version to move to; null in a dry run means the published one.</param>
    /// <param name="InstanceIds">Only these instances.</param>
    /// <param name="Note">Why; needed when it is run.</param>
    /// <param name="LegalBasis">On which law; needed when it is run.</param>
    public sealed record Request(int? FromVersion, int? ToVersion, IReadOnlyList<string>? InstanceIds, string? Note, string? LegalBasis);

    /// <summary>What a dry run found.</summary>
    /// <param name="ToVersion">The version to move to.</param>
    /// <param name="CanMove">Instances that would move, with what changes.</param>
    /// <param name="CannotMove">Instances that stay, with the reasons.</param>
    public sealed record DryRun(int ToVersion, IReadOnlyList<Candidate> CanMove, IReadOnlyList<Candidate> CannotMove);

    /// <summary>An instance and what would happen to it; the number is that of its case, if it carries one.</summary>
    public sealed record Candidate(
        string InstanceId,
        string? Name,
        string? CaseNumber,
        string? CorrelationId,
        int FromVersion,
        IReadOnlyList<AlterationNote> Changes,
        IReadOnlyList<AlterationNote> Problems
    );

    public static void Map(IEndpointRouteBuilder procedures)
    {
        var one = procedures.MapGroup("/{definitionId}/migrations").RequireAuthorization(Policies.Administration);
        one.MapPost("/dry-run", TryAsync).WithName("dry-run-migration");
        one.MapPost("", ProposeAsync).WithName("propose-migration");
    }

    private static async Task<DryRun> TryAsync(
        string definitionId,
        Request request,
        ClaimsPrincipal user,
        Alterations alterations,
        DefinitionLibrary library,
        LaborFlowDbContext database,
        CancellationToken stop
    )
    {
        var (plan, target) = await PlanAsync(definitionId, request, library, stop);
        var rows = (await alterations.FindAsync(plan.Filter!, stop)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var reports = await alterations.TryAsync(plan, user.UserName(), stop);
        var numbers = await NumbersAsync(rows.Values, database, stop);
        var candidates = reports
            .Where(report => rows.ContainsKey(report.InstanceId))
            .Select(report => View(report, rows, numbers))
            .ToList();
        return new DryRun(
            target,
            [.. candidates.Where(candidate => candidate.Problems.Count == 0)],
            [.. candidates.Where(candidate => candidate.Problems.Count > 0)]
        );
    }

    private static async Task<IResult> ProposeAsync(
        string definitionId,
        Request request,
        ClaimsPrincipal user,
        Alterations alterations,
        DefinitionLibrary library,
        CancellationToken stop
    )
    {
        var wording = new Wording(request.Note, request.LegalBasis);
        Proposals.Demand(wording);
        if (request.ToVersion is null)
            throw ProblemException.Field("toVersion", "required", "请填写目标版本号。", "Name the version to move to.");
        var (plan, _) = await PlanAsync(definitionId, request, library, stop);
        var proposal = await alterations.ProposeAsync(plan, definitionId, user.UserName(), wording, stop);
        return Results.Created(
            "/api/procedures/migrations/" + proposal.Id,
            ProposalView.Of(proposal, user.UserName(), isAdministrator: true)
        );
    }

    private static async Task<(AlterationPlan Plan, int Target)> PlanAsync(
        string definitionId,
        Request request,
        DefinitionLibrary library,
        CancellationToken stop
    )
    {
        var versions = await library.ListVersionsAsync(definitionId, stop);
        var target =
            (
                request.ToVersion is { } asked
                    ? versions.FirstOrDefault(version => version.Version == asked)
                    : versions.LastOrDefault(version => version.IsPublished)
            ) ?? throw new ProblemException(KnownProblems.NotFound);
        var sources = versions.Where(version => version.Id != target.Id && version.Version == (request.FromVersion ?? version.Version));
        var plan = new AlterationPlan(
            [new JsonObject { ["type"] = "Migrate", ["targetVersion"] = target.Version }],
            new AlterationFilter
            {
                DefinitionVersionIds = [.. sources.Select(version => version.Id).DefaultIfEmpty("none")],
                WorkflowInstanceIds = request.InstanceIds,
                Statuses = ["Running"],
            }
        );
        return (plan, target.Version);
    }

    private static async Task<Dictionary<Guid, string>> NumbersAsync(
        IEnumerable<InstanceRow> rows,
        LaborFlowDbContext database,
        CancellationToken stop
    )
    {
        var ids = rows.Select(row => Guid.TryParse(row.CorrelationId, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToList();
        return await database
            .Set<Case>()
            .Where(found => ids.Contains(found.Id))
            .ToDictionaryAsync(found => found.Id, found => found.CaseNumber, stop);
    }

    private static Candidate View(AlterationReport report, Dictionary<string, InstanceRow> rows, Dictionary<Guid, string> numbers)
    {
        var row = rows[report.InstanceId];
        var number = Guid.TryParse(row.CorrelationId, out var caseId) ? numbers.GetValueOrDefault(caseId) : null;
        return new Candidate(row.Id, row.Name, number, row.CorrelationId, row.Version, report.Changes, report.Problems);
    }
}
