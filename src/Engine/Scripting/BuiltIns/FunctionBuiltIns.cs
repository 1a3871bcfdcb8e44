namespace LaborFlow.Engine.Scripting;

internal static class FunctionBuiltIns
{
    public static readonly Template Prototype = new Template()
        .Object("constructor", Intrinsic.Function)
        .Text("name", "")
        .Fn("call", 1, static a => a.Run.Guarded(This(a), a[0], a.Count > 1 ? a.Values[1..] : []))
        .Fn("apply", 2, static a => a.Run.Guarded(This(a), a[0], List(a.Run, a[1])))
        .Fn("bind", 1, static a => new BoundFunction(a.Run, This(a), a[0], a.Count > 1 ? a.Values[1..] : []))
        .Fn("toString", 0, static a => $"function {This(a).Name}() {{ [native code] }}");

    /// <summary>No code from text: not by Function, and not by the constructor property of any function.</summary>
    public static JsValue Refuse(JsCallArgs a) => throw a.Run.TypeError("Creating functions from text is not allowed");

    private static JsFunction This(JsCallArgs a) => a.This.AsFunction ?? throw a.Run.TypeError($"{a.This} is not a function");

    private static JsValue[] List(ScriptRun run, JsValue list)
    {
        if (list.IsNullish)
        {
            return [];
        }

        var o = list.AsObject ?? throw run.TypeError("CreateListFromArrayLike called on non-object");
        var length = Operators.Clamp(run.ToNumber(o.Get("length")), int.MaxValue);
        run.ChargeArray(length);
        var values = new JsValue[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = o.GetIndex(i);
        }

        return values;
    }
}

internal static class SymbolBuiltIns
{
    public static readonly Template Prototype = new Template()
        .Object("constructor", Intrinsic.Symbol)
        .Fn("toString", 0, static a => This(a).ToString())
        .Fn("valueOf", 0, static a => JsValue.From(This(a)))
        .Getter("description", static a => This(a).Description is { } text ? text : default(JsValue));

    public static readonly Template Statics = new Template()
        .Value("iterator", JsValue.From(JsSymbol.Iterator))
        .Value("asyncIterator", JsValue.From(JsSymbol.AsyncIterator))
        .Value("toPrimitive", JsValue.From(JsSymbol.ToPrimitive))
        .Value("toStringTag", JsValue.From(JsSymbol.ToStringTag))
        .Value("hasInstance", JsValue.From(JsSymbol.HasInstance))
        .Fn("for", 1, static a => JsValue.From(a.Run.SymbolFor(a.Text(0))));

    public static readonly Template IteratorPrototype = new Template()
        .Fn(
            "next",
            0,
            static a =>
            {
                var iterator = a.This.As<JsIterator>() ?? throw a.Run.TypeError("next method called on incompatible receiver");
                var result = new JsObject(a.Run, a.Run.ObjectPrototype);
                var more = iterator.Items.MoveNext();
                result.Put("value", more ? iterator.Items.Current : default);
                result.Put("done", !more);
                return result;
            }
        )
        .Fn(JsSymbol.Iterator, 0, static a => a.This)
        .Fn(
            "toArray",
            0,
            static a =>
            {
                var array = new JsArray(a.Run);
                Iteration.Each(a.Run, a.This, null, array.Append);
                return array;
            }
        );

    public static JsValue Construct(JsCallArgs a) =>
        a.NewTarget is not null
            ? throw a.Run.TypeError("Symbol is not a constructor")
            : JsValue.From(new JsSymbol(a[0].IsUndefined ? null : a.Text(0)));

    private static JsSymbol This(JsCallArgs a) =>
        a.This.Ref as JsSymbol ?? a.This.As<JsPrimitiveObject>()?.Value.Ref as JsSymbol ?? throw a.Run.TypeError("not a symbol");
}
