using System.Globalization;
using System.Security.Claims;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Fund;

/// <summary>被垫付欠薪单位季度清单 over HTTP: prepared by the fund office, approved by another person, published, taken off, exported.</summary>
internal static class FundPublications
{
    private const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <param name="Quarter">2026-Q3.</param>
    public sealed record Preparing(string? Quarter);

    /// <param name="Approved">False sends it back, with a reason.</param>
    public sealed record Deciding(bool Approved, string? Reason);

    /// <param name="PublishedOn">The day.</param>
    /// <param name="Place">The site or the notice board.</param>
    public sealed record Publishing(DateOnly? PublishedOn, string? Place);

    /// <summary>An employer to be taken off.</summary>
    public sealed record TakingOff(string? CaseNumber, string? Reason);

    public sealed record Employer(
        string CaseNumber,
        string Name,
        string? CreditCode,
        string? Address,
        string? LegalRepresentative,
        int Workers,
        decimal Paid,
        string? Removed,
        DateOnly? RemovedOn
    );

    /// <param name="State"><c>prepared</c>, <c>returned</c>, <c>approved</c> or <c>published</c>.</param>
    public sealed record Item(
        Guid Id,
        string Quarter,
        string Title,
        string State,
        string PreparedBy,
        DateTimeOffset PreparedAt,
        string? DecidedBy,
        DateTimeOffset? DecidedAt,
        string? Reason,
        string? PublishedBy,
        DateOnly? PublishedOn,
        string? PublishedAt,
        IReadOnlyList<Employer> Employers
    );

    public static void Map(IEndpointRouteBuilder fund)
    {
        var lists = fund.MapGroup("/publications");
        lists.MapGet("", ListAsync).RequireAuthorization(Policies.FundBooks).WithName("fund-publications");
        lists
            .MapPost("", PrepareAsync)
            .RequireAuthorization(Policies.FundPublication)
            .Produces<Item>(StatusCodes.Status201Created)
            .WithName("prepare-fund-publication");
        lists.MapPost("/{id:guid}/decide", DecideAsync).RequireAuthorization(Policies.FundApproval).WithName("decide-fund-publication");
        lists.MapPost("/{id:guid}/publish", PublishAsync).RequireAuthorization(Policies.FundPublication).WithName("publish-fund-list");
        lists.MapPost("/{id:guid}/take-off", TakeOffAsync).RequireAuthorization(Policies.FundApproval).WithName("take-off-fund-list");
        lists.MapGet("/{id:guid}/list.csv", ExportAsync).RequireAuthorization(Policies.FundBooks).WithName("export-fund-list");
        lists.MapGet("/{id:guid}/list.docx", PrintAsync).RequireAuthorization(Policies.FundBooks).WithName("print-fund-list");
    }

    private static async Task<IReadOnlyList<Item>> ListAsync(ClaimsPrincipal user, IFundBooks books, CancellationToken cancellationToken) =>
        [.. (await books.PublicationsAsync(Places(user), null, cancellationToken)).Select(Describe)];

    private static async Task<IResult> PrepareAsync(
        Preparing request,
        ClaimsPrincipal user,
        PublishQuarter publish,
        AccessLog log,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var made = await publish.PrepareAsync(Places(user), Quarter(request.Quarter), user.UserName(), cancellationToken);
        await OnceOnly.SaveAsync(
            database,
            () =>
                log.DecidedAsync(
                    user.UserName(),
                    "fund-list.prepared",
                    "编制被垫付欠薪单位清单",
                    "Prepared the list of employers",
                    made.Title,
                    cancellationToken
                ),
            "fund.list-exists",
            "该季度的清单已由他人编制，请刷新。",
            "Somebody else has prepared the quarter's list; reload."
        );
        return TypedResults.Created($"/api/fund/publications/{made.Id}", Describe(made));
    }

    private static Task<Item> DecideAsync(
        Guid id,
        Deciding request,
        ClaimsPrincipal user,
        IFundBooks books,
        PublishQuarter publish,
        AccessLog log,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            user,
            books,
            log,
            list =>
            {
                publish.Decide(list, request.Approved, request.Reason, user.UserName());
                return request.Approved
                    ? ("fund-list.approved", "审批通过被垫付欠薪单位清单", "Approved the list of employers", null)
                    : ("fund-list.returned", "退回被垫付欠薪单位清单", "Sent the list of employers back", list.Reason);
            },
            cancellationToken
        );

    private static Task<Item> PublishAsync(
        Guid id,
        Publishing request,
        ClaimsPrincipal user,
        IFundBooks books,
        PublishQuarter publish,
        AccessLog log,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            user,
            books,
            log,
            list =>
            {
                publish.Publish(list, request.PublishedOn, request.Place, user.UserName());
                return (
                    "fund-list.published",
                    "公布被垫付欠薪单位清单",
                    "Published the list of employers",
                    string.Create(CultureInfo.InvariantCulture, $"{list.PublishedOn:yyyy-MM-dd} {list.PublishedAt}")
                );
            },
            cancellationToken
        );

