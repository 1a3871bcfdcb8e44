using System.Text.Json;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Tasks;

/// <summary>
/// 处分权利的步骤: a form says itself by which of its outcomes a side disposes of its rights. The field that asks who acts for the side carries
/// <c>x-disposes</c> with <c>side</c> (<c>applicant</c>, <c>respondent</c>; without it the side whose step it is), <c>outcomes</c>,
/// <c>when</c>, a field that disposes of them as soon as it is filled in (what a side admits), and <c>act</c>, the words for what is done. A form
/// with <c>memberConsents</c> asks for the consent of a group, too, and of every party of a side where that field says <c>x-each</c>.
/// </summary>
internal static class DisposingSteps
{
    private const string Keyword = "x-disposes";

    /// <summary>Refuses the outcome to an agent without special authority.</summary>
    /// <exception cref="NotAllowedException">See <see cref="Authorities.Demand"/>.</exception>
    public static void Demand(Case matter, CaseTask task, string schemaJson, string outcome, JsonElement data, Actor actor)
    {
        if (!schemaJson.Contains(Keyword, StringComparison.Ordinal))
            return;
        using var schema = JsonDocument.Parse(schemaJson);
        foreach (var field in schema.RootElement.GetProperty("properties").EnumerateObject())
        {
            if (!field.Value.TryGetProperty(Keyword, out var rule))
                continue;
            if (!Disposes(rule, outcome, data))
                continue;
            var side =
                (rule.TryGetProperty("side", out var named) ? named.GetString() : task.Party) == TaskParties.Respondent
                    ? PartySide.Respondent
                    : PartySide.Applicant;
            var act = rule.GetProperty("act").GetString()!;
            Authorities.Demand(matter, side, Text(field.Name), Saw(Authorities.Seen), $"data.{field.Name}", act);
            if (!schema.RootElement.GetProperty("properties").TryGetProperty(Authorities.MembersSeen, out var members))
                continue;
            var (seen, seenField) = (Saw(Authorities.MembersSeen), $"data.{Authorities.MembersSeen}");
            if (members.TryGetProperty("x-each", out var each))
                Authorities.DemandEach(
                    matter,
                    side,
                    Text(field.Name),
                    seen,
                    seenField,
                    act,
                    // An agreement is signed by each by article 14; other acts by all are the authority's own rule.
                    each.ValueKind == JsonValueKind.True
                        ? "《劳动争议调解仲裁法》第14条"
                        : null
                );
            else
                Authorities.DemandMembers(matter, side, seen, seenField, act);
        }

        string? Text(string member) => data.TryGetProperty(member, out var by) ? by.GetString() : null;

        // A party's own word for what an officer should have seen counts for nothing.
        bool Saw(string member) => actor.Party is null && data.TryGetProperty(member, out var said) && said.ValueKind == JsonValueKind.True;
    }

    /// <summary>The outcomes that no single party of a side can choose, because each of them, or whom they represent, has to sign.</summary>
    public static IReadOnlySet<string> OnPaperOnly(Case matter, CaseTask task, string schemaJson)
    {
        var none = new HashSet<string>(StringComparer.Ordinal);
        if (!schemaJson.Contains("x-each", StringComparison.Ordinal))
            return none;
        using var schema = JsonDocument.Parse(schemaJson);
        var properties = schema.RootElement.GetProperty("properties");
        if (!properties.TryGetProperty(Authorities.MembersSeen, out var members) || !members.TryGetProperty("x-each", out _))
            return none;
        var side = task.Party == TaskParties.Respondent ? PartySide.Respondent : PartySide.Applicant;
        if (!Authorities.NeedsEach(matter, side))
            return none;
        foreach (var field in properties.EnumerateObject())
            if (field.Value.TryGetProperty(Keyword, out var rule))
                none.UnionWith(rule.GetProperty("outcomes").EnumerateArray().Select(code => code.GetString()!));
        return none;
    }

    private static bool Disposes(JsonElement rule, string outcome, JsonElement data) =>
        rule.GetProperty("outcomes").EnumerateArray().Any(code => code.GetString() == outcome)
        || (
            rule.TryGetProperty("when", out var member)
            && data.TryGetProperty(member.GetString()!, out var said)
            && said.ValueKind == JsonValueKind.String
            && !string.IsNullOrWhiteSpace(said.GetString())
        );
}
