using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Quality;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Simulation;

/// <summary>Fills the forms of steps as officers would: what the schema demands for the outcome, with values that fit the case.</summary>
internal sealed partial class FilledForms(ICaseRecords records, ITaskStore tasks, People people)
{
    /// <summary>The form's data for an outcome.</summary>
    /// <param name="number">The number in which the case arrived.</param>
    /// <param name="roll">The step's chance, from 0 to 1.</param>
    public async Task<JsonElement> FillAsync(
        CaseTask task,
        string outcome,
        Case matter,
        JsonElement schema,
        DateOnly today,
        int number,
        double roll
    )
    {
        var properties = schema.GetProperty("properties");
        // What is filled in already when the form opens is left as it stands.
        var data = task.Step.StartsWith("exc-", StringComparison.Ordinal) ? Prefilled(task, properties) : [];
        foreach (var field in Required(schema, outcome, data))
            if (properties.TryGetProperty(field.Name, out var property) && (field.Constant is not null || !data.ContainsKey(field.Name)))
                data[field.Name] = field.Constant ?? Value(field.Name, property, today);
        if (properties.TryGetProperty("reason", out _))
            data["reason"] = "经审查，情况属实";
        if (properties.TryGetProperty(Authorities.MembersSeen, out _) && matter.Applicants.Count() > 1)
            data[Authorities.MembersSeen] = true;
        foreach (var field in properties.EnumerateObject())
            if (
                field.Value.TryGetProperty("x-officer", out var outcomes)
                && outcomes.EnumerateArray().Any(code => code.GetString() == outcome)
            )
                data[field.Name] = Value(field.Name, field.Value, today);
        await AdjustAsync(data, task, outcome, matter, today, number, roll);
        using var document = JsonDocument.Parse(data.ToJsonString());
        return document.RootElement.Clone();
    }

    private static JsonObject Prefilled(CaseTask task, JsonElement properties)
    {
        var data = task.FormDataJson is { } prefilled ? JsonNode.Parse(prefilled)!.AsObject() : [];
        foreach (var foreign in data.Select(member => member.Key).Where(key => !properties.TryGetProperty(key, out _)).ToList())
            data.Remove(foreign);
        return data;
    }

    private static IEnumerable<(string Name, JsonNode? Constant)> Required(JsonElement schema, string outcome, JsonObject data)
    {
        if (schema.TryGetProperty("required", out var always))
            foreach (var name in always.EnumerateArray())
                yield return (name.GetString()!, null);
        if (!schema.TryGetProperty("allOf", out var rules))
            yield break;
        foreach (var rule in rules.EnumerateArray())
        {
            if (!Applies(rule.GetProperty("if"), outcome, data) || !rule.GetProperty("then").TryGetProperty("required", out var names))
                continue;
            var then = rule.GetProperty("then");
            foreach (var name in names.EnumerateArray())
            {
                JsonNode? constant = null;
                if (
                    then.TryGetProperty("properties", out var own)
                    && own.TryGetProperty(name.GetString()!, out var property)
                    && property.TryGetProperty("const", out var value)
                )
                    constant = JsonNode.Parse(value.GetRawText());
                yield return (name.GetString()!, constant);
            }
        }
    }

    /// <summary>Whether a rule is of this outcome, and of what stands in the form by now; one of another field asks for no more.</summary>
    private static bool Applies(JsonElement rule, string outcome, JsonObject data)
    {
        if (
            !rule.TryGetProperty("properties", out var properties)
            || !properties.TryGetProperty("outcome", out var of)
            || of.GetProperty("const").GetString() != outcome
        )
            return false;
        foreach (var property in properties.EnumerateObject().Where(property => property.Name != "outcome"))
            if (
                data[property.Name] is { } there
                && property.Value.TryGetProperty("const", out var value)
                && there.ToJsonString() != JsonNode.Parse(value.GetRawText())!.ToJsonString()
            )
                return false;
        return true;
    }

