namespace LaborFlow.Engine.Scripting;

internal sealed class Assign(int position, Node target, Node value) : Node(position)
{
    public Node Target { get; } = target;

    public Node Value { get; } = value;

    public override JsValue Eval(Frame frame)
    {
        if (Target is Member member)
        {
            return member.AssignOrdered(frame, Value);
        }

        var result = Target is Identifier name ? FunctionNode.EvalNamed(Value, frame, name.Name) : Value.Eval(frame);
        Target.Assign(frame, result, false);
        return result;
    }
}

internal sealed class CompoundAssign(int position, BinaryOperator op, Node target, Node value) : Node(position)
{
    public override JsValue Eval(Frame frame)
    {
        if (target is Member member)
        {
            return member.Update(
                frame,
                (f, old) =>
                {
                    var changed = Binary.Apply(f, op, old, value.Eval(f), Position);
                    return (true, changed, changed);
                }
            );
        }

        var left = target.Eval(frame);
        var result = Binary.Apply(frame, op, left, value.Eval(frame), Position);
        target.Assign(frame, result, false);
        return result;
    }
}

internal sealed class LogicalAssign(int position, LogicalOperator op, Node target, Node value) : Node(position)
{
    public override JsValue Eval(Frame frame)
    {
        if (target is Member member)
        {
            return member.Update(
                frame,
                (f, old) =>
                {
                    if (Logical.Decides(op, old))
                    {
                        return (false, old, old);
                    }

                    var changed = value.Eval(f);
                    return (true, changed, changed);
                }
            );
        }

        var left = target.Eval(frame);
        if (Logical.Decides(op, left))
        {
            return left;
        }

        var result = value.Eval(frame);
        target.Assign(frame, result, false);
        return result;
    }
}

/// <summary>A target with a default, in patterns and parameters.</summary>
internal sealed class DefaultTarget(int position, Node target, Node fallback) : Node(position)
{
    public Node Target { get; } = target;

    public override JsValue Eval(Frame frame) => throw new InvalidOperationException("pattern");

    public override bool IsTarget => true;

    public override void Assign(Frame frame, JsValue value, bool initialise)
    {
        if (value.IsUndefined)
        {
            value = Target is Identifier name ? FunctionNode.EvalNamed(fallback, frame, name.Name) : fallback.Eval(frame);
        }

        Target.Assign(frame, value, initialise);
    }
}

internal sealed class ArrayPattern(int position, Node?[] elements) : Node(position)
{
    public Node?[] Elements { get; } = elements;

    public override JsValue Eval(Frame frame) => throw new InvalidOperationException("pattern");

    public override bool IsTarget => true;

    public override void Assign(Frame frame, JsValue value, bool initialise)
    {
        var run = frame.Run;
        run.Position = Position;
        run.EnsureStack();
        var iterator = Iteration.Open(run, value, null);
        foreach (var element in Elements)
        {
            if (element is Spread rest)
            {
                var array = new JsArray(run);
                while (iterator.Next(out var item))
                {
                    run.Step();
                    array.Append(item);
                }

                rest.Inner.Assign(frame, array, initialise);
                return;
            }

            iterator.Next(out var next);
            element?.Assign(frame, next, initialise);
        }

        iterator.Close();
    }
}

internal sealed class PatternMember(object? key, Node? computed, Node target)
{
    public Node Target { get; } = target;

    public object EvalKey(Frame frame) => key ?? frame.Run.ToKey(computed!.Eval(frame));
}

internal sealed class ObjectPattern(int position, PatternMember[] members, Node? rest) : Node(position)
{
    public PatternMember[] Members { get; } = members;

    public Node? Rest { get; } = rest;

    public override JsValue Eval(Frame frame) => throw new InvalidOperationException("pattern");

    public override bool IsTarget => true;

    public override void Assign(Frame frame, JsValue value, bool initialise)
    {
        var run = frame.Run;
        run.Position = Position;
        run.EnsureStack();
        if (value.IsNullish)
        {
            throw run.TypeError(
                Members.Length > 0 && Members[0].EvalKey(frame) is string name
                    ? $"Cannot destructure property '{name}' of '{value}' as it is {value}."
                    : $"Cannot destructure '{value}' as it is {value}."
            );
        }

        var used = Rest is null ? null : new HashSet<object>();
        foreach (var member in Members)
        {
            var key = member.EvalKey(frame);
            used?.Add(key);
            member.Target.Assign(frame, run.GetMember(value, key), initialise);
        }

        if (Rest is not null)
        {
            var others = new JsObject(run, run.ObjectPrototype);
            ObjectBuiltIns.CopyOwn(run, value, others, used);
            Rest.Assign(frame, others, initialise);
        }
    }
}
