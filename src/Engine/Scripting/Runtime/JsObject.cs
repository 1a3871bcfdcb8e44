namespace LaborFlow.Engine.Scripting;

/// <summary>An object of one run. Not thread-safe; lives no longer than its run.</summary>
public class JsObject
{
    private PropertyMap _map;
    private Template? _template;

    internal JsObject(ScriptRun run, JsObject? prototype)
    {
        Run = run;
        Prototype = prototype;
    }

    internal JsObject(ScriptRun run, JsObject? prototype, Template template)
        : this(run, prototype)
    {
        _template = template;
    }

    /// <summary>The run that the object belongs to.</summary>
    public ScriptRun Run { get; }

    /// <summary>The object that lookups continue with.</summary>
    internal JsObject? Prototype { get; set; }

    internal bool Extensible { get; private protected set; } = true;

    /// <summary>Set by every change that a script or the host makes after the object was built.</summary>
    internal bool Changed { get; set; }

    /// <summary>The kind of object: Object, Array, Function, Date, RegExp, Map, Set, Error …</summary>
    public virtual string Class => "Object";

    /// <summary>Reads a property by name, through the prototype chain; undefined when there is none. Getters run.</summary>
    public JsValue this[string name]
    {
        get => Get(name, this);
        set => Set(name, value, this);
    }

    /// <summary>The names of the object's own enumerable properties, in the order of <c>Object.keys</c>.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            var names = new List<string>();
            foreach (var key in OwnKeys())
            {
                if (key is string name && TryGetOwn(name, out var property) && property.Enumerable)
                {
                    names.Add(name);
                }
            }

