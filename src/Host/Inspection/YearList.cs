using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Places;

namespace LaborFlow.Host.Inspection;

/// <summary>The year's grades as an official paper, from the newest version of its template.</summary>
internal sealed class YearList(IDocumentStore documents, IEvidenceFiles contents, TemplateTexts templates, TimeProvider time)
{
    private const string Template = "CRD/year-list";

    /// <summary>The paper as a Word document, with the employers that go with the list.</summary>
    public async Task<byte[]> WriteAsync(CreditList list, IReadOnlyList<CreditRating> ratings, CancellationToken cancellationToken)
    {
        var template =
            await documents.LatestTemplateAsync(Template, cancellationToken)
            ?? throw new InvalidOperationException($"没有文书模板“{Template}”，请在系统管理中核对模板代码。");
        var day = list.NotifiedOn ?? ChinaDay.Today(time);
        var data = new JsonObject
        {
            ["office"] = new JsonObject { ["bureau"] = OfficeNames.Bureau(Districts.Find(list.Place)?.Name ?? "") },
            ["list"] = new JsonObject
            {
                ["year"] = list.Year,
                ["date"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["count"] = ratings.Count,
                ["employers"] = new JsonArray([
                    .. ratings.Select(r => new JsonObject
                    {
                        ["name"] = r.Employer,
                        ["creditCode"] = r.CreditCode,
                        ["grade"] = r.Grade,
                        ["reason"] = r.Reason,
                        ["supervision"] = CreditGrades.SupervisionOf(r.Grade),
                    }),
                ]),
            },
        };
        return DocxTemplate.Fill(await templates.OfAsync(template.StorageKey, contents, cancellationToken), data);
    }
}
