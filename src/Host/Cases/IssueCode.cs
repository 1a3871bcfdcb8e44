using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Cases;

/// <summary>
/// An officer who deals with the parties hands one of them a query code: the respondent's first, or a new one for one that was lost. It is
/// shown this once.
/// </summary>
internal static class IssueCode
{
    /// <param name="Side"><c>applicant</c> or <c>respondent</c>.</param>
    public sealed record Request(string? Side);

    public sealed record Answer(string Side, string QueryCode);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases.MapPost("/{id:guid}/query-codes", HandleAsync).RequireAuthorization(Policies.PartyDesk).WithName("issue-query-code");

    private static async Task<Answer> HandleAsync(
        Guid id,
        Request request,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseStore cases,
        IssueQueryCode issue,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        if (request.Side is not (TaskParties.Applicant or TaskParties.Respondent))
            throw ProblemException.Field("side", "unknown-code", "应为 applicant 或 respondent。", "One of applicant, respondent.");
        await reader.DemandAsync(id, user, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var found = (await cases.FindAsync(id, forUpdate: true, cancellationToken))!;
        if (found.ClosedAt is not null)
            throw new NotAllowedException("case.closed", "案件已办结。", "The case is closed.");
        var code = issue.Handle(found, request.Side, user.UserName());
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Answer(request.Side, code);
    }
}
