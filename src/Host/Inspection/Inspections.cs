using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Inspection.Opening;
using LaborFlow.Cases.Parties;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Inspection;

/// <summary>主动检查 over HTTP: an inspector writes down what was found and the case is opened.</summary>
internal static class Inspections
{
    /// <param name="Lead">What was found.</param>
    /// <param name="OperationId">Chosen by the client: a lead repeated with it opens nothing.</param>
    public sealed record Request(InspectionLead? Lead, string? OperationId);

    /// <param name="CaseId">The case.</param>
    /// <param name="CaseNumber">Its number.</param>
    /// <param name="OthersOpen">Numbers of other open inspections of the same employer, newest first, at most ten.</param>
    public sealed record Receipt(Guid CaseId, string CaseNumber, IReadOnlyList<string> OthersOpen);

    public static void Map(IEndpointRouteBuilder inspections)
    {
        inspections.MapPost("", OpenAsync).RequireAuthorization(Policies.InspectionOpening).WithName("open-inspection");
        inspections
            .MapGet("/sources", IReadOnlyList<CodeName> () => LeadSources.All)
            .RequireAuthorization(Policies.InspectionOpening)
            .WithName("inspection-sources");
    }

    private static async Task<Created<Receipt>> OpenAsync(
        Request request,
        ClaimsPrincipal user,
        InspectionOpening opening,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var lead = request.Lead ?? throw ProblemException.Field("lead", "required", "请填写检查线索。", "Say what was found.");
        if (lead.Source == LeadSources.Tip)
            throw ProblemException.Field("source", "unknown-code", "匿名举报请在举报列表中处理。", "Take a tip up where it is listed.");
        if (lead.District is { } district && !district.StartsWith(CurrentActor.ReachPrefix(user.Jurisdiction()), StringComparison.Ordinal))
            throw ProblemException.Field("district", "out-of-reach", "该区不在您的管辖范围内。", "This district is not yours.");
        var operation = OperationIds.Of(request.OperationId, "inspection", user.UserName());
        var (opened, _) = await opening.HandleAsync(lead, user.UserName(), operation, cancellationToken: cancellationToken);
        var receipt = new Receipt(opened.Id, opened.CaseNumber, await OthersAsync(opened, database, cancellationToken));
        return TypedResults.Created($"/api/cases/{opened.Id}", receipt);
    }

    private static async Task<IReadOnlyList<string>> OthersAsync(
        Case opened,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var name = opened.Respondents.First().Name;
        return await database
            .Set<Case>()
            .AsNoTracking()
            .Where(found =>
                found.Id != opened.Id
                && found.ClosedAt == null
                && (found.ProcedureCode == "INS" || found.ProcedureCode == "INSF")
                && found.District.StartsWith(opened.District.Substring(0, 4))
                && found.Parties.Any(party => party.Side == PartySide.Respondent && party.Name == name)
            )
            .OrderByDescending(found => found.FiledAt)
            .Select(found => found.CaseNumber)
            .ToListAsync(cancellationToken);
    }
}
