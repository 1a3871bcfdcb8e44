using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Publication;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.PublicAwards;

/// <summary>
/// 裁决书公开: the awards that anybody may read, without personal data. Public on purpose; what was taken back, and what does not bind any more,
/// is not among them and its address leads nowhere.
/// </summary>
internal static class PublicAwardList
{
    private const int LongestSearch = 100;

    /// <param name="Q">Part of the award's number, of an employer's name or of the cause.</param>
    /// <param name="Cause">A code of the reference's causes.</param>
    /// <param name="District">A GB/T 2260 code.</param>
    /// <param name="From">Published on or after.</param>
    /// <param name="To">Published on or before.</param>
    public sealed record Query(string? Q, string? Cause, string? District, DateOnly? From, DateOnly? To, int? Page, int? PageSize);

    public sealed record Item(
        Guid Id,
        string Number,
        string Name,
        string Employers,
        CodeName Cause,
        string? District,
        DateOnly DecidedOn,
        DateOnly PublishedOn
    );

    public sealed record Answer(IReadOnlyList<Item> Items, int Total);

    /// <param name="Award">What it is.</param>
    /// <param name="Blocks">Its parts, from top to bottom.</param>
    public sealed record Text(Item Award, IReadOnlyList<DocxBlock> Blocks);

    private sealed record Row(Guid Id, Guid CaseId, string DataJson, DateTimeOffset RecordedAt, string MainCause, string District);

    public static void MapPublicAwards(this IEndpointRouteBuilder endpoints)
    {
        var awards = endpoints.MapGroup("/api/public/awards").WithTags("Public");
        awards.MapGet("", ListAsync).AllowAnonymous().RequireRateLimiting(LimitsComposition.Public).WithName("public-awards");
        awards.MapGet("/{id:guid}", ReadAsync).AllowAnonymous().RequireRateLimiting(LimitsComposition.Public).WithName("public-award");
        awards
            .MapGet("/{id:guid}/file", DownloadAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .Produces(StatusCodes.Status200OK, contentType: PaperLayout.ContentType)
            .WithName("public-award-file");
    }

    private static async Task<Answer> ListAsync(
        [AsParameters] Query query,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Of(query.Page, query.PageSize);
        if (query.Q is { Length: > LongestSearch })
            throw ProblemException.Field("q", "too-long", $"最多{LongestSearch}个字。", $"At most {LongestSearch} characters.");
        var found = Shown(database);
        if (query.Q?.Trim() is { Length: > 0 } words)
            found = found.Where(row => row.Entry.Text.Contains(words));
        if (query.Cause is { Length: > 0 } cause)
            found = found.Where(row => row.Matter.MainCause == cause);
        if (query.District is { Length: > 0 } district)
            found = found.Where(row => row.Matter.District.StartsWith(district));
        if (query.From is { } from)
            found = found.Where(row => row.Entry.RecordedAt >= ChinaDay.EndOf(from.AddDays(-1)));
        if (query.To is { } to)
            found = found.Where(row => row.Entry.RecordedAt < ChinaDay.EndOf(to));
        var total = await found.CountAsync(cancellationToken);
        var rows = await page.Cut(found.OrderByDescending(row => row.Entry.Id)).Select(Selected).ToListAsync(cancellationToken);
        return new Answer([.. rows.Select(row => Describe(row).Item)], total);
    }

    private static async Task<Text> ReadAsync(
        Guid id,
        LaborFlowDbContext database,
        IEvidenceFiles contents,
        CancellationToken cancellationToken
    )
    {
        var (item, copy) = await FindAsync(id, database, cancellationToken);
        await using var stream = await contents.OpenAsync(copy.StorageKey, cancellationToken);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellationToken);
        return new Text(item, DocxText.Read(content.ToArray()));
    }

    private static async Task<IResult> DownloadAsync(
        Guid id,
        LaborFlowDbContext database,
        IEvidenceFiles contents,
        CancellationToken cancellationToken
    )
    {
        var (_, copy) = await FindAsync(id, database, cancellationToken);
        return SafeFile.Send(await contents.OpenAsync(copy.StorageKey, cancellationToken), copy.ContentType, copy.Name);
    }

    private static async Task<(Item Item, CaseDocument Copy)> FindAsync(
        Guid id,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var row =
            await Shown(database).Where(found => found.Entry.Id == id).Select(Selected).SingleOrDefaultAsync(cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        var (item, award) = Describe(row);
        var copy =
            await database
                .Set<CaseDocument>()
                .AsNoTracking()
                .SingleOrDefaultAsync(
                    document => document.Id == award.DocumentId && document.CaseId == row.CaseId && document.Kind == PublishAward.CopyKind,
                    cancellationToken
                )
            ?? throw new ProblemException(KnownProblems.NotFound);
        return (item, copy);
    }

    private sealed class Pair
    {
        public required RegisterEntry Entry { get; init; }

        public required Case Matter { get; init; }
    }

    /// <summary>Awards that bind, of cases whose last word on publication was to publish.</summary>
    private static IQueryable<Pair> Shown(LaborFlowDbContext database) =>
        database
            .Set<RegisterEntry>()
            .AsNoTracking()
            .Where(entry => entry.Kind == PublishAward.Published)
            .Join(
                database.Set<Case>().AsNoTracking().Where(matter => matter.ClosedAs == PublishAward.Effective),
                entry => entry.CaseId,
                matter => matter.Id,
                (entry, matter) => new Pair { Entry = entry, Matter = matter }
            )
            .Where(row =>
                !database
                    .Set<RegisterEntry>()
                    .Any(later =>
                        later.CaseId == row.Entry.CaseId && later.Kind == PublishAward.Withdrawn && later.RecordedAt >= row.Entry.RecordedAt
                    )
            );

    private static readonly System.Linq.Expressions.Expression<Func<Pair, Row>> Selected = row => new Row(
        row.Entry.Id,
        row.Entry.CaseId,
        row.Entry.DataJson!,
        row.Entry.RecordedAt,
        row.Matter.MainCause,
        row.Matter.District
    );

    private static (Item Item, PublicAward Award) Describe(Row row)
    {
        var award = JsonSerializer.Deserialize<PublicAward>(row.DataJson, JsonSerializerOptions.Web)!;
        var item = new Item(
            row.Id,
            award.Number,
            award.Name,
            award.Employers,
            ClaimCauses.Find(row.MainCause) ?? new CodeName(row.MainCause, row.MainCause, row.MainCause),
            Districts.Find(row.District)?.Name,
            DateOnly.ParseExact(award.DecidedOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ChinaDay.Of(row.RecordedAt)
        );
        return (item, award);
    }
}
