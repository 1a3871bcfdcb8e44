using LaborFlow.Cases;
using LaborFlow.Cases.Filing;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Following;

/// <summary>Finds the case of a party by its number and query code. A wrong code and a number that does not exist look alike.</summary>
internal sealed class FollowedCase(ICaseStore cases, CodeTries tries, IHttpContextAccessor context, LogScope log)
{
    private const int LongestNumber = 64;

    /// <returns>The case, tracked, and the side that the code belongs to: <c>applicant</c> or <c>respondent</c>.</returns>
    /// <exception cref="ProblemException">404: no such case, or not with this code. 429: too many wrong codes.</exception>
    public async Task<(Case Case, string Side)> FindAsync(
        string caseNumber,
        string? queryCode,
        bool forUpdate,
        CancellationToken cancellationToken
    )
    {
        var address = context.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "";
        if (caseNumber.Length > LongestNumber)
            throw new ProblemException(KnownProblems.NotFound);
        tries.DemandAllowed(caseNumber, address);
        var found = await cases.FindByNumberAsync(caseNumber, forUpdate, cancellationToken);
        var side = found is null ? null : IssueQueryCode.SideOf(found, queryCode);
        if (found is null || side is null)
        {
            tries.Wrong(caseNumber, address);
            throw new ProblemException(WrongCode);
        }
        tries.Right(caseNumber, address);
        log.User = side;
        log.Instance = found.WorkflowInstanceId;
        return (found, side);
    }

    private static Problem WrongCode { get; } =
        KnownProblems.Of(
            404,
            "case.unknown-or-wrong-code",
            "案号或查询码不正确。",
            "There is no such case, or the query code is wrong.",
            [new FieldError("queryCode", "wrong", "案号或查询码不正确。", "The case number or the query code is wrong.")]
        );
}
