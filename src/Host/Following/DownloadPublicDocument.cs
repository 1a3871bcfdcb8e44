using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Following;

/// <summary>A party reads a paper of the own case that is meant for the parties.</summary>
internal static class DownloadPublicDocument
{
    public static void Map(IEndpointRouteBuilder publicCases) =>
        publicCases
            .MapGet("/documents/{id:guid}", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithName("public-document");

    private static async Task<IResult> HandleAsync(
        string caseNumber,
        Guid id,
        [FromHeader(Name = "X-Query-Code")] string? queryCode,
        FollowedCase followed,
        IEvidenceFiles contents,
        LaborFlowDbContext database,
        AccessLog access,
        CancellationToken cancellationToken
    )
    {
        var (found, side) = await followed.FindAsync(caseNumber, queryCode, forUpdate: false, cancellationToken);
        var document =
            await database.PapersFor(found.Id, side).SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        await access.DownloadedAsync(found.Id, side, id, cancellationToken);
        return SafeFile.Send(await contents.OpenAsync(document.StorageKey, cancellationToken), document.ContentType, document.Name);
    }
}
