using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Statutes.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Mediation;

/// <summary>调解组织名册: the mediation organisations that cases are assigned to. Administrators keep it.</summary>
internal static class Organisations
{
    /// <param name="Level"><c>enterprise</c>, <c>community</c>, <c>street</c> or <c>district</c>.</param>
    /// <param name="Jurisdiction">GB/T 2260 code: 6 digits for a district, 9 for a street, 12 for a community.</param>
    /// <param name="EnterpriseCreditCode">Only for the committee of an enterprise, and then needed.</param>
    /// <param name="CrossBorder">Takes the cross-border matters of its place before others.</param>
    public sealed record NewOrganisation(
        string? Name,
        MediationLevel? Level,
        string? Jurisdiction,
        string? EnterpriseCreditCode,
        bool CrossBorder = false
    );

    /// <param name="Active">False: it takes no new cases; those that it has stay with it.</param>
    /// <param name="CrossBorder">As on adding it.</param>
    public sealed record Change(string? Name, bool? Active, bool? CrossBorder = null);

    /// <param name="OpenCases">Those within the reader's reach: what the list of cases shows of it.</param>
    public sealed record Item(
        Guid Id,
        string Name,
        MediationLevel Level,
        string Jurisdiction,
        string? EnterpriseCreditCode,
        bool Active,
        bool CrossBorder,
        int OpenCases
    );

    public sealed record Answer(IReadOnlyList<Item> Items, int Total);

    public static void MapMediation(this IEndpointRouteBuilder endpoints)
    {
        ListOffices.Map(endpoints);
        var organisations = endpoints.MapGroup("/api/mediation-organisations").WithTags("Mediation");
        organisations.MapGet("", ListAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-mediation-organisations");
        organisations
            .MapPost("", AddAsync)
            .RequireAuthorization(Policies.Administration)
            .Produces<Item>(StatusCodes.Status201Created)
            .WithName("add-mediation-organisation");
        organisations
            .MapPut("/{id:guid}", ChangeAsync)
            .RequireAuthorization(Policies.Administration)
            .WithName("change-mediation-organisation");
    }

    private static async Task<Answer> ListAsync(
        string? q,
        string? jurisdiction,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var rows = database.Set<MediationOrganisation>().AsNoTracking();
        if (q is { Length: > 0 })
            rows = rows.Where(row => row.Name.Contains(q));
        if (jurisdiction is { Length: > 0 })
            rows = rows.Where(row => row.Jurisdiction.StartsWith(jurisdiction));
        var cut = PageRequest.Of(page, pageSize).Cut(rows.OrderBy(row => row.Jurisdiction).ThenBy(row => row.Name));
        return new Answer(await ItemsAsync(cut, user, database, cancellationToken), await rows.CountAsync(cancellationToken));
    }

    private static async Task<IResult> AddAsync(
        NewOrganisation request,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = Check(request);
        var name = request.Name?.Trim() ?? "";
        if (errors.Count == 0 && await database.Set<MediationOrganisation>().AnyAsync(row => row.Name == name, cancellationToken))
            errors.Add(new("name", "taken", "已有同名调解组织。", "There is an organisation of this name."));
        if (errors.Count > 0)
            throw new InvalidInputException(errors);

        var added = new MediationOrganisation
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Name = name,
            Level = request.Level!.Value,
            Jurisdiction = request.Jurisdiction!,
            EnterpriseCreditCode = request.EnterpriseCreditCode,
            CrossBorder = request.CrossBorder,
        };
        database.Add(added);
        await database.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/mediation-organisations/{added.Id}",
            await ItemAsync(added.Id, user, database, cancellationToken)
        );
    }

    private static async Task<Item> ChangeAsync(
        Guid id,
        Change request,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var found =
            await database.Set<MediationOrganisation>().SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        if (request.Name is { } name)
        {
            if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName)
                throw new InvalidInputException([NameError]);
            found.Name = name.Trim();
        }

        found.Active = request.Active ?? found.Active;
        found.CrossBorder = request.CrossBorder ?? found.CrossBorder;
        await database.SaveChangesAsync(cancellationToken);
        return await ItemAsync(id, user, database, cancellationToken);
    }

    private const int LongestName = 200;

    private static FieldError NameError { get; } =
        new("name", "required", "请填写名称，不超过200字。", "A name of at most 200 characters is needed.");

    private static List<FieldError> Check(NewOrganisation request)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Trim().Length > LongestName)
            errors.Add(NameError);
        if (request.Level is null)
            errors.Add(new("level", "required", "请选择层级。", "The level is missing."));
        var digits = request.Level switch
        {
            MediationLevel.District => 6,
            MediationLevel.Street => 9,
            MediationLevel.Community => 12,
            _ => 0,
        };
        if (
            request.Jurisdiction is not { Length: 6 or 9 or 12 } code
            || !code.All(char.IsAsciiDigit)
            || Districts.Find(code) is null
            || (digits > 0 && code.Length != digits)
        )
            errors.Add(
                new(
                    "jurisdiction",
                    "unknown-code",
                    "区划代码与层级不符，或者不属于本市。",
                    "The code is not of this city, or not of this level."
                )
            );
        if (request.Level == MediationLevel.Enterprise != (request.EnterpriseCreditCode is not null))
            errors.Add(
                new(
                    "enterpriseCreditCode",
                    "contradictory",
                    "企业调解委员会须填写、其他调解组织不得填写统一社会信用代码。",
                    "An enterprise's committee needs a credit code, and no other organisation has one."
                )
            );
        else if (request.EnterpriseCreditCode is { } creditCode && !UnifiedCreditCode.TryParse(creditCode, out _, out _))
            errors.Add(new("enterpriseCreditCode", "invalid-number", "统一社会信用代码不正确。", "The credit code is not valid."));
        return errors;
    }

    private static async Task<Item> ItemAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    ) =>
        (
            await ItemsAsync(
                database.Set<MediationOrganisation>().AsNoTracking().Where(row => row.Id == id),
                user,
                database,
                cancellationToken
            )
        )[0];

    private static async Task<IReadOnlyList<Item>> ItemsAsync(
        IQueryable<MediationOrganisation> rows,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var found = await rows.ToListAsync(cancellationToken);
        var ids = found.ConvertAll(row => (Guid?)row.Id);
        var open = await database
            .Set<Case>()
            .Visible(user, database)
            .Where(one => one.ClosedAt == null && ids.Contains(one.MediationOrganisationId))
            .GroupBy(one => one.MediationOrganisationId)
            .Select(group => new { Id = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Id ?? Guid.Empty, group => group.Count, cancellationToken);
        return
        [
            .. found.Select(row => new Item(
                row.Id,
                row.Name,
                row.Level,
                row.Jurisdiction,
                row.EnterpriseCreditCode,
                row.Active,
                row.CrossBorder,
                open.GetValueOrDefault(row.Id)
            )),
        ];
    }
}
