using System.Globalization;
using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Inspection.Opening;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Inspection;

/// <summary>
/// 匿名举报: public on purpose, without a name (劳动保障监察条例 art 9). Neither the sender's address nor anything else about the sender is
/// stored; inspectors decide what becomes of a tip.
/// </summary>
internal static class AnonymousTips
{
    private const int LongestFacts = 4_000;
    private const int LongestName = 200;

    public sealed record Request(string? District, string? Employer, string? Address, string? Facts, int? Workers);

    public sealed record Receipt(string Number, DateTimeOffset ReceivedAt);

    /// <param name="TakeUp">True: the inspectorate takes it up and an inspection is opened; false: it does not.</param>
    /// <param name="Finding">What was found so far, and why.</param>
    /// <param name="Cause">What it is about when it is taken up, a code of the causes; <c>other</c> when nothing is said.</param>
    public sealed record Decision(bool? TakeUp, string? Finding, string? Cause);

    /// <param name="CaseId">The inspection that it led to.</param>
    /// <param name="CaseNumber">Its number.</param>
    public sealed record Item(
        Guid Id,
        string Number,
        string District,
        string Employer,
        string? Address,
        string Facts,
        int? Workers,
        DateTimeOffset ReceivedAt,
        TipState State,
        string? Finding,
        string? DecidedBy,
        DateTimeOffset? DecidedAt,
        Guid? CaseId,
        string? CaseNumber
    );

    public sealed record Answer(IReadOnlyList<Item> Items, int Total);

    public static void MapInspection(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapPost("/api/public/tips", SendAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Filing)
            .WithTags("Public")
            .WithName("send-tip");
        var tips = endpoints.MapGroup("/api/tips").WithTags("Inspection");
        tips.MapGet("", ListAsync).RequireAuthorization(Policies.Tips).WithName("list-tips");
        tips.MapPost("/{id:guid}/decision", DecideAsync).RequireAuthorization(Policies.Tips).WithName("decide-tip");
        var credit = endpoints.MapGroup("/api/credit").WithTags("Inspection");
        CreditLists.Map(credit);
        ViolationLists.Map(credit);
        Inspections.Map(endpoints.MapGroup("/api/inspections").WithTags("Inspection"));
        EmployerFacts.Map(endpoints.MapGroup("/api/cases").WithTags("Inspection"));
    }

    private static async Task<Created<Receipt>> SendAsync(
        Request request,
        ICaseNumbers numbers,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = Check(request);
        if (errors.Count > 0)
            throw new InvalidInputException(errors);
        var now = time.GetUtcNow();
        var district = Districts.Find(request.District)!;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var year = ChinaDay.Of(now).Year;
        var number = await numbers.NextAsync(district.Code, year, "TIP", cancellationToken);
        var tip = new AnonymousTip
        {
            Id = Guid.CreateVersion7(now),
            Number = string.Create(CultureInfo.InvariantCulture, $"{district.ShortName}劳监举报〔{year}〕{number}号"),
            District = district.Code,
            Employer = request.Employer!.Trim(),
            Address = string.IsNullOrWhiteSpace(request.Address) ? null : request.Address.Trim(),
            Facts = request.Facts!.Trim(),
            Workers = request.Workers,
            ReceivedAt = now,
        };
        database.Add(tip);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created((string?)null, new Receipt(tip.Number, now));
    }

    private static async Task<Answer> ListAsync(
        string? state,
        string? q,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var prefix = CurrentActor.ReachPrefix(user.Jurisdiction());
        var tips = database.Set<AnonymousTip>().AsNoTracking().Where(tip => tip.District.StartsWith(prefix));
        tips = state switch
        {
            null => tips,
            "received" => tips.Where(tip => tip.State == TipState.Received),
            "taken-up" => tips.Where(tip => tip.State == TipState.TakenUp),
            "dismissed" => tips.Where(tip => tip.State == TipState.Dismissed),
            _ => throw ProblemException.Field(
                "state",
                "unknown-code",
                "应为 received、taken-up 或 dismissed。",
                "One of received, taken-up, dismissed."
            ),
        };
        if (q is { Length: > 0 })
            tips = tips.Where(tip => tip.Employer.Contains(q) || tip.Number.Contains(q));
        var cut = PageRequest.Of(page, pageSize).Cut(tips.OrderByDescending(tip => tip.ReceivedAt).ThenByDescending(tip => tip.Id));
        var rows = await cut.ToListAsync(cancellationToken);
        var ids = rows.Select(tip => tip.CaseId).OfType<Guid>().ToList();
        var numbers = await database
            .Set<Case>()
            .Where(found => ids.Contains(found.Id))
            .Select(found => new { found.Id, found.CaseNumber })
            .ToDictionaryAsync(found => found.Id, found => found.CaseNumber, cancellationToken);
        return new Answer(
            [.. rows.Select(tip => Show(tip, tip.CaseId is { } caseId ? numbers[caseId] : null))],
            await tips.CountAsync(cancellationToken)
        );
    }

