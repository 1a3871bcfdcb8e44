using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Documents;

/// <summary>文书: the papers of all cases within reach, by where they stand: drafts, issued, still to be served, served.</summary>
internal static class ListDocuments
{
    /// <param name="State">
    /// <c>draft</c>; <c>unserved</c>: for parties, and with nobody yet, or come back from somebody and not served on them since;
    /// <c>served</c>; null for all but replaced ones.
    /// </param>
    /// <param name="Q">A part of the paper's name or number, or of the case number.</param>
    public sealed record Query(string? State, string? Q, int? Page, int? PageSize);

    public sealed record Item(
        Guid Id,
        Guid CaseId,
        string CaseNumber,
        string Name,
        string? Number,
        string ContentType,
        long Size,
        string State,
        int Version,
        string CreatedBy,
        DateTimeOffset CreatedAt,
        int Services,
        int Returned
    );

    public sealed record Answer(IReadOnlyList<Item> Items, int Total);

    public static void Map(IEndpointRouteBuilder documents) =>
        documents.MapGet("", HandleAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-documents");

    private static async Task<Answer> HandleAsync(
        [AsParameters] Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var records = database.Set<ServiceRecord>();
        var served = records.Where(record => record.DeemedOn != null);
        // 退回: sent to a party, come back, and not served on that party in another way.
        var returned = records.Where(record =>
            record.DeemedOn == null && !served.Any(other => other.DocumentId == record.DocumentId && other.PartyId == record.PartyId)
        );
        var papers =
            from paper in database.Set<CaseDocument>().AsNoTracking()
            join found in database.Set<Case>().Visible(user, database) on paper.CaseId equals found.Id
            where paper.State != DocumentState.Replaced
            select new { paper, found.CaseNumber };
        papers = query.State switch
        {
            null => papers,
            "draft" => papers.Where(row => row.paper.State == DocumentState.Draft),
            "unserved" => papers.Where(row =>
                row.paper.State == DocumentState.Issued
                && row.paper.PublicToParties
                && (!served.Any(record => record.DocumentId == row.paper.Id) || returned.Any(record => record.DocumentId == row.paper.Id))
            ),
            "served" => papers.Where(row =>
                served.Any(record => record.DocumentId == row.paper.Id) && !returned.Any(record => record.DocumentId == row.paper.Id)
            ),
            _ => throw ProblemException.Field(
                "state",
                "unknown-code",
                "应为 draft、unserved 或 served。",
                "One of draft, unserved, served."
            ),
        };
        if (query.Q is { Length: > 0 } text)
            papers = papers.Where(row =>
                row.paper.Name.Contains(text) || row.paper.Number!.Contains(text) || row.CaseNumber.Contains(text)
            );
        var total = await papers.CountAsync(cancellationToken);
        var rows = await PageRequest
            .Of(query.Page, query.PageSize)
            .Cut(papers.OrderByDescending(row => row.paper.CreatedAt).ThenByDescending(row => row.paper.Id))
            .Select(row => new
            {
                row.paper.Id,
                row.paper.CaseId,
                row.CaseNumber,
                row.paper.Name,
                row.paper.Number,
                row.paper.ContentType,
                row.paper.Size,
                row.paper.State,
                row.paper.Version,
                row.paper.CreatedBy,
                row.paper.CreatedAt,
                Services = served.Where(record => record.DocumentId == row.paper.Id).Select(record => record.PartyId).Distinct().Count(),
                Returned = returned.Where(record => record.DocumentId == row.paper.Id).Select(record => record.PartyId).Distinct().Count(),
            })
            .ToListAsync(cancellationToken);
        return new Answer(
            [
                .. rows.Select(row => new Item(
                    row.Id,
                    row.CaseId,
                    row.CaseNumber,
                    row.Name,
                    row.Number,
                    row.ContentType,
                    row.Size,
                    row.State.ToString().ToLowerInvariant(),
                    row.Version,
                    row.CreatedBy,
                    row.CreatedAt,
                    row.Services,
                    row.Returned
                )),
            ],
            total
        );
    }
}
