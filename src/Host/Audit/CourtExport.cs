using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Documents;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Audit;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Audit;

/// <summary>
/// 向法院提供的操作记录: the whole chain of one case as a paper (PDF) and as data (JSON, with every seal, so that a court's expert can verify
/// it with the public keys). Verified when it is made; that it was made is itself recorded.
/// </summary>
internal static class CourtExport
{
    private const int Most = 100_000;

    public static void Map(IEndpointRouteBuilder audit)
    {
        audit
            .MapGet("/cases/{caseNumber}/court.pdf", PdfAsync)
            .RequireAuthorization(Policies.Auditing)
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf")
            .WithName("audit-court-pdf");
        audit
            .MapGet("/cases/{caseNumber}/court.json", DataAsync)
            .RequireAuthorization(Policies.Auditing)
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .WithName("audit-court-data");
    }

    private sealed record Chain(string CaseNumber, IReadOnlyList<AuditEntry> Entries, bool Intact, DateTimeOffset MadeAt, string MadeBy);

    private static async Task<IResult> PdfAsync(
        string caseNumber,
        ClaimsPrincipal user,
        AuditReader reader,
        VerifyAudit verify,
        AccessLog log,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var chain = await ReadAsync(caseNumber, "PDF", user, reader, verify, log, database, time, cancellationToken);
        var names = await NamesAsync(chain, database, cancellationToken);
        string Named(string actor) => names.TryGetValue(actor, out var name) ? $"{name}（{actor}）" : Codes.GetValueOrDefault(actor, actor);
        var paper = new PlainPdf()
            .Write("案件操作记录", 18)
            .Write(chain.CaseNumber, 13)
            .Space()
            .Write($"生成时间：{At(chain.MadeAt)}（北京时间）　生成人：{Named(chain.MadeBy)}")
            .Write(
                chain.Intact
                    ? $"校验结果：{chain.Entries.Count} 条记录的哈希链与签章完整，未发现改动、删除或者插入。"
                    : "校验结果：哈希链不完整，详见系统校验报告。"
            )
            .Space(10);
        foreach (var entry in chain.Entries)
        {
            var role = entry.ActorRole is { } code ? $"　{Roles.Find(code)?.Zh ?? code}" : "";
            paper.Write($"{entry.Sequence}　{At(entry.At)}　{Named(entry.Actor)}{role}");
            paper.Write(entry.Zh, 10, 18);
            if (entry.ProcedureVersion is { } version)
                paper.Write($"流程版本：{version}", 9, 18);
            if (entry.LegalBasis is { } basis)
                paper.Write($"法律依据：{basis}", 9, 18);
            foreach (var change in ChangeNames.Of(entry.ChangesJson))
                paper.Write(
                    $"{change.Zh}{(change.Of is { } which ? $"（{which}）" : "")}：{change.Before ?? "—"} → {change.After ?? "—"}",
                    9,
                    18
                );
            paper.Write($"签章：{entry.Seal}", 7, 18).Space(4);
        }

        return TypedResults.File(paper.ToBytes(), "application/pdf", $"{chain.CaseNumber}-操作记录.pdf");
    }

    private static async Task<IResult> DataAsync(
        string caseNumber,
        ClaimsPrincipal user,
        AuditReader reader,
        VerifyAudit verify,
        AccessLog log,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var chain = await ReadAsync(caseNumber, "JSON", user, reader, verify, log, database, time, cancellationToken);
        return TypedResults.File(
            JsonSerializer.SerializeToUtf8Bytes(chain, JsonSerializerOptions.Web),
            "application/json",
            $"{chain.CaseNumber}-操作记录.json"
        );
    }

    private static async Task<Chain> ReadAsync(
        string caseNumber,
        string form,
        ClaimsPrincipal user,
        AuditReader reader,
        VerifyAudit verify,
        AccessLog log,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var id =
            await database
                .Set<Case>()
                .Visible(user, database)
                .Where(found => found.CaseNumber == caseNumber)
                .Select(found => (Guid?)found.Id)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        var chain = AuditChain.OfCase(id);
        await log.ExportedAsync(user.UserName(), $"court {form}: {caseNumber}", cancellationToken);
        var report = await verify.RunAsync(chain, cancellationToken);
        var (entries, _) = await reader.ListAsync(new AuditQuery(chain, null, null, null, null, 0, Most), cancellationToken);
        return new Chain(
            caseNumber,
            [.. entries.OrderBy(entry => entry.Sequence)],
            report.Findings.Count == 0,
            time.GetUtcNow(),
            user.UserName()
        );
    }

    /// <summary>Who acts without an account.</summary>
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>
    {
        ["applicant"] = "申请人",
        ["respondent"] = "被申请人",
        ["workflow"] = "流程自动办理",
        ["clock"] = "期限自动处理",
        ["import"] = "批量导入",
        ["schedule"] = "定时作业",
        ["system"] = "系统",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static async Task<Dictionary<string, string>> NamesAsync(
        Chain chain,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        List<string> actors = [.. chain.Entries.Select(entry => entry.Actor).Append(chain.MadeBy).Distinct(StringComparer.Ordinal)];
        return await database
            .Set<AppUser>()
            .AsNoTracking()
            .Where(user => actors.Contains(user.UserName!))
            .ToDictionaryAsync(user => user.UserName!, user => user.DisplayName, StringComparer.Ordinal, cancellationToken);
    }

    private static string At(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
