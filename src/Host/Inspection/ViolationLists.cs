using System.Globalization;
using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Inspection;

/// <summary>
/// 重大劳动保障违法行为季度公布名单: the employers that inspections of a quarter proposed for publication (《重大劳动保障违法行为社会公布办法》), with
/// what the article has published of each. It holds no worker's name. A decision that was revoked or changed since stands there as taken off.
/// </summary>
internal static class ViolationLists
{
    private const string Published = "insf-consequence";
    private const string Publication = "\"publication\"";
    private const string Withdrawn = "insf-unpublish";

    /// <param name="Facts">What was found and how it was dealt with, in the inspector's words.</param>
    /// <param name="TakenOff">The decision was revoked or changed after the listing (行政处罚法 art 48).</param>
    public sealed record Line(
        Guid CaseId,
        string CaseNumber,
        string Employer,
        string? CreditCode,
        string? Address,
        string? Representative,
        string Facts,
        DateOnly ListedOn,
        bool TakenOff
    );

    /// <param name="PublishBy">The last day of the quarter.</param>
    public sealed record Quarter(int Year, int Number, DateOnly PublishBy, IReadOnlyList<Line> Items);

    public static void Map(IEndpointRouteBuilder credit)
    {
        credit.MapGet("/violations", ReadAsync).RequireAuthorization(Policies.CreditRatings).WithName("violation-list");
        credit.MapGet("/violations.csv", ExportAsync).RequireAuthorization(Policies.CreditRatings).WithName("export-violation-list");
    }

    /// <param name="year">Null: of today.</param>
    /// <param name="quarter">1 to 4; null: of today.</param>
    private static async Task<Quarter> ReadAsync(
        int? year,
        int? quarter,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var current = CalendarQuarter.Of(ChinaDay.Today(time));
        var asked = new CalendarQuarter(year ?? current.Year, quarter ?? current.Number);
        if (asked.Year is < 2000 or > 2100 || asked.Number is < 1 or > 4)
            throw ProblemException.Field(
                "quarter",
                "out-of-range",
                "请选择年度和季度（1至4）。",
                "Choose a year and a quarter from 1 to 4."
            );
        var (from, until) = (ChinaDay.EndOf(asked.FirstDay.AddDays(-1)), ChinaDay.EndOf(asked.LastDay));
        var prefix = CreditLists.Reach(user);
        var proposed = await database
            .Set<RegisterEntry>()
            .AsNoTracking()
            .Where(entry => entry.Kind == "listing" && entry.RecordedAt >= from && entry.RecordedAt < until)
            .Join(
                database.Set<Case>().Where(found => found.ProcedureCode == "INSF" && found.District.StartsWith(prefix)),
                entry => entry.CaseId,
                found => found.Id,
                (entry, found) =>
                    new
                    {
                        entry.CaseId,
                        entry.RecordedAt,
                        entry.DataJson,
                    }
            )
            .ToListAsync(cancellationToken);
        // What a case proposed again, after its decision was changed, stands there once.
        var listed = proposed
            .Where(entry => entry.DataJson?.Contains(Publication, StringComparison.Ordinal) == true)
            .GroupBy(entry => entry.CaseId)
            .ToDictionary(group => group.Key, group => group.Max(entry => entry.RecordedAt));
        var ids = listed.Keys.ToList();
        var cases = await database
            .Set<Case>()
            .AsNoTracking()
            .Include(c => c.Parties)
            .Where(c => ids.Contains(c.Id))
            .ToListAsync(cancellationToken);
        var steps = (
            await database
                .Set<CaseTask>()
                .AsNoTracking()
                .Where(t => ids.Contains(t.CaseId) && (t.Step == Published || t.Step == Withdrawn) && t.Status == CaseTaskStatus.Completed)
                .ToListAsync(cancellationToken)
        ).ToLookup(t => t.CaseId);
        return new Quarter(
            asked.Year,
            asked.Number,
            asked.LastDay,
            [
                .. cases
                    .OrderBy(c => listed[c.Id])
                    .ThenBy(c => c.CaseNumber, StringComparer.Ordinal)
                    .Select(c => Describe(c, listed[c.Id], [.. steps[c.Id]])),
            ]
        );
    }

    private static Line Describe(Case found, DateTimeOffset at, IReadOnlyList<CaseTask> steps)
    {
        var employer = found.Respondents.First();
        var facts = "依法处理";
        if (steps.Where(t => t.Step == Published).MaxBy(t => t.CompletedAt) is { } registered)
        {
            using var data = StepData.Of(registered);
            facts = data.Text("publishFacts") ?? facts;
        }
        return new Line(
            found.Id,
            found.CaseNumber,
            employer.Name,
            employer.IdType == IdTypes.CreditCode ? employer.IdNumber : null,
            employer.RegisteredAddress ?? employer.ServiceAddress,
            employer.LegalRepresentative,
            facts,
            ChinaDay.Of(at),
            steps.Any(t => t.Step == Withdrawn && t.CompletedAt > at)
        );
    }

    private static async Task<IResult> ExportAsync(
        int? year,
        int? quarter,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        AccessLog log,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var list = await ReadAsync(year, quarter, user, database, time, cancellationToken);
        await log.ExportedAsync(user.UserName(), $"violations: {list.Year} {list.Number}", cancellationToken);
        return Csv.File(
            $"重大劳动保障违法行为公布名单-{new CalendarQuarter(list.Year, list.Number)}.csv",
            [
                ["单位名称", "统一社会信用代码", "地址", "法定代表人或者负责人", "主要违法事实和处理情况", "列入日期", "案号", "状态"],
                .. list.Items.Select(line =>
                    new[]
                    {
                        line.Employer,
                        line.CreditCode,
                        line.Address,
                        line.Representative,
                        line.Facts,
                        line.ListedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        line.CaseNumber,
                        line.TakenOff ? "决定已变更，撤下" : "公布",
                    }
                ),
            ]
        );
    }
}