    private static JsonNode Value(string name, JsonElement property, DateOnly today)
    {
        if (property.TryGetProperty("oneOf", out var choices))
            return JsonNode.Parse(choices[0].GetProperty("const").GetRawText())!;
        if (property.TryGetProperty("enum", out var codes))
            return JsonNode.Parse(codes[0].GetRawText())!;
        switch (property.TryGetProperty("type", out var type) ? type.GetString() : "string")
        {
            case "boolean":
                return true;
            case "number":
                return property.TryGetProperty("minimum", out var least) ? Math.Max(1_000m, least.GetDecimal()) : 1_000m;
            case "integer":
                return 1;
            case "array":
                return new JsonArray(Item(property.GetProperty("items"), today));
            default:
                if (property.TryGetProperty("format", out var format) && format.GetString() == "date")
                    return Day(today);
                return name == "month" ? today.AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture) : Words.For(name);
        }
    }

    private static JsonNode Item(JsonElement items, DateOnly today)
    {
        if (!items.TryGetProperty("properties", out var properties))
            return Value("item", items, today);
        var made = new JsonObject();
        foreach (var property in properties.EnumerateObject())
            made[property.Name] = Value(property.Name, property.Value, today);
        return made;
    }

    /// <summary>What is awarded on some of the claims, by their numbers.</summary>
    private static JsonArray Items(Case matter, Func<int, bool> decided) =>
        [
            .. matter
                .Claims.OrderBy(c => c.Position)
                .Where(c => decided(c.Number))
                .Select(c =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["claim"] = c.Number,
                            ["result"] = "support",
                            ["amount"] = c.Amount ?? 0m,
                            ["legalBasis"] = "《劳动合同法》第30条",
                            ["members"] = Shares(matter, c.Amount ?? 0m),
                        }
                ),
        ];

    /// <summary>What a group is awarded is divided in equal parts; the first one gets what does not divide.</summary>
    private static JsonArray Shares(Case matter, decimal whole)
    {
        var names = matter.Applicants.Select(p => p.Name).ToList();
        if (names.Count < 2)
            return [];
        var each = Math.Floor(whole / names.Count);
        return
        [
            .. names.Select(
                (name, i) => (JsonNode)new JsonObject { ["worker"] = name, ["amount"] = i == 0 ? whole - (each * (names.Count - 1)) : each }
            ),
        ];
    }

    private async ValueTask AdjustAsync(
        JsonObject data,
        CaseTask task,
        string outcome,
        Case matter,
        DateOnly today,
        int number,
        double roll
    )
    {
        switch (task.Step)
        {
            case "fta-decide" or "arb-decide" when outcome == "award":
                var before = Award.DecidedBefore(matter, await records.ListAsync<Award>(matter.Id));
                data["items"] = Items(matter, claim => before.All(decided => decided.Number != claim));
                if (await Counterclaim.ListAsync(records, tasks, matter.Id) is { Count: > 0 } returned)
                    data["counterItems"] = new JsonArray([
                        .. returned.Select(
                            (_, i) =>
                                (JsonNode)
                                    new JsonObject
                                    {
                                        ["claim"] = i + 1,
                                        ["result"] = "reject",
                                        ["amount"] = 0m,
                                        ["legalBasis"] = "《劳动合同法》第22条",
                                    }
                        ),
                    ]);
                break;
            case "fta-partial" or "arb-partial" when outcome == "partial":
                data["items"] = Items(matter, claim => claim == matter.Claims.Min(c => c.Number));
                break;
            case "fta-partial" or "arb-partial" when outcome == "advance":
                data["requestedOn"] = Day(today);
                data["advances"] = new JsonArray(
                    new JsonObject { ["claim"] = matter.Claims.First(Choices.MayAdvance).Number, ["amount"] = 500m }
                );
                break;
            case "fta-appoint" or "arb-appoint":
                var bench = people.Some("arbitrator", 3, number);
                foreach (var (seat, i) in new[] { "presiding", "arbitratorA", "arbitratorB" }.Select((s, i) => (s, i)))
                    if (data.ContainsKey(seat))
                        data[seat] = bench[i];
                if (data.ContainsKey("soleArbitrator"))
                    data["soleArbitrator"] = bench[0];
                data["secretary"] = people.Some("tribunal-secretary", 1, number)[0];
                break;
            case "fta-schedule" or "arb-schedule":
                data["heldOn"] = Day(today.AddDays(9));
                break;
            case "fta-serve-hearing" or "arb-serve-hearing" or "exc-serve-postponed":
                (data["applicantMethod"], data["respondentMethod"]) = ("direct", "direct");
                (data["applicantReceivedOn"], data["respondentReceivedOn"]) = (Day(today), Day(today));
                break;
            // Half of the agreements name a day, and the half of these pay in two parts.
            case "mediate" when outcome == "agreement" && roll < 0.5:
                data["amount"] = 8_000m;
                data["performBy"] = Day(today.AddDays(roll < 0.25 ? 40 : 10));
                if (matter.Applicants.ToList() is { Count: > 1 } several)
                    data["shares"] = new JsonArray([
                        .. several.Select(
                            (p, i) =>
                                (JsonNode)
                                    new JsonObject { ["name"] = p.Name, ["amount"] = i > 0 ? 10m : 8_000m - (10m * (several.Count - 1)) }
                        ),
                    ]);
                if (roll < 0.25)
                    data["instalments"] = new JsonArray(
                        new JsonObject { ["dueOn"] = Day(today.AddDays(10)), ["amount"] = 4_000m },
                        new JsonObject { ["dueOn"] = Day(today.AddDays(40)), ["amount"] = 4_000m }
                    );
                break;
            case "med-schedule":
                data["heldOn"] = Day(today);
                break;
            case "fta-serve-award" or "arb-serve-award":
                (data["applicantMethod"], data["respondentMethod"]) = ("direct", "direct");
                break;
            case "col-representatives" when outcome == "chosen":
                data["representatives"] = new JsonArray([
                    .. matter.Applicants.Take(3).Select(p => (JsonNode)new JsonObject { ["name"] = p.Name, ["phone"] = "13800138000" }),
                ]);
                break;
            case "col-notice":
                data["venue"] = "institution";
                data["evidenceUntil"] = Day(today.AddDays(7));
                data["heldOn"] = Day(today.AddDays(10));
                var told = people.Some("arbitrator", 3, number);
                (data["presiding"], data["arbitratorA"], data["arbitratorB"]) = (told[0], told[1], told[2]);
                data["secretary"] = people.Some("tribunal-secretary", 1, number)[0];
                break;
            case "col-mediate" when outcome == "agreement":
                data["consents"] = new JsonArray([
                    .. matter.Applicants.Select(p =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["name"] = p.Name,
                                ["agrees"] = true,
                                ["signedOn"] = Day(today),
                                ["amount"] = 5_000m,
                                ["payOn"] = Day(today.AddDays(30)),
                            }
                    ),
                ]);
                data["amount"] = 5_000m * matter.Applicants.Count();
                break;
            case "pub-review":
                data.Remove("terms");
                break;
            case "qa-review":
                data["items"] = new JsonArray([
                    .. QualityItems.All.Select(
                        (item, i) =>
                            (JsonNode)
                                new JsonObject
                                {
                                    ["item"] = item.Code,
                                    ["finding"] =
                                        i > 0 ? QualityItems.Sound
                                        : outcome == "flawed" ? QualityItems.Flaw
                                        : outcome == "unqualified" ? QualityItems.Fault
                                        : QualityItems.Sound,
                                    ["note"] = outcome == "qualified" ? "" : "逾期一日",
                                }
                    ),
                ]);
                break;
            case "arb-forward-answer":
                (data["applicantMethod"], data["applicantReceivedOn"]) = ("direct", Day(today));
                break;
            default:
                if (task.Step.StartsWith("exc-", StringComparison.Ordinal))
                    AdjustException(data, task, outcome, today);
                else if (task.ProcedureCode is "WGF" or "EMF")
                    await AdjustFundAsync(data, task, outcome, matter, today, roll);
                else
                    await AdjustInspectionAsync(data, task, outcome, matter, today, number, roll);
                break;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