    private static async Task<Item> DecideAsync(
        Guid id,
        Decision request,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        InspectionOpening opening,
        AccessLog log,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (request.TakeUp is not { } takeUp)
            throw ProblemException.Field("takeUp", "required", "请选择处理结果。", "Say whether it is taken up.");
        if (string.IsNullOrWhiteSpace(request.Finding) || request.Finding.Length > LongestFacts)
            throw ProblemException.Field("finding", "required", "请填写核查情况，不超过4000字。", "Write what was found.");
        var prefix = CurrentActor.ReachPrefix(user.Jurisdiction());
        var tip =
            await database
                .Set<AnonymousTip>()
                .SingleOrDefaultAsync(tip => tip.Id == id && tip.District.StartsWith(prefix), cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        var (by, finding) = (user.UserName(), request.Finding.Trim());
        tip.DemandOpen();
        if (!takeUp)
        {
            tip.Decide(TipState.Dismissed, finding, by, time.GetUtcNow());
            await log.DecidedTipAsync(by, tip.Number, takeUp, cancellationToken);
            return Show(tip, null);
        }

        // The decision and the inspection come to be together: nothing is taken up and then lost.
        var (opened, _) = await opening.HandleAsync(
            LeadOf(tip, finding, request.Cause),
            by,
            operationId: null,
            (inspection, _) =>
            {
                tip.Decide(TipState.TakenUp, finding, by, time.GetUtcNow(), inspection.Id);
                return ValueTask.CompletedTask;
            },
            cancellationToken
        );
        await log.DecidedTipAsync(by, tip.Number, takeUp, cancellationToken);
        return Show(tip, opened.CaseNumber);
    }

    private static InspectionLead LeadOf(AnonymousTip tip, string finding, string? cause) =>
        new()
        {
            Procedure = "INS",
            Source = LeadSources.Tip,
            Reference = tip.Number,
            District = tip.District,
            Employer = tip.Employer,
            Address = tip.Address,
            Cause = cause ?? "other",
            Facts = $"{tip.Facts}\n核查情况：{finding}",
            FoundOn = ChinaDay.Of(tip.ReceivedAt),
            Workers = tip.Workers,
        };

    private static List<FieldError> Check(Request request)
    {
        var errors = new List<FieldError>();
        if (Districts.Find(request.District) is null)
            errors.Add(new("district", "required", "请选择所在区。", "Choose the district."));
        Text("employer", request.Employer, LongestName, "请填写被举报单位名称。", required: true);
        Text("address", request.Address, LongestName, "", required: false);
        Text("facts", request.Facts, LongestFacts, "请写明发生了什么。", required: true);
        if (request.Workers is < 1 or > 1_000_000)
            errors.Add(new("workers", "out-of-range", "请填写大致人数。", "About how many workers."));
        return errors;

        void Text(string field, string? text, int longest, string zh, bool required)
        {
            if (required && string.IsNullOrWhiteSpace(text))
                errors.Add(new(field, "required", zh, "This field is required."));
            else if (text?.Length > longest)
                errors.Add(new(field, "too-long", $"不得超过{longest}个字。", $"At most {longest} characters."));
            else if (text?.Contains('\0', StringComparison.Ordinal) == true)
                errors.Add(new(field, "invalid-text", "含有无法识别的字符。", "The text holds characters that cannot be read."));
        }
    }

    private static Item Show(AnonymousTip tip, string? caseNumber) =>
        new(
            tip.Id,
            tip.Number,
            tip.District,
            tip.Employer,
            tip.Address,
            tip.Facts,
            tip.Workers,
            tip.ReceivedAt,
            tip.State,
            tip.Finding,
            tip.DecidedBy,
            tip.DecidedAt,
            tip.CaseId,
            caseNumber
        );
}
