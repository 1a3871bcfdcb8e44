namespace LaborFlow.Engine.Scripting;

/// <summary>What a native function was called with.</summary>
public readonly struct JsCallArgs
{
    private readonly JsValue[] _values;

    internal JsCallArgs(ScriptRun run, JsValue @this, JsValue[] values, JsObject? newTarget = null)
    {
        Run = run;
        This = @this;
        _values = values;
        NewTarget = newTarget;
    }

    /// <summary>The run in progress.</summary>
    public ScriptRun Run { get; }

    /// <summary>The receiver of the call.</summary>
    public JsValue This { get; }

    /// <summary>The function after <c>new</c>, or null for an ordinary call.</summary>
    internal JsObject? NewTarget { get; }

    /// <summary>Number of arguments given.</summary>
    public int Count => _values.Length;

    /// <summary>The argument, or undefined when fewer were given.</summary>
    public JsValue this[int index] => (uint)index < (uint)_values.Length ? _values[index] : default;

    internal JsValue[] Values => _values;

    /// <summary>The argument as text, by JavaScript's rules.</summary>
    public string Text(int index) => Run.ToText(this[index]);

    /// <summary>The argument as a number, by JavaScript's rules.</summary>
    public double Number(int index) => Run.ToNumber(this[index]);
}

/// <summary>A callable object.</summary>
public abstract class JsFunction : JsObject
{
    private bool _described;

    private protected JsFunction(ScriptRun run, JsObject? prototype)
        : base(run, prototype) { }

    private protected JsFunction(ScriptRun run, JsObject? prototype, Template template)
        : base(run, prototype, template) { }

    public override string Class => "Function";

    internal abstract string Name { get; }

    internal abstract int ParameterCount { get; }

    internal virtual bool IsConstructor => false;

    /// <summary>Calls the function. Exceptions of the script pass through.</summary>
    public abstract JsValue Call(JsValue @this, params JsValue[] args);

    internal virtual JsValue Construct(JsValue[] args, JsObject newTarget) => throw Run.TypeError(Name + " is not a constructor");

    // Name, length and prototype are only made when somebody looks.
    private protected virtual void Describe()
    {
        Put("length", ParameterCount, PropertyFlags.Configurable);
        Put("name", Name, PropertyFlags.Configurable);
    }

    private void EnsureDescribed()
    {
        if (!_described)
        {
            _described = true;
            Describe();
        }
    }

    internal override bool TryGetOwn(object key, out JsProperty property)
    {
        EnsureDescribed();
        return base.TryGetOwn(key, out property);
    }

    internal override bool Set(object key, JsValue value, JsValue receiver)
    {
        EnsureDescribed();
        return base.Set(key, value, receiver);
    }

    internal override bool DefineOwn(object key, in JsProperty property)
    {
        EnsureDescribed();
        return base.DefineOwn(key, property);
    }

    internal override List<object> OwnKeys()
    {
        EnsureDescribed();
        return base.OwnKeys();
    }
}

/// <summary>A function written in C#: a built-in, or one that the host supplies.</summary>
internal sealed class NativeFunction : JsFunction
{
    private readonly Func<JsCallArgs, JsValue> _body;
    private readonly bool _isConstructor;

    public NativeFunction(ScriptRun run, string name, int length, Func<JsCallArgs, JsValue> body)
        : base(run, run.FunctionPrototype)
    {
        Name = name;
        ParameterCount = length;
        _body = body;
    }

    public NativeFunction(ScriptRun run, string name, int length, Func<JsCallArgs, JsValue> body, Template statics, JsObject? parent = null)
        : base(run, parent ?? run.FunctionPrototype, statics)
    {
        Name = name;
        ParameterCount = length;
        _body = body;
        _isConstructor = true;
    }

    internal override string Name { get; }

    internal override int ParameterCount { get; }

    internal override bool IsConstructor => _isConstructor;

    public override JsValue Call(JsValue @this, params JsValue[] args)
    {
        Run.EnsureStack();
        return _body(new JsCallArgs(Run, @this, args));
    }

    internal override JsValue Construct(JsValue[] args, JsObject newTarget)
    {
        if (!_isConstructor)
        {
            return base.Construct(args, newTarget);
        }

        var made = _body(new JsCallArgs(Run, default, args, newTarget));
        if (!ReferenceEquals(newTarget, this) && made.AsObject is { } o && newTarget.Get("prototype").AsObject is { } prototype)
        {
            o.Prototype = prototype; // a class of the script extends this one
        }

        return made;
    }
}

/// <summary>What <c>f.bind(…)</c> gives.</summary>
internal sealed class BoundFunction(ScriptRun run, JsFunction target, JsValue @this, JsValue[] first) : JsFunction(run, target.Prototype)
{
    internal override string Name => "bound " + target.Name;

    internal override int ParameterCount => Math.Max(0, target.ParameterCount - first.Length);

    internal override bool IsConstructor => target.IsConstructor;

    public override JsValue Call(JsValue _, params JsValue[] args) => Run.Guarded(target, @this, [.. first, .. args]);

    internal override JsValue Construct(JsValue[] args, JsObject newTarget) =>
        target.Construct([.. first, .. args], ReferenceEquals(newTarget, this) ? target : newTarget);
}
