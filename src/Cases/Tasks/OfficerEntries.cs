using System.Text.Json;

namespace LaborFlow.Cases.Tasks;

/// <summary>
/// 代录: what an officer has to write down who records what a party said or signed elsewhere, and what the party itself is not asked for: the
/// day and manner of an answer, that the paper was signed and when. A field says so by <c>x-officer</c>, the outcomes for which it is needed; a
/// tick box has to be ticked.
/// </summary>
internal static class OfficerEntries
{
    private const string Keyword = "x-officer";

    /// <summary>The fields that an officer left empty.</summary>
    /// <param name="schema">The form's schema.</param>
    /// <param name="outcome">The chosen outcome.</param>
    /// <param name="data">The form's data.</param>
    public static IEnumerable<FieldError> Check(JsonElement schema, string outcome, JsonElement data)
    {
        if (!schema.TryGetProperty("properties", out var fields))
            yield break;
        foreach (var field in fields.EnumerateObject())
        {
            if (
                !field.Value.TryGetProperty(Keyword, out var outcomes)
                || outcomes.EnumerateArray().All(code => code.GetString() != outcome)
                || IsSaid(data, field.Name)
            )
                continue;
            var title = field.Value.GetProperty("title").GetString();
            yield return new(
                $"data.{field.Name}",
                "required",
                $"工作人员代为登记的，请填写“{title}”。",
                $"An officer who records this fills in {field.Name}."
            );
        }
    }

    private static bool IsSaid(JsonElement data, string member) =>
        data.TryGetProperty(member, out var said)
        && said.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.Number => true,
            JsonValueKind.String => !string.IsNullOrWhiteSpace(said.GetString()),
            JsonValueKind.Array => said.GetArrayLength() > 0,
            _ => false,
        };
}
