using System.Security.Claims;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Documents;

/// <summary>文书模板 as administrators see it.</summary>
/// <param name="Id">The version's id.</param>
/// <param name="Code">Procedure and name.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Version">Counts from 1.</param>
/// <param name="Current">The newest one, which new papers use.</param>
/// <param name="ToParties">The parties may read the paper.</param>
/// <param name="AddedBy">Who brought it.</param>
/// <param name="AddedAt">When.</param>
/// <param name="Note">What changed.</param>
internal sealed record TemplateView(
    string Id,
    string Code,
    string Name,
    int Version,
    bool Current,
    bool ToParties,
    string AddedBy,
    DateTimeOffset AddedAt,
    string? Note
);

/// <summary>Templates: listed, taken out to be edited in Word, brought back as a new version.</summary>
internal static class TemplateEndpoints
{
    public static void Map(IEndpointRouteBuilder templates)
    {
        templates.MapGet("", ListAsync).RequireAuthorization(Policies.DesignReaders).WithName("document-templates");
        templates
            .MapGet("/file", DownloadAsync)
            .RequireAuthorization(Policies.DesignReaders)
            .Produces(StatusCodes.Status200OK, contentType: PaperLayout.ContentType)
            .WithName("document-template-file");
        templates
            .MapPost("", UploadAsync)
            .RequireAuthorization(Policies.Administration)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(AcceptedFiles.MaxBytes + 64 * 1024))
            .WithName("add-document-template");
    }

    private static async Task<Ok<List<TemplateView>>> ListAsync(IDocumentStore documents, CancellationToken cancellationToken)
    {
        var all = await documents.TemplatesAsync(cancellationToken);
        var newest = all.GroupBy(t => t.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(t => t.Version));
        return TypedResults.Ok(all.Select(t => View(t, newest[t.Code] == t.Version)).ToList());
    }

    private static async Task<IResult> DownloadAsync(
        string id,
        IDocumentStore documents,
        IEvidenceFiles contents,
        CancellationToken cancellationToken
    )
    {
        var template = await documents.FindTemplateAsync(id, cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        return SafeFile.Send(
            await contents.OpenAsync(template.StorageKey, cancellationToken),
            PaperLayout.ContentType,
            $"{template.Name}-v{template.Version}.docx"
        );
    }

    private static async Task<Created<TemplateView>> UploadAsync(
        [FromForm] string code,
        [FromForm] string? note,
        IFormFile file,
        ClaimsPrincipal user,
        InstallTemplates install,
        VirusScan scan,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        // One byte over the limit is enough for the rule to refuse it.
        var content = new byte[(int)Math.Min(file.Length, AcceptedFiles.MaxBytes + 1)];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancellationToken);
        await scan.DemandCleanAsync([new UploadedFile(file.FileName, content)], cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var template = await install.UploadAsync(code, content, note, user.Identity!.Name!, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created($"/api/document-templates/file?id={Uri.EscapeDataString(template.Id)}", View(template, current: true));
    }

    private static TemplateView View(DocumentTemplate template, bool current) =>
        new(
            template.Id,
            template.Code,
            template.Name,
            template.Version,
            current,
            template.ToParties,
            template.AddedBy,
            template.AddedAt,
            template.Note
        );
}
