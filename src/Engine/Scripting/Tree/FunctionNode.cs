namespace LaborFlow.Engine.Scripting;

/// <summary>The code of a function, or of a whole program.</summary>
internal sealed class FunctionNode(int position, ScopeInfo scope)
{
    private Identifier[]? _simple;

    public int Position { get; } = position;
    public ScopeInfo Scope { get; } = scope;
    public string Name { get; set; } = "";
    public Node[] Parameters { get; set; } = [];
    public Statement[] Body { get; set; } = [];
    public Node? Expression { get; set; }
    public bool IsArrow { get; set; }
    public bool IsProgram { get; set; }

    /// <summary>Methods, accessors and arrows cannot be used with <c>new</c>.</summary>
    public bool IsMethod { get; set; }
    public bool IsNamedExpression { get; set; }
    public bool IsClassConstructor { get; set; }
    public Binding? Arguments { get; set; }

    /// <summary>Of a program: the first name that it uses and that only other JavaScript hosts know.</summary>
    public Identifier? Foreign { get; set; }
    public Binding? Self { get; set; }

    public int Length
    {
        get
        {
            var count = Array.FindIndex(Parameters, static p => p is DefaultTarget or Spread);
            return count < 0 ? Parameters.Length : count;
        }
    }

    /// <summary>Called once when the program is complete.</summary>
    public void Seal() => _simple = Array.TrueForAll(Parameters, static p => p is Identifier) ? [.. Parameters.Cast<Identifier>()] : null;

    public JsValue Invoke(Frame frame, JsValue[] args)
    {
        var slots = frame.Scope.Slots;
        if (Arguments is not null)
        {
            slots[Arguments.Slot] = new JsArray(frame.Run, [.. args]);
        }

        if (Self is not null)
        {
            slots[Self.Slot] = frame.Function!;
        }

        Scope.Initialise(frame);
        if (_simple is { } names)
        {
            for (var i = 0; i < names.Length; i++)
            {
                names[i].Assign(frame, i < args.Length ? args[i] : default, true);
            }
        }
        else
        {
            BindParameters(frame, args);
        }

        if (Expression is not null)
        {
            return Expression.Eval(frame);
        }

        return Block.ExecAll(frame, Body) == Completion.Return || IsProgram ? frame.Result : default;
    }

    private void BindParameters(Frame frame, JsValue[] args)
    {
        for (var i = 0; i < Parameters.Length; i++)
        {
            if (Parameters[i] is Spread rest)
            {
                rest.Inner.Assign(frame, new JsArray(frame.Run, i < args.Length ? args[i..] : []), true);
                return;
            }

            Parameters[i].Assign(frame, i < args.Length ? args[i] : default, true);
        }
    }

    /// <summary>Runs the program in a new frame.</summary>
    public JsValue Run(ScriptRun run)
    {
        run.EnsureStack();
        return Invoke(new Frame(run, new Scope(Scope.SlotCount, null)), []);
    }

    /// <summary>Evaluates a value that takes its name from where it is put, and for methods its home object.</summary>
    public static JsValue EvalNamed(Node value, Frame frame, object key, JsObject? home = null, MemberKind kind = MemberKind.Value) =>
        value switch
        {
            FunctionExpression function => function.Create(
                frame,
                kind switch
                {
                    MemberKind.Getter => "get ",
                    MemberKind.Setter => "set ",
                    _ => "",
                } + NameOf(key),
                home
            ),
            ClassExpression type => type.Create(frame, NameOf(key)),
            _ => value.Eval(frame),
        };

    private static string NameOf(object key) =>
        key is JsSymbol symbol
            ? symbol.IsPrivate
                ? symbol.Description!
                : $"[{symbol.Description}]"
            : (string)key;
}

internal sealed class FunctionExpression(FunctionNode function) : Node(function.Position)
{
    public FunctionNode Function { get; } = function;

    public override JsValue Eval(Frame frame) => new ScriptFunction(frame, Function);

    public JsValue Create(Frame frame, string name, JsObject? home) =>
        new ScriptFunction(frame, Function, Function.Name.Length == 0 ? name : null) { HomeObject = Function.IsMethod ? home : null };

    public override string Describe() => Function.Name.Length == 0 ? "(intermediate value)" : Function.Name;
}

/// <summary>A function of the script with the scope that it closes over.</summary>
internal sealed class ScriptFunction : JsFunction
{
    private readonly FunctionNode _node;
    private readonly Scope? _scope;
    private readonly Frame? _outer;
    private readonly string? _name;

    public ScriptFunction(Frame frame, FunctionNode node, string? name = null, JsObject? parent = null)
        : base(frame.Run, parent ?? frame.Run.FunctionPrototype)
    {
        _node = node;
        _scope = frame.Scope;
        _outer = node.IsArrow ? frame.Home : null;
        _name = name;
        frame.Run.ChargeMemory(160);
    }

    /// <summary>The object that holds a method: where <c>super</c> starts from.</summary>
    public JsObject? HomeObject { get; init; }

    /// <summary>The class that this is the constructor of.</summary>
    public ClassInfo? Type { get; set; }

    internal override string Name => _name ?? _node.Name;

    internal override int ParameterCount => _node.Length;

    internal override bool IsConstructor => !_node.IsArrow && !_node.IsMethod;

    private protected override void Describe()
    {
        base.Describe();
        if (IsConstructor && Type is null)
        {
            var prototype = new JsObject(Run, Run.ObjectPrototype);
            prototype.Put("constructor", this, PropertyFlags.Hidden);
            Put("prototype", prototype, PropertyFlags.Writable);
        }
    }

    public override JsValue Call(JsValue @this, params JsValue[] args)
    {
        if (_node.IsClassConstructor)
        {
            throw Run.TypeError($"Class constructor {Name} cannot be invoked without 'new'");
        }

        return Invoke(NewFrame(@this, null), args);
    }

    private Frame NewFrame(JsValue @this, JsObject? newTarget) =>
        new(Run, new Scope(_node.Scope.SlotCount, _scope))
        {
            This = @this,
            Function = this,
            Outer = _outer,
            NewTarget = newTarget,
        };

    private JsValue Invoke(Frame frame, JsValue[] args)
    {
        Run.Enter();
        var result = _node.Invoke(frame, args);
        Run.Depth--;
        return result;
    }

    internal override JsValue Construct(JsValue[] args, JsObject newTarget)
    {
        if (!IsConstructor)
        {
            return base.Construct(args, newTarget);
        }

        if (Type is { IsDerived: true } derived)
        {
            return ConstructDerived(derived, args, newTarget);
        }

        var created = new JsObject(Run, newTarget.Get("prototype").AsObject ?? Run.ObjectPrototype);
        Type?.InitialiseFields(Run, this, created);
        var result = Invoke(NewFrame(created, newTarget), args);
        return result.IsObject ? result : created;
    }

    private JsValue ConstructDerived(ClassInfo derived, JsValue[] args, JsObject newTarget)
    {
        if (derived.HasDefaultConstructor)
        {
            Run.Enter();
            var parent = Prototype as JsFunction;
            if (parent is not { IsConstructor: true })
            {
                throw Run.TypeError("Super constructor is not a constructor");
            }

            var made = parent.Construct(args, newTarget);
            derived.InitialiseFields(Run, this, made.AsObject!);
            Run.Depth--;
            return made;
        }

        var frame = NewFrame(JsValue.Hole, newTarget);
        var result = Invoke(frame, args);
        if (result.IsObject)
        {
            return result;
        }

        return frame.This.IsHole
            ? throw Run.ReferenceError(
                "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"
            )
            : frame.This;
    }
}
