using System.Globalization;
using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Inspection;

/// <summary>
/// 守法诚信等级 over HTTP: the yearly lists with the facts behind every grade, reviewed by an inspector, approved by another person, told to the
/// employers; who is to be graded otherwise or objects gets a case. An employer's grades of all years are its file.
/// </summary>
internal static class CreditLists
{
    private const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const int LongestText = 2000;

    /// <param name="State"><c>scoring</c>, <c>scored</c>, <c>reviewed</c>, <c>approved</c>, <c>notified</c> or <c>final</c>.</param>
    /// <param name="Listed">Employers that go with the list.</param>
    /// <param name="A">Graded A, in the list or in a case.</param>
    /// <param name="InCase">Employers whose grade a case decides on.</param>
    public sealed record Item(
        Guid Id,
        int Year,
        string Place,
        string State,
        DateTimeOffset BegunAt,
        string? ReviewedBy,
        string? DecidedBy,
        string? Reason,
        string? NotifiedBy,
        DateOnly? NotifiedOn,
        string? NotifiedHow,
        DateOnly? ObjectUntil,
        DateOnly? FinalOn,
        int Listed,
        int InCase,
        int A,
        int B,
        int C
    );

    /// <param name="State"><c>listed</c>, <c>in-case</c> or <c>final</c>.</param>
    /// <param name="ScoredGrade">By the facts alone.</param>
    /// <param name="Supervision">分类监管.</param>
    public sealed record Rated(
        Guid Id,
        int Year,
        string Place,
        string Employer,
        string? CreditCode,
        string ScoredGrade,
        string Grade,
        string Reason,
        int Inspections,
        int Findings,
        string State,
        string Supervision,
        IReadOnlyList<CreditFact> Facts,
        Guid? CaseId,
        string? CaseNumber,
        DateOnly? FinalOn,
        DateOnly? KeepUntil
    );

    public sealed record Answer(IReadOnlyList<Rated> Items, int Total);

    public sealed record ListPage(IReadOnlyList<Item> Items, int Total);

    /// <param name="Approved">False sends it back, with a reason.</param>
    public sealed record Deciding(bool Approved, string? Reason);

    /// <param name="NotifiedOn">The day.</param>
    /// <param name="How">The site, the platform, by hand.</param>
    public sealed record Notifying(DateOnly? NotifiedOn, string? How);

    /// <param name="Objection">True: the employer objects; false: the inspector would grade it otherwise.</param>
    /// <param name="Text">What the employer says, or why the inspector would change the grade.</param>
    public sealed record Leaving(bool Objection, string? Text);

    public sealed record Opened(Guid CaseId);

    public sealed record Changed(Guid Id, string State, DateOnly? ObjectUntil);

    public static void Map(IEndpointRouteBuilder credit)
    {
        credit.MapGet("/lists", ListsAsync).RequireAuthorization(Policies.CreditRatings).WithName("credit-lists");
        credit.MapGet("/ratings", RatingsAsync).RequireAuthorization(Policies.CreditRatings).WithName("credit-ratings");
        credit.MapPost("/lists/{id:guid}/review", ReviewAsync).RequireAuthorization(Policies.CreditReview).WithName("review-credit-list");
        credit.MapPost("/lists/{id:guid}/decide", DecideAsync).RequireAuthorization(Policies.CreditApproval).WithName("decide-credit-list");
        credit.MapPost("/lists/{id:guid}/notify", NotifyAsync).RequireAuthorization(Policies.CreditReview).WithName("notify-credit-list");
        credit.MapGet("/lists/{id:guid}/list.csv", ExportAsync).RequireAuthorization(Policies.CreditRatings).WithName("export-credit-list");
        credit.MapGet("/lists/{id:guid}/list.docx", PrintAsync).RequireAuthorization(Policies.CreditRatings).WithName("print-credit-list");
        credit.MapPost("/ratings/{id:guid}/case", OpenAsync).RequireAuthorization(Policies.CreditReview).WithName("open-credit-case");
    }

