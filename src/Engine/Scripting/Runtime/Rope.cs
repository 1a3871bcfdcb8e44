namespace LaborFlow.Engine.Scripting;

/// <summary>A long string under construction: concatenation in a loop stays linear, since the text is written out once, when it is read.</summary>
internal sealed class Rope
{
    private object _left; // string or Rope; the flat text once it was asked for
    private object? _right;

    public Rope(object left, object right, int length)
    {
        _left = left;
        _right = right;
        Length = length;
    }

    public int Length { get; }

    public string Flatten()
    {
        if (_right is null)
        {
            return (string)_left;
        }

        var text = string.Create(Length, this, static (span, root) => root.Write(span));
        _left = text;
        _right = null;
        return text;
    }

    // Right to left with an explicit stack: `s += x` nests to the left as deep as the loop ran.
    private void Write(Span<char> span)
    {
        var pending = new Stack<object>();
        pending.Push(this);
        var end = span.Length;
        while (pending.TryPop(out var part))
        {
            if (part is Rope { _right: { } right } rope)
            {
                pending.Push(rope._left);
                pending.Push(right);
                continue;
            }

            var text = part as string ?? (string)((Rope)part)._left;
            end -= text.Length;
            text.CopyTo(span[end..]);
        }
    }
}
