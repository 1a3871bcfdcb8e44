using System.Security.Claims;
using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Imports;

/// <summary>
/// A window clerk files a sheet of disputes: multipart, the sheet in the part <c>sheet</c>, the files that it names in <c>files</c>. The
/// answer tells of each line.
/// </summary>
internal static class ImportAtWindow
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/disputes/import", HandleAsync)
            .RequireAuthorization(Policies.Filing)
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadedFiles.LargestRequest),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadedFiles.LargestRequest }
            )
            .Accepts<IFormFile>("multipart/form-data")
            .Produces<ImportReport>()
            .WithName("import-at-window");

    private static async Task<ImportReport> HandleAsync(
        HttpRequest request,
        ClaimsPrincipal user,
        ImportDisputes import,
        VirusScan scan,
        CancellationToken cancellationToken
    )
    {
        var upload = await ReadAsync(request, scan, cancellationToken);
        return await import.HandleAsync(
            upload.Sheet.Content,
            Attachments.Among(upload.Files),
            user.UserName(),
            cancellationToken: cancellationToken
        );
    }

    /// <summary>The parts of a request: one sheet, and the files that it names.</summary>
    internal sealed record Upload(UploadedFile Sheet, IReadOnlyList<UploadedFile> Files);

    /// <exception cref="ProblemException">It is no such request.</exception>
    internal static async Task<Upload> ReadAsync(HttpRequest request, VirusScan scan, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            throw new ProblemException(KnownProblems.UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Keys.FirstOrDefault() is { } unknown)
            throw ProblemException.Field(unknown, "field.unknown", "没有这一项，请检查名称。", "There is no such field; check its name.");
        var sheets = form.Files.Where(file => file.Name == "sheet").ToList();
        if (sheets is not [var sheet])
            throw ProblemException.Field("sheet", "required", "请提交一个表格文件（sheet）。", "Send one sheet in the part called sheet.");

        var others = new FormFileCollection();
        others.AddRange(form.Files.Where(file => file.Name != "sheet"));
        var files = await UploadedFiles.ReadAsync(others, scan, cancellationToken);
        var content = new UploadedFile(sheet.FileName, await UploadedFiles.ReadAsync(sheet, cancellationToken));
        await scan.DemandCleanAsync([content], cancellationToken);
        return new Upload(content, files);
    }
}
