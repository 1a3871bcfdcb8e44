namespace LaborFlow.Engine.Scripting;

internal sealed class ExpressionStatement(Node expression, bool isProgram) : Statement(expression.Position)
{
    public override Completion Exec(Frame frame)
    {
        var value = expression.Eval(frame);
        if (isProgram)
        {
            frame.Result = value;
        }

        return Completion.Normal;
    }
}

internal sealed class Empty(int position) : Statement(position)
{
    public override Completion Exec(Frame frame) => Completion.Normal;
}

internal sealed class Declaration(int position, (Node Target, Node? Value)[] items, bool isVar) : Statement(position)
{
    public override Completion Exec(Frame frame)
    {
        foreach (var (target, value) in items)
        {
            if (value is null)
            {
                if (!isVar)
                {
                    target.Assign(frame, default, true);
                }

                continue;
            }

            target.Assign(frame, target is Identifier name ? FunctionNode.EvalNamed(value, frame, name.Name) : value.Eval(frame), true);
        }

        return Completion.Normal;
    }
}

internal sealed class Block(int position, Statement[] body, ScopeInfo? scope) : Statement(position)
{
    public override Completion Exec(Frame frame)
    {
        frame.Run.EnsureStack();
        if (scope is null || scope.IsEmpty)
        {
            return ExecAll(frame, body);
        }

        var outer = frame.Scope;
        scope.Enter(frame);
        var completion = ExecAll(frame, body);
        frame.Scope = outer;
        return completion;
    }

    public static Completion ExecAll(Frame frame, Statement[] body)
    {
        foreach (var statement in body)
        {
            frame.Run.Step();
            var completion = statement.Exec(frame);
            if (completion != Completion.Normal)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }
}

internal sealed class If(int position, Node test, Statement then, Statement? otherwise) : Statement(position)
{
    public override Completion Exec(Frame frame)
    {
        frame.Run.EnsureStack();
        // Also a branch that is not taken has a value, undefined: not that of the statement before.
        frame.Result = default;
        return Operators.Truthy(test.Eval(frame)) ? then.Exec(frame) : otherwise?.Exec(frame) ?? Completion.Normal;
    }
}

internal sealed class Return(int position, Node? value) : Statement(position)
{
    public override Completion Exec(Frame frame)
    {
        frame.Result = value?.Eval(frame) ?? default;
        return Completion.Return;
    }
}

internal sealed class Throw(int position, Node value) : Statement(position)
{
    public override Completion Exec(Frame frame)
    {
        var thrown = value.Eval(frame);
        frame.Run.Position = Position;
        throw frame.Run.Throw(thrown);
    }
}

internal sealed class Jump(int position, Completion kind, string? label) : Statement(position)
{
    public override Completion Exec(Frame frame)
    {
        frame.Label = label;
        return kind;
    }
}

internal sealed class Labelled(int position, string label, Statement body) : Statement(position)
{
    public Statement Body { get; } = body;

    public override Completion Exec(Frame frame)
    {
        var completion = Body.Exec(frame);
        if (completion == Completion.Break && frame.Label == label)
        {
            frame.Label = null;
            return Completion.Normal;
        }

        return completion;
    }
}

internal sealed class Switch(int position, Node subject, (Node? Test, Statement[] Body)[] cases, ScopeInfo scope) : Statement(position)
{
    public override Completion Exec(Frame frame)
    {
        frame.Run.EnsureStack();
        frame.Result = default;
        var value = subject.Eval(frame);
        var outer = frame.Scope;
        scope.Enter(frame);
        var start = -1;
        var otherwise = -1;
        for (var i = 0; i < cases.Length && start < 0; i++)
        {
            if (cases[i].Test is not { } test)
            {
                otherwise = i;
            }
            else if (Operators.StrictEquals(value, test.Eval(frame)))
            {
                start = i;
            }
        }

        start = start < 0 ? otherwise : start;
        var completion = Completion.Normal;
        for (var i = start; i >= 0 && i < cases.Length && completion == Completion.Normal; i++)
        {
            completion = Block.ExecAll(frame, cases[i].Body);
        }

        frame.Scope = outer;
        return completion == Completion.Break && frame.Label is null ? Completion.Normal : completion;
    }
}

internal sealed class Try(int position, Statement body, Node? parameter, ScopeInfo? scope, Statement? handler, Statement? finalizer)
    : Statement(position)
{
    public override Completion Exec(Frame frame)
    {
        frame.Run.EnsureStack();
        frame.Result = default;
        var outer = frame.Scope;
        var depth = frame.Run.Depth;
        JsThrow? pending = null;
        var completion = Completion.Normal;
        try
        {
            completion = body.Exec(frame);
        }
        catch (JsThrow thrown)
        {
            frame.Scope = outer;
            frame.Run.Depth = depth;
            if (handler is null)
            {
                pending = thrown;
            }
            else
            {
                completion = Handle(frame, thrown, outer, depth, ref pending);
            }
        }

        if (finalizer is not null)
        {
            var (result, label) = (frame.Result, frame.Label);
            var last = finalizer.Exec(frame);
            if (last != Completion.Normal)
            {
                return last;
            }

            (frame.Result, frame.Label) = (result, label);
        }

        return pending is null ? completion : throw pending;
    }

    private Completion Handle(Frame frame, JsThrow thrown, Scope outer, int depth, ref JsThrow? pending)
    {
        try
        {
            scope!.Enter(frame);
            parameter?.Assign(frame, thrown.Value, true);
            return handler!.Exec(frame);
        }
        catch (JsThrow again) when (finalizer is not null)
        {
            frame.Run.Depth = depth;
            pending = again;
            return Completion.Normal;
        }
        finally
        {
            frame.Scope = outer;
        }
    }
}
