using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LaborFlow.Host.Personal;

/// <summary>
/// How personal data is shown to those who have not asked for it: a number of a document keeps three characters at either end, a telephone
/// three and four, an account its last four. The middle is never sent.
/// </summary>
internal static partial class PersonalMask
{
    /// <summary>Members of forms that hold personal data, by the end of their names.</summary>
    private static readonly FrozenDictionary<string, Func<string?, string?>> Members = new Dictionary<string, Func<string?, string?>>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["idNumber"] = Number,
        ["phone"] = Phone,
        ["mobile"] = Phone,
        // Also bankAccount; the forms of the fund say account.
        ["account"] = Account,
        ["accountNumber"] = Account,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string? Number(string? number) => Keep(number, 3, 3);

    public static string? Phone(string? phone) => Keep(phone, 3, 4);

    public static string? Account(string? account) => Keep(account, 0, 4);

    /// <summary>
    /// A line that others may read on the way, as the subject of a mail: whatever is as long as a telephone, an identity number or an
    /// account is masked, wherever it came from. Case numbers and dates are shorter.
    /// </summary>
    public static string Line(string text) => LongNumber().Replace(text, number => Keep(number.Value, 0, 4)!);

    [GeneratedRegex("(?<![0-9])(?:[0-9] ?){10,}[0-9Xx]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();

    /// <summary>A form's data with such members masked, at whatever depth.</summary>
    public static JsonElement Form(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object)
            return data;
        var copy = JsonObject.Create(data)!;
        Mask(copy);
        return JsonSerializer.SerializeToElement(copy);
    }

    private static void Mask(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && Of(name) is { } mask)
                        members[name] = mask(text.GetValue<string>());
                    else
                        Mask(value);
                }
                break;
            case JsonArray items:
                foreach (var item in items)
                    Mask(item);
                break;
        }
    }

    private static Func<string?, string?>? Of(string name) =>
        Members.FirstOrDefault(member => name.EndsWith(member.Key, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Keep(string? text, int first, int last) =>
        text is null ? null
        : text.Length <= first + last ? new string('*', text.Length)
        : string.Concat(text.AsSpan(0, first), new string('*', text.Length - first - last), text.AsSpan(text.Length - last));
}
