namespace LaborFlow.Engine.Scripting;

internal sealed class Call(int position, Node callee, Node[] args, bool optional, bool inChain) : Node(position)
{
    private readonly bool _hasSpread = Array.Exists(args, static a => a is Spread);

    public override JsValue Eval(Frame frame)
    {
        var run = frame.Run;
        if (callee is Identifier name && name.HostBody(run) is { } host)
        {
            var values = Arguments.Eval(frame, args, _hasSpread);
            run.Step();
            run.Position = Position;
            return host(new JsCallArgs(run, default, values));
        }

        run.EnsureStack();
        var target = callee.EvalCallee(frame, out var @this);
        if (inChain)
        {
            if (target.IsChainCut)
            {
                return target;
            }

            if (optional && target.IsNullish)
            {
                return JsValue.ChainCut;
            }
        }

        var given = Arguments.Eval(frame, args, _hasSpread);
        run.Step();
        run.Position = Position;
        return target.Ref is JsFunction function
            ? function.Call(@this, given)
            : throw run.TypeError(callee.Describe() + " is not a function");
    }

    public override string Describe() => callee.Describe() + "(...)";
}

internal static class Arguments
{
    public static JsValue[] Eval(Frame frame, Node[] args, bool hasSpread)
    {
        if (hasSpread)
        {
            return EvalSpread(frame, args);
        }

        if (args.Length == 0)
        {
            return [];
        }

        var values = new JsValue[args.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = args[i].Eval(frame);
        }

        return values;
    }

    private static JsValue[] EvalSpread(Frame frame, Node[] args)
    {
        var values = new List<JsValue>();
        foreach (var arg in args)
        {
            if (arg is Spread spread)
            {
                Iteration.Each(frame.Run, spread.Inner.Eval(frame), spread.Inner, values.Add);
            }
            else
            {
                values.Add(arg.Eval(frame));
            }
        }

        return [.. values];
    }
}

internal sealed class New(int position, Node callee, Node[] args) : Node(position)
{
    private readonly bool _hasSpread = Array.Exists(args, static a => a is Spread);

    public override JsValue Eval(Frame frame)
    {
        var run = frame.Run;
        run.EnsureStack();
        var target = callee.Eval(frame);
        var given = Arguments.Eval(frame, args, _hasSpread);
        run.Step();
        run.Position = Position;
        return target.Ref is JsFunction { IsConstructor: true } function
            ? function.Construct(given, function)
            : throw run.TypeError(callee.Describe() + " is not a constructor");
    }
}

/// <summary><c>super(…)</c> in the constructor of a derived class.</summary>
internal sealed class SuperCall(int position, Node[] args) : Node(position)
{
    private readonly bool _hasSpread = Array.Exists(args, static a => a is Spread);

    public override JsValue Eval(Frame frame)
    {
        var run = frame.Run;
        var home = frame.Home;
        var parent = home.Function!.Prototype as JsFunction;
        var given = Arguments.Eval(frame, args, _hasSpread);
        run.Step();
        run.Position = Position;
        if (parent is not { IsConstructor: true })
        {
            throw run.TypeError("Super constructor is not a constructor");
        }

        if (!home.This.IsHole)
        {
            throw run.ReferenceError("Super constructor may only be called once");
        }

        home.This = parent.Construct(given, home.NewTarget!);
        home.Function.Type!.InitialiseFields(run, home.Function, home.This.AsObject!);
        return home.This;
    }
}
