using System.Collections.Frozen;
using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Personal;

/// <summary>
/// 批量查看完整信息: the whole numbers of the parties of many cases leave the system only when a second person has agreed, once, to the one
/// who asked, within a day. Asking, deciding and giving out stand in the audit trail; giving out also in the history of every case.
/// </summary>
internal static class BulkUnmask
{
    private const int MostCases = 500;
    private const int LongestText = 1000;
    private const string Basis = "《个人信息保护法》第34条";
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(24);

    private static readonly FrozenDictionary<string, UnmaskState> States = Enum.GetValues<UnmaskState>()
        .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    public sealed record NewRequest(IReadOnlyList<Guid>? Cases, string? Reason, string? LegalBasis);

    public sealed record Decision(string? Comment, long? ExpectedRevision);

    /// <param name="Own">The reader asked for it, and so cannot decide on it.</param>
    public sealed record Item(
        Guid Id,
        int Cases,
        string Reason,
        string LegalBasis,
        string RequestedBy,
        DateTimeOffset RequestedAt,
        string State,
        string? DecidedBy,
        DateTimeOffset? DecidedAt,
        string? Decision,
        long Revision,
        bool Own
    );

    public sealed record RequestPage(IReadOnlyList<Item> Items, int Total);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/personal/unmask-requests").WithTags("Personal").RequireAuthorization(Policies.BulkUnmask);
        group.MapGet("", ListAsync).WithName("list-unmask-requests");
        group.MapPost("", AskAsync).Produces<Item>(StatusCodes.Status201Created).WithName("ask-to-unmask");
        group
            .MapPost(
                "/{id:guid}/approve",
                (
                    Guid id,
                    Decision decision,
                    ClaimsPrincipal user,
                    LaborFlowDbContext database,
                    TimeProvider time,
                    CancellationToken stop
                ) => DecideAsync(id, UnmaskState.Approved, decision, user, database, time, stop)
            )
            .WithName("approve-unmask");
        group
            .MapPost(
                "/{id:guid}/reject",
                (
                    Guid id,
                    Decision decision,
                    ClaimsPrincipal user,
                    LaborFlowDbContext database,
                    TimeProvider time,
                    CancellationToken stop
                ) => DecideAsync(id, UnmaskState.Rejected, decision, user, database, time, stop)
            )
            .WithName("reject-unmask");
        group.MapPost("/{id:guid}/deliver", DeliverAsync).WithName("deliver-unmasked");
    }

    /// <summary>What waits first, then the rest, each the newest first; of one state where it is named.</summary>
    private static async Task<RequestPage> ListAsync(
        string? state,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken stop
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var seen = Seen(database.Set<UnmaskRequest>().AsNoTracking(), user, database);
        if (state is not null)
        {
            var named = States.TryGetValue(state, out var known)
                ? known
                : throw ProblemException.Field("state", "unknown-code", "没有这种状态。", "One of " + string.Join(", ", States.Keys) + ".");
            seen = seen.Where(row => row.State == named);
        }
        var sorted = seen.OrderBy(row => row.State == UnmaskState.Waiting ? 0 : 1)
            .ThenByDescending(row => row.RequestedAt)
            .ThenByDescending(row => row.Id);
        var rows = await cut.Cut(sorted).ToListAsync(stop);
        return new RequestPage([.. rows.Select(row => Show(row, user))], await seen.CountAsync(stop));
    }

    /// <summary>Those of one's own, and those of whose cases each is within the reader's reach.</summary>
    private static IQueryable<UnmaskRequest> Seen(IQueryable<UnmaskRequest> requests, ClaimsPrincipal user, LaborFlowDbContext database)
    {
        var name = user.UserName();
        var visible = database.Set<Case>().Visible(user, database);
        return requests.Where(row => row.RequestedBy == name || row.CaseIds.All(id => visible.Any(found => found.Id == id)));
    }

    private static async Task<IResult> AskAsync(
        NewRequest request,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken stop
    )
    {
        if (request.Cases is not { Count: > 0 and <= MostCases } cases)
            throw ProblemException.Field("cases", "out-of-range", $"请选择1至{MostCases}件案件。", $"From 1 to {MostCases} cases.");
        var row = new UnmaskRequest
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseIds = [.. cases.Distinct()],
            Cases = cases.Distinct().Count(),
            Reason = Text("reason", request.Reason, "请说明用途。", "Say what for."),
            LegalBasis = Text("legalBasis", request.LegalBasis, "请写明法律依据。", "Name the legal basis."),
            RequestedBy = user.UserName(),
            RequestedAt = time.GetUtcNow(),
            State = UnmaskState.Waiting,
        };
        if (!await SeesAllAsync(row, user, database, stop))
            throw ProblemException.Field("cases", "unknown", "有不存在的案件。", "There is no such case among them.");
        database.Add(row);
        await database.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/personal/unmask-requests/{row.Id}", Show(row, user));
    }

    private static async Task<Item> DecideAsync(
        Guid id,
        UnmaskState state,
        Decision decision,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var row = await FindAsync(id, user, database, stop);
        if (row.RequestedBy == user.UserName())
            throw new ProblemException(SamePerson);
        if (row.State != UnmaskState.Waiting || (decision.ExpectedRevision is { } seen && seen != row.Revision))
            throw new ProblemException(Changed);
        (row.State, row.DecidedBy, row.DecidedAt) = (state, user.UserName(), time.GetUtcNow());
        row.Decision =
            state == UnmaskState.Rejected ? Text("comment", decision.Comment, "请说明理由。", "Say why.")
            : string.IsNullOrWhiteSpace(decision.Comment) ? null
            : Text("comment", decision.Comment, "", "");
        await SaveAsync(row, database, stop);
        return Show(row, user);
    }

    private static async Task<IResult> DeliverAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        ICaseStore cases,
        AccessLog log,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var row = await FindAsync(id, user, database, stop);
        if (row.RequestedBy != user.UserName())
            throw new ProblemException(NotTheirs);
        if (row.State != UnmaskState.Approved || row.DecidedAt + GoodFor < time.GetUtcNow())
            throw new ProblemException(Changed);
        var now = time.GetUtcNow();
        List<IReadOnlyList<string?>> lines =
        [
            ["案号", "姓名或名称", "证件类型", "证件号码", "联系电话"],
        ];
        await using var transaction = await database.Database.BeginTransactionAsync(stop);
        row.State = UnmaskState.Delivered;
        foreach (var caseId in row.CaseIds)
        {
            var found = await cases.FindAsync(caseId, forUpdate: false, stop);
            if (found is null)
                continue;
            lines.AddRange(
                found.Parties.Select(party =>
                    (IReadOnlyList<string?>)[found.CaseNumber, party.Name, party.IdType, party.IdNumber, party.Phone]
                )
            );
            cases.Add(
                CaseEvents.Create(
                    caseId,
                    now,
                    user.UserName(),
                    user.RoleCodes()[0],
                    "personal-data.unmasked",
                    $"经{row.DecidedBy}批准，批量查看了当事人的完整证件号码和电话（{row.Reason}）",
                    $"Saw the whole numbers of the parties among many cases, agreed to by {row.DecidedBy}",
                    $"{Basis}；{row.LegalBasis}",
                    publicToParties: false
                )
            );
        }
        await SaveAsync(row, database, stop);
        await log.ExportedAsync(user.UserName(), $"whole numbers of the parties of {row.Cases} cases", stop);
        await transaction.CommitAsync(stop);
        return Csv.File("unmasked.csv", lines);
    }

    private static async Task<UnmaskRequest> FindAsync(Guid id, ClaimsPrincipal user, LaborFlowDbContext database, CancellationToken stop)
    {
        var row = await database.Set<UnmaskRequest>().SingleOrDefaultAsync(found => found.Id == id, stop);
        return row is not null && await SeesAllAsync(row, user, database, stop) ? row : throw new ProblemException(KnownProblems.NotFound);
    }

    private static async Task<bool> SeesAllAsync(
        UnmaskRequest row,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken stop
    )
    {
        var ids = row.CaseIds;
        return await database.Set<Case>().Visible(user, database).CountAsync(found => ids.Contains(found.Id), stop) == ids.Count;
    }

    private static string NameOf(UnmaskState state) => state.ToString().ToLowerInvariant();

    private static async Task SaveAsync(UnmaskRequest row, LaborFlowDbContext database, CancellationToken stop)
    {
        row.Revision++;
        try
        {
            await database.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ProblemException(Changed);
        }
    }

    private static string Text(string field, string? text, string zh, string en) =>
        string.IsNullOrWhiteSpace(text) ? throw ProblemException.Field(field, "required", zh, en)
        : text.Trim().Length > LongestText
            ? throw ProblemException.Field(field, "too-long", $"不超过{LongestText}字。", $"At most {LongestText} characters.")
        : text.Trim();

    private static Item Show(UnmaskRequest row, ClaimsPrincipal user) =>
        new(
            row.Id,
            row.Cases,
            row.Reason,
            row.LegalBasis,
            row.RequestedBy,
            row.RequestedAt,
            NameOf(row.State),
            row.DecidedBy,
            row.DecidedAt,
            row.Decision,
            row.Revision,
            row.RequestedBy == user.UserName()
        );

    private static Problem SamePerson { get; } =
        KnownProblems.Of(
            403,
            "unmask.same-person",
            "批量查看须由另一人审批，不能审批自己的申请。",
            "Another person decides: nobody approves a request of their own."
        );

    private static Problem NotTheirs { get; } =
        KnownProblems.Of(403, "unmask.not-yours", "只有申请人本人可以领取。", "Only the one who asked may take it away.");

    private static Problem Changed { get; } =
        KnownProblems.Of(
            409,
            "unmask.changed",
            "申请尚未批准、已处理、已领取或者已过期，请刷新后查看。",
            "It is not approved, decided already, taken away or expired; look again."
        );
}
