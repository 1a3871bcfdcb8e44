using System.Security.Claims;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Documents;

/// <summary>A paper as its page shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Kind">The template's code; <c>evidence</c> for what somebody submitted.</param>
/// <param name="Number">文号; null for a draft.</param>
/// <param name="Version">Counts the versions in the case, from 1.</param>
/// <param name="State"><c>draft</c>, <c>issued</c> or <c>replaced</c>; <c>received</c> for what somebody submitted as evidence.</param>
/// <param name="IssuedBy">Who signed.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="Sha256">SHA-256 of the file, with the seal on it when it is sealed.</param>
/// <param name="Seal">The seal that it carries, or null.</param>
/// <param name="Blocks">Its parts; empty when it is not a Word document.</param>
internal sealed record DocumentView(
    Guid Id,
    string Name,
    string Kind,
    string? Number,
    int Version,
    string State,
    string? IssuedBy,
    DateTimeOffset? IssuedAt,
    string Sha256,
    DocumentSeal? Seal,
    IReadOnlyList<DocxBlock> Blocks
);

/// <summary>The seal on a paper.</summary>
/// <param name="Office">Whose it is.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="SealedBy">Who issued the paper and so sealed it.</param>
/// <param name="SealedAt">When.</param>
internal sealed record DocumentSeal(string Office, int Version, string SealedBy, DateTimeOffset SealedAt);

/// <summary>Shows a paper of a case, or a Word document among its evidence, as text, so that nobody needs an office program to read it.</summary>
internal static class ReadDocument
{
    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapGet("/{id:guid}/documents/{documentId:guid}", HandleAsync)
            .RequireAuthorization(Policies.CaseReaders)
            .WithName("case-document");
        cases
            .MapGet("/{id:guid}/documents/{documentId:guid}/seal", SealAsync)
            .RequireAuthorization(Policies.CaseReaders)
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .WithName("case-document-seal");
    }

    private static async Task<Ok<DocumentView>> HandleAsync(
        Guid id,
        Guid documentId,
        ClaimsPrincipal user,
        CaseReader reader,
        IDocumentStore documents,
        ISealStore seals,
        IEvidenceFiles contents,
        LaborFlowDbContext database,
        AccessLog access,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        await access.ReadAsync(id, user, "file:" + documentId.ToString("N"), cancellationToken);
        var document = (await documents.DocumentsAsync(id, cancellationToken)).FirstOrDefault(d => d.Id == documentId);
        if (document is null)
            return TypedResults.Ok(await EvidenceAsync(id, documentId, contents, database, cancellationToken));
        var seal = document.SealId is { } sealId ? await seals.FindAsync(sealId, cancellationToken) : null;
        var blocks =
            document.ContentType == PaperLayout.ContentType ? await BlocksAsync(contents, document.StorageKey, cancellationToken) : [];
        return TypedResults.Ok(
            new DocumentView(
                document.Id,
                document.Name,
                document.Kind,
                document.Number,
                document.Version,
                document.State.ToString().ToLowerInvariant(),
                document.IssuedBy,
                document.IssuedAt,
                document.Sha256,
                seal is null ? null : new DocumentSeal(seal.Office, seal.Version, document.CreatedBy, document.CreatedAt),
                blocks
            )
        );
    }

    private static async Task<DocumentView> EvidenceAsync(
        Guid caseId,
        Guid fileId,
        IEvidenceFiles contents,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var file =
            await database
                .Set<EvidenceFile>()
                .AsNoTracking()
                .SingleOrDefaultAsync(
                    evidence => evidence.Id == fileId && evidence.CaseId == caseId && evidence.ContentType == PaperLayout.ContentType,
                    cancellationToken
                )
            ?? throw new ProblemException(KnownProblems.NotFound);
        var blocks = await BlocksAsync(contents, file.StorageKey, cancellationToken);
        return new DocumentView(file.Id, file.Name, "evidence", null, 1, "received", null, null, file.Sha256, null, blocks);
    }

    private static async Task<IReadOnlyList<DocxBlock>> BlocksAsync(
        IEvidenceFiles contents,
        string storageKey,
        CancellationToken cancellationToken
    )
    {
        await using var stream = await contents.OpenAsync(storageKey, cancellationToken);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken);
        try
        {
            return DocxText.Read(copy.ToArray());
        }
        catch (InvalidDataException)
        {
            throw new ProblemException(
                new Problem(
                    StatusCodes.Status422UnprocessableEntity,
                    "document.unreadable",
                    new ProblemMessages("无法在页面上显示该文件，请下载后查看。", "The file cannot be shown in the page; download it."),
                    []
                )
            );
        }
    }

    private static async Task<IResult> SealAsync(
        Guid id,
        Guid documentId,
        ClaimsPrincipal user,
        CaseReader reader,
        IDocumentStore documents,
        ISealStore seals,
        IEvidenceFiles contents,
        CancellationToken cancellationToken
    )
    {
        var document = await FindAsync(id, documentId, user, reader, documents, cancellationToken);
        var seal = document.SealId is { } sealId ? await seals.FindAsync(sealId, cancellationToken) : null;
        return seal is null
            ? throw new ProblemException(KnownProblems.NotFound)
            : SafeFile.Send(await contents.OpenAsync(seal.StorageKey, cancellationToken), "image/png", "seal.png");
    }

    private static async Task<CaseDocument> FindAsync(
        Guid id,
        Guid documentId,
        ClaimsPrincipal user,
        CaseReader reader,
        IDocumentStore documents,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        return (await documents.DocumentsAsync(id, cancellationToken)).FirstOrDefault(d => d.Id == documentId)
            ?? throw new ProblemException(KnownProblems.NotFound);
    }
}
