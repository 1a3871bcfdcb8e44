namespace LaborFlow.Engine.Scripting;

/// <summary>How a <see cref="HostObject"/> answers. One instance may serve all runs.</summary>
public sealed record HostObjectHandler
{
    /// <summary>The value of a property; null when the object has none of that name.</summary>
    public required Func<ScriptRun, string, JsValue?> Get { get; init; }

    /// <summary>Takes an assignment. Null: the object is read-only, and assigning is a TypeError.</summary>
    public Action<ScriptRun, string, JsValue>? Set { get; init; }

    /// <summary>Whether there is such a property. Null: asks <see cref="Get"/>.</summary>
    public Func<ScriptRun, string, bool>? Has { get; init; }

    /// <summary>The names that <c>Object.keys</c>, spread and <c>for in</c> list. Null: none.</summary>
    public Func<ScriptRun, IEnumerable<string>>? Keys { get; init; }
}

/// <summary>An object whose properties the host answers for, such as <c>variables</c> with its members.</summary>
public sealed class HostObject(ScriptRun run, HostObjectHandler handler) : JsObject(run, run.ObjectPrototype)
{
    internal override bool TryGetOwn(object key, out JsProperty property)
    {
        if (key is string name && handler.Get(Run, name) is { } value)
        {
            property = JsProperty.Data(
                value,
                handler.Set is null ? PropertyFlags.Enumerable : PropertyFlags.Enumerable | PropertyFlags.Writable
            );
            return true;
        }

        property = default;
        return false;
    }

    internal override bool Has(object key) =>
        (key is string name && (handler.Has?.Invoke(Run, name) ?? handler.Get(Run, name) is not null)) || (Prototype?.Has(key) ?? false);

    internal override bool Set(object key, JsValue value, JsValue receiver)
    {
        if (handler.Set is null || key is not string name || !ReferenceEquals(receiver.Ref, this))
        {
            return false;
        }

        handler.Set(Run, name, value);
        return true;
    }

    internal override bool DefineOwn(object key, in JsProperty property) => !property.IsAccessor && Set(key, property.Value, this);

    internal override bool Delete(object key) => !HasOwn(key);

    internal override List<object> OwnKeys() => handler.Keys is null ? [] : [.. handler.Keys(Run)];
}
