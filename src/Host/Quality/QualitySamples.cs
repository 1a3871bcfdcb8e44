using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Quality;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Reports;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Quality;

/// <summary>
/// 案件质量评查: who answers for the arbitrators draws a sample of the closed cases within reach; every case that was drawn is reviewed under
/// ARB-QA. The report says what was found, item by item.
/// </summary>
internal static class QualitySamples
{
    private const string Share = "qa-sample-share";

    /// <param name="From">Closed on or after.</param>
    /// <param name="To">Closed on or before.</param>
    public sealed record DrawRequest(DateOnly? From, DateOnly? To, string? OperationId);

    /// <param name="Drawn">How many cases, with those that a court replaced or set aside.</param>
    /// <param name="Open">Under review.</param>
    /// <param name="Qualified">Found sound.</param>
    /// <param name="Flawed">With flaws that do not touch the result.</param>
    /// <param name="Unqualified">With faults.</param>
    public sealed record Sample(
        Guid Id,
        DateOnly From,
        DateOnly To,
        DateTimeOffset DrawnAt,
        string DrawnBy,
        int Eligible,
        decimal Share,
        int Drawn,
        int Open,
        int Qualified,
        int Flawed,
        int Unqualified
    );

    /// <param name="Grade">Null while it is under review.</param>
    public sealed record Reviewed(
        Guid CaseId,
        string Number,
        int? Rank,
        string Why,
        string? Reviewer,
        string? Grade,
        bool Overturned,
        IReadOnlyList<Found> Problems
    );

    public sealed record Found(string Item, string Finding, string? Note);

    /// <param name="Item">A code of the check-list.</param>
    public sealed record ItemCount(string Item, string Zh, string En, int Flaws, int Faults);

    public sealed record Report(Sample Sample, IReadOnlyList<Reviewed> Cases, IReadOnlyList<ItemCount> Items);

    private sealed record Entry(Guid CaseId, string Kind, string? DataJson, string RecordedBy, DateTimeOffset RecordedAt, string Number);

    public static void MapQuality(this IEndpointRouteBuilder endpoints)
    {
        var samples = endpoints.MapGroup("/api/quality/samples").WithTags("Quality");
        samples.MapGet("", ListAsync).RequireAuthorization(Policies.Supervision).WithName("quality-samples");
        samples.MapPost("", DrawAsync).RequireAuthorization(Policies.Quality).WithName("draw-quality-sample");
        samples.MapGet("/{id:guid}", ReadAsync).RequireAuthorization(Policies.Supervision).WithName("quality-sample");
        samples.MapGet("/{id:guid}/report.csv", ExportAsync).RequireAuthorization(Policies.Supervision).WithName("export-quality-sample");
    }

    private static async Task<IReadOnlyList<Sample>> ListAsync(
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var entries = await EntriesAsync(user, database, cancellationToken);
        return
        [
            .. entries
                .Select(SampleOf)
                .OfType<Guid>()
                .Distinct()
                .Select(id => Describe(id, entries).Sample)
                .OrderByDescending(sample => sample.DrawnAt),
        ];
    }

