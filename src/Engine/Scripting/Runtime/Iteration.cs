namespace LaborFlow.Engine.Scripting;

/// <summary>Walks anything iterable; arrays, strings and built-in iterators without going through <c>next()</c>.</summary>
internal sealed class Iteration
{
    private readonly ScriptRun _run;
    private readonly JsArray? _array;
    private readonly IEnumerator<JsValue>? _native;
    private readonly JsObject? _iterator;
    private readonly JsFunction? _next;
    private int _index;
    private bool _done;

    private Iteration(ScriptRun run, JsArray? array, IEnumerator<JsValue>? native, JsObject? iterator)
    {
        _run = run;
        _array = array;
        _native = native;
        _iterator = iterator;
        if (iterator is not null)
        {
            _next = iterator.Get("next").AsFunction ?? throw run.TypeError("iterator.next is not a function");
        }
    }

    public bool IsScripted => _iterator is not null && !_done;

    public static Iteration Open(ScriptRun run, JsValue value, Node? source)
    {
        if (value.Ref is JsArray array)
        {
            return new Iteration(run, array, null, null);
        }

        if (value.AsString is { } text)
        {
            return new Iteration(run, null, CodePoints(text).GetEnumerator(), null);
        }

        var method = value.IsNullish ? null : run.GetMember(value, JsSymbol.Iterator).AsFunction;
        if (method is null)
        {
            throw run.TypeError(
                value.IsNullish
                    ? $"{source?.Describe() ?? value.ToString()} is not iterable" + (source is null ? "" : $" ({value})")
                    : $"{source?.Describe() ?? value.ToString()} is not iterable"
            );
        }

        var iterator = method.Call(value).AsObject ?? throw run.TypeError("Result of the Symbol.iterator method is not an object");
        return iterator is JsIterator native ? new Iteration(run, null, native.Items, null) : new Iteration(run, null, null, iterator);
    }

    public static void Each(ScriptRun run, JsValue value, Node? source, Action<JsValue> action)
    {
        var items = Open(run, value, source);
        while (items.Next(out var item))
        {
            run.Step();
            run.ChargeArray(1);
            action(item);
        }
    }

    public bool Next(out JsValue item)
    {
        item = default;
        if (_done)
        {
            return false;
        }

        if (_array is not null)
        {
            if (_index < _array.Length)
            {
                item = _array[_index++];
                return true;
            }
        }
        else if (_native is not null)
        {
            if (_native.MoveNext())
            {
                item = _native.Current;
                return true;
            }
        }
        else
        {
            var result = _next!.Call(_iterator).AsObject ?? throw _run.TypeError("Iterator result is not an object");
            if (!Operators.Truthy(result.Get("done")))
            {
                item = result.Get("value");
                return true;
            }
        }

        _done = true;
        return false;
    }

    /// <summary>Tells a script's own iterator that no more items are wanted.</summary>
    public void Close()
    {
        if (IsScripted && _iterator!.Get("return").AsFunction is { } close)
        {
            _done = true;
            close.Call(_iterator);
        }
    }

    public static IEnumerable<JsValue> CodePoints(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                yield return text.Substring(i++, 2);
            }
            else
            {
                yield return ScriptRun.CharText(text[i]);
            }
        }
    }
}

/// <summary>An iterator that a built-in made: <c>map.entries()</c>, <c>text.matchAll(…)</c>.</summary>
internal sealed class JsIterator(ScriptRun run, IEnumerable<JsValue> items, string kind)
    : JsObject(run, run.Get(Intrinsic.IteratorPrototype))
{
    public IEnumerator<JsValue> Items { get; } = items.GetEnumerator();

    public override string Class => kind;
}
