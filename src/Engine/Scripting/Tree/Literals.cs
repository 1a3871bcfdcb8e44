namespace LaborFlow.Engine.Scripting;

internal sealed class Literal(int position, JsValue value) : Node(position)
{
    public JsValue Value { get; } = value;

    public override JsValue Eval(Frame frame) => Value;

    public override string Describe() => Value.IsString ? "\"" + Value + "\"" : Value.ToString();
}

internal sealed class RegexLiteral(int position, string pattern, string flags) : Node(position)
{
    public override JsValue Eval(Frame frame) => new JsRegExp(frame.Run, pattern, flags);
}

internal sealed class TemplateLiteral(int position, string[] texts, Node[] parts) : Node(position)
{
    public override JsValue Eval(Frame frame)
    {
        var run = frame.Run;
        JsValue result = texts[0];
        for (var i = 0; i < parts.Length; i++)
        {
            var value = parts[i].Eval(frame);
            result = run.Concat(result, value.IsString ? value : run.ToText(value));
            if (texts[i + 1].Length != 0)
            {
                result = run.Concat(result, texts[i + 1]);
            }
        }

        return result;
    }
}

internal sealed class TaggedTemplate(int position, Node tag, string[] texts, string[] raws, Node[] parts) : Node(position)
{
    public override JsValue Eval(Frame frame)
    {
        var run = frame.Run;
        var function = tag.EvalCallee(frame, out var @this).AsFunction;
        if (function is null)
        {
            run.Position = Position;
            throw run.TypeError(tag.Describe() + " is not a function");
        }

        var strings = new JsArray(run, [.. texts.Select(static t => JsValue.From(t))]);
        strings.Put("raw", new JsArray(run, [.. raws.Select(static t => JsValue.From(t))]), PropertyFlags.None);
        return function.Call(@this, [strings, .. parts.Select(p => p.Eval(frame))]);
    }
}

/// <summary><c>...x</c> among arguments or elements, and the rest of a pattern.</summary>
internal sealed class Spread(int position, Node inner) : Node(position)
{
    public Node Inner { get; } = inner;

    public override JsValue Eval(Frame frame) => Inner.Eval(frame);
}

internal sealed class ArrayLiteral(int position, Node?[] elements) : Node(position)
{
    public Node?[] Elements { get; } = elements;

    public override JsValue Eval(Frame frame)
    {
        var run = frame.Run;
        run.Step();
        run.EnsureStack();
        var array = new JsArray(run, Elements.Length);
        foreach (var element in Elements)
        {
            switch (element)
            {
                case null:
                    array.Append(JsValue.Hole);
                    break;
                case Spread spread:
                    run.Position = spread.Position;
                    Iteration.Each(run, spread.Inner.Eval(frame), spread.Inner, array.Append);
                    break;
                default:
                    array.Append(element.Eval(frame));
                    break;
            }
        }

        return array;
    }
}

internal enum MemberKind : byte
{
    Value,
    Getter,
    Setter,
    Spread,
    Proto,
}

/// <summary>A member of an object literal. <c>Shorthand default</c> is the <c>{a = 1}</c> that only a pattern may have.</summary>
internal sealed class ObjectMember(MemberKind kind, object? key, Node? computed, Node value)
{
    public MemberKind Kind { get; } = kind;
    public object? Key { get; } = key;
    public Node? Computed { get; } = computed;
    public Node Value { get; } = value;
    public Node? ShorthandDefault { get; init; }
    public int Position { get; init; }

    public object EvalKey(Frame frame) => Key ?? frame.Run.ToKey(Computed!.Eval(frame));
}

internal sealed class ObjectLiteral(int position, ObjectMember[] members) : Node(position)
{
    public ObjectMember[] Members { get; } = members;

    public override JsValue Eval(Frame frame)
    {
        var run = frame.Run;
        run.Step();
        run.EnsureStack();
        var result = new JsObject(run, run.ObjectPrototype);
        foreach (var member in Members)
        {
            if (member.Kind == MemberKind.Spread)
            {
                ObjectBuiltIns.CopyOwn(run, member.Value.Eval(frame), result);
                continue;
            }

            if (member.Kind == MemberKind.Proto)
            {
                var prototype = member.Value.Eval(frame);
                if (prototype.IsNull || prototype.IsObject)
                {
                    result.Prototype = prototype.AsObject;
                }

                continue;
            }

            var key = member.EvalKey(frame);
            var value = FunctionNode.EvalNamed(member.Value, frame, key, result, member.Kind);
            if (member.Kind == MemberKind.Value)
            {
                result.Put(key, value);
            }
            else
            {
                DefineAccessor(result, key, member.Kind, value.AsFunction!, PropertyFlags.Enumerable | PropertyFlags.Configurable);
            }
        }

        return result;
    }

    public static void DefineAccessor(JsObject target, object key, MemberKind kind, JsFunction function, PropertyFlags flags)
    {
        target.TryGetOwn(key, out var known);
        target.DefineOwn(
            key,
            new JsProperty
            {
                Getter = kind == MemberKind.Getter ? function : known.Getter,
                Setter = kind == MemberKind.Setter ? function : known.Setter,
                Flags = flags | PropertyFlags.Accessor,
            }
        );
    }
}
