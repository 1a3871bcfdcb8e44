namespace LaborFlow.Engine.Scripting;

/// <summary>A name, resolved to a slot or left to the globals.</summary>
internal sealed class Identifier(int position, string name, ScopeInfo declaredIn) : Node(position)
{
    // Remembers the host function of the last globals seen: one immutable pair, so that threads may race for the field.
    private sealed record HostFunction(ScriptGlobals Globals, GlobalEntry? Entry);

    private Binding? _binding;
    private int _hops;
    private int _slot;
    private HostFunction? _host;

    public string Name { get; } = name;

    public ScopeInfo DeclaredIn { get; } = declaredIn;

    public bool IsGlobal => _binding is null;

    /// <summary>Only its type is asked for, which no unknown name fails.</summary>
    public bool IsOnlyAskedFor { get; set; }

    public void Bind()
    {
        var crossed = false;
        for (var scope = DeclaredIn; scope is not null; scope = scope.Parent)
        {
            var binding = scope.Find(Name) ?? Implicit(scope);
            if (binding is not null)
            {
                binding.Captured |= crossed;
                _binding = binding;
                return;
            }

            crossed |= scope.IsFunction;
        }
    }

    private Binding? Implicit(ScopeInfo scope)
    {
        if (scope.Function is not { } function)
        {
            return null;
        }

        if (Name == "arguments" && !function.IsArrow && !function.IsProgram)
        {
            return function.Arguments = scope.Declare(Name, BindingKind.Var, Position);
        }

        return function.IsNamedExpression && function.Name == Name
            ? function.Self = scope.Declare(Name, BindingKind.FunctionName, Position)
            : null;
    }

    public void Locate()
    {
        if (_binding is null)
        {
            return;
        }

        _slot = _binding.Slot;
        var host = _binding.Scope.Host;
        for (var scope = DeclaredIn; scope != host; scope = scope.Parent!)
        {
            _hops += scope.Materialised ? 1 : 0;
        }
    }

    private Scope Find(Frame frame)
    {
        var scope = frame.Scope;
        for (var i = _hops; i > 0; i--)
        {
            scope = scope.Parent!;
        }

        return scope;
    }

    public override JsValue Eval(Frame frame)
    {
        if (_binding is null)
        {
            if (frame.Run.TryGetGlobal(Name, out var global))
            {
                return global;
            }

            frame.Run.Position = Position;
            throw frame.Run.ReferenceError(Name + " is not defined");
        }

        var value = Find(frame).Slots[_slot];
        return value.IsHole ? throw DeadZone(frame) : value;
    }

    private JsThrow DeadZone(Frame frame)
    {
        frame.Run.Position = Position;
        return frame.Run.ReferenceError($"Cannot access '{Name}' before initialization");
    }

    /// <summary>The host function that this name calls, without making a function object for it.</summary>
    public Func<JsCallArgs, JsValue>? HostBody(ScriptRun run)
    {
        if (_binding is not null || run.HasOwnGlobals)
        {
            return null;
        }

        var host = _host;
        if (host is null || !ReferenceEquals(host.Globals, run.Globals))
        {
            _host = host = new HostFunction(run.Globals, run.Globals.Find(Name));
        }

        return host.Entry?.Body;
    }

    public JsValue TypeOf(Frame frame) =>
        _binding is null && !frame.Run.TryGetGlobal(Name, out _) ? "undefined" : Operators.TypeOf(Eval(frame));

    public override bool IsTarget => true;

    public override void Assign(Frame frame, JsValue value, bool initialise)
    {
        if (_binding is null)
        {
            frame.Run.Position = Position;
            frame.Run.SetGlobal(Name, value);
            return;
        }

        ref var slot = ref Find(frame).Slots[_slot];
        if (!initialise)
        {
            if (slot.IsHole)
            {
                throw DeadZone(frame);
            }

            if (_binding.Kind is BindingKind.Const or BindingKind.FunctionName)
            {
                frame.Run.Position = Position;
                throw frame.Run.TypeError("Assignment to constant variable.");
            }
        }

        slot = value;
    }

    public override string Describe() => Name;
}
