namespace LaborFlow.Engine.Scripting;

internal enum Intrinsic
{
    ObjectPrototype,
    FunctionPrototype,
    ArrayPrototype,
    StringPrototype,
    NumberPrototype,
    BooleanPrototype,
    SymbolPrototype,
    IteratorPrototype,
    DatePrototype,
    RegExpPrototype,
    MapPrototype,
    SetPrototype,
    WeakMapPrototype,
    WeakSetPrototype,
    ErrorPrototype,
    TypeErrorPrototype,
    RangeErrorPrototype,
    ReferenceErrorPrototype,
    SyntaxErrorPrototype,
    UriErrorPrototype,
    EvalErrorPrototype,
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    Date,
    RegExp,
    Map,
    Set,
    WeakMap,
    WeakSet,
    Error,
    TypeError,
    RangeError,
    ReferenceError,
    SyntaxError,
    UriError,
    EvalError,
    Math,
    Json,
}

/// <summary>Makes the objects that the language itself brings, each when a run first needs it.</summary>
internal static class Intrinsics
{
    public static readonly int Count = Enum.GetValues<Intrinsic>().Length;

    private static readonly Func<ScriptRun, JsObject>[] Makers = BuildMakers();

    public static JsObject Make(ScriptRun run, Intrinsic intrinsic, JsObject?[] all)
    {
        var made = Makers[(int)intrinsic](run);
        return all[(int)intrinsic] ??= made;
    }

    private static Func<ScriptRun, JsObject>[] BuildMakers()
    {
        var makers = new Func<ScriptRun, JsObject>[Count];
        void Prototype(Intrinsic intrinsic, Template template, Intrinsic parent = Intrinsic.ObjectPrototype) =>
            makers[(int)intrinsic] = run => new JsObject(run, run.Get(parent), template);
        void Constructor(
            Intrinsic intrinsic,
            string name,
            int length,
            Func<JsCallArgs, JsValue> body,
            Template statics,
            Intrinsic prototype,
            Intrinsic? parent = null
        )
        {
            statics.Object("prototype", prototype, PropertyFlags.None);
            makers[(int)intrinsic] = run => new NativeFunction(run, name, length, body, statics, parent is { } p ? run.Get(p) : null);
        }

        makers[(int)Intrinsic.ObjectPrototype] = static run => new JsObject(run, null, ObjectBuiltIns.Prototype);
        Prototype(Intrinsic.FunctionPrototype, FunctionBuiltIns.Prototype);
        Prototype(Intrinsic.ArrayPrototype, ArrayBuiltIns.Prototype);
        Prototype(Intrinsic.StringPrototype, StringBuiltIns.Prototype);
        Prototype(Intrinsic.NumberPrototype, NumberBuiltIns.Prototype);
        Prototype(Intrinsic.BooleanPrototype, NumberBuiltIns.BooleanPrototype);
        Prototype(Intrinsic.SymbolPrototype, SymbolBuiltIns.Prototype);
        Prototype(Intrinsic.IteratorPrototype, SymbolBuiltIns.IteratorPrototype);
        Prototype(Intrinsic.DatePrototype, DateBuiltIns.Prototype);
        Prototype(Intrinsic.RegExpPrototype, RegExpBuiltIns.Prototype);
        Prototype(Intrinsic.MapPrototype, CollectionBuiltIns.MapPrototype);
        Prototype(Intrinsic.SetPrototype, CollectionBuiltIns.SetPrototype);
        Prototype(Intrinsic.WeakMapPrototype, CollectionBuiltIns.WeakMapPrototype);
        Prototype(Intrinsic.WeakSetPrototype, CollectionBuiltIns.WeakSetPrototype);
        Constructor(Intrinsic.Object, "Object", 1, ObjectBuiltIns.Construct, ObjectBuiltIns.Statics, Intrinsic.ObjectPrototype);
        Constructor(Intrinsic.Function, "Function", 1, FunctionBuiltIns.Refuse, new Template(), Intrinsic.FunctionPrototype);
        Constructor(Intrinsic.Array, "Array", 1, ArrayBuiltIns.Construct, ArrayBuiltIns.Statics, Intrinsic.ArrayPrototype);
        Constructor(Intrinsic.String, "String", 1, StringBuiltIns.Construct, StringBuiltIns.Statics, Intrinsic.StringPrototype);
        Constructor(Intrinsic.Number, "Number", 1, NumberBuiltIns.Construct, NumberBuiltIns.Statics, Intrinsic.NumberPrototype);
        Constructor(Intrinsic.Boolean, "Boolean", 1, NumberBuiltIns.ConstructBoolean, new Template(), Intrinsic.BooleanPrototype);
        Constructor(Intrinsic.Symbol, "Symbol", 0, SymbolBuiltIns.Construct, SymbolBuiltIns.Statics, Intrinsic.SymbolPrototype);
        Constructor(Intrinsic.Date, "Date", 7, DateBuiltIns.Construct, DateBuiltIns.Statics, Intrinsic.DatePrototype);
        Constructor(Intrinsic.RegExp, "RegExp", 2, RegExpBuiltIns.Construct, new Template(), Intrinsic.RegExpPrototype);
        Constructor(Intrinsic.Map, "Map", 0, CollectionBuiltIns.ConstructMap, CollectionBuiltIns.MapStatics, Intrinsic.MapPrototype);
        Constructor(Intrinsic.Set, "Set", 0, CollectionBuiltIns.ConstructSet, new Template(), Intrinsic.SetPrototype);
        Constructor(Intrinsic.WeakMap, "WeakMap", 0, CollectionBuiltIns.ConstructWeakMap, new Template(), Intrinsic.WeakMapPrototype);
        Constructor(Intrinsic.WeakSet, "WeakSet", 0, CollectionBuiltIns.ConstructWeakSet, new Template(), Intrinsic.WeakSetPrototype);

        void Error(Intrinsic prototype, Intrinsic constructor, string name)
        {
            var isBase = constructor == Intrinsic.Error;
            Prototype(
                prototype,
                ErrorBuiltIns.PrototypeOf(name, constructor, isBase),
                isBase ? Intrinsic.ObjectPrototype : Intrinsic.ErrorPrototype
            );
            Constructor(
                constructor,
                name,
                1,
                args => ErrorBuiltIns.Construct(args, prototype),
                new Template(),
                prototype,
                isBase ? null : Intrinsic.Error
            );
        }

        Error(Intrinsic.ErrorPrototype, Intrinsic.Error, "Error");
        Error(Intrinsic.TypeErrorPrototype, Intrinsic.TypeError, "TypeError");
        Error(Intrinsic.RangeErrorPrototype, Intrinsic.RangeError, "RangeError");
        Error(Intrinsic.ReferenceErrorPrototype, Intrinsic.ReferenceError, "ReferenceError");
        Error(Intrinsic.SyntaxErrorPrototype, Intrinsic.SyntaxError, "SyntaxError");
        Error(Intrinsic.UriErrorPrototype, Intrinsic.UriError, "URIError");
        Error(Intrinsic.EvalErrorPrototype, Intrinsic.EvalError, "EvalError");
        makers[(int)Intrinsic.Math] = static run => new JsObject(run, run.ObjectPrototype, MathBuiltIns.Members);
        makers[(int)Intrinsic.Json] = static run => new JsObject(run, run.ObjectPrototype, JsonBuiltIns.Members);
        return makers;
    }
}

