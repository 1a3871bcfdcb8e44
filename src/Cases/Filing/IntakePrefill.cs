using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Filing;

/// <summary>
/// 预填申请时说明的情况: what an application told reaches the steps that it matters to. A field of a form takes it by <c>x-intake</c>:
/// <c>language</c>, the language that the applicant asks for; <c>employer-evidence</c>, the evidence that an employer holds, added to what the
/// field says already; <c>employer-holds</c>, that an employer holds it (调解仲裁法 art 6); <c>claims</c>, the case's claims with amount and basis.
/// </summary>
public sealed class IntakePrefill(ICaseRecords records)
{
    private const string Keyword = "x-intake";
    private const string Employer = "employer";
    private const string Claims = "claims";

    /// <summary>The form's data with such fields filled in; as it was when the application told nothing of the kind.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="schemaJson">The form.</param>
    /// <param name="dataJson">What the form is filled in with otherwise.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<string> FillAsync(Case matter, string schemaJson, string dataJson, CancellationToken cancellationToken = default)
    {
        if (!schemaJson.Contains(Keyword, StringComparison.Ordinal))
            return dataJson;
        var told = IntakeFacts.Of(await records.EntriesAsync(matter.Id, IntakeFacts.Entry, cancellationToken));
        var data = JsonNode.Parse(dataJson)!.AsObject();
        using var schema = JsonDocument.Parse(schemaJson);
        foreach (var field in schema.RootElement.GetProperty("properties").EnumerateObject())
            if (field.Value.TryGetProperty(Keyword, out var what))
            {
                if (what.GetString() == Claims)
                {
                    data[field.Name] = ClaimsOf(matter);
                    continue;
                }
                if (told is null)
                    continue;
                var before = data[field.Name] is JsonValue said && said.TryGetValue<string>(out var text) ? text : null;
                if (Value(matter, told, what.GetString()!, before) is { } value)
                    data[field.Name] = value;
            }
        return data.ToJsonString();
    }

    /// <summary>The pieces of evidence that the application says an employer holds.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="told">What the application told.</param>
    public static IReadOnlyList<string> HeldByEmployer(Case matter, IntakeFacts told) =>
        [
            .. told
                .EvidenceItems.Where(item =>
                    (item.Holder == TaskParties.Respondent && matter.Respondents.Any(party => party.Kind == Employer))
                    || (item.Holder == TaskParties.Applicant && matter.Applicants.Any(party => party.Kind == Employer))
                )
                .Select(item => item.Name),
        ];

    private static JsonArray ClaimsOf(Case matter) =>
        [
            .. matter
                .Claims.OrderBy(claim => claim.Position)
                .Select(claim =>
                {
                    var row = new JsonObject { ["cause"] = claim.Cause };
                    if (claim.Amount is { } amount)
                        row["amount"] = amount;
                    row["basis"] = claim.Basis;
                    return (JsonNode)row;
                }),
        ];

    private static string? Value(Case matter, IntakeFacts told, string what, string? before)
    {
        var held = HeldByEmployer(matter, told);
        return what switch
        {
            "language" => told.Language,
            "employer-evidence" => held.Where(name => before?.Contains(name, StringComparison.Ordinal) != true).ToList()
                is { Count: > 0 } more
                ? $"{(before is null ? "" : $"{before}；")}申请时写明由用人单位掌握的：{string.Join("、", more)}"
                : null,
            "employer-holds" => held.Count > 0 ? Employer : null,
            _ => throw new InvalidOperationException($"表单的预填项“{what}”无效。"),
        };
    }
}
