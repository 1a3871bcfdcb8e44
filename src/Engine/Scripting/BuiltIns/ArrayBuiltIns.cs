namespace LaborFlow.Engine.Scripting;

internal static partial class ArrayBuiltIns
{
    public static readonly Template Prototype = new Template()
        .Object("constructor", Intrinsic.Array)
        .Fn("at", 1, At)
        .Fn("concat", 1, Concat)
        .Fn("copyWithin", 2, CopyWithin)
        .Fn("entries", 0, static a => Iterate(a, static (run, i, v) => new JsArray(run, [i, v])))
        .Fn("every", 1, static a => !Any(a, static truthy => !truthy))
        .Fn("fill", 1, Fill)
        .Fn("filter", 1, Filter)
        .Fn("find", 1, static a => Search(a, fromEnd: false, wantIndex: false))
        .Fn("findIndex", 1, static a => Search(a, fromEnd: false, wantIndex: true))
        .Fn("findLast", 1, static a => Search(a, fromEnd: true, wantIndex: false))
        .Fn("findLastIndex", 1, static a => Search(a, fromEnd: true, wantIndex: true))
        .Fn("flat", 0, Flat)
        .Fn("flatMap", 1, FlatMap)
        .Fn("forEach", 1, ForEach)
        .Fn("includes", 1, static a => IndexOf(a, Operators.SameValueZero, holes: true) >= 0)
        .Fn("indexOf", 1, static a => IndexOf(a, Operators.StrictEquals, holes: false))
        .Fn("join", 1, Join)
        .Fn("keys", 0, static a => Iterate(a, static (_, i, _) => i))
        .Fn("lastIndexOf", 1, LastIndexOf)
        .Fn("map", 1, Map)
        .Fn("pop", 0, Pop)
        .Fn("push", 1, Push)
        .Fn("reduce", 1, static a => Reduce(a, fromEnd: false))
        .Fn("reduceRight", 1, static a => Reduce(a, fromEnd: true))
        .Fn("reverse", 0, Reverse)
        .Fn("shift", 0, Shift)
        .Fn("slice", 2, Slice)
        .Fn("some", 1, static a => Any(a, static truthy => truthy))
        .Fn("sort", 1, Sort)
        .Fn("splice", 2, Splice)
        .Fn("toLocaleString", 0, ToLocaleText)
        .Fn("toReversed", 0, ToReversed)
        .Fn("toSorted", 1, ToSorted)
        .Fn("toSpliced", 2, ToSpliced)
        .Fn("toString", 0, static a => Join(new JsCallArgs(a.Run, a.This, [])))
        .Fn("unshift", 1, Unshift)
        .Fn("values", 0, static a => Iterate(a, static (_, _, v) => v))
        .Fn("with", 2, With)
        .Fn(JsSymbol.Iterator, 0, static a => Iterate(a, static (_, _, v) => v));

    public static readonly Template Statics = new Template()
        .Fn("isArray", 1, static a => a[0].Ref is JsArray)
        .Fn("of", 0, static a => new JsArray(a.Run, [.. a.Values]))
        .Fn("from", 1, From);

    public static JsValue Construct(JsCallArgs a)
    {
        if (a.Count != 1 || !a[0].IsNumber)
        {
            return new JsArray(a.Run, [.. a.Values]);
        }

        var array = new JsArray(a.Run);
        array.SetLength(a[0].Num);
        return array;
    }

    private static JsValue From(JsCallArgs a)
    {
        var run = a.Run;
        var map = a[1].IsUndefined ? null : Callback(a, 1);
        var result = new JsArray(run);
        void Append(JsValue item) => result.Append(map is null ? item : map.Call(a[2], item, result.Length));
        if (a[0].IsNullish)
        {
            throw run.TypeError($"{a[0]} is not iterable");
        }

        if (a[0].IsString || run.ToObject(a[0]).Get(JsSymbol.Iterator).IsFunction)
        {
            Iteration.Each(run, a[0], null, Append);
            return result;
        }

        var source = run.ToObject(a[0]);
        var length = LengthOf(run, source);
        for (var i = 0; i < length; i++)
        {
            run.Step();
            Append(source.GetIndex(i));
        }

        return result;
    }

    public static JsFunction Callback(JsCallArgs a, int index) =>
        a[index].AsFunction ?? throw a.Run.TypeError($"{Quoted(a[index])} is not a function");

    private static string Quoted(JsValue value) =>
        value.IsString ? $"\"{value}\""
        : value.IsObject ? "#<" + value.AsObject!.Class + ">"
        : value.ToString();

    private static int LengthOf(ScriptRun run, JsObject o) =>
        o is JsArray array ? array.Length : Operators.Clamp(run.ToNumber(o.Get("length")), int.MaxValue / 64);

