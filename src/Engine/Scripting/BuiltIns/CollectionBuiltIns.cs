using System.Runtime.CompilerServices;

namespace LaborFlow.Engine.Scripting;

/// <summary>Map or Set: entries in insertion order that may change while they are walked.</summary>
internal sealed class JsCollection(ScriptRun run, bool isMap)
    : JsObject(run, run.Get(isMap ? Intrinsic.MapPrototype : Intrinsic.SetPrototype))
{
    // Entries stay where they are and are only blanked, so that a walk in progress keeps its place.
    private readonly List<(JsValue Key, JsValue Value)> _entries = [];
    private readonly Dictionary<JsValue, int> _index = [];

    public bool IsMap { get; } = isMap;

    public override string Class => IsMap ? "Map" : "Set";

    public int Count => _index.Count;

    private static JsValue Normal(JsValue key) => key is { IsNumber: true, Num: 0 } ? 0 : key;

    public bool TryGet(JsValue key, out JsValue value)
    {
        var found = _index.TryGetValue(Normal(key), out var at);
        value = found ? _entries[at].Value : default;
        return found;
    }

    public void Store(JsValue key, JsValue value)
    {
        key = Normal(key);
        Changed = true;
        if (_index.TryGetValue(key, out var at))
        {
            _entries[at] = (key, value);
            return;
        }

        Run.ChargeMemory(96);
        _index[key] = _entries.Count;
        _entries.Add((key, value));
    }

    public bool Remove(JsValue key)
    {
        if (!_index.Remove(Normal(key), out var at))
        {
            return false;
        }

        Changed = true;
        _entries[at] = (JsValue.Hole, default);
        return true;
    }

    public void Clear()
    {
        Changed = true;
        _index.Clear();
        for (var i = 0; i < _entries.Count; i++)
        {
            _entries[i] = (JsValue.Hole, default);
        }
    }

    public IEnumerable<(JsValue Key, JsValue Value)> Entries()
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (!_entries[i].Key.IsHole)
            {
                yield return _entries[i];
            }
        }
    }
}

internal sealed class JsWeakCollection(ScriptRun run, bool isMap)
    : JsObject(run, run.Get(isMap ? Intrinsic.WeakMapPrototype : Intrinsic.WeakSetPrototype))
{
    public ConditionalWeakTable<object, object> Entries { get; } = [];

    public override string Class => isMap ? "WeakMap" : "WeakSet";
}

internal static class CollectionBuiltIns
{
    public static readonly Template MapPrototype = new Template()
        .Object("constructor", Intrinsic.Map)
        .Fn("get", 1, static a => This(a, true).TryGet(a[0], out var value) ? value : default)
        .Fn("set", 2, static a => Chain(a, static (m, args) => m.Store(args[0], args[1]), true))
        .Fn("has", 1, static a => This(a, true).TryGet(a[0], out _))
        .Fn("delete", 1, static a => This(a, true).Remove(a[0]))
        .Fn("clear", 0, static a => Clear(This(a, true)))
        .Fn("forEach", 1, static a => ForEach(a, This(a, true)))
        .Fn("entries", 0, static a => Pairs(a, This(a, true)))
        .Fn("keys", 0, static a => new JsIterator(a.Run, This(a, true).Entries().Select(static e => e.Key), "Map Iterator"))
        .Fn("values", 0, static a => new JsIterator(a.Run, This(a, true).Entries().Select(static e => e.Value), "Map Iterator"))
        .Fn(JsSymbol.Iterator, 0, static a => Pairs(a, This(a, true)))
        .Getter("size", static a => This(a, true).Count)
        .Text(JsSymbol.ToStringTag, "Map");

    public static readonly Template SetPrototype = new Template()
        .Object("constructor", Intrinsic.Set)
        .Fn("add", 1, static a => Chain(a, static (s, args) => s.Store(args[0], args[0]), false))
        .Fn("has", 1, static a => This(a, false).TryGet(a[0], out _))
        .Fn("delete", 1, static a => This(a, false).Remove(a[0]))
        .Fn("clear", 0, static a => Clear(This(a, false)))
        .Fn("forEach", 1, static a => ForEach(a, This(a, false)))
        .Fn("entries", 0, static a => Pairs(a, This(a, false)))
        .Fn("keys", 0, Values)
        .Fn("values", 0, Values)
        .Fn("union", 1, static a => Combine(a, static (mine, other) => mine.Concat(other)))
        .Fn(
            "intersection",
            1,
            static a => Combine(a, static (mine, other) => other.ToHashSet() is var set ? mine.Where(set.Contains) : mine)
        )
        .Fn(
            "difference",
            1,
            static a => Combine(a, static (mine, other) => other.ToHashSet() is var set ? mine.Where(v => !set.Contains(v)) : mine)
        )
        .Fn("isSubsetOf", 1, static a => This(a, false).Entries().All(e => This(a[0], a.Run).TryGet(e.Key, out _)))
        .Fn("isSupersetOf", 1, static a => This(a[0], a.Run).Entries().All(e => This(a, false).TryGet(e.Key, out _)))
        .Fn(JsSymbol.Iterator, 0, Values)
        .Getter("size", static a => This(a, false).Count)
        .Text(JsSymbol.ToStringTag, "Set");

    public static readonly Template MapStatics = new Template().Fn("groupBy", 2, GroupBy);

