namespace LaborFlow.Engine.Scripting;

/// <summary>
/// The members of a built-in object, shared by all runs. A run copies a member into its own object when a script first touches it, so that a
/// run costs nothing for the built-ins that it does not use, and what a script does to a prototype ends with the run.
/// </summary>
internal sealed class Template
{
    internal sealed record Entry(Func<ScriptRun, JsProperty> Make);

    private readonly Dictionary<object, Entry> _entries = [];
    private readonly List<object> _order = [];

    public IReadOnlyList<object> Keys => _order;

    public bool TryGet(object key, out Entry entry) => _entries.TryGetValue(key, out entry!);

    public Template Fn(object key, int length, Func<JsCallArgs, JsValue> body)
    {
        var name = key as string ?? $"[{((JsSymbol)key).Description}]";
        return Add(key, run => JsProperty.Data(new NativeFunction(run, name, length, body), PropertyFlags.Hidden));
    }

    public Template Getter(object key, Func<JsCallArgs, JsValue> body)
    {
        var name = key as string ?? $"[{((JsSymbol)key).Description}]";
        return Add(
            key,
            run => new JsProperty
            {
                Getter = new NativeFunction(run, "get " + name, 0, body),
                Flags = PropertyFlags.Configurable | PropertyFlags.Accessor,
            }
        );
    }

    public Template Accessor(object key, Func<JsCallArgs, JsValue> get, Func<JsCallArgs, JsValue> set) =>
        Add(
            key,
            run => new JsProperty
            {
                Getter = new NativeFunction(run, "get " + key, 0, get),
                Setter = new NativeFunction(run, "set " + key, 1, set),
                Flags = PropertyFlags.Configurable | PropertyFlags.Accessor,
            }
        );

    public Template Value(object key, JsValue value) => Add(key, _ => JsProperty.Data(value, PropertyFlags.None));

    public Template Text(object key, string value) => Add(key, _ => JsProperty.Data(value, PropertyFlags.Hidden));

    public Template Object(object key, Intrinsic intrinsic, PropertyFlags flags = PropertyFlags.Hidden) =>
        Add(key, run => JsProperty.Data(run.Get(intrinsic), flags));

    private Template Add(object key, Func<ScriptRun, JsProperty> make)
    {
        if (_entries.TryAdd(key, new Entry(make)))
        {
            _order.Add(key);
        }

        return this;
    }
}
