using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace LaborFlow.Engine.Values;

/// <summary>
/// Converts what an expression gave into the type that an input or variable has. Text that is no number, date or period is an error here,
/// never a silent default.
/// </summary>
public static class ValueConverter
{
    /// <summary>Converts; null stays null for reference and nullable types, and becomes the default of a value type.</summary>
    /// <exception cref="FormatException">The value cannot be read as the type.</exception>
    public static T? Convert<T>(object? value) => (T?)Convert(value, typeof(T));

    /// <summary>Converts to a type known at run time.</summary>
    /// <exception cref="FormatException">The value cannot be read as the type.</exception>
    public static object? Convert(object? value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || (value is string { Length: 0 } && target != typeof(string) && target != typeof(object)))
        {
            return type.IsValueType && target == type ? Activator.CreateInstance(type) : null;
        }

        if (target == typeof(object) || target.IsInstanceOfType(value))
        {
            return value;
        }

        try
        {
            return ConvertCore(value, target);
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException or JsonException or ArgumentException)
        {
            throw new FormatException($"'{Shorten(JsonValues.ToText(value))}' is not a valid {target.Name}.", e);
        }
    }

    private static object? ConvertCore(object value, Type target)
    {
        if (target == typeof(string))
        {
            return JsonValues.ToText(value);
        }

        if (target == typeof(bool))
        {
            return value switch
            {
                string text => text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) || text.Trim() == "1",
                double number => number != 0 && !double.IsNaN(number),
                IConvertible number => number.ToBoolean(CultureInfo.InvariantCulture),
                _ => true,
            };
        }

        if (target == typeof(TimeSpan))
        {
            return value switch
            {
                string text when text.StartsWith('P') => XmlConvert.ToTimeSpan(text),
                string text => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
                _ => TimeSpan.FromMilliseconds(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            };
        }

        if (target == typeof(DateTimeOffset))
        {
            return value is DateTime date
                ? new DateTimeOffset(date.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(date, DateTimeKind.Utc) : date)
                : DateTimeOffset.Parse(
                    JsonValues.ToText(value)!,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces
                );
        }

        if (target.IsEnum)
        {
            return Enum.Parse(target, JsonValues.ToText(value)!, ignoreCase: true);
        }

        if (
            target == typeof(long)
            && value is string digits
            && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
        )
        {
            return whole;
        }

        if (target.IsPrimitive || target == typeof(decimal))
        {
            return value is string number && target != typeof(char)
                ? System.Convert.ChangeType(
                    decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
                    target,
                    CultureInfo.InvariantCulture
                )
                : System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
        }

        var node = value is string json && !IsTextType(target) ? JsonNode.Parse(json) : JsonValues.ToNode(value);
        if (IsListOfObjects(target))
        {
            return JsonValues.FromNode(node) is IList list
                ? list.Cast<object?>().ToList()
                : throw new FormatException("A list is expected.");
        }

        if (target.IsAssignableFrom(typeof(Dictionary<string, object?>)))
        {
            return JsonValues.FromNode(node) as Dictionary<string, object?> ?? throw new FormatException("An object is expected.");
        }

        return node.Deserialize(target, JsonValues.Options);
    }

    private static bool IsTextType(Type type) =>
        type == typeof(Guid) || type == typeof(DateOnly) || type == typeof(DateTime) || type == typeof(Uri) || type == typeof(TimeOnly);

    private static bool IsListOfObjects(Type type) => type != typeof(object) && type.IsAssignableFrom(typeof(List<object?>));

    private static string? Shorten(string? text) => text is { Length: > 80 } ? text[..80] + "…" : text;
}