    /// <summary>The receiver as an array: itself, or a copy of an array-like object for the methods that only read.</summary>
    private static JsArray Read(JsCallArgs a)
    {
        if (a.This.Ref is JsArray array)
        {
            a.Run.Work(array.Length / 16);
            return array;
        }

        if (a.This.IsNullish)
        {
            throw a.Run.TypeError("Array.prototype method called on null or undefined");
        }

        var source = a.Run.ToObject(a.This);
        var length = LengthOf(a.Run, source);
        var copy = new JsArray(a.Run, length);
        for (var i = 0; i < length; i++)
        {
            a.Run.Step();
            copy.Append(source.GetIndex(i));
        }

        return copy;
    }

    private static JsArray Write(JsCallArgs a) =>
        a.This.Ref is JsArray array ? array : throw a.Run.TypeError("This method changes its receiver, which must be an array");

    private static JsArray Copy(JsCallArgs a)
    {
        var source = Read(a);
        var copy = new JsArray(a.Run, source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            copy.Append(source[i]);
        }

        return copy;
    }

    private static JsValue Iterate(JsCallArgs a, Func<ScriptRun, int, JsValue, JsValue> select)
    {
        var array = Read(a);
        var run = a.Run;
        IEnumerable<JsValue> Items()
        {
            for (var i = 0; i < array.Length; i++)
            {
                yield return select(run, i, array[i]);
            }
        }

        return new JsIterator(run, Items(), "Array Iterator");
    }

    private static JsValue At(JsCallArgs a)
    {
        var array = Read(a);
        var index = a.Run.ToInteger(a[0]);
        index = index < 0 ? index + array.Length : index;
        return index >= 0 && index < array.Length ? array[(int)index] : default;
    }

    private static JsValue Concat(JsCallArgs a)
    {
        var result = new JsArray(a.Run);
        void Append(JsValue value)
        {
            if (value.Ref is not JsArray array)
            {
                result.Append(value);
                return;
            }

            a.Run.Work(array.Length / 8);
            var count = array.Length;
            for (var i = 0; i < count; i++)
            {
                result.Append(array.Items[i]);
            }
        }

        Append(a.This);
        Array.ForEach(a.Values, Append);
        return result;
    }

    private static JsValue CopyWithin(JsCallArgs a)
    {
        var array = Write(a);
        array.GuardChange();
        var to = Operators.RelativeIndex(a.Number(0), array.Length);
        var from = Operators.RelativeIndex(a.Number(1), array.Length);
        var end = a[2].IsUndefined ? array.Length : Operators.RelativeIndex(a.Number(2), array.Length);
        var count = Math.Min(end - from, array.Length - to);
        if (count > 0)
        {
            array.Items.Slice(from, count).CopyTo(array.Items[to..]);
        }

        return array;
    }

    private static JsValue Fill(JsCallArgs a)
    {
        var array = Write(a);
        array.GuardChange();
        var start = Operators.RelativeIndex(a.Number(1), array.Length);
        var end = a[2].IsUndefined ? array.Length : Operators.RelativeIndex(a.Number(2), array.Length);
        a.Run.Work(array.Length / 16);
        if (end > start)
        {
            array.Items[start..end].Fill(a[0]);
        }

        return array;
    }

    private static int IndexOf(JsCallArgs a, Func<JsValue, JsValue, bool> equal, bool holes)
    {
        var array = Read(a);
        var sought = a[0];
        for (var i = a[1].IsUndefined ? 0 : Operators.RelativeIndex(a.Number(1), array.Length); i < array.Length; i++)
        {
            if ((holes || !array.Items[i].IsHole) && equal(array[i], sought))
            {
                return i;
            }
        }

        return -1;
    }

    private static JsValue LastIndexOf(JsCallArgs a)
    {
        var array = Read(a);
        var from = a.Count > 1 ? a.Run.ToInteger(a[1]) : array.Length - 1;
        var start = from < 0 ? array.Length + from : Math.Min(from, array.Length - 1);
        for (var i = (int)Math.Max(start, -1); i >= 0; i--)
        {
            if (!array.Items[i].IsHole && Operators.StrictEquals(array[i], a[0]))
            {
                return i;
            }
        }

        return -1;
    }

    private static JsValue Join(JsCallArgs a)
    {
        var array = Read(a);
        return JoinWith(a.Run, array, a[0].IsUndefined ? "," : a.Text(0), static (run, v) => run.ToText(v));
    }

