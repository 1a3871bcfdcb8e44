namespace LaborFlow.Engine.Scripting;

/// <summary>
/// What the host offers to scripts by name. Build it once and share it between runs and threads; the callbacks get the
/// <see cref="ScriptRun"/>, and through its <see cref="ScriptRun.State"/> whatever belongs to one evaluation. Don't add to it once it is in use.
/// </summary>
public sealed class ScriptGlobals
{
    /// <summary>Nothing beyond the language's own built-ins.</summary>
    public static ScriptGlobals Empty { get; } = new();

    private readonly Dictionary<string, GlobalEntry> _entries = [];

    internal Func<ScriptRun, string, JsValue?>? FallbackResolver { get; private set; }

    /// <summary>Offers a function.</summary>
    public ScriptGlobals Function(string name, int parameterCount, Func<JsCallArgs, JsValue> body)
    {
        _entries[name] = new GlobalEntry
        {
            Name = name,
            Body = body,
            ParameterCount = parameterCount,
        };
        return this;
    }

    /// <summary>Offers a constant; it must be a primitive, since objects belong to one run.</summary>
    public ScriptGlobals Value(string name, JsValue value)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(value.IsObject, true, nameof(value));
        _entries[name] = new GlobalEntry { Name = name, Getter = _ => value };
        return this;
    }

    /// <summary>Offers a property that is computed at each reading. Without a setter, assigning to it is a TypeError.</summary>
    public ScriptGlobals Property(string name, Func<ScriptRun, JsValue> get, Action<ScriptRun, JsValue>? set = null)
    {
        _entries[name] = new GlobalEntry
        {
            Name = name,
            Getter = get,
            Setter = set,
        };
        return this;
    }

    /// <summary>Offers a value that is made when a run first reads it and kept for that run, such as a <see cref="HostObject"/>.</summary>
    public ScriptGlobals Lazy(string name, Func<ScriptRun, JsValue> make)
    {
        _entries[name] = new GlobalEntry
        {
            Name = name,
            Getter = make,
            Once = true,
        };
        return this;
    }

    /// <summary>Is asked for names that nothing else defines, before <c>x is not defined</c>; null means unknown.</summary>
    public ScriptGlobals Fallback(Func<ScriptRun, string, JsValue?> resolve)
    {
        FallbackResolver = resolve;
        return this;
    }

    internal GlobalEntry? Find(string name) => _entries.GetValueOrDefault(name);
}

internal sealed class GlobalEntry
{
    public required string Name { get; init; }
    public Func<JsCallArgs, JsValue>? Body { get; init; }
    public int ParameterCount { get; init; }
    public Func<ScriptRun, JsValue>? Getter { get; init; }
    public Action<ScriptRun, JsValue>? Setter { get; init; }
    public bool Once { get; init; }

    public bool IsProperty => Getter is not null && !Once;

    public JsValue Get(ScriptRun run)
    {
        if (Body is not null)
        {
            var function = JsValue.From(new NativeFunction(run, Name, ParameterCount, Body));
            run.DefineGlobal(Name, function);
            return function;
        }

        var value = Getter!(run);
        if (Once)
        {
            run.DefineGlobal(Name, value);
        }

        return value;
    }

    public void Set(ScriptRun run, JsValue value)
    {
        if (Setter is null)
        {
            throw run.TypeError($"Cannot assign to read only property '{Name}' of object");
        }

        Setter(run, value);
    }
}
