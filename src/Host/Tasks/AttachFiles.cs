using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Tasks;

/// <summary>附件: who works on a step adds its papers to the case's volume. Parties are not told: the papers are the office's own.</summary>
internal static class AttachFiles
{
    public sealed record Line(Guid Id, string Name, long Size);

    public static void Map(IEndpointRouteBuilder tasks) =>
        tasks
            .MapPost("/{id:guid}/attachments", HandleAsync)
            .RequireAuthorization(Policies.Officers)
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadedFiles.LargestRequest),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadedFiles.LargestRequest }
            )
            .Accepts<IFormFile>("multipart/form-data")
            .WithName("attach-to-task");

    private static async Task<IReadOnlyList<Line>> HandleAsync(
        Guid id,
        HttpRequest request,
        ClaimsPrincipal user,
        ReadTask.Reader reader,
        ICaseStore cases,
        SubmitEvidence evidence,
        VirusScan scan,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var task = await reader.ItemAsync(id, user, cancellationToken);
        if (!task.Commands.Contains("complete"))
            throw new NotAllowedException(
                "task.not-allowed",
                "只有正在办理该任务的人员可以附上材料。",
                "Only who works on the task adds papers to it."
            );
        if (!request.HasFormContentType)
            throw new ProblemException(KnownProblems.UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellationToken);
        var files = await UploadedFiles.ReadAsync(form.Files, scan, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var disputed =
            await cases.FindAsync(task.CaseId, forUpdate: true, cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        var added = await evidence.AttachAsync(disputed, files, user.UserName(), task.Title, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. added.Select(file => new Line(file.Id, file.Name, file.Size))];
    }
}