    private static string JoinWith(ScriptRun run, JsArray array, string separator, Func<ScriptRun, JsValue, string> text)
    {
        run.EnsureStack();
        if (!run.BeginVisit(array))
        {
            return ""; // an array inside itself
        }

        try
        {
            run.ChargeText((long)separator.Length * Math.Max(0, array.Length - 1));
            var parts = new string[array.Length];
            long length = 0;
            for (var i = 0; i < parts.Length && i < array.Length; i++)
            {
                var item = array[i];
                parts[i] = item.IsNullish ? "" : text(run, item);
                length += parts[i].Length;
                if (length > 1_000_000)
                {
                    run.ChargeText(length);
                    length = 0;
                }
            }

            run.ChargeText(length);
            return string.Join(separator, parts);
        }
        finally
        {
            run.EndVisit(array);
        }
    }

    private static JsValue ToLocaleText(JsCallArgs a) =>
        JoinWith(a.Run, Read(a), ",", static (run, v) => run.ToText(run.GetMember(v, "toLocaleString").AsFunction!.Call(v)));

    private static JsValue Pop(JsCallArgs a)
    {
        var array = Write(a);
        if (array.Length == 0)
        {
            return default;
        }

        var last = array[array.Length - 1];
        array.Splice(array.Length - 1, 1, []);
        return last;
    }

    private static JsValue Push(JsCallArgs a)
    {
        var array = Write(a);
        foreach (var value in a.Values)
        {
            array.Add(value);
        }

        return array.Length;
    }

    private static JsValue Shift(JsCallArgs a)
    {
        var array = Write(a);
        if (array.Length == 0)
        {
            return default;
        }

        a.Run.Work(array.Length / 64);
        var first = array[0];
        array.Splice(0, 1, []);
        return first;
    }

    private static JsValue Unshift(JsCallArgs a)
    {
        var array = Write(a);
        a.Run.Work(array.Length / 64);
        array.Splice(0, 0, a.Values);
        return array.Length;
    }

    private static JsValue Reverse(JsCallArgs a)
    {
        var array = Write(a);
        array.GuardChange();
        a.Run.Work(array.Length / 16);
        array.Items.Reverse();
        return array;
    }

    private static JsValue ToReversed(JsCallArgs a)
    {
        var copy = Copy(a);
        copy.Items.Reverse();
        return copy;
    }

    private static JsValue Slice(JsCallArgs a)
    {
        var array = Read(a);
        var start = Operators.RelativeIndex(a.Number(0), array.Length);
        var end = a[1].IsUndefined ? array.Length : Operators.RelativeIndex(a.Number(1), array.Length);
        a.Run.ChargeArray(Math.Max(0, end - start));
        return new JsArray(a.Run, end > start ? array.Items[start..end].ToArray() : []);
    }

    private static (int Start, int Removed) SpliceRange(JsCallArgs a, int length)
    {
        var start = Operators.RelativeIndex(a.Number(0), length);
        var removed =
            a.Count == 0 ? 0
            : a.Count == 1 ? length - start
            : Operators.Clamp(a.Number(1), length - start);
        return (start, removed);
    }

    private static JsValue Splice(JsCallArgs a)
    {
        var array = Write(a);
        var (start, removed) = SpliceRange(a, array.Length);
        a.Run.Work(array.Length / 64);
        var gone = new JsArray(a.Run, array.Items.Slice(start, removed).ToArray());
        array.Splice(start, removed, a.Count > 2 ? a.Values.AsSpan(2) : []);
        return gone;
    }

    private static JsValue ToSpliced(JsCallArgs a)
    {
        var copy = Copy(a);
        var (start, removed) = SpliceRange(a, copy.Length);
        copy.Splice(start, removed, a.Count > 2 ? a.Values.AsSpan(2) : []);
        return copy;
    }

    private static JsValue With(JsCallArgs a)
    {
        var copy = Copy(a);
        var index = a.Run.ToInteger(a[0]);
        index = index < 0 ? index + copy.Length : index;
        if (index < 0 || index >= copy.Length)
        {
            throw a.Run.RangeError("Invalid index : " + NumberText.Format(a.Run.ToInteger(a[0])));
        }

        copy[(int)index] = a[1];
        return copy;
    }

    private static JsValue Flat(JsCallArgs a)
    {
        var result = new JsArray(a.Run);
        Flatten(a.Run, Read(a), a[0].IsUndefined ? 1 : a.Run.ToInteger(a[0]), result);
        return result;
    }

    private static void Flatten(ScriptRun run, JsArray array, double depth, JsArray into)
    {
        run.EnsureStack();
        for (var i = 0; i < array.Length; i++)
        {
            run.Step();
            var item = array.Items[i];
            if (item.Ref is JsArray inner && depth >= 1)
            {
                Flatten(run, inner, depth - 1, into);
            }
            else if (!item.IsHole)
            {
                into.Append(item);
            }
        }
    }
}
