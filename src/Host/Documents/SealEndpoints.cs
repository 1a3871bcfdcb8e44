using System.Security.Claims;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Documents;

/// <summary>电子印章: pictures of the offices' seals, brought by one administrator and approved by another.</summary>
internal static class SealEndpoints
{
    /// <param name="State"><c>proposed</c>, <c>inUse</c>, <c>rejected</c> or <c>retired</c>.</param>
    /// <param name="Own">The reader uploaded it, and so cannot approve it.</param>
    public sealed record Item(
        Guid Id,
        string Office,
        int Version,
        string Sha256,
        string Note,
        string ProposedBy,
        DateTimeOffset ProposedAt,
        string State,
        string? DecidedBy,
        DateTimeOffset? DecidedAt,
        string? DecisionNote,
        string? RetiredBy,
        DateTimeOffset? RetiredAt,
        string? RetiredBecause,
        bool Own
    );

    /// <param name="Offices">The names of the offices that may have a seal.</param>
    /// <param name="Items">All versions, by office, newest first.</param>
    public sealed record Answer(IReadOnlyList<string> Offices, IReadOnlyList<Item> Items);

    public sealed record Words(string? Note);

    public static void Map(IEndpointRouteBuilder seals)
    {
        seals.MapGet("", ListAsync).RequireAuthorization(Policies.DesignReaders).WithName("office-seals");
        seals
            .MapGet("/{id:guid}/picture", PictureAsync)
            .RequireAuthorization(Policies.DesignReaders)
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .WithName("office-seal-picture");
        seals
            .MapPost("", ProposeAsync)
            .RequireAuthorization(Policies.Administration)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(SealFile.MaxBytes * 2))
            .WithName("propose-office-seal");
        seals
            .MapPost(
                "/{id:guid}/approve",
                (Guid id, Words words, ClaimsPrincipal user, KeepSeals keep, LaborFlowDbContext database, CancellationToken stop) =>
                    ChangeAsync(user, database, () => keep.DecideAsync(id, approved: true, words.Note, user.UserName(), stop), stop)
            )
            .RequireAuthorization(Policies.Administration)
            .WithName("approve-office-seal");
        seals
            .MapPost(
                "/{id:guid}/reject",
                (Guid id, Words words, ClaimsPrincipal user, KeepSeals keep, LaborFlowDbContext database, CancellationToken stop) =>
                    ChangeAsync(user, database, () => keep.DecideAsync(id, approved: false, words.Note, user.UserName(), stop), stop)
            )
            .RequireAuthorization(Policies.Administration)
            .WithName("reject-office-seal");
        seals
            .MapPost(
                "/{id:guid}/retire",
                (Guid id, Words words, ClaimsPrincipal user, KeepSeals keep, LaborFlowDbContext database, CancellationToken stop) =>
                    ChangeAsync(user, database, () => keep.RetireAsync(id, words.Note, user.UserName(), stop), stop)
            )
            .RequireAuthorization(Policies.Administration)
            .WithName("retire-office-seal");
    }

    private static async Task<Ok<Answer>> ListAsync(
        ClaimsPrincipal user,
        ISealStore seals,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var mediators = await database
            .Set<MediationOrganisation>()
            .AsNoTracking()
            .OrderBy(o => o.Name)
            .Select(o => o.Name)
            .ToListAsync(cancellationToken);
        var all = await seals.ListAsync(cancellationToken);
        return TypedResults.Ok(new Answer([.. OfficeNames.All, .. mediators], [.. all.Select(s => View(s, user))]));
    }

    private static async Task<IResult> PictureAsync(Guid id, ISealStore seals, IEvidenceFiles contents, CancellationToken cancellationToken)
    {
        var seal = await seals.FindAsync(id, cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        return SafeFile.Send(await contents.OpenAsync(seal.StorageKey, cancellationToken), "image/png", "seal.png");
    }

    private static async Task<Created<Item>> ProposeAsync(
        [FromForm] string? office,
        [FromForm] string? note,
        IFormFile file,
        ClaimsPrincipal user,
        KeepSeals keep,
        VirusScan scan,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        // One byte over the limit is enough for the rule to refuse it.
        var content = new byte[(int)Math.Min(file.Length, SealFile.MaxBytes + 1)];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancellationToken);
        await scan.DemandCleanAsync([new UploadedFile(file.FileName, content)], cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var seal = await keep.ProposeAsync(office, content, note, user.UserName(), cancellationToken);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (database.Dialect.ViolatedUniqueKey(clash.InnerException ?? clash) is not null)
        {
            // Two people brought a picture of one office's seal at the same moment: each would have been the same version.
            throw Changed();
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created($"/api/office-seals/{seal.Id}/picture", View(seal, user));
    }

    private static async Task<Ok<Item>> ChangeAsync(
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        Func<ValueTask<OfficeSeal>> change,
        CancellationToken cancellationToken
    )
    {
        var seal = await change();
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw Changed();
        }

        return TypedResults.Ok(View(seal, user));
    }

    private static ProblemException Changed() =>
        new(KnownProblems.Of(409, "seal.changed", "印章刚被他人处理，请刷新后再试。", "Somebody changed the seal meanwhile."));

    private static Item View(OfficeSeal seal, ClaimsPrincipal user) =>
        new(
            seal.Id,
            seal.Office,
            seal.Version,
            seal.Sha256,
            seal.Note,
            seal.ProposedBy,
            seal.ProposedAt,
            seal.State switch
            {
                SealState.Proposed => "proposed",
                SealState.InUse => "inUse",
                SealState.Rejected => "rejected",
                _ => "retired",
            },
            seal.DecidedBy,
            seal.DecidedAt,
            seal.DecisionNote,
            seal.RetiredBy,
            seal.RetiredAt,
            seal.RetiredBecause,
            string.Equals(seal.ProposedBy, user.UserName(), StringComparison.OrdinalIgnoreCase)
        );
}
