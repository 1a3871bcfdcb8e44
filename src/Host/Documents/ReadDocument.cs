using System.Security.Claims;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LaborFlow.Host.Documents;

/// <summary>A paper as its page shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Kind">The template's code.</param>
/// <param name="Number">文号; null for a draft.</param>
/// <param name="Version">Counts the versions in the case, from 1.</param>
/// <param name="State"><c>draft</c>, <c>issued</c> or <c>replaced</c>.</param>
/// <param name="IssuedBy">Who signed.</param>
/// <param name="IssuedAt">When.</param>
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
    IReadOnlyList<DocxBlock> Blocks
);

/// <summary>Shows a paper of a case as text, so that nobody needs an office program to read it.</summary>
internal static class ReadDocument
{
    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapGet("/{id:guid}/documents/{documentId:guid}", HandleAsync)
            .RequireAuthorization(Policies.CaseReaders)
            .WithName("case-document");

    private static async Task<Ok<DocumentView>> HandleAsync(
        Guid id,
        Guid documentId,
        ClaimsPrincipal user,
        CaseReader reader,
        IDocumentStore documents,
        IEvidenceFiles contents,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        var document =
            (await documents.DocumentsAsync(id, cancellationToken)).FirstOrDefault(d => d.Id == documentId)
            ?? throw new ProblemException(KnownProblems.NotFound);
        IReadOnlyList<DocxBlock> blocks = [];
        if (document.ContentType == PaperLayout.ContentType)
        {
            await using var stream = await contents.OpenAsync(document.StorageKey, cancellationToken);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, cancellationToken);
            blocks = DocxText.Read(copy.ToArray());
        }

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
                blocks
            )
        );
    }
}
