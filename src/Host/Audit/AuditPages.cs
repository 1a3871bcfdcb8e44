using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Audit;
using LaborFlow.Persistence.Cases;
using LaborFlow.Persistence.Identity;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Audit;

/// <summary>审计查询: auditors search the chains, read one case's history and have chains verified. Cases outside their reach do not exist here.</summary>
internal static class AuditPages
{
    /// <summary>The chains of so many cases are named to the database; those of more it finds by itself.</summary>
    private const int Named = 1_000;

    public sealed record Entry(
        string Chain,
        string? CaseNumber,
        long Sequence,
        DateTimeOffset At,
        string Actor,
        string? ActorRole,
        string? Origin,
        string Action,
        string? Subject,
        string Zh,
        string En,
        JsonElement? Changes,
        string? ProcedureVersion,
        string? LegalBasis,
        string Seal,
        IReadOnlyList<ChangeNames.Told> Told
    );

    /// <param name="AsOf">What was entered after this moment is not among the items.</param>
    public sealed record Page(IReadOnlyList<Entry> Items, long Total, DateTimeOffset AsOf);

    public sealed record Newer(long Count);

    /// <param name="Person">A party of the case: a part of the name, or the whole number of an identity document or telephone.</param>
    /// <param name="Actor">Who acted: the user name, or a part of the name.</param>
    /// <param name="ProcedureVersion">What the version of the procedure begins with.</param>
    public sealed record Search(
        string? CaseNumber,
        string? Chain,
        string? Person,
        string? Actor,
        string? Action,
        string? ProcedureVersion,
        DateTimeOffset? From,
        DateTimeOffset? Until,
        int? Page,
        int? PageSize
    );

    public sealed record VerifyRequest(string? CaseNumber);

    public sealed record Report(bool Intact, long Chains, long Entries, IReadOnlyList<Finding> Findings);

    public sealed record Finding(string Fault, string Chain, long FromSequence, long ToSequence, string Zh, string En);

    public static void Map(IEndpointRouteBuilder audit)
    {
        audit.MapGet("/entries", ListAsync).RequireAuthorization(Policies.Auditing).WithName("audit-entries");
        audit.MapGet("/entries/newer", NewerAsync).RequireAuthorization(Policies.Auditing).WithName("newer-audit-entries");
        AuditExport.Map(audit);
        audit.MapGet("/cases/{caseNumber}", HistoryAsync).RequireAuthorization(Policies.Auditing).WithName("audit-case");
        audit.MapPost("/verify", VerifyAsync).RequireAuthorization(Policies.Auditing).WithName("audit-verify");
        CourtExport.Map(audit);
        audit.MapGet("/roots", RootsAsync).RequireAuthorization(Policies.Auditing).WithName("audit-roots");
    }

    private static async Task<Page> ListAsync(
        [AsParameters] Search search,
        ClaimsPrincipal user,
        AuditReader reader,
        LaborFlowDbContext database,
        PersonalKeys keys,
        AccessLog log,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Of(search.Page, search.PageSize);
        var now = time.GetUtcNow();
        var query = await QueryAsync(search, user, database, keys, (page.Page - 1) * page.Size, page.Size, cancellationToken);
        var (items, total) = await reader.ListAsync(query, cancellationToken);
        await log.AuditReadAsync(user.UserName(), KeysOf(search), cancellationToken);
        return new Page(await ShowAsync(items, database, cancellationToken), total, now);
    }

    /// <summary>
    /// How many entries a search would find that came since it was made, but for the auditor's own searches. A number of what a search on
    /// record asked for is no further reading, and is not recorded: the page asks for it all the time.
    /// </summary>
    private static async Task<Newer> NewerAsync(
        [AsParameters] Search search,
        DateTimeOffset since,
        ClaimsPrincipal user,
        AuditReader reader,
        LaborFlowDbContext database,
        PersonalKeys keys,
        CancellationToken cancellationToken
    )
    {
        var query = await QueryAsync(search, user, database, keys, 0, 0, cancellationToken);
        // What was entered at the moment itself was there already; the database counts in microseconds.
        var from = since.ToUniversalTime().AddMicroseconds(1);
        return new Newer(
            await reader.CountAsync(
                query with
                {
                    From = query.From > from ? query.From : from,
                    ExceptSearchesOf = user.UserName(),
                },
                cancellationToken
            )
        );
    }

    private static async Task<Page> HistoryAsync(
        string caseNumber,
        ClaimsPrincipal user,
        AuditReader reader,
        LaborFlowDbContext database,
        PersonalKeys keys,
        AccessLog log,
        TimeProvider time,
        int? page,
        int? pageSize,
        CancellationToken cancellationToken
    ) =>
        await ListAsync(
            new Search(caseNumber, null, null, null, null, null, null, null, page, pageSize),
            user,
            reader,
            database,
            keys,
            log,
            time,
            cancellationToken
        );

    /// <summary>By what an auditor searched. Whom is not told: a number of an identity document would stand in the record for ever.</summary>
    private static string KeysOf(Search search) =>
        string.Join(
            "; ",
            new (string Key, string? Value)[]
            {
                ("case", Blank(search.CaseNumber) ?? Blank(search.Chain)),
                ("person", Blank(search.Person) is null ? null : "****"),
                ("actor", Blank(search.Actor)),
                ("action", Blank(search.Action)),
                ("version", Blank(search.ProcedureVersion)),
                ("from", search.From?.ToString("O", CultureInfo.InvariantCulture)),
                ("until", search.Until?.ToString("O", CultureInfo.InvariantCulture)),
                ("page", search.Page is > 1 ? search.Page.Value.ToString(CultureInfo.InvariantCulture) : null),
            }
                .Where(one => one.Value is not null)
                .Select(one => $"{one.Key}: {one.Value}")
        );

