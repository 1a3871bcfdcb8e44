namespace LaborFlow.Engine.Scripting;

internal static class ObjectBuiltIns
{
    public static readonly Template Prototype = new Template()
        .Object("constructor", Intrinsic.Object)
        .Fn("hasOwnProperty", 1, static a => a.Run.ToObject(a.This).HasOwn(a.Run.ToKey(a[0])))
        .Fn("isPrototypeOf", 1, static a => IsPrototypeOf(a.Run.ToObject(a.This), a[0].AsObject))
        .Fn("propertyIsEnumerable", 1, static a => a.Run.ToObject(a.This).TryGetOwn(a.Run.ToKey(a[0]), out var p) && p.Enumerable)
        .Fn("toString", 0, ToText)
        .Fn("toLocaleString", 0, static a => a.Run.ToText(a.This))
        .Fn("valueOf", 0, static a => a.Run.ToObject(a.This))
        .Accessor(
            "__proto__",
            static a => JsValue.From(a.Run.ToObject(a.This).Prototype),
            static a =>
            {
                if (a.This.AsObject is { } o && (a[0].IsObject || a[0].IsNull))
                {
                    SetPrototype(a.Run, o, a[0].AsObject);
                }

                return default;
            }
        );

    public static readonly Template Statics = new Template()
        .Fn("keys", 1, static a => Texts(a.Run, EnumerableKeys(a.Run.ToObject(a[0]))))
        .Fn("values", 1, static a => List(a.Run, a.Run.ToObject(a[0]), static (_, o, key) => o.Get(key)))
        .Fn("entries", 1, static a => List(a.Run, a.Run.ToObject(a[0]), static (run, o, key) => new JsArray(run, [key, o.Get(key)])))
        .Fn("assign", 2, Assign)
        .Fn("fromEntries", 1, FromEntries)
        .Fn("freeze", 1, static a => Restrict(a[0], frozen: true))
        .Fn("seal", 1, static a => Restrict(a[0], frozen: false))
        .Fn("preventExtensions", 1, PreventExtensions)
        .Fn("isFrozen", 1, static a => a[0].AsObject is not { } o || IsRestricted(o, frozen: true))
        .Fn("isSealed", 1, static a => a[0].AsObject is not { } o || IsRestricted(o, frozen: false))
        .Fn("isExtensible", 1, static a => a[0].AsObject is { Extensible: true })
        .Fn("is", 2, static a => Operators.SameValue(a[0], a[1]))
        .Fn("create", 2, Create)
        .Fn("getPrototypeOf", 1, static a => JsValue.From(a.Run.ToObject(a[0]).Prototype))
        .Fn("setPrototypeOf", 2, SetPrototypeOf)
        .Fn("defineProperty", 3, static a => DefineProperty(a.Run, Target(a), a.Run.ToKey(a[1]), a[2]))
        .Fn("defineProperties", 2, static a => DefineProperties(a.Run, Target(a), a[1]))
        .Fn("getOwnPropertyNames", 1, static a => Texts(a.Run, AllNames(a.Run.ToObject(a[0]))))
        .Fn(
            "getOwnPropertySymbols",
            1,
            static a => new JsArray(a.Run, [.. a.Run.ToObject(a[0]).OwnKeys().OfType<JsSymbol>().Select(JsValue.From)])
        )
        .Fn("getOwnPropertyDescriptor", 2, static a => Descriptor(a.Run, a.Run.ToObject(a[0]), a.Run.ToKey(a[1])))
        .Fn("getOwnPropertyDescriptors", 1, Descriptors)
        .Fn("hasOwn", 2, static a => a.Run.ToObject(a[0]).HasOwn(a.Run.ToKey(a[1])))
        .Fn("groupBy", 2, GroupBy);

    public static JsValue Construct(JsCallArgs a) => a[0].IsNullish ? new JsObject(a.Run, a.Run.ObjectPrototype) : a.Run.ToObject(a[0]);

    private static JsObject Target(JsCallArgs a) => a[0].AsObject ?? throw a.Run.TypeError("Object.defineProperty called on non-object");

    private static bool IsPrototypeOf(JsObject prototype, JsObject? o)
    {
        for (o = o?.Prototype; o is not null; o = o.Prototype)
        {
            if (ReferenceEquals(o, prototype))
            {
                return true;
            }
        }

        return false;
    }

