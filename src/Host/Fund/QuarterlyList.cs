using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Places;

namespace LaborFlow.Host.Fund;

/// <summary>The quarter's list as an official paper, from the newest version of its template.</summary>
internal sealed class QuarterlyList(IDocumentStore documents, IEvidenceFiles contents, TemplateTexts templates)
{
    private const string Template = "WGF/quarterly-list";

    /// <summary>The paper as a Word document; employers that were taken off do not stand in it.</summary>
    public async Task<byte[]> WriteAsync(FundPublication list, CancellationToken cancellationToken)
    {
        var template =
            await documents.LatestTemplateAsync(Template, cancellationToken)
            ?? throw new InvalidOperationException($"没有文书模板“{Template}”，请在系统管理中核对模板代码。");
        var shown = list.Employers.Where(e => e.Removed is null).ToList();
        var district = Districts.All.FirstOrDefault(d =>
            d.Code.StartsWith(list.Places, StringComparison.Ordinal) && list.Places.Length >= 6
        );
        var data = new JsonObject
        {
            ["office"] = new JsonObject
            {
                ["bureau"] = district is null ? "深圳市人力资源和社会保障局" : OfficeNames.Bureau(district.Name),
            },
            ["list"] = new JsonObject
            {
                ["title"] = list.Title,
                ["from"] = Day(list.Quarter),
                ["to"] = Day(list.LastDay),
                ["date"] = Day(list.PublishedOn ?? ChinaDay.Of(list.DecidedAt ?? list.PreparedAt)),
                ["count"] = shown.Count,
                ["workers"] = shown.Sum(e => e.Workers),
                ["paid"] = shown.Sum(e => e.Paid),
                ["employers"] = new JsonArray([
                    .. shown.Select(e => new JsonObject
                    {
                        ["name"] = e.Name,
                        ["creditCode"] = e.CreditCode,
                        ["address"] = e.Address,
                        ["legalRepresentative"] = e.LegalRepresentative,
                        ["workers"] = e.Workers,
                        ["paid"] = e.Paid,
                    }),
                ]),
            },
        };
        return DocxTemplate.Fill(await templates.OfAsync(template.StorageKey, contents, cancellationToken), data);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