    public static readonly Template WeakMapPrototype = new Template()
        .Object("constructor", Intrinsic.WeakMap)
        .Fn("get", 1, static a => a[0].Ref is { } key && Weak(a).Entries.TryGetValue(key, out var value) ? (JsValue)value : default)
        .Fn("set", 2, static a => Put(a, a[1]))
        .Fn("has", 1, static a => a[0].Ref is { } key && Weak(a).Entries.TryGetValue(key, out _))
        .Fn("delete", 1, static a => a[0].Ref is { } key && Weak(a).Entries.Remove(key));

    public static readonly Template WeakSetPrototype = new Template()
        .Object("constructor", Intrinsic.WeakSet)
        .Fn("add", 1, static a => Put(a, true))
        .Fn("has", 1, static a => a[0].Ref is { } key && Weak(a).Entries.TryGetValue(key, out _))
        .Fn("delete", 1, static a => a[0].Ref is { } key && Weak(a).Entries.Remove(key));

    public static JsValue ConstructMap(JsCallArgs a)
    {
        Require(a, "Map");
        var map = new JsCollection(a.Run, true);
        if (!a[0].IsNullish)
        {
            Iteration.Each(
                a.Run,
                a[0],
                null,
                entry =>
                {
                    var pair = entry.AsObject ?? throw a.Run.TypeError($"Iterator value {entry} is not an entry object");
                    map.Store(pair.GetIndex(0), pair.GetIndex(1));
                }
            );
        }

        return map;
    }

    public static JsValue ConstructSet(JsCallArgs a)
    {
        Require(a, "Set");
        var set = new JsCollection(a.Run, false);
        if (!a[0].IsNullish)
        {
            Iteration.Each(a.Run, a[0], null, value => set.Store(value, value));
        }

        return set;
    }

    public static JsValue ConstructWeakMap(JsCallArgs a)
    {
        Require(a, "WeakMap");
        return new JsWeakCollection(a.Run, true);
    }

    public static JsValue ConstructWeakSet(JsCallArgs a)
    {
        Require(a, "WeakSet");
        return new JsWeakCollection(a.Run, false);
    }

    private static void Require(JsCallArgs a, string name)
    {
        if (a.NewTarget is null)
        {
            throw a.Run.TypeError($"Constructor {name} requires 'new'");
        }
    }

    private static JsCollection This(JsCallArgs a, bool isMap) =>
        a.This.As<JsCollection>() is { } collection && collection.IsMap == isMap
            ? collection
            : throw a.Run.TypeError($"Method {(isMap ? "Map" : "Set")}.prototype method called on incompatible receiver {a.This}");

    private static JsCollection This(JsValue value, ScriptRun run) =>
        value.As<JsCollection>() ?? throw run.TypeError("The argument must be a Set");

    private static JsWeakCollection Weak(JsCallArgs a) =>
        a.This.As<JsWeakCollection>() ?? throw a.Run.TypeError("Incompatible receiver " + a.This);

    private static JsValue Put(JsCallArgs a, JsValue value)
    {
        var key = a[0].AsObject ?? throw a.Run.TypeError($"Invalid value used as weak map key");
        a.Run.ChargeMemory(96);
        Weak(a).Entries.AddOrUpdate(key, value);
        return a.This;
    }

    private static JsValue Chain(JsCallArgs a, Action<JsCollection, JsCallArgs> change, bool isMap)
    {
        change(This(a, isMap), a);
        return a.This;
    }

    private static JsValue Clear(JsCollection collection)
    {
        collection.Clear();
        return default;
    }

    private static JsValue ForEach(JsCallArgs a, JsCollection collection)
    {
        var function = ArrayBuiltIns.Callback(a, 0);
        foreach (var (key, value) in collection.Entries())
        {
            a.Run.Step();
            function.Call(a[1], value, key, a.This);
        }

        return default;
    }

    private static JsValue Pairs(JsCallArgs a, JsCollection collection)
    {
        var run = a.Run;
        return new JsIterator(
            run,
            collection.Entries().Select(e => JsValue.From(new JsArray(run, [e.Key, e.Value]))),
            collection.Class + " Iterator"
        );
    }

    private static JsValue Values(JsCallArgs a) =>
        new JsIterator(a.Run, This(a, false).Entries().Select(static e => e.Key), "Set Iterator");

    private static JsValue Combine(JsCallArgs a, Func<IEnumerable<JsValue>, IEnumerable<JsValue>, IEnumerable<JsValue>> combine)
    {
        var result = new JsCollection(a.Run, false);
        foreach (
            var value in combine(This(a, false).Entries().Select(static e => e.Key), This(a[0], a.Run).Entries().Select(static e => e.Key))
        )
        {
            a.Run.Step();
            result.Store(value, value);
        }

        return result;
    }

    private static JsValue GroupBy(JsCallArgs a)
    {
        var function = ArrayBuiltIns.Callback(a, 1);
        var result = new JsCollection(a.Run, true);
        var index = 0;
        Iteration.Each(
            a.Run,
            a[0],
            null,
            item =>
            {
                var key = function.Call(default, item, index++);
                if (!result.TryGet(key, out var group))
                {
                    result.Store(key, group = new JsArray(a.Run));
                }

                ((JsArray)group.Ref!).Append(item);
            }
        );
        return result;
    }
}
