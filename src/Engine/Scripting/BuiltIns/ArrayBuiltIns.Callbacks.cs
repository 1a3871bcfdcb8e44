namespace LaborFlow.Engine.Scripting;

/// <summary>The array methods that take a function.</summary>
internal static partial class ArrayBuiltIns
{
    private static JsValue ForEach(JsCallArgs a)
    {
        var array = Read(a);
        var function = Callback(a, 0);
        var count = array.Length;
        for (var i = 0; i < count && i < array.Length; i++)
        {
            if (!array.Items[i].IsHole)
            {
                a.Run.Step();
                function.Call(a[1], array[i], i, a.This);
            }
        }

        return default;
    }

    private static JsValue Map(JsCallArgs a)
    {
        var array = Read(a);
        var function = Callback(a, 0);
        var count = array.Length;
        var result = new JsArray(a.Run, count);
        for (var i = 0; i < count; i++)
        {
            a.Run.Step();
            result.Append(i < array.Length && !array.Items[i].IsHole ? function.Call(a[1], array[i], i, a.This) : JsValue.Hole);
        }

        return result;
    }

    private static JsValue Filter(JsCallArgs a)
    {
        var array = Read(a);
        var function = Callback(a, 0);
        var result = new JsArray(a.Run);
        var count = array.Length;
        for (var i = 0; i < count && i < array.Length; i++)
        {
            a.Run.Step();
            var item = array[i];
            if (!array.Items[i].IsHole && Operators.Truthy(function.Call(a[1], item, i, a.This)))
            {
                result.Append(item);
            }
        }

        return result;
    }

    private static bool Any(JsCallArgs a, Func<bool, bool> decides)
    {
        var array = Read(a);
        var function = Callback(a, 0);
        var count = array.Length;
        for (var i = 0; i < count && i < array.Length; i++)
        {
            a.Run.Step();
            if (!array.Items[i].IsHole && decides(Operators.Truthy(function.Call(a[1], array[i], i, a.This))))
            {
                return true;
            }
        }

        return false;
    }

    private static JsValue Search(JsCallArgs a, bool fromEnd, bool wantIndex)
    {
        var array = Read(a);
        var function = Callback(a, 0);
        var count = array.Length;
        for (var n = 0; n < count; n++)
        {
            a.Run.Step();
            var i = fromEnd ? count - 1 - n : n;
            var item = array[i];
            if (Operators.Truthy(function.Call(a[1], item, i, a.This)))
            {
                return wantIndex ? i : item;
            }
        }

        return wantIndex ? -1 : default(JsValue);
    }

    private static JsValue FlatMap(JsCallArgs a)
    {
        var mapped = (JsArray)Map(a).Ref!;
        var result = new JsArray(a.Run);
        Flatten(a.Run, mapped, 1, result);
        return result;
    }

    private static JsValue Reduce(JsCallArgs a, bool fromEnd)
    {
        var array = Read(a);
        var function = Callback(a, 0);
        var count = array.Length;
        var has = a.Count > 1;
        var result = a[1];
        for (var n = 0; n < count; n++)
        {
            a.Run.Step();
            var i = fromEnd ? count - 1 - n : n;
            if (i >= array.Length || array.Items[i].IsHole)
            {
                continue;
            }

            result = has ? function.Call(default, result, array[i], i, a.This) : array[i];
            has = true;
        }

        return has ? result : throw a.Run.TypeError("Reduce of empty array with no initial value");
    }

    private static JsValue Sort(JsCallArgs a)
    {
        var array = Write(a);
        array.GuardChange();
        SortInto(a, array, [.. array.Items]);
        return array;
    }

    private static JsValue ToSorted(JsCallArgs a)
    {
        var copy = Copy(a);
        SortInto(a, copy, [.. copy.Items]);
        return copy;
    }

    private static void SortInto(JsCallArgs a, JsArray target, JsValue[] items)
    {
        var run = a.Run;
        if (!a[0].IsUndefined && !a[0].IsFunction)
        {
            throw run.TypeError("The comparison function must be either a function or undefined");
        }

        var values = Array.FindAll(items, static v => !v.IsUndefined && !v.IsHole);
        run.ChargeArray(values.Length * 2);
        run.Work(values.Length);
        if (a[0].AsFunction is { } function)
        {
            MergeSort(run, values, (x, y) => run.ToNumber(function.Call(default, x, y)) > 0);
        }
        else
        {
            var keyed = Array.ConvertAll(values, v => (Text: run.ToText(v), Value: v));
            values = [.. keyed.OrderBy(static k => k.Text, StringComparer.Ordinal).Select(static k => k.Value)];
        }

        var undefined = Array.FindAll(items, static v => v.IsUndefined).Length;
        if (target.Length != items.Length)
        {
            target.SetLength(items.Length);
        }

        values.CopyTo(target.Items);
        target.Items.Slice(values.Length, undefined).Clear();
        target.Items[(values.Length + undefined)..].Fill(JsValue.Hole);
    }

    // Stable, and in order whatever nonsense the comparison function answers.
    private static void MergeSort(ScriptRun run, JsValue[] items, Func<JsValue, JsValue, bool> isAfter)
    {
        var from = items;
        var to = new JsValue[items.Length];
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += width * 2)
            {
                var middle = Math.Min(start + width, items.Length);
                var end = Math.Min(start + (width * 2), items.Length);
                var (i, j) = (start, middle);
                for (var k = start; k < end; k++)
                {
                    run.Step();
                    to[k] = i < middle && (j >= end || !isAfter(from[i], from[j])) ? from[i++] : from[j++];
                }
            }

            (from, to) = (to, from);
        }

        if (!ReferenceEquals(from, items))
        {
            from.CopyTo(items, 0);
        }
    }
}