    private static async Task<ListPage> ListsAsync(
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var prefix = Reach(user);
        var all = database.Set<CreditList>().AsNoTracking().Where(list => list.Place.StartsWith(prefix));
        var lists = await cut.Cut(all.OrderByDescending(list => list.Year).ThenBy(list => list.Place)).ToListAsync(cancellationToken);
        var ids = lists.ConvertAll(list => list.Id);
        var counts = await database
            .Set<CreditRating>()
            .Where(rating => ids.Contains(rating.ListId))
            .GroupBy(rating => new
            {
                rating.ListId,
                rating.Grade,
                InCase = rating.CaseId != null,
            })
            .Select(group => new
            {
                group.Key.ListId,
                group.Key.Grade,
                group.Key.InCase,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        return new ListPage(
            [
                .. lists.Select(list =>
                {
                    var own = counts.FindAll(row => row.ListId == list.Id);
                    return new Item(
                        list.Id,
                        list.Year,
                        list.Place,
                        StateOf(list.State),
                        list.BegunAt,
                        list.ReviewedBy,
                        list.DecidedBy,
                        list.Reason,
                        list.NotifiedBy,
                        list.NotifiedOn,
                        list.NotifiedHow,
                        list.ObjectUntil,
                        list.FinalOn,
                        own.Where(row => !row.InCase).Sum(row => row.Count),
                        own.Where(row => row.InCase).Sum(row => row.Count),
                        own.Where(row => row.Grade == "A").Sum(row => row.Count),
                        own.Where(row => row.Grade == "B").Sum(row => row.Count),
                        own.Where(row => row.Grade == "C").Sum(row => row.Count)
                    );
                }),
            ],
            await all.CountAsync(cancellationToken)
        );
    }

    /// <summary>Ratings of a list, or of an employer in all years (its credit code, or a part of its name).</summary>
    private static async Task<Answer> RatingsAsync(
        Guid? list,
        string? grade,
        string? q,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var part = PageRequest.Of(page, pageSize);
        if (grade is not (null or "A" or "B" or "C"))
            throw ProblemException.Field("grade", "unknown-code", "请选择等级：A、B或者C。", "One of A, B, C.");
        var prefix = Reach(user);
        var ratings = database
            .Set<CreditRating>()
            .AsNoTracking()
            .Where(rating => rating.Place.StartsWith(prefix))
            .Where(rating => (list == null || rating.ListId == list) && (grade == null || rating.Grade == grade));
        if (q?.Trim() is { Length: > 0 } text)
        {
            var code = text.ToUpperInvariant();
            ratings = ratings.Where(rating => rating.EmployerKey == code || rating.Employer.Contains(text));
        }
        var rows = await part.Cut(
                ratings.OrderByDescending(r => r.Year).ThenByDescending(r => r.Grade).ThenBy(r => r.Employer).ThenBy(r => r.Id)
            )
            .Select(rating => new
            {
                rating,
                Number = database.Set<Case>().Where(found => found.Id == rating.CaseId).Select(found => found.CaseNumber).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return new Answer([.. rows.Select(row => Describe(row.rating, row.Number))], await ratings.CountAsync(cancellationToken));
    }

    private static Task<Changed> ReviewAsync(
        Guid id,
        ClaimsPrincipal user,
        ICreditBook book,
        DecideCreditList desk,
        AccessLog log,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            user,
            book,
            log,
            list =>
            {
                desk.Review(list, user.UserName());
                return ("credit-list.reviewed", "审核年度等级名单", "Reviewed the yearly grades", null);
            },
            cancellationToken
        );

    private static Task<Changed> DecideAsync(
        Guid id,
        Deciding request,
        ClaimsPrincipal user,
        ICreditBook book,
        DecideCreditList desk,
        AccessLog log,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            user,
            book,
            log,
            list =>
            {
                desk.Decide(list, request.Approved, request.Reason, user.UserName());
                return request.Approved
                    ? ("credit-list.approved", "审批通过年度等级名单", "Approved the yearly grades", null)
                    : ("credit-list.returned", "退回年度等级名单", "Sent the yearly grades back", list.Reason);
            },
            cancellationToken
        );

    private static Task<Changed> NotifyAsync(
        Guid id,
        Notifying request,
        ClaimsPrincipal user,
        ICreditBook book,
        DecideCreditList desk,
        AccessLog log,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            user,
            book,
            log,
            list =>
            {
                desk.Notify(list, request.NotifiedOn, request.How, user.UserName());
                return (
                    "credit-list.notified",
                    "告知年度等级名单",
                    "Told the employers their grades",
                    string.Create(CultureInfo.InvariantCulture, $"{list.NotifiedOn:yyyy-MM-dd} {list.NotifiedHow}")
                );
            },
            cancellationToken
        );

    private static async Task<Opened> OpenAsync(
        Guid id,
        Leaving request,
        ClaimsPrincipal user,
        ICreditBook book,
        RateYear rate,
        CancellationToken cancellationToken
    )
    {
        if (
            await book.FindAsync(id, cancellationToken) is not { } rating
            || !rating.Place.StartsWith(Reach(user), StringComparison.Ordinal)
        )
            throw new ProblemException(KnownProblems.NotFound);
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > LongestText)
            throw ProblemException.Field("text", "required", "请填写异议内容或者调整的理由。", "Say what the objection or the reason is.");
        var reason = request.Objection ? CreditCaseReason.Objection : CreditCaseReason.Change;
        return new Opened(await rate.OpenAsync(id, reason, request.Text.Trim(), user.UserName(), cancellationToken));
    }

    private static async Task<IResult> ExportAsync(
        Guid id,
        ClaimsPrincipal user,
        ICreditBook book,
        LaborFlowDbContext database,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var list = await FindAsync(id, user, book, cancellationToken);
        await log.ExportedAsync(user.UserName(), $"credit list: {list.Year} {list.Place}", cancellationToken);
        return Csv.File(
            $"守法诚信等级-{list.Year}-{list.Place}.csv",
            [
                ["单位名称", "统一社会信用代码", "评分", "等级", "理由", "查处次数", "分类监管", "状态", "保存至"],
                .. (await RatingsOf(list, database).ToListAsync(cancellationToken)).Select(r =>
                    new[]
                    {
                        r.Employer,
                        r.CreditCode,
                        r.ScoredGrade,
                        r.Grade,
                        r.Reason,
                        r.Findings.ToString(CultureInfo.InvariantCulture),
                        CreditGrades.SupervisionOf(r.Grade),
                        r.State switch
                        {
                            RatingState.Final => "已确定",
                            RatingState.InCase => "单独办理",
                            _ => "随名单办理",
                        },
                        r.KeepUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    }
                ),
            ]
        );
    }

    private static async Task<IResult> PrintAsync(
        Guid id,
        ClaimsPrincipal user,
        ICreditBook book,
        LaborFlowDbContext database,
        YearList paper,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var list = await FindAsync(id, user, book, cancellationToken);
        await log.ExportedAsync(user.UserName(), $"credit list: {list.Year} {list.Place}", cancellationToken);
        var ratings = await RatingsOf(list, database).Where(rating => rating.CaseId == null).ToListAsync(cancellationToken);
        return TypedResults.File(
            await paper.WriteAsync(list, ratings, cancellationToken),
            WordType,
            $"守法诚信等级告知单-{list.Year}-{list.Place}.docx"
        );
    }

    private static IQueryable<CreditRating> RatingsOf(CreditList list, LaborFlowDbContext database) =>
        database
            .Set<CreditRating>()
            .AsNoTracking()
            .Where(rating => rating.ListId == list.Id)
            .OrderBy(rating => rating.Grade)
            .ThenBy(rating => rating.Employer)
            .ThenBy(rating => rating.Id);

    private static async Task<Changed> ChangeAsync(
        Guid id,
        ClaimsPrincipal user,
        ICreditBook book,
        AccessLog log,
        Func<CreditList, (string Action, string Zh, string En, string? Said)> change,
        CancellationToken cancellationToken
    )
    {
        var list = await FindAsync(id, user, book, cancellationToken);
        var (action, zh, en, said) = change(list);
        await log.DecidedAsync(user.UserName(), action, zh, en, $"{list.Year} {list.Place} {said}".TrimEnd(), cancellationToken);
        return new Changed(list.Id, StateOf(list.State), list.ObjectUntil);
    }

    private static async Task<CreditList> FindAsync(Guid id, ClaimsPrincipal user, ICreditBook book, CancellationToken cancellationToken) =>
        await book.FindListAsync(id, cancellationToken) is { } list && list.Place.StartsWith(Reach(user), StringComparison.Ordinal)
            ? list
            : throw new ProblemException(KnownProblems.NotFound);

    private static Rated Describe(CreditRating rating, string? number) =>
        new(
            rating.Id,
            rating.Year,
            rating.Place,
            rating.Employer,
            rating.CreditCode,
            rating.ScoredGrade,
            rating.Grade,
            rating.Reason,
            rating.Inspections,
            rating.Findings,
            rating.State switch
            {
                RatingState.Final => "final",
                RatingState.InCase => "in-case",
                _ => "listed",
            },
            CreditGrades.SupervisionOf(rating.Grade),
            CreditFacts.Of(rating),
            rating.CaseId,
            number,
            rating.FinalOn,
            rating.KeepUntil
        );

    private static string StateOf(CreditListState state) => state.ToString().ToLowerInvariant();

    /// <summary>A list belongs to a district: who works in a street of it reads the district's.</summary>
    internal static string Reach(ClaimsPrincipal user) =>
        CurrentActor.ReachPrefix(user.Jurisdiction()) is { Length: > 6 } street
            ? street[..6]
            : CurrentActor.ReachPrefix(user.Jurisdiction());
}
