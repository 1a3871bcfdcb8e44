using System.Collections;
using System.Globalization;
using System.Text;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Expressions;

/// <summary>Elsa's functions for ids and encoded text. Bytes are lists of numbers in scripts.</summary>
internal static class TextFunctions
{
    /// <summary>An id in as few letters and digits as Base64 makes of it.</summary>
    public static string Shorten(Guid id) =>
        Convert
            .ToBase64String(id.ToByteArray())
            .Replace("/", "", StringComparison.Ordinal)
            .Replace("+", "", StringComparison.Ordinal)
            .Replace("=", "", StringComparison.Ordinal);

    public static string ParseGuid(string text) =>
        Guid.TryParse(text, out var id) ? id.ToString() : throw new WorkflowException($"'{text}' is not a valid Guid.");

    public static string ToBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string FromBase64(string text) => Encoding.UTF8.GetString(Decode(text));

    public static List<object?> ToBytes(string text) => Listed(Encoding.UTF8.GetBytes(text));

    public static string FromBytes(object? bytes) => Encoding.UTF8.GetString(Bytes(bytes));

    public static string BytesToBase64(object? bytes) => Convert.ToBase64String(Bytes(bytes));

    public static List<object?> BytesFromBase64(string text) => Listed(Decode(text));

    private static List<object?> Listed(byte[] bytes) => [.. bytes.Select(value => (object?)(double)value)];

    private static byte[] Bytes(object? value)
    {
        try
        {
            return value switch
            {
                byte[] bytes => bytes,
                IEnumerable list and not string =>
                [
                    .. list.Cast<object?>().Select(item => Convert.ToByte(item, CultureInfo.InvariantCulture)),
                ],
                _ => throw new FormatException(),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            throw new WorkflowException("Bytes are a list of numbers from 0 to 255.", e);
        }
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException e)
        {
            throw new WorkflowException("The text is not valid Base64.", e);
        }
    }
}
