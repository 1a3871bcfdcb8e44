namespace LaborFlow.Engine.Scripting;

[Flags]
internal enum PropertyFlags : byte
{
    None = 0,
    Enumerable = 1,
    Writable = 2,
    Configurable = 4,
    Accessor = 8,
    All = Enumerable | Writable | Configurable,
    Hidden = Writable | Configurable,
}

internal struct JsProperty
{
    public JsValue Value;
    public JsFunction? Getter;
    public JsFunction? Setter;
    public PropertyFlags Flags;

    public readonly bool IsAccessor => (Flags & PropertyFlags.Accessor) != PropertyFlags.None;
    public readonly bool Enumerable => (Flags & PropertyFlags.Enumerable) != PropertyFlags.None;
    public readonly bool Writable => (Flags & PropertyFlags.Writable) != PropertyFlags.None;
    public readonly bool Configurable => (Flags & PropertyFlags.Configurable) != PropertyFlags.None;

    public static JsProperty Data(JsValue value, PropertyFlags flags = PropertyFlags.All) => new() { Value = value, Flags = flags };
}

/// <summary>Properties in insertion order: a scan for small objects, a hash index for large ones.</summary>
internal struct PropertyMap
{
    private const int IndexFrom = 12;

    private sealed record Accessor(JsFunction? Getter, JsFunction? Setter);

    private object?[] _keys;
    private JsValue[] _values;
    private PropertyFlags[]? _flags; // null while every property is an ordinary one
    private Dictionary<object, int>? _index;
    private int _used;

    public int Count { get; private set; }

    /// <summary>Slots in use, deleted ones included: the bound for <see cref="KeyAt"/>.</summary>
    public readonly int Slots => _used;

    public readonly object? KeyAt(int slot) => _keys[slot];

    public readonly JsValue ValueAt(int slot) => _values[slot];

    public readonly PropertyFlags FlagsAt(int slot) => _flags is null ? PropertyFlags.All : _flags[slot];

    public readonly int Find(object key)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out var found) ? found : -1;
        }

        var keys = _keys;
        for (var i = 0; i < _used; i++)
        {
            if (ReferenceEquals(keys[i], key))
            {
                return i;
            }
        }

        if (key is string text)
        {
            for (var i = 0; i < _used; i++)
            {
                if (keys[i] is string other && text.Length == other.Length && string.Equals(text, other, StringComparison.Ordinal))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    public readonly JsProperty Read(int slot)
    {
        var flags = FlagsAt(slot);
        if ((flags & PropertyFlags.Accessor) != PropertyFlags.None)
        {
            var accessor = (Accessor)_values[slot].Ref!;
            return new JsProperty
            {
                Getter = accessor.Getter,
                Setter = accessor.Setter,
                Flags = flags,
            };
        }

        return new JsProperty { Value = _values[slot], Flags = flags };
    }

    public readonly void SetValue(int slot, JsValue value) => _values[slot] = value;

    public void Write(int slot, in JsProperty property)
    {
        if (property.Flags != PropertyFlags.All && _flags is null)
        {
            _flags = new PropertyFlags[_keys.Length];
            Array.Fill(_flags, PropertyFlags.All);
        }

        if (_flags is not null)
        {
            _flags[slot] = property.Flags;
        }

        _values[slot] = property.IsAccessor ? JsValue.FromKey(new Accessor(property.Getter, property.Setter)) : property.Value;
    }

    public void Add(object key, in JsProperty property)
    {
        if (_keys is null)
        {
            _keys = new object?[4];
            _values = new JsValue[4];
        }
        else if (_used == _keys.Length)
        {
            if (Count < _used / 2)
            {
                Compact();
            }
            else
            {
                Array.Resize(ref _keys, _used * 2);
                Array.Resize(ref _values, _used * 2);
                if (_flags is not null)
                {
                    Array.Resize(ref _flags, _used * 2);
                }
            }
        }

        var slot = _used++;
        _keys[slot] = key;
        Write(slot, property);
        Count++;
        if (_index is not null)
        {
            _index[key] = slot;
        }
        else if (_used > IndexFrom)
        {
            BuildIndex();
        }
    }

    public void RemoveAt(int slot)
    {
        _index?.Remove(_keys[slot]!);
        _keys[slot] = null;
        _values[slot] = default;
        Count--;
        if (slot == _used - 1)
        {
            _used--;
        }
    }

    private void Compact()
    {
        var to = 0;
        for (var from = 0; from < _used; from++)
        {
            if (_keys[from] is null)
            {
                continue;
            }

            _keys[to] = _keys[from];
            _values[to] = _values[from];
            if (_flags is not null)
            {
                _flags[to] = _flags[from];
            }

            to++;
        }

        Array.Clear(_keys, to, _used - to);
        Array.Clear(_values, to, _used - to);
        _used = to;
        if (_index is not null)
        {
            BuildIndex();
        }
    }

    private void BuildIndex()
    {
        _index = new Dictionary<object, int>(_used * 2);
        for (var i = 0; i < _used; i++)
        {
            if (_keys[i] is { } key)
            {
                _index[key] = i;
            }
        }
    }
}