    private static async Task<Report> ReadAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var entries = await EntriesAsync(user, database, cancellationToken);
        return entries.Exists(entry => SampleOf(entry) == id) ? Describe(id, entries) : throw new ProblemException(KnownProblems.NotFound);
    }

    private static async Task<IResult> ExportAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var report = await ReadAsync(id, user, database, cancellationToken);
        await log.ExportedAsync(
            user.UserName(),
            $"quality sample: {report.Sample.From:yyyy-MM-dd} – {report.Sample.To:yyyy-MM-dd}",
            cancellationToken
        );
        return Csv.File(
            $"案件质量评查-{report.Sample.From:yyyyMMdd}-{report.Sample.To:yyyyMMdd}.csv",
            [
                ["案号", "抽取", "评查人", "等次", "问题"],
                .. report.Cases.Select(one =>
                    new[]
                    {
                        one.Number,
                        one.Rank is { } rank ? $"随机第{rank.ToString(CultureInfo.InvariantCulture)}件" : "法院改变裁决，必查",
                        one.Reviewer,
                        GradeZh(one.Grade),
                        string.Join("；", one.Problems.Select(p => $"{QualityItems.Zh(p.Item)}（{QualityItems.Zh(p.Finding)}）：{p.Note}")),
                    }
                ),
                .. report.Items.Select(item =>
                    new[]
                    {
                        "合计",
                        item.Zh,
                        null,
                        $"瑕疵{item.Flaws.ToString(CultureInfo.InvariantCulture)}件",
                        $"不合格{item.Faults.ToString(CultureInfo.InvariantCulture)}件",
                    }
                ),
            ]
        );
    }

    private static async Task<Report> DrawAsync(
        DrawRequest request,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        StatuteRegister register,
        IServiceScopeFactory scopes,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var today = ChinaDay.Today(time);
        var period = ReportPeriod.Of(request.From, request.To, time);
        if (period.To > today)
            throw ProblemException.Field("to", "in-the-future", "截止日期不能晚于今日。", "The last day must not lie in the future.");
        var place = user.Jurisdiction() is { Length: >= 6 } code ? new Jurisdiction(code[..6]) : (Jurisdiction?)null;
        var share =
            register.Numeric(Share, place, today)?.Value
            ?? throw new ProblemException(
                KnownProblems.Of(
                    422,
                    "quality.no-share",
                    "参数库没有规定抽查比例，请管理员登记后再抽取。",
                    "The register has no share to draw.",
                    []
                )
            );
        // The same command sent twice is the same drawing.
        var sample = string.IsNullOrWhiteSpace(request.OperationId)
            ? Guid.CreateVersion7(time.GetUtcNow())
            : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.UserName()}\n{request.OperationId}")).AsSpan(0, 16));
        var before = await EntriesAsync(user, database, cancellationToken);
        if (before.Exists(entry => SampleOf(entry) == sample))
            return Describe(sample, before);
        var (start, end) = (period.Start, period.End);
        var eligible = await database
            .Set<Case>()
            .AsNoTracking()
            .Visible(user, database)
            .Where(found => found.DocketNumber != null && found.ClosedAs != null && found.ClosedAt >= start && found.ClosedAt < end)
            .Where(found => !database.Set<RegisterEntry>().Any(entry => entry.CaseId == found.Id && entry.Kind == QualitySample.Entry))
            .Select(found => new { found.Id, found.ClosedAs })
            .ToListAsync(cancellationToken);
        if (eligible.Count == 0)
            throw new ProblemException(
                KnownProblems.Of(
                    422,
                    "quality.nothing-to-draw",
                    "这段时间没有办结且未评查过的仲裁案件，请另选期间。",
                    "No arbitration was closed in the period that was not drawn before.",
                    []
                )
            );
        foreach (var (id, rank) in QualitySample.Draw(sample, [.. eligible.Select(e => new Drawable(e.Id, e.ClosedAs!))], share))
        {
            var drawn = new SampledCase(sample, period.From, period.To, eligible.Count, share, rank, rank is null ? "court" : "drawn");
            await StartAsync(scopes, id, drawn, user.UserName(), cancellationToken);
        }
        return await ReadAsync(sample, user, database, cancellationToken);
    }

    /// <summary>The entry and the review come to be together; each case in a transaction of its own.</summary>
    private static async Task StartAsync(
        IServiceScopeFactory scopes,
        Guid caseId,
        SampledCase drawn,
        string by,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services
            .GetRequiredService<WorkflowRuntime>()
            .StartAsync(
                new StartRequest
                {
                    DefinitionId = QualitySample.Procedure,
                    CorrelationId = caseId.ToString("N"),
                    Actor = by,
                    OperationId = OperationIds.Of(drawn.Sample.ToString("N"), "quality-sample", caseId.ToString("N")),
                    Prepare = async (_, cancelled) =>
                    {
                        var matter = (await services.GetRequiredService<ICaseStore>().FindAsync(caseId, forUpdate: true, cancelled))!;
                        var why = drawn.Rank is { } rank ? $"随机抽取第{rank}件" : "人民法院改变裁决，必查";
                        services
                            .GetRequiredService<ExceptionDesk>()
                            .Enter(matter, QualitySample.Entry, $"列入案件质量评查：{why}", by, drawn);
                        matter.Revision++;
                        services
                            .GetRequiredService<ICaseStore>()
                            .Add(
                                CaseEvents.Internal(
                                    caseId,
                                    services.GetRequiredService<TimeProvider>().GetUtcNow(),
                                    by,
                                    "quality.drawn",
                                    $"列入案件质量评查：{why}（{drawn.Eligible}件中抽取{drawn.Share:0.##}%）",
                                    "Drawn for a quality review"
                                )
                            );
                    },
                },
                cancellationToken
            );
    }

    /// <summary>What was drawn and found in the cases within reach.</summary>
    private static async Task<List<Entry>> EntriesAsync(
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        string[] kinds = [QualitySample.Entry, ReviewCase.Reviewed, ReviewCase.Closed];
        return await database
            .Set<RegisterEntry>()
            .AsNoTracking()
            .Where(entry => kinds.Contains(entry.Kind))
            .Join(
                database.Set<Case>().AsNoTracking().Visible(user, database),
                entry => entry.CaseId,
                matter => matter.Id,
                (entry, matter) => new { entry, Number = matter.DocketNumber ?? matter.CaseNumber }
            )
            .OrderBy(row => row.entry.Id)
            .Select(row => new Entry(
                row.entry.CaseId,
                row.entry.Kind,
                row.entry.DataJson,
                row.entry.RecordedBy,
                row.entry.RecordedAt,
                row.Number
            ))
            .ToListAsync(cancellationToken);
    }

    private static Guid? SampleOf(Entry entry) => entry.Kind == QualitySample.Entry ? Read(entry).Sample : null;

    private static SampledCase Read(Entry entry) => JsonSerializer.Deserialize<SampledCase>(entry.DataJson!, JsonSerializerOptions.Web)!;

    /// <summary>A case is drawn once: what was found in it belongs to that drawing.</summary>
    private static Report Describe(Guid id, List<Entry> entries)
    {
        var drawn = entries.Where(entry => SampleOf(entry) == id).ToList();
        var (first, of) = (drawn[0], Read(drawn[0]));
        var reviewed = drawn
            .Select(entry => Describe(entry, entries))
            .OrderBy(one => one.Rank ?? 0)
            .ThenBy(one => one.Number, StringComparer.Ordinal)
            .ToList();
        var sample = new Sample(
            id,
            of.From,
            of.To,
            first.RecordedAt,
            first.RecordedBy,
            of.Eligible,
            of.Share,
            reviewed.Count,
            reviewed.Count(one => one.Grade is null),
            reviewed.Count(one => one.Grade == "qualified"),
            reviewed.Count(one => one.Grade == "flawed"),
            reviewed.Count(one => one.Grade == "unqualified")
        );
        // What the director took back counts for nobody.
        var problems = reviewed.Where(one => !one.Overturned).SelectMany(one => one.Problems).ToList();
        return new Report(
            sample,
            reviewed,
            [
                .. QualityItems
                    .All.Select(item => new ItemCount(
                        item.Code,
                        item.Zh,
                        item.En,
                        problems.Count(p => p.Item == item.Code && p.Finding == QualityItems.Flaw),
                        problems.Count(p => p.Item == item.Code && p.Finding == QualityItems.Fault)
                    ))
                    .Where(item => item.Flaws + item.Faults > 0),
            ]
        );
    }

    private static Reviewed Describe(Entry drawn, List<Entry> entries)
    {
        var of = Read(drawn);
        using var review = Last(entries, drawn.CaseId, ReviewCase.Reviewed);
        using var closed = Last(entries, drawn.CaseId, ReviewCase.Closed);
        return new Reviewed(
            drawn.CaseId,
            drawn.Number,
            of.Rank,
            of.Why,
            review?.RootElement.GetProperty("reviewer").GetString(),
            closed?.RootElement.GetProperty("grade").GetString(),
            closed?.RootElement.GetProperty("overturned").GetBoolean() ?? false,
            [
                .. (review?.RootElement.GetProperty("items").EnumerateArray().ToList() ?? [])
                    .Where(item => item.GetProperty("finding").GetString() is QualityItems.Flaw or QualityItems.Fault)
                    .Select(item => new Found(
                        item.GetProperty("item").GetString()!,
                        item.GetProperty("finding").GetString()!,
                        item.GetProperty("note").GetString()
                    )),
            ]
        );
    }

    private static JsonDocument? Last(List<Entry> entries, Guid caseId, string kind) =>
        entries.LastOrDefault(entry => entry.CaseId == caseId && entry.Kind == kind) is { DataJson: { } data }
            ? JsonDocument.Parse(data)
            : null;

    private static string GradeZh(string? grade) =>
        grade switch
        {
            "qualified" => "合格",
            "flawed" => "有瑕疵",
            "unqualified" => "不合格",
            _ => "评查中",
        };
}
