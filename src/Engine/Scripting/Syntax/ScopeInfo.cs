namespace LaborFlow.Engine.Scripting;

internal enum BindingKind : byte
{
    Var,
    Parameter,
    Function,
    FunctionName,
    Let,
    Const,
    Class,
}

/// <summary>A declared name, and after resolution the slot that it lives in.</summary>
internal sealed class Binding(string name, BindingKind kind, ScopeInfo scope)
{
    public string Name { get; } = name;
    public BindingKind Kind { get; } = kind;
    public ScopeInfo Scope { get; } = scope;
    public bool Captured { get; set; }
    public int Slot { get; set; }

    public bool HasDeadZone => Kind >= BindingKind.Let;
}

/// <summary>
/// The names of a function or block. A block whose names no closure captures keeps them in the slots of the scope around it, so that entering
/// it allocates nothing.
/// </summary>
internal sealed class ScopeInfo(ScopeInfo? parent, bool isFunction)
{
    private readonly Dictionary<string, Binding> _bindings = [];
    private readonly List<(Binding Binding, FunctionNode Function)> _functions = [];
    private int[] _deadZone = [];

    public ScopeInfo? Parent { get; } = parent;
    public bool IsFunction { get; set; } = isFunction;
    public FunctionNode? Function { get; set; }

    /// <summary>Whether entering the scope makes a runtime scope of its own.</summary>
    public bool Materialised { get; private set; }

    public int SlotCount { get; private set; }

    /// <summary>Whether entering the scope does anything at all.</summary>
    public bool IsEmpty => _bindings.Count == 0;

    public Binding? Find(string name) => _bindings.GetValueOrDefault(name);

    public Binding Declare(string name, BindingKind kind, int position)
    {
        if (_bindings.TryGetValue(name, out var known))
        {
            var bothLoose = !known.HasDeadZone && kind < BindingKind.Let && (IsFunction || known.Kind == BindingKind.Var);
            return bothLoose ? known : throw Duplicate(name, position);
        }

        return _bindings[name] = new Binding(name, kind, this);
    }

    public static SyntaxErrorException Duplicate(string name, int position) =>
        new($"Identifier '{name}' has already been declared", position);

    public void Hoist(Binding binding, FunctionNode function)
    {
        _functions.RemoveAll(f => f.Binding == binding);
        _functions.Add((binding, function));
    }

    /// <summary>Gives every name its slot. Called once a program is complete, outer scopes first.</summary>
    public void Allocate()
    {
        Materialised = IsFunction || _bindings.Values.Any(static b => b.Captured);
        var host = Host;
        foreach (var binding in _bindings.Values)
        {
            binding.Slot = host.SlotCount++;
        }

        _deadZone = [.. _bindings.Values.Where(static b => b.HasDeadZone).Select(static b => b.Slot)];
    }

    public ScopeInfo Host
    {
        get
        {
            var scope = this;
            while (!scope.Materialised)
            {
                scope = scope.Parent!;
            }

            return scope;
        }
    }

    /// <summary>Enters a block; the caller restores <see cref="Frame.Scope"/> when it leaves.</summary>
    public void Enter(Frame frame)
    {
        if (Materialised)
        {
            frame.Scope = new Scope(SlotCount, frame.Scope);
        }

        Initialise(frame);
    }

    public void Initialise(Frame frame)
    {
        var slots = frame.Scope.Slots;
        foreach (var slot in _deadZone)
        {
            slots[slot] = JsValue.Hole;
        }

        foreach (var (binding, function) in _functions)
        {
            slots[binding.Slot] = new ScriptFunction(frame, function);
        }
    }

    /// <summary>A fresh copy of a loop's scope for its next turn, so that closures of the last turn keep their values.</summary>
    public void Renew(Frame frame)
    {
        if (Materialised)
        {
            var copy = new Scope(SlotCount, frame.Scope.Parent);
            frame.Scope.Slots.AsSpan().CopyTo(copy.Slots);
            frame.Scope = copy;
        }
    }
}

/// <summary>The values of a scope while it runs.</summary>
internal sealed class Scope(int slots, Scope? parent)
{
    public readonly JsValue[] Slots = slots == 0 ? [] : new JsValue[slots];
    public readonly Scope? Parent = parent;
}