/// <summary>The global names of the language.</summary>
internal static class BuiltIns
{
    private static readonly Dictionary<string, Intrinsic> Objects = new()
    {
        ["Object"] = Intrinsic.Object,
        ["Function"] = Intrinsic.Function,
        ["Array"] = Intrinsic.Array,
        ["String"] = Intrinsic.String,
        ["Number"] = Intrinsic.Number,
        ["Boolean"] = Intrinsic.Boolean,
        ["Symbol"] = Intrinsic.Symbol,
        ["Date"] = Intrinsic.Date,
        ["RegExp"] = Intrinsic.RegExp,
        ["Map"] = Intrinsic.Map,
        ["Set"] = Intrinsic.Set,
        ["WeakMap"] = Intrinsic.WeakMap,
        ["WeakSet"] = Intrinsic.WeakSet,
        ["Error"] = Intrinsic.Error,
        ["TypeError"] = Intrinsic.TypeError,
        ["RangeError"] = Intrinsic.RangeError,
        ["ReferenceError"] = Intrinsic.ReferenceError,
        ["SyntaxError"] = Intrinsic.SyntaxError,
        ["URIError"] = Intrinsic.UriError,
        ["EvalError"] = Intrinsic.EvalError,
        ["Math"] = Intrinsic.Math,
        ["JSON"] = Intrinsic.Json,
    };

    private static readonly Dictionary<string, (int Length, Func<JsCallArgs, JsValue> Body)> Functions = new()
    {
        ["parseInt"] = (2, NumberBuiltIns.ParseInt),
        ["parseFloat"] = (1, NumberBuiltIns.ParseFloat),
        ["isNaN"] = (1, static a => double.IsNaN(a.Number(0))),
        ["isFinite"] = (1, static a => double.IsFinite(a.Number(0))),
        ["encodeURIComponent"] = (1, static a => UriCoding.Encode(a, UriCoding.ComponentUnreserved)),
        ["encodeURI"] = (1, static a => UriCoding.Encode(a, UriCoding.UriUnreserved)),
        ["decodeURIComponent"] = (1, static a => UriCoding.Decode(a, "")),
        ["decodeURI"] = (1, static a => UriCoding.Decode(a, UriCoding.Reserved)),
        ["structuredClone"] = (1, JsonBuiltIns.Clone),
        ["eval"] = (1, static a => throw a.Run.TypeError("eval is not allowed")),
    };

    public static bool TryGet(ScriptRun run, string name, out JsValue value)
    {
        if (Objects.TryGetValue(name, out var intrinsic))
        {
            value = run.Get(intrinsic);
            return true;
        }

        if (Functions.TryGetValue(name, out var function))
        {
            value = new NativeFunction(run, name, function.Length, function.Body);
            run.DefineGlobal(name, value);
            return true;
        }

        switch (name)
        {
            case "undefined":
                value = default;
                return true;
            case "NaN":
                value = double.NaN;
                return true;
            case "Infinity":
                value = double.PositiveInfinity;
                return true;
            case "globalThis":
                value = new HostObject(run, GlobalThis);
                run.DefineGlobal(name, value);
                return true;
            default:
                value = default;
                return false;
        }
    }

    private static readonly HostObjectHandler GlobalThis = new()
    {
        Get = static (run, name) => run.TryGetGlobal(name, out var value) ? value : default(JsValue?),
        Set = static (run, name, value) => run.SetGlobal(name, value),
    };
}
