using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Places;

namespace LaborFlow.Host.Fund;

/// <summary>
/// 基金年度报告 as an official paper for the committee's meeting, with what its meetings resolved and how every member voted; from the newest
/// version of its template.
/// </summary>
internal sealed class YearPaper(IDocumentStore documents, IEvidenceFiles contents, TemplateTexts templates, TimeProvider time)
{
    private const string Template = "WGF/annual-report";

    /// <summary>The paper as a Word document.</summary>
    /// <param name="report">The year.</param>
    /// <param name="places">The digits with which the districts of the fund begin.</param>
    /// <param name="meetings">The committee's meetings on it; none for the district's emergency fund.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<byte[]> WriteAsync(
        FundYear.Report report,
        string places,
        IReadOnlyList<FundResolution> meetings,
        CancellationToken cancellationToken
    )
    {
        var template =
            await documents.LatestTemplateAsync(Template, cancellationToken)
            ?? throw new InvalidOperationException($"没有文书模板“{Template}”，请在系统管理中核对模板代码。");
        var figures = report.Figures;
        var data = new JsonObject
        {
            ["office"] = new JsonObject { ["bureau"] = BureauOf(places) },
            ["report"] = new JsonObject
            {
                ["year"] = report.Year,
                ["fund"] = report.Fund == "emf" ? "区级欠薪应急专项资金" : "欠薪保障基金",
                ["date"] = Day(ChinaDay.Today(time)),
                ["paid"] = report.Paid,
                ["recovered"] = report.Recovered,
                ["recoveryRate"] = Rate(report.RecoveryRate),
                ["income"] = report.Income,
                ["workers"] = report.Workers,
                ["cases"] = report.Cases,
                ["openMonths"] = report.OpenMonths.Count == 0 ? null : string.Join("、", report.OpenMonths),
                ["committee"] = report.Committee is { } rule ? $"{rule.Basis}：{rule.Zh}" : null,
                ["months"] = new JsonArray([
                    .. report.Months.Select(m => new JsonObject
                    {
                        ["month"] = m.Month,
                        ["paid"] = m.Paid,
                        ["recovered"] = m.Recovered,
                        ["workers"] = m.Workers,
                        ["income"] = m.Income,
                        ["closed"] = m.Closed ? "已结账" : "未结账",
                    }),
                ]),
                ["figures"] = new JsonArray([
                    Row("申请", $"{figures.Applications}件、{figures.Applicants}人"),
                    Row("作出决定", $"{figures.Decided}件"),
                    Row("不予垫付", $"{figures.Refused}件，占{Rate(figures.RefusalRate)}"),
                    Row("申请到支付平均天数", figures.DaysToPayment?.ToString(CultureInfo.InvariantCulture) ?? "没有支付"),
                    Row("核销", $"{figures.WrittenOffCases}件、{figures.WrittenOff:0.00}元"),
                    Row("异议", $"{figures.Objections}次"),
                    Row("复议、诉讼", $"{figures.Remedies}次"),
                    Row("复核", $"{figures.Reviews}次，差错{figures.ReviewErrors}次，差错率{Rate(figures.ReviewErrorRate)}"),
                ]),
                ["sample"] = report.Sample.Count == 0 ? null : string.Join("、", report.Sample),
                ["meetings"] = new JsonArray([.. meetings.Select((meeting, i) => Describe(meeting, i + 1))]),
            },
        };
        return DocxTemplate.Fill(await templates.OfAsync(template.StorageKey, contents, cancellationToken), data);
    }

    private static JsonObject Describe(FundResolution meeting, int number)
    {
        int Votes(string vote) => meeting.Members.Count(m => m.Vote == vote);
        return new JsonObject
        {
            ["number"] = number,
            ["heldOn"] = Day(meeting.HeldOn),
            ["chair"] = meeting.Chair,
            ["members"] = meeting.Members.Count,
            ["present"] = Named(meeting, "出席"),
            ["absent"] = Named(meeting, "缺席"),
            ["recused"] = Named(meeting, "回避"),
            ["votes"] = $"同意{Votes("同意")}票，反对{Votes("反对")}票，弃权{Votes("弃权")}票",
            ["for"] = Joined(meeting.Members.Where(m => m.Vote == "同意").Select(m => m.Name)),
            ["result"] = meeting.Result switch
            {
                ResolutionResult.Carried => "表决通过",
                ResolutionResult.NotCarried => "表决未通过",
                _ => "未达法定人数，没有形成决议",
            },
            ["text"] = meeting.Text,
        };
    }

    private static string Named(FundResolution meeting, string presence) =>
        Joined(
            meeting
                .Members.Where(m => m.Presence == presence)
                .Select(m => m.Name + (m.Organisation is { Length: > 0 } organisation ? $"（{organisation}）" : ""))
        );

    private static string Joined(IEnumerable<string> names) =>
        string.Join("、", names.Order(StringComparer.Ordinal)) is { Length: > 0 } joined ? joined : "无";

    private static JsonObject Row(string what, string value) => new() { ["what"] = what, ["value"] = value };

    private static string Rate(decimal? percent) =>
        percent is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.#}%") : "—";

    private static string BureauOf(string places) =>
        places.Length >= 6 && Districts.All.FirstOrDefault(d => d.Code.StartsWith(places, StringComparison.Ordinal)) is { } district
            ? OfficeNames.Bureau(district.Name)
            : "深圳市人力资源和社会保障局";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
