using System.Security.Claims;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>A piece of evidence or a paper of a case.</summary>
internal static class DownloadFile
{
    public static void Map(IEndpointRouteBuilder cases) =>
        cases.MapGet("/{id:guid}/files/{fileId:guid}", HandleAsync).RequireAuthorization(Policies.CaseReaders).WithName("case-file");

    private static async Task<IResult> HandleAsync(
        Guid id,
        Guid fileId,
        ClaimsPrincipal user,
        CaseReader reader,
        IEvidenceFiles contents,
        LaborFlowDbContext database,
        AccessLog access,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        var file =
            await database
                .Set<EvidenceFile>()
                .Where(evidence => evidence.Id == fileId && evidence.CaseId == id)
                .Select(evidence => new
                {
                    evidence.StorageKey,
                    evidence.ContentType,
                    evidence.Name,
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? await database
                .Set<CaseDocument>()
                .Where(document => document.Id == fileId && document.CaseId == id)
                .Select(document => new
                {
                    document.StorageKey,
                    document.ContentType,
                    document.Name,
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        await access.DownloadedAsync(id, user.UserName(), fileId, cancellationToken);
        return SafeFile.Send(await contents.OpenAsync(file.StorageKey, cancellationToken), file.ContentType, file.Name);
    }
}