    private static Task<Item> TakeOffAsync(
        Guid id,
        TakingOff request,
        ClaimsPrincipal user,
        IFundBooks books,
        PublishQuarter publish,
        AccessLog log,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            user,
            books,
            log,
            list =>
            {
                publish.TakeOff(list, request.CaseNumber, request.Reason);
                return (
                    "fund-list.taken-off",
                    "从公布的清单撤下单位",
                    "Took an employer off the published list",
                    $"{request.CaseNumber} {request.Reason}"
                );
            },
            cancellationToken
        );

    private static async Task<Item> ChangeAsync(
        Guid id,
        ClaimsPrincipal user,
        IFundBooks books,
        AccessLog log,
        Func<FundPublication, (string Action, string Zh, string En, string? Said)> change,
        CancellationToken cancellationToken
    )
    {
        var list = await FindAsync(id, user, books, cancellationToken);
        var (action, zh, en, said) = change(list);
        await log.DecidedAsync(user.UserName(), action, zh, en, $"{list.Title} {said}".TrimEnd(), cancellationToken);
        return Describe(list);
    }

    private static async Task<IResult> ExportAsync(
        Guid id,
        ClaimsPrincipal user,
        IFundBooks books,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var list = await FindAsync(id, user, books, cancellationToken);
        await log.ExportedAsync(user.UserName(), $"fund list: {list.Title}", cancellationToken);
        return Csv.File(
            $"{FileName(list)}.csv",
            [
                ["序号", "单位名称", "统一社会信用代码", "地址", "法定代表人", "垫付人数", "垫付金额"],
                .. Shown(list)
                    .Select(
                        (e, i) =>
                            new[]
                            {
                                (i + 1).ToString(CultureInfo.InvariantCulture),
                                e.Name,
                                e.CreditCode,
                                e.Address,
                                e.LegalRepresentative,
                                e.Workers.ToString(CultureInfo.InvariantCulture),
                                e.Paid.ToString(CultureInfo.InvariantCulture),
                            }
                    ),
            ]
        );
    }

    private static async Task<IResult> PrintAsync(
        Guid id,
        ClaimsPrincipal user,
        IFundBooks books,
        QuarterlyList paper,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var list = await FindAsync(id, user, books, cancellationToken);
        await log.ExportedAsync(user.UserName(), $"fund list: {list.Title}", cancellationToken);
        return TypedResults.File(await paper.WriteAsync(list, cancellationToken), WordType, $"{FileName(list)}.docx");
    }

    private static async Task<FundPublication> FindAsync(
        Guid id,
        ClaimsPrincipal user,
        IFundBooks books,
        CancellationToken cancellationToken
    ) =>
        await books.FindPublicationAsync(id, cancellationToken) is { } found && found.Places == Places(user)
            ? found
            : throw new ProblemException(KnownProblems.NotFound);

    private static string FileName(FundPublication list) => $"被垫付欠薪单位清单-{list.Title}";

    private static string Places(ClaimsPrincipal user) => CurrentActor.ReachPrefix(user.Jurisdiction());

    private static IEnumerable<PublishedEmployer> Shown(FundPublication list) => list.Employers.Where(e => e.Removed is null);

    private static DateOnly Quarter(string? text) =>
        text is [_, _, _, _, '-', 'Q', >= '1' and <= '4']
        && int.TryParse(text[..4], CultureInfo.InvariantCulture, out var year)
        && year >= 2000
            ? new DateOnly(year, ((text[6] - '1') * 3) + 1, 1)
            : throw ProblemException.Field("quarter", "malformed", "请填写季度，如2026-Q3。", "A quarter such as 2026-Q3 is needed.");

    private static Item Describe(FundPublication list) =>
        new(
            list.Id,
            $"{list.Quarter.Year}-Q{CalendarQuarter.Of(list.Quarter).Number}",
            list.Title,
            list.State.ToString().ToLowerInvariant(),
            list.PreparedBy,
            list.PreparedAt,
            list.DecidedBy,
            list.DecidedAt,
            list.Reason,
            list.PublishedBy,
            list.PublishedOn,
            list.PublishedAt,
            [
                .. list.Employers.Select(e => new Employer(
                    e.CaseNumber,
                    e.Name,
                    e.CreditCode,
                    e.Address,
                    e.LegalRepresentative,
                    e.Workers,
                    e.Paid,
                    e.Removed,
                    e.RemovedOn
                )),
            ]
        );
}
