using System.Security.Claims;
using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Publishing;

/// <summary>变更流程实例: alters one running instance from the viewer — tries it first, then proposes it to a second administrator.</summary>
internal static class AlterInstance
{
    /// <summary>What to alter, and why.</summary>
    /// <param name="Alterations">As in <see cref="AlterationPlan"/>.</param>
    /// <param name="Note">Why.</param>
    /// <param name="LegalBasis">On which law.</param>
    public sealed record Request(IReadOnlyList<JsonObject>? Alterations, string? Note, string? LegalBasis);

    public static void Map(IEndpointRouteBuilder procedures)
    {
        var one = procedures.MapGroup("/instances/{instanceId}/alterations").RequireAuthorization(Policies.Administration);
        one.MapPost("/dry-run", TryAsync).WithName("dry-run-alteration");
        one.MapPost("", ProposeAsync).WithName("propose-alteration");
    }

    private static async Task<AlterationView> TryAsync(
        string instanceId,
        Request request,
        ClaimsPrincipal user,
        Alterations alterations,
        IInstanceStore instances,
        CancellationToken stop
    )
    {
        var (plan, _) = await PlanAsync(instanceId, request, instances, stop);
        return AlterationView.Of((await alterations.TryAsync(plan, user.UserName(), stop))[0]);
    }

    private static async Task<IResult> ProposeAsync(
        string instanceId,
        Request request,
        ClaimsPrincipal user,
        Alterations alterations,
        IInstanceStore instances,
        CancellationToken stop
    )
    {
        var wording = new Wording(request.Note, request.LegalBasis);
        Proposals.Demand(wording);
        var (plan, row) = await PlanAsync(instanceId, request, instances, stop);
        var tried = (await alterations.TryAsync(plan, user.UserName(), stop))[0];
        if (tried.Problems is [var first, ..])
        {
            var errors = tried.Problems.Select(problem => new FieldError("alterations", problem.Code, problem.Zh, problem.En));
            throw new ProblemException(KnownProblems.Of(422, first.Code, first.Zh, first.En, [.. errors]));
        }

        var proposal = await alterations.ProposeAsync(plan, row.DefinitionId, user.UserName(), wording, stop);
        return Results.Created(
            "/api/procedures/migrations/" + proposal.Id,
            ProposalView.Of(proposal, user.UserName(), isAdministrator: true)
        );
    }

    private static async Task<(AlterationPlan Plan, InstanceRow Row)> PlanAsync(
        string instanceId,
        Request request,
        IInstanceStore instances,
        CancellationToken stop
    )
    {
        var row = await instances.FindAsync(instanceId, stop) ?? throw new ProblemException(KnownProblems.NotFound);
        return (new AlterationPlan(request.Alterations, new AlterationFilter { WorkflowInstanceIds = [instanceId] }), row);
    }
}
