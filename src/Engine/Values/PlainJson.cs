using System.Buffers;
using System.Globalization;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Values;

/// <summary>
/// Writes a few short values as JSON without a writer's machinery: what nearly every activity's inputs are. It gives up on anything that
/// would have to be escaped or doesn't fit, and the general writer takes over.
/// </summary>
internal static class PlainJson
{
    /// <summary>Letters, digits and signs of ASCII that JSON takes as they are.</summary>
    private static readonly SearchValues<char> AsTheyAre = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except(['"', '\\']),
    ]);

    public static bool TryWrite(ReadOnlySpan<EvaluatedInput> inputs, Span<char> target, out int length)
    {
        length = 0;
        foreach (ref readonly var input in inputs)
        {
            if (input.Name is not { } name)
            {
                continue;
            }

            if (
                !TryAdd(target, ref length, length == 0 ? "{\"" : ",\"")
                || name.AsSpan().ContainsAnyExcept(AsTheyAre)
                || !TryAdd(target, ref length, name)
                || !TryAdd(target, ref length, "\":")
                || !TryAddValue(target, ref length, input.Value)
            )
            {
                return false;
            }
        }

        return length == 0 || TryAdd(target, ref length, "}");
    }

    private static bool TryAddValue(Span<char> target, ref int length, object? value)
    {
        switch (value)
        {
            case null:
                return TryAdd(target, ref length, "null");
            case bool flag:
                return TryAdd(target, ref length, flag ? "true" : "false");
            case string text:
                return !text.AsSpan().ContainsAnyExcept(AsTheyAre)
                    && TryAdd(target, ref length, "\"")
                    && TryAdd(target, ref length, text)
                    && TryAdd(target, ref length, "\"");
            case long number:
                return TryAddNumber(target, ref length, number);
            case int number:
                return TryAddNumber(target, ref length, number);
            default:
                return false;
        }
    }

    private static bool TryAddNumber(Span<char> target, ref int length, long number)
    {
        if (!number.TryFormat(target[length..], out var written, default, CultureInfo.InvariantCulture))
        {
            return false;
        }

        length += written;
        return true;
    }

    private static bool TryAdd(Span<char> target, ref int length, string text)
    {
        if (!text.AsSpan().TryCopyTo(target[length..]))
        {
            return false;
        }

        length += text.Length;
        return true;
    }
}
