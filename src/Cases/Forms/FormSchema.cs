using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Forms;

/// <summary>
/// Checks a filled form against its JSON Schema. Knows the part of JSON Schema that the house's forms use: type, required, properties,
/// additionalProperties false, enum, const, oneOf/anyOf of constants, minLength, maxLength, minimum, maximum, multipleOf, format date
/// and the numbers of <see cref="IdTypes"/>, pattern, items, minItems, maxItems, if/then/else and allOf; <c>x-basis</c> names the article that asks for a field. Any other keyword that would check something refuses the schema, so that no
/// rule is skipped in silence.
/// </summary>
public static class FormSchema
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(200);

    private static readonly HashSet<string> Known =
    [
        "$schema",
        "$id",
        "title",
        "description",
        "default",
        "examples",
        "type",
        "required",
        "properties",
        "additionalProperties",
        "enum",
        "const",
        "oneOf",
        "anyOf",
        "allOf",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "multipleOf",
        "format",
        "pattern",
        "items",
        "minItems",
        "maxItems",
        "if",
        "then",
        "else",
        "readOnly",
    ];

    /// <summary>Every fault of a form's data; empty when there is none.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="data">The data.</param>
    /// <param name="field">The path that faults are named under.</param>
    /// <exception cref="NotSupportedException">The schema uses a keyword that is not known here.</exception>
    public static IReadOnlyList<FieldError> Check(JsonElement schema, JsonElement data, string field = "data")
    {
        var errors = new List<FieldError>();
        Check(schema, data, field, errors);
        return errors;
    }

    private static void Check(JsonElement schema, JsonElement data, string field, List<FieldError> errors)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            if (schema.ValueKind == JsonValueKind.False)
                errors.Add(new(field, "not-allowed", "不应填写此项。", "This field is not allowed."));
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
            if (!Known.Contains(keyword.Name) && !keyword.Name.StartsWith("x-", StringComparison.Ordinal))
                throw new NotSupportedException($"The form schema uses '{keyword.Name}', which is not known here.");

        if (schema.TryGetProperty("type", out var type) && !IsOfType(type, data))
        {
            errors.Add(new(field, "wrong-type", $"{Title(schema)}的格式不正确。", $"Expected {type}."));
            return;
        }

        Choices(schema, data, field, errors);
        if (data.ValueKind == JsonValueKind.String)
            Text(schema, data.GetString()!, field, errors);
        else if (data.ValueKind == JsonValueKind.Number)
            Number(schema, data, field, errors);
        else if (data.ValueKind == JsonValueKind.Array)
            Items(schema, data, field, errors);
        else if (data.ValueKind == JsonValueKind.Object)
            Properties(schema, data, field, errors);

        Combined(schema, data, field, errors);
    }

    private static void Combined(JsonElement schema, JsonElement data, string field, List<FieldError> errors)
    {
        if (schema.TryGetProperty("allOf", out var all))
            foreach (var part in all.EnumerateArray())
                Check(part, data, field, errors);

        if (schema.TryGetProperty("if", out var condition))
        {
            var holds = Check(condition, data, field).Count == 0;
            if (schema.TryGetProperty(holds ? "then" : "else", out var branch))
                Check(branch, data, field, errors);
        }
    }

    private static bool IsOfType(JsonElement type, JsonElement data)
    {
        if (type.ValueKind == JsonValueKind.Array)
            return type.EnumerateArray().Any(t => IsOfType(t, data));

        return type.GetString() switch
        {
            "string" => data.ValueKind == JsonValueKind.String,
            "number" => data.ValueKind == JsonValueKind.Number,
            "integer" => data.ValueKind == JsonValueKind.Number && data.TryGetDecimal(out var n) && decimal.Truncate(n) == n,
            "boolean" => data.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "array" => data.ValueKind == JsonValueKind.Array,
            "object" => data.ValueKind == JsonValueKind.Object,
            "null" => data.ValueKind == JsonValueKind.Null,
            var other => throw new NotSupportedException($"The form schema names the type '{other}'."),
        };
    }

    private static void Choices(JsonElement schema, JsonElement data, string field, List<FieldError> errors)
    {
        var fits =
            (!schema.TryGetProperty("enum", out var values) || values.EnumerateArray().Any(v => JsonElement.DeepEquals(v, data)))
            && (!schema.TryGetProperty("const", out var only) || JsonElement.DeepEquals(only, data))
            && (!schema.TryGetProperty("oneOf", out var one) || one.EnumerateArray().Count(s => Check(s, data, field).Count == 0) == 1)
            && (!schema.TryGetProperty("anyOf", out var any) || any.EnumerateArray().Any(s => Check(s, data, field).Count == 0));
        if (!fits)
            errors.Add(new(field, "unknown-code", $"{Title(schema)}不在可选范围内。", "This is not one of the choices."));
    }

    private static void Text(JsonElement schema, string text, string field, List<FieldError> errors)
    {
        if (schema.TryGetProperty("minLength", out var min) && text.Trim().Length < min.GetInt32())
            errors.Add(
                min.GetInt32() == 1
                    ? Required(field, schema)
                    : new(field, "too-short", $"{Title(schema)}至少{min}个字符。", $"At least {min} characters.")
            );
        if (schema.TryGetProperty("maxLength", out var max) && text.Length > max.GetInt32())
            errors.Add(new(field, "too-long", $"{Title(schema)}不得超过{max}个字符。", $"At most {max} characters."));
        if (
            schema.TryGetProperty("pattern", out var pattern)
            && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.CultureInvariant, PatternTimeout)
        )
            errors.Add(new(field, "invalid", $"{Title(schema)}的格式不正确。", "The format is not right."));
        if (schema.TryGetProperty("format", out var format))
            Format(schema, format.GetString()!, text, field, errors);
        if (text.Contains('\0'))
            errors.Add(
                new(field, "invalid-text", $"{Title(schema)}含有无法识别的字符。", "The text holds characters that cannot be read.")
            );
    }

    private static void Format(JsonElement schema, string format, string text, string field, List<FieldError> errors)
    {
        switch (format)
        {
            case "textarea":
                break;
            case "date":
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                    errors.Add(new(field, "invalid-date", $"{Title(schema)}不是有效日期。", "This is not a date (yyyy-MM-dd)."));
                break;
            case IdTypes.ResidentId or IdTypes.CreditCode or IdTypes.HkMacaoPermit or IdTypes.Passport:
                if (IdNumber.Fault(format, text) is { } fault)
                    errors.Add(new(field, "invalid-number", fault.Zh, fault.En));
                break;
            default:
                throw new NotSupportedException($"The form schema uses the format '{format}'.");
        }
    }

    private static void Number(JsonElement schema, JsonElement data, string field, List<FieldError> errors)
    {
        if (!data.TryGetDecimal(out var number))
        {
            errors.Add(new(field, "too-large", $"{Title(schema)}超出范围。", "The number is out of range."));
            return;
        }

        if (schema.TryGetProperty("minimum", out var min) && number < min.GetDecimal())
            errors.Add(new(field, "too-small", $"{Title(schema)}不得小于{min}。", $"Not less than {min}."));
        if (schema.TryGetProperty("maximum", out var max) && number > max.GetDecimal())
            errors.Add(new(field, "too-large", $"{Title(schema)}不得大于{max}。", $"Not more than {max}."));
        if (schema.TryGetProperty("multipleOf", out var step) && number % step.GetDecimal() != 0)
            errors.Add(new(field, "too-many-decimals", $"{Title(schema)}应为{step}的整数倍。", $"A multiple of {step}."));
    }

    private static void Items(JsonElement schema, JsonElement data, string field, List<FieldError> errors)
    {
        var count = data.GetArrayLength();
        if (schema.TryGetProperty("minItems", out var min) && count < min.GetInt32())
            errors.Add(new(field, "too-few", $"{Title(schema)}至少{min}项。", $"At least {min} items."));
        if (schema.TryGetProperty("maxItems", out var max) && count > max.GetInt32())
            errors.Add(new(field, "too-many", $"{Title(schema)}不得超过{max}项。", $"At most {max} items."));
        else if (schema.TryGetProperty("items", out var item))
            for (var i = 0; i < count; i++)
                Check(item, data[i], $"{field}[{i}]", errors);
    }

    private static void Properties(JsonElement schema, JsonElement data, string field, List<FieldError> errors)
    {
        var properties = schema.TryGetProperty("properties", out var declared) ? declared : default;
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(n => n.GetString()!))
                if (!data.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                    errors.Add(Required($"{field}.{name}", PartOf(properties, name)));

        var closed = schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False;
        foreach (var member in data.EnumerateObject())
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var part))
            {
                // A form sends null for a field that was left empty; "required" above has judged it.
                if (member.Value.ValueKind != JsonValueKind.Null)
                    Check(part, member.Value, $"{field}.{member.Name}", errors);
            }
            else if (closed)
                errors.Add(new($"{field}.{member.Name}", "unknown-field", "表单没有此项。", "The form has no such field."));
    }

    private static string Title(JsonElement schema) => schema.TryGetProperty("title", out var title) ? title.GetString()! : "此项";

    // "x-basis" is the article that asks for a field: whoever left it empty reads it.
    private static FieldError Required(string field, JsonElement schema)
    {
        var basis =
            schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("x-basis", out var article) ? article.GetString() : null;
        var title = schema.ValueKind == JsonValueKind.Object ? Title(schema) : "此项";
        return basis is null
            ? new(field, "required", $"请填写{title}。", "This field is required.")
            : new(field, "required", $"请填写{title}（{basis}）。", $"This field is required by {basis}: fill it in.");
    }

    private static JsonElement PartOf(JsonElement properties, string name) =>
        properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var part) ? part : default;
}