    private static JsValue ToText(JsCallArgs a)
    {
        if (a.This.IsNullish)
        {
            return a.This.IsNull ? "[object Null]" : "[object Undefined]";
        }

        var o = a.Run.ToObject(a.This);
        var tag = o.Get(JsSymbol.ToStringTag).AsString;
        return $"[object {tag ?? (o.Class is "Map" or "Set" or "Array" or "Function" or "Error" or "Boolean" or "Number" or "String" or "Date" or "RegExp" ? o.Class : "Object")}]";
    }

    public static IEnumerable<string> EnumerableKeys(JsObject o)
    {
        foreach (var key in o.OwnKeys())
        {
            if (key is string name && o.TryGetOwn(name, out var property) && property.Enumerable)
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<string> AllNames(JsObject o) =>
        o is JsArray || o is JsPrimitiveObject { Class: "String" }
            ? o.OwnKeys().OfType<string>().Append("length")
            : o.OwnKeys().OfType<string>();

    private static JsArray Texts(ScriptRun run, IEnumerable<string> names)
    {
        var array = new JsArray(run);
        foreach (var name in names)
        {
            array.Append(name);
        }

        return array;
    }

    private static JsArray List(ScriptRun run, JsObject o, Func<ScriptRun, JsObject, string, JsValue> select)
    {
        var array = new JsArray(run);
        foreach (var key in EnumerableKeys(o))
        {
            run.Step();
            array.Append(select(run, o, key));
        }

        return array;
    }

    /// <summary>Copies own enumerable properties, as spread and <c>Object.assign</c> do.</summary>
    public static void CopyOwn(ScriptRun run, JsValue source, JsObject target, HashSet<object>? except = null)
    {
        if (source.IsNullish)
        {
            return;
        }

        var o = run.ToObject(source);
        foreach (var key in o.OwnKeys())
        {
            run.Step();
            if (except?.Contains(key) != true && o.TryGetOwn(key, out var property) && property.Enumerable)
            {
                target.Put(key, o.Get(key));
            }
        }
    }

    private static JsValue Assign(JsCallArgs a)
    {
        var target = a.Run.ToObject(a[0]);
        for (var i = 1; i < a.Count; i++)
        {
            if (a[i].IsNullish)
            {
                continue;
            }

            var source = a.Run.ToObject(a[i]);
            foreach (var key in source.OwnKeys())
            {
                a.Run.Step();
                if (source.TryGetOwn(key, out var property) && property.Enumerable)
                {
                    a.Run.SetMember(target, key, source.Get(key));
                }
            }
        }

        return target;
    }

    private static JsValue FromEntries(JsCallArgs a)
    {
        var result = new JsObject(a.Run, a.Run.ObjectPrototype);
        Iteration.Each(
            a.Run,
            a[0],
            null,
            entry =>
            {
                var pair = entry.AsObject ?? throw a.Run.TypeError($"Iterator value {entry} is not an entry object");
                result.Put(a.Run.ToKey(pair.GetIndex(0)), pair.GetIndex(1));
            }
        );
        return result;
    }

    private static JsValue Restrict(JsValue value, bool frozen)
    {
        if (value.AsObject is not { } o || o is HostObject)
        {
            return value;
        }

        if (o is JsArray array)
        {
            if (frozen)
            {
                array.Freeze();
            }
            else
            {
                array.Seal();
            }
        }

        foreach (var key in o.OwnKeys())
        {
            if ((o is JsArray && key is string name && NumberText.TryArrayIndex(name, out _)) || !o.TryGetOwn(key, out var property))
            {
                continue;
            }

            property.Flags &=
                frozen && !property.IsAccessor ? ~(PropertyFlags.Configurable | PropertyFlags.Writable) : ~PropertyFlags.Configurable;
            o.DefineOwn(key, property);
        }

        o.PreventExtensions();
        return value;
    }

    private static bool IsRestricted(JsObject o, bool frozen)
    {
        if (o.Extensible)
        {
            return false;
        }

        foreach (var key in o.OwnKeys())
        {
            if (o.TryGetOwn(key, out var property) && (property.Configurable || (frozen && !property.IsAccessor && property.Writable)))
            {
                return false;
            }
        }

        return true;
    }

    private static JsValue PreventExtensions(JsCallArgs a)
    {
        a[0].AsObject?.PreventExtensions();
        return a[0];
    }

    private static JsValue Create(JsCallArgs a)
    {
        if (!a[0].IsObject && !a[0].IsNull)
        {
            throw a.Run.TypeError($"Object prototype may only be an Object or null: {a[0]}");
        }

        var o = new JsObject(a.Run, a[0].AsObject);
        return a[1].IsUndefined ? o : DefineProperties(a.Run, o, a[1]);
    }

    private static void SetPrototype(ScriptRun run, JsObject o, JsObject? prototype)
    {
        for (var p = prototype; p is not null; p = p.Prototype)
        {
            if (ReferenceEquals(p, o))
            {
                throw run.TypeError("Cyclic __proto__ value");
            }
        }

        if (!o.Extensible)
        {
            throw run.TypeError("#<Object> is not extensible");
        }

        o.Prototype = prototype;
    }

    private static JsValue SetPrototypeOf(JsCallArgs a)
    {
        if (!a[1].IsObject && !a[1].IsNull)
        {
            throw a.Run.TypeError($"Object prototype may only be an Object or null: {a[1]}");
        }

        if (a[0].AsObject is { } o)
        {
            SetPrototype(a.Run, o, a[1].AsObject);
        }

        return a[0];
    }

    private static JsValue DefineProperty(ScriptRun run, JsObject target, object key, JsValue description)
    {
        var d = description.AsObject ?? throw run.TypeError($"Property description must be an object: {description}");
        var exists = target.TryGetOwn(key, out var property);
        if (exists && !property.Configurable && (d.Has("get") || d.Has("set") || !property.Writable) && !property.IsAccessor)
        {
            throw run.TypeError($"Cannot redefine property: {ScriptRun.KeyText(key)}");
        }

        void Flag(string name, PropertyFlags flag)
        {
            if (d.Has(name))
            {
                property.Flags = Operators.Truthy(d.Get(name)) ? property.Flags | flag : property.Flags & ~flag;
            }
        }

        Flag("enumerable", PropertyFlags.Enumerable);
        Flag("configurable", PropertyFlags.Configurable);
        if (d.Has("get") || d.Has("set"))
        {
            if (d.Has("value") || d.Has("writable"))
            {
                throw run.TypeError("Invalid property descriptor. Cannot both specify accessors and a value or writable attribute");
            }

            property.Getter = d.Has("get") ? d.Get("get").AsFunction : property.Getter;
            property.Setter = d.Has("set") ? d.Get("set").AsFunction : property.Setter;
            property.Flags = (property.Flags | PropertyFlags.Accessor) & ~PropertyFlags.Writable;
        }
        else
        {
            if (d.Has("value") || d.Has("writable"))
            {
                property.Flags &= ~PropertyFlags.Accessor;
            }

            Flag("writable", PropertyFlags.Writable);
            property.Value = d.Has("value") ? d.Get("value") : property.Value;
        }

        return target.DefineOwn(key, property)
            ? target
            : throw run.TypeError(
                exists
                    ? $"Cannot redefine property: {ScriptRun.KeyText(key)}"
                    : $"Cannot define property {ScriptRun.KeyText(key)}, object is not extensible"
            );
    }

    private static JsValue DefineProperties(ScriptRun run, JsObject target, JsValue descriptions)
    {
        var all = run.ToObject(descriptions);
        foreach (var key in EnumerableKeys(all))
        {
            DefineProperty(run, target, key, all.Get(key));
        }

        return target;
    }

    private static JsValue Descriptor(ScriptRun run, JsObject o, object key)
    {
        if (!o.TryGetOwn(key, out var property))
        {
            return default;
        }

        var result = new JsObject(run, run.ObjectPrototype);
        if (property.IsAccessor)
        {
            result.Put("get", property.Getter is { } getter ? getter : default(JsValue));
            result.Put("set", property.Setter is { } setter ? setter : default(JsValue));
        }
        else
        {
            result.Put("value", property.Value);
            result.Put("writable", property.Writable);
        }

        result.Put("enumerable", property.Enumerable);
        result.Put("configurable", property.Configurable);
        return result;
    }

    private static JsValue Descriptors(JsCallArgs a)
    {
        var o = a.Run.ToObject(a[0]);
        var result = new JsObject(a.Run, a.Run.ObjectPrototype);
        foreach (var key in o.OwnKeys())
        {
            result.Put(key, Descriptor(a.Run, o, key));
        }

        return result;
    }

    private static JsValue GroupBy(JsCallArgs a)
    {
        var function = ArrayBuiltIns.Callback(a, 1);
        var result = new JsObject(a.Run, null);
        var index = 0;
        Iteration.Each(
            a.Run,
            a[0],
            null,
            item =>
            {
                var key = a.Run.ToKey(function.Call(default, item, index++));
                if (result.Get(key).As<JsArray>() is not { } group)
                {
                    result.Put(key, group = new JsArray(a.Run));
                }

                group.Append(item);
            }
        );
        return result;
    }
}