    private static async Task<Report> VerifyAsync(
        VerifyRequest? request,
        ClaimsPrincipal user,
        VerifyAudit verify,
        LaborFlowDbContext database,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var chain = request?.CaseNumber is { Length: > 0 } number ? await ChainAsync(number, user, database, cancellationToken) : null;
        var report = await verify.RunAsync(chain, cancellationToken);
        await log.VerifiedAsync(user.UserName(), chain, cancellationToken);
        return new Report(report.Findings.Count == 0, report.Chains, report.Entries, [.. report.Findings.Select(Show)]);
    }

    private static async Task<IReadOnlyList<DailyRoot>> RootsAsync(AuditRoots roots, CancellationToken cancellationToken) =>
        await roots.ListAsync(cancellationToken);

    private static Finding Show(AuditFinding finding)
    {
        var (zh, en) = VerifyAudit.Say(finding);
        return new Finding(
            JsonNamingPolicy.CamelCase.ConvertName(finding.Fault.ToString()),
            finding.ChainId,
            finding.FromSequence,
            finding.ToSequence,
            zh,
            en
        );
    }

    /// <summary>What a search asks for, of what the auditor may see.</summary>
    /// <exception cref="ProblemException">404: the case is out of reach.</exception>
    internal static async Task<AuditQuery> QueryAsync(
        Search search,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        PersonalKeys keys,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var chain = search.CaseNumber is { Length: > 0 } number
            ? await ChainAsync(number, user, database, cancellationToken)
            : Blank(search.Chain);
        var query = new AuditQuery(
            chain,
            Blank(search.Actor),
            Blank(search.Action),
            search.From?.ToUniversalTime(),
            search.Until?.ToUniversalTime(),
            skip,
            take
        )
        {
            ProcedureVersion = Blank(search.ProcedureVersion),
            Actors = Blank(search.Actor) is { } called
                ? await database
                    .Set<AppUser>()
                    .Where(one => one.DisplayName.Contains(called))
                    .Select(one => one.UserName!)
                    .ToListAsync(cancellationToken)
                : [],
        };
        if (Blank(search.Person) is { } person)
            query = await OfPersonAsync(query, person, user, database, keys, cancellationToken);
        if (CurrentActor.ReachPrefix(user.Jurisdiction()).Length == 0)
            return query;
        var visible = database.Set<Case>().Visible(user, database);
        return query with
        {
            Within = entry =>
                !entry.ChainId.StartsWith("case:")
                || visible.Any(found => "case:" + found.Id.ToString().ToLower().Replace("-", "") == entry.ChainId),
        };
    }

    /// <summary>Of all cases in which somebody is a party.</summary>
    private static async Task<AuditQuery> OfPersonAsync(
        AuditQuery query,
        string person,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        PersonalKeys keys,
        CancellationToken cancellationToken
    )
    {
        var matches = CaseSearch.Find(database, keys, person);
        var cases = database.Set<Case>().Visible(user, database).Where(found => matches.Contains(found.Id));
        var ids = await cases.Select(found => found.Id).Take(Named + 1).ToListAsync(cancellationToken);
        return ids.Count <= Named
            ? query with
            {
                Chains = [.. ids.Select(AuditChain.OfCase)],
            }
            : query with
            {
                ManyChains = cases.Select(found => "case:" + found.Id.ToString().ToLower().Replace("-", "")),
            };
    }

    /// <exception cref="ProblemException">404: there is no such case, or it is out of the auditor's reach.</exception>
    private static async Task<string> ChainAsync(
        string caseNumber,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var id = await database
            .Set<Case>()
            .Visible(user, database)
            .Where(found => found.CaseNumber == caseNumber)
            .Select(found => (Guid?)found.Id)
            .SingleOrDefaultAsync(cancellationToken);
        return AuditChain.OfCase(id ?? throw new ProblemException(KnownProblems.NotFound));
    }

    private static async Task<IReadOnlyList<Entry>> ShowAsync(
        IReadOnlyList<AuditEntry> items,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var ids = items.Select(entry => CaseOf(entry.ChainId)).OfType<Guid>().Distinct().ToList();
        var numbers = await database
            .Set<Case>()
            .Where(found => ids.Contains(found.Id))
            .ToDictionaryAsync(found => found.Id, found => found.CaseNumber, cancellationToken);
        return
        [
            .. items.Select(entry => new Entry(
                entry.ChainId,
                CaseOf(entry.ChainId) is { } id ? numbers.GetValueOrDefault(id) : null,
                entry.Sequence,
                entry.At,
                entry.Actor,
                entry.ActorRole,
                entry.Origin,
                entry.Action,
                entry.Subject,
                entry.Zh,
                entry.En,
                TaskJson.ReadOptional(entry.ChangesJson),
                entry.ProcedureVersion,
                entry.LegalBasis,
                entry.Seal,
                ChangeNames.Of(entry.ChangesJson)
            )),
        ];
    }

    private static Guid? CaseOf(string chain) => AuditChain.CaseOf(chain);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
