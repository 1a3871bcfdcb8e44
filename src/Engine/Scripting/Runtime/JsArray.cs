namespace LaborFlow.Engine.Scripting;

/// <summary>An array: one dense vector. Length is bounded by the run's memory limit, since holes take room too.</summary>
public sealed class JsArray : JsObject
{
    private JsValue[] _items;
    private bool _frozen;
    private bool _sealed;

    internal JsArray(ScriptRun run, int capacity = 0)
        : base(run, run.ArrayPrototype)
    {
        run.ChargeArray(capacity);
        _items = capacity == 0 ? [] : new JsValue[capacity];
    }

    internal JsArray(ScriptRun run, JsValue[] items)
        : base(run, run.ArrayPrototype)
    {
        run.ChargeArray(items.Length);
        _items = items;
        Length = items.Length;
    }

    public override string Class => "Array";

    /// <summary>Number of elements, holes included.</summary>
    public int Length { get; private set; }

    /// <summary>The element, or undefined outside the array and for holes.</summary>
    public JsValue this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Length)
            {
                return default;
            }

            var value = _items[index];
            return value.IsHole ? default : value;
        }
        set => SetIndex(index, value);
    }

    internal Span<JsValue> Items => _items.AsSpan(0, Length);

    internal bool Frozen => _frozen;

    /// <summary>Appends an element.</summary>
    public void Add(JsValue value)
    {
        GuardGrowth();
        Changed = true;
        Append(value);
    }

    internal void Append(JsValue value)
    {
        if (Length == _items.Length)
        {
            Grow(Length + 1);
        }

        _items[Length++] = value;
    }

    internal void GuardGrowth()
    {
        if (_frozen || !Extensible)
        {
            throw Run.TypeError("Cannot add property " + NumberText.Format(Length) + ", object is not extensible");
        }
    }

    internal void GuardChange()
    {
        if (_frozen)
        {
            throw Run.TypeError("Cannot assign to read only property of object '[object Array]'");
        }

        Changed = true;
    }

    internal void SetLength(double length)
    {
        if (length < 0 || length > uint.MaxValue || Math.Floor(length) != length)
        {
            throw Run.RangeError("Invalid array length");
        }

        if (length == Length)
        {
            return;
        }

        GuardChange();
        if (length > int.MaxValue / 32)
        {
            Run.ChargeMemory((long)length * 16);
            throw Run.RangeError("Invalid array length");
        }

        var count = (int)length;
        if (count < Length)
        {
            Array.Clear(_items, count, Length - count);
        }
        else
        {
            if (count > _items.Length)
            {
                Grow(count, exact: true);
            }

            Array.Fill(_items, JsValue.Hole, Length, count - Length);
        }

        Length = count;
    }

    /// <summary>Replaces <paramref name="removed"/> elements from <paramref name="start"/> by others.</summary>
    internal void Splice(int start, int removed, ReadOnlySpan<JsValue> inserted)
    {
        GuardChange();
        var length = Length - removed + inserted.Length;
        if (inserted.Length > removed)
        {
            GuardGrowth();
        }

        if (length > _items.Length)
        {
            Grow(length);
        }

        Array.Copy(_items, start + removed, _items, start + inserted.Length, Length - start - removed);
        inserted.CopyTo(_items.AsSpan(start));
        if (length < Length)
        {
            Array.Clear(_items, length, Length - length);
        }

        Length = length;
    }

    private void Grow(int needed, bool exact = false)
    {
        var capacity = exact ? needed : Math.Max(needed, _items.Length < 4 ? 4 : _items.Length + (_items.Length / 2));
        Run.ChargeArray(capacity);
        Array.Resize(ref _items, capacity);
    }

    internal override JsValue GetIndex(long index)
    {
        if ((ulong)index < (ulong)Length)
        {
            var value = _items[(int)index];
            if (!value.IsHole)
            {
                return value;
            }
        }

        return Prototype is null ? default : Prototype.Get(NumberText.Format(index), this);
    }

    internal override bool SetIndex(long index, JsValue value)
    {
        if (_frozen)
        {
            return false;
        }

        if (index < Length)
        {
            _items[(int)index] = value;
            Changed = true;
            return true;
        }

        if (!Extensible)
        {
            return false;
        }

        Changed = true;
        if (index > Length)
        {
            SetLength(index);
        }

        Append(value);
        return true;
    }

    internal override bool TryGetOwn(object key, out JsProperty property)
    {
        if (key is string name)
        {
            if (name == "length")
            {
                property = JsProperty.Data(Length, _frozen ? PropertyFlags.None : PropertyFlags.Writable);
                return true;
            }

            if (NumberText.TryArrayIndex(name, out var index))
            {
                if (index < Length && !_items[(int)index].IsHole)
                {
                    var flags =
                        _frozen ? PropertyFlags.Enumerable
                        : _sealed ? PropertyFlags.Enumerable | PropertyFlags.Writable
                        : PropertyFlags.All;
                    property = JsProperty.Data(_items[(int)index], flags);
                    return true;
                }

                property = default;
                return false;
            }
        }

        return base.TryGetOwn(key, out property);
    }

    internal override bool Set(object key, JsValue value, JsValue receiver)
    {
        if (key is string name && ReferenceEquals(receiver.Ref, this))
        {
            if (NumberText.TryArrayIndex(name, out var index))
            {
                return SetIndex(index, value);
            }

            if (name == "length")
            {
                if (_frozen)
                {
                    return false;
                }

                SetLength(Run.ToNumber(value));
                return true;
            }
        }

        return base.Set(key, value, receiver);
    }

    internal override bool DefineOwn(object key, in JsProperty property)
    {
        if (key is string name)
        {
            if (NumberText.TryArrayIndex(name, out var index))
            {
                if (property.IsAccessor)
                {
                    throw Run.TypeError("Accessors on array elements are not supported");
                }

                return SetIndex(index, property.Value);
            }

            if (name == "length")
            {
                return Set(key, property.Value, this);
            }
        }

        return base.DefineOwn(key, property);
    }

    internal override bool Delete(object key)
    {
        if (key is string name && NumberText.TryArrayIndex(name, out var index))
        {
            if (index >= Length || _items[(int)index].IsHole)
            {
                return true;
            }

            if (_frozen || _sealed)
            {
                return false;
            }

            _items[(int)index] = JsValue.Hole;
            Changed = true;
            return true;
        }

        return key is not "length" && base.Delete(key);
    }

    internal void Freeze()
    {
        _frozen = true;
        PreventExtensions();
    }

    internal void Seal()
    {
        _sealed = true;
        PreventExtensions();
    }

    internal override IEnumerable<JsObject> Children() =>
        base.Children().Concat(_items.Take(Length).Select(static v => v.AsObject).OfType<JsObject>());

    internal override List<object> OwnKeys()
    {
        var rest = base.OwnKeys();
        Run.ChargeArray(Length);
        var keys = new List<object>(Length + rest.Count);
        for (var i = 0; i < Length; i++)
        {
            if (!_items[i].IsHole)
            {
                keys.Add(NumberText.Format(i));
            }
        }

        keys.AddRange(rest);
        return keys;
    }
}