            return names;
        }
    }

    internal virtual bool TryGetOwn(object key, out JsProperty property)
    {
        var slot = _map.Find(key);
        if (slot >= 0)
        {
            property = _map.Read(slot);
            return true;
        }

        if (_template is not null && _template.TryGet(key, out var entry))
        {
            property = entry.Make(Run);
            _map.Add(key, property);
            return true;
        }

        property = default;
        return false;
    }

    internal bool HasOwn(object key) => TryGetOwn(key, out _);

    internal virtual bool Has(object key)
    {
        for (var o = this; o is not null; o = o.Prototype)
        {
            if (o.HasOwn(key))
            {
                return true;
            }
        }

        return false;
    }

    internal JsValue Get(object key) => Get(key, this);

    internal virtual JsValue Get(object key, JsValue receiver)
    {
        for (var o = this; o is not null; o = o.Prototype)
        {
            if (o.TryGetOwn(key, out var property))
            {
                if (!property.IsAccessor)
                {
                    return property.Value;
                }

                return property.Getter is { } getter ? getter.Call(receiver, []) : default;
            }
        }

        return default;
    }

    internal virtual JsValue GetIndex(long index) => Get(NumberText.Format(index), this);

    internal virtual bool SetIndex(long index, JsValue value) => Set(NumberText.Format(index), value, this);

    /// <summary>Assignment. False when the property is read-only or the object takes no new ones.</summary>
    internal virtual bool Set(object key, JsValue value, JsValue receiver)
    {
        var slot = _map.Find(key);
        if (slot >= 0 && _map.FlagsAt(slot) == PropertyFlags.All && ReferenceEquals(receiver.Ref, this))
        {
            _map.SetValue(slot, value);
            Changed = true;
            return true;
        }

        for (var o = this; o is not null; o = o.Prototype)
        {
            if (!o.TryGetOwn(key, out var property))
            {
                continue;
            }

            if (property.IsAccessor)
            {
                if (property.Setter is null)
                {
                    return false;
                }

                property.Setter.Call(receiver, [value]);
                return true;
            }

            if (!property.Writable)
            {
                return false;
            }

            break;
        }

        if (receiver.AsObject is not { } target)
        {
            return false;
        }

        if (target.TryGetOwn(key, out var own))
        {
            if (own.IsAccessor || !own.Writable)
            {
                return false;
            }

            own.Value = value;
            return target.DefineOwn(key, own);
        }

        return target.Extensible && target.DefineOwn(key, JsProperty.Data(value));
    }

    /// <summary>Creates or replaces an own property without looking at the prototype chain.</summary>
    internal virtual bool DefineOwn(object key, in JsProperty property)
    {
        Changed = true;
        var slot = _map.Find(key);
        if (slot < 0 && _template is not null && TryGetOwn(key, out _))
        {
            slot = _map.Find(key);
        }

        if (slot >= 0)
        {
            var flags = _map.FlagsAt(slot);
            if (
                (flags & PropertyFlags.Configurable) == PropertyFlags.None
                && ((flags & PropertyFlags.Writable) == PropertyFlags.None || property.Flags != flags)
            )
            {
                return false;
            }

            _map.Write(slot, property);
            return true;
        }

        if (!Extensible)
        {
            return false;
        }

        Run.ChargeProperty();
        _map.Add(key, property);
        return true;
    }

    /// <summary>Adds a property to an object that is being built.</summary>
    internal void Put(object key, JsValue value, PropertyFlags flags = PropertyFlags.All)
    {
        var slot = _map.Find(key);
        if (slot >= 0)
        {
            _map.Write(slot, JsProperty.Data(value, flags));
            return;
        }

        Run.ChargeProperty();
        _map.Add(key, JsProperty.Data(value, flags));
    }

    internal virtual bool Delete(object key)
    {
        if (!TryGetOwn(key, out var property))
        {
            return true;
        }

        if (!property.Configurable)
        {
            return false;
        }

        MaterialiseTemplate();
        _map.RemoveAt(_map.Find(key));
        Changed = true;
        return true;
    }

    internal virtual void PreventExtensions()
    {
        MaterialiseTemplate();
        Extensible = false;
        Changed = true;
    }

    /// <summary>Own keys: whole numbers ascending, then names in order of creation, then symbols.</summary>
    internal virtual List<object> OwnKeys()
    {
        MaterialiseTemplate();
        var keys = new List<object>(_map.Count);
        List<(uint Index, object Key)>? indexes = null;
        List<object>? symbols = null;
        for (var i = 0; i < _map.Slots; i++)
        {
            switch (_map.KeyAt(i))
            {
                case null:
                    break;
                case JsSymbol { IsPrivate: true }:
                    break;
                case JsSymbol symbol:
                    (symbols ??= []).Add(symbol);
                    break;
                case string name when NumberText.TryArrayIndex(name, out var index):
                    (indexes ??= []).Add((index, name));
                    break;
                case { } key:
                    keys.Add(key);
                    break;
            }
        }

        if (indexes is not null)
        {
            indexes.Sort(static (a, b) => a.Index.CompareTo(b.Index));
            keys.InsertRange(0, indexes.Select(static i => i.Key));
        }

        if (symbols is not null)
        {
            keys.AddRange(symbols);
        }

        return keys;
    }

    /// <summary>The objects that own plain properties hold.</summary>
    internal virtual IEnumerable<JsObject> Children()
    {
        for (var i = 0; i < _map.Slots; i++)
        {
            if (_map.KeyAt(i) is not null && _map.ValueAt(i).AsObject is { } child)
            {
                yield return child;
            }
        }
    }

    private void MaterialiseTemplate()
    {
        if (_template is not { } template)
        {
            return;
        }

        foreach (var key in template.Keys)
        {
            TryGetOwn(key, out _);
        }

        _template = null;
    }
}

/// <summary>The wrapper that <c>Object(1)</c> or <c>new String("a")</c> makes.</summary>
internal sealed class JsPrimitiveObject(ScriptRun run, JsObject prototype, JsValue value) : JsObject(run, prototype)
{
    public JsValue Value { get; } = value;

    public override string Class => Value.Type.ToString();

    internal override bool TryGetOwn(object key, out JsProperty property)
    {
        if (Value.AsString is { } text && key is string name)
        {
            if (name == "length")
            {
                property = JsProperty.Data(text.Length, PropertyFlags.None);
                return true;
            }

            if (NumberText.TryArrayIndex(name, out var index) && index < text.Length)
            {
                property = JsProperty.Data(text[(int)index].ToString(), PropertyFlags.Enumerable);
                return true;
            }
        }

        return base.TryGetOwn(key, out property);
    }

    internal override List<object> OwnKeys()
    {
        var keys = base.OwnKeys();
        if (Value.AsString is { } text)
        {
            keys.InsertRange(0, Enumerable.Range(0, text.Length).Select(static i => (object)NumberText.Format(i)));
        }

        return keys;
    }
}
