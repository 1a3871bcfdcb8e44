namespace LaborFlow.Engine.Scripting;

internal enum BinaryOperator : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Equal,
    NotEqual,
    StrictEqual,
    StrictNotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    BitAnd,
    BitOr,
    BitXor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    InstanceOf,
    In,
}

internal sealed class Binary(int position, BinaryOperator op, Node left, Node right) : Node(position)
{
    public override JsValue Eval(Frame frame) => Apply(frame, op, left.Eval(frame), right.Eval(frame), Position);

    public static JsValue Apply(Frame frame, BinaryOperator op, JsValue a, JsValue b, int position)
    {
        if (a.IsNumber && b.IsNumber)
        {
            var (x, y) = (a.Num, b.Num);
            switch (op)
            {
                case BinaryOperator.Add:
                    return x + y;
                case BinaryOperator.Subtract:
                    return x - y;
                case BinaryOperator.Multiply:
                    return x * y;
                case BinaryOperator.Less:
                    return x < y;
                case BinaryOperator.LessOrEqual:
                    return x <= y;
                case BinaryOperator.Greater:
                    return x > y;
                case BinaryOperator.GreaterOrEqual:
                    return x >= y;
                case BinaryOperator.StrictEqual or BinaryOperator.Equal:
                    return x == y;
                case BinaryOperator.StrictNotEqual or BinaryOperator.NotEqual:
                    return x != y;
                default:
                    break;
            }
        }

        frame.Run.Position = position;
        return ApplySlow(frame.Run, op, a, b);
    }

    private static JsValue ApplySlow(ScriptRun run, BinaryOperator op, JsValue a, JsValue b)
    {
        switch (op)
        {
            case BinaryOperator.Add:
                return run.Add(a, b);
            case BinaryOperator.StrictEqual:
                return Operators.StrictEquals(a, b);
            case BinaryOperator.StrictNotEqual:
                return !Operators.StrictEquals(a, b);
            case BinaryOperator.Equal:
                return run.LooseEquals(a, b);
            case BinaryOperator.NotEqual:
                return !run.LooseEquals(a, b);
            case BinaryOperator.Less:
                return run.Compare(a, b) is < 0;
            case BinaryOperator.LessOrEqual:
                return run.Compare(a, b) is <= 0;
            case BinaryOperator.Greater:
                return run.Compare(a, b) is > 0;
            case BinaryOperator.GreaterOrEqual:
                return run.Compare(a, b) is >= 0;
            case BinaryOperator.InstanceOf:
                return run.InstanceOf(a, b);
            case BinaryOperator.In:
                var target = b.AsObject ?? throw run.TypeError($"Cannot use 'in' operator to search for '{a}' in {b}");
                return target.Has(run.ToKey(a));
            default:
                var x = run.ToNumber(a);
                return Arithmetic(op, x, run.ToNumber(b));
        }
    }

    private static JsValue Arithmetic(BinaryOperator op, double x, double y) =>
        op switch
        {
            BinaryOperator.Subtract => x - y,
            BinaryOperator.Multiply => x * y,
            BinaryOperator.Divide => x / y,
            BinaryOperator.Remainder => x % y,
            BinaryOperator.Power => Operators.Power(x, y),
            BinaryOperator.BitAnd => Operators.ToInt32(x) & Operators.ToInt32(y),
            BinaryOperator.BitOr => Operators.ToInt32(x) | Operators.ToInt32(y),
            BinaryOperator.BitXor => Operators.ToInt32(x) ^ Operators.ToInt32(y),
            BinaryOperator.ShiftLeft => Operators.ToInt32(x) << (Operators.ToInt32(y) & 31),
            BinaryOperator.ShiftRight => Operators.ToInt32(x) >> (Operators.ToInt32(y) & 31),
            _ => Operators.ToUint32(x) >> (Operators.ToInt32(y) & 31),
        };
}

/// <summary>Stands at intervals in long chains of operators, whose nodes nest without the parser nesting.</summary>
internal sealed class StackGuard(Node inner) : Node(inner.Position)
{
    public override JsValue Eval(Frame frame)
    {
        frame.Run.EnsureStack();
        return inner.Eval(frame);
    }

    public override JsValue EvalCallee(Frame frame, out JsValue @this)
    {
        frame.Run.EnsureStack();
        return inner.EvalCallee(frame, out @this);
    }

    public override string Describe() => "(intermediate value)";
}

internal enum LogicalOperator : byte
{
    And,
    Or,
    Coalesce,
}

internal sealed class Logical(int position, LogicalOperator op, Node left, Node right) : Node(position)
{
    public override JsValue Eval(Frame frame)
    {
        var value = left.Eval(frame);
        return Decides(op, value) ? value : right.Eval(frame);
    }

    /// <summary>Whether the left side is the result.</summary>
    public static bool Decides(LogicalOperator op, JsValue value) =>
        op switch
        {
            LogicalOperator.And => !Operators.Truthy(value),
            LogicalOperator.Or => Operators.Truthy(value),
            _ => !value.IsNullish,
        };
}

internal sealed class Conditional(int position, Node test, Node then, Node otherwise) : Node(position)
{
    public override JsValue Eval(Frame frame) => Operators.Truthy(test.Eval(frame)) ? then.Eval(frame) : otherwise.Eval(frame);
}

internal sealed class Sequence(int position, Node[] parts) : Node(position)
{
    public Node[] Parts { get; } = parts;

    public override JsValue Eval(Frame frame)
    {
        JsValue value = default;
        foreach (var part in Parts)
        {
            value = part.Eval(frame);
        }

        return value;
    }
}

internal enum UnaryOperator : byte
{
    Not,
    Minus,
    Plus,
    BitNot,
    TypeOf,
    Void,
    Delete,
    Await,
}

internal sealed class Unary(int position, UnaryOperator op, Node operand) : Node(position)
{
    public override JsValue Eval(Frame frame)
    {
        switch (op)
        {
            case UnaryOperator.Not:
                return !Operators.Truthy(operand.Eval(frame));
            case UnaryOperator.TypeOf:
                return operand is Identifier name ? name.TypeOf(frame) : Operators.TypeOf(operand.Eval(frame));
            case UnaryOperator.Delete:
                return operand switch
                {
                    Member member => member.Delete(frame),
                    OptionalChain { Inner: Member member } => member.Delete(frame),
                    _ => true,
                };
            case UnaryOperator.Void:
                operand.Eval(frame);
                return default;
            case UnaryOperator.Await:
                return operand.Eval(frame);
            default:
                var value = operand.Eval(frame);
                frame.Run.Position = Position;
                var number = frame.Run.ToNumber(value);
                return op switch
                {
                    UnaryOperator.Minus => -number,
                    UnaryOperator.Plus => number,
                    _ => ~Operators.ToInt32(number),
                };
        }
    }
}

/// <summary><c>++x</c>, <c>x--</c> …</summary>
internal sealed class Update(int position, Node target, int delta, bool prefix) : Node(position)
{
    public override JsValue Eval(Frame frame)
    {
        if (target is Member member)
        {
            return member.Update(
                frame,
                (f, value) =>
                {
                    var before = f.Run.ToNumber(value);
                    return (true, before + delta, prefix ? before + delta : before);
                }
            );
        }

        var old = frame.Run.ToNumber(target.Eval(frame));
        target.Assign(frame, old + delta, false);
        return prefix ? old + delta : old;
    }
}
