using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Following;

/// <summary>A party adds evidence to the own case.</summary>
internal static class SubmitPublicEvidence
{
    public sealed record Answer(IReadOnlyList<Line> Files);

    public sealed record Line(Guid Id, string Name, long Size, DateTimeOffset SubmittedAt);

    public static void Map(IEndpointRouteBuilder publicCases) =>
        publicCases
            .MapPost("/evidence", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadedFiles.LargestRequest),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadedFiles.LargestRequest }
            )
            .WithName("submit-evidence");

    private static async Task<Answer> HandleAsync(
        string caseNumber,
        [FromHeader(Name = "X-Query-Code")] string? queryCode,
        HttpRequest request,
        FollowedCase followed,
        SubmitEvidence evidence,
        VirusScan scan,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        // The code is asked for before any file is read: strangers cannot make the host hold their uploads.
        await followed.FindAsync(caseNumber, queryCode, forUpdate: false, cancellationToken);
        if (!request.HasFormContentType)
            throw new ProblemException(KnownProblems.UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellationToken);
        var files = await UploadedFiles.ReadAsync(form.Files, scan, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var (found, side) = await followed.FindAsync(caseNumber, queryCode, forUpdate: true, cancellationToken);
        var added = await evidence.HandleAsync(found, files, side, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Answer([.. added.Select(file => new Line(file.Id, file.Name, file.Size, file.SubmittedAt))]);
    }
}
