namespace LaborFlow.Engine.Scripting;

/// <summary><c>a.b</c>, <c>a[b]</c> and <c>a?.b</c>.</summary>
internal sealed class Member(int position, Node owner, object? property, Node? computed, bool optional, bool inChain) : Node(position)
{
    public Node Target { get; } = owner;

    public object? Key { get; } = property;

    private object EvalKey(Frame frame, out long index)
    {
        index = -1;
        if (Key is not null)
        {
            return Key;
        }

        var value = computed!.Eval(frame);
        if (value.IsNumber && value.Num is >= 0 and < int.MaxValue && (int)value.Num == value.Num)
        {
            index = (int)value.Num;
            return "";
        }

        return frame.Run.ToKey(value);
    }

    private JsValue Read(Frame frame, JsValue target)
    {
        var run = frame.Run;
        if (target.IsNullish)
        {
            run.Position = Position;
            var name = Key ?? (object)run.ToText(computed!.Eval(frame) is { IsSymbol: false } v ? v : "Symbol()");
            throw run.TypeError($"Cannot read properties of {target} (reading '{ScriptRun.KeyText(name)}')");
        }

        var key = EvalKey(frame, out var index);
        run.Position = Position;
        if (index < 0)
        {
            return key is JsSymbol { IsPrivate: true } ? ReadPrivate(run, target, key) : run.GetMember(target, key);
        }

        if (target.Ref is JsObject o)
        {
            return o.GetIndex(index);
        }

        return target.AsString is { } text
            ? index < text.Length
                ? ScriptRun.CharText(text[(int)index])
                : default(JsValue)
            : run.GetMember(target, NumberText.Format(index));
    }

    private static JsValue ReadPrivate(ScriptRun run, JsValue target, object key) =>
        target.AsObject is { } o && o.Has(key)
            ? o.Get(key, target)
            : throw run.TypeError($"Cannot read private member {key} from an object whose class did not declare it");

    public override JsValue Eval(Frame frame) => EvalCallee(frame, out _);

    public override JsValue EvalCallee(Frame frame, out JsValue @this)
    {
        @this = Target.Eval(frame);
        if (inChain)
        {
            if (@this.IsChainCut)
            {
                return @this;
            }

            if (optional && @this.IsNullish)
            {
                return JsValue.ChainCut;
            }
        }

        return Read(frame, @this);
    }

    public override bool IsTarget => !inChain;

    public override void Assign(Frame frame, JsValue value, bool initialise)
    {
        var target = Target.Eval(frame);
        Write(frame, target, EvalKey(frame, out var index), index, value);
    }

    private void Write(Frame frame, JsValue target, object key, long index, JsValue value)
    {
        frame.Run.Position = Position;
        if (index >= 0)
        {
            if (target.Ref is JsArray array && array.SetIndex(index, value))
            {
                return;
            }

            key = NumberText.Format(index);
        }
        else if (key is JsSymbol { IsPrivate: true } && (target.AsObject is not { } o || !o.Has(key)))
        {
            throw frame.Run.TypeError($"Cannot write private member {key} to an object whose class did not declare it");
        }

        frame.Run.SetMember(target, key, value);
    }

    /// <summary>Reads and writes the member while its parts are evaluated once: <c>a[i++] += 1</c>.</summary>
    public JsValue Update(Frame frame, Func<Frame, JsValue, (bool Write, JsValue Value, JsValue Result)> change)
    {
        var target = Target.Eval(frame);
        if (target.IsNullish)
        {
            return Read(frame, target);
        }

        var key = EvalKey(frame, out var index);
        frame.Run.Position = Position;
        var old =
            index >= 0 && target.Ref is JsObject o
                ? o.GetIndex(index)
                : frame.Run.GetMember(target, index >= 0 ? NumberText.Format(index) : key);
        var (write, value, result) = change(frame, old);
        if (write)
        {
            Write(frame, target, key, index, value);
        }

        return result;
    }

    /// <summary>Assigns with the target and key evaluated before the value, as the language orders it.</summary>
    public JsValue AssignOrdered(Frame frame, Node value)
    {
        var target = Target.Eval(frame);
        var key = EvalKey(frame, out var index);
        var result = value.Eval(frame);
        Write(frame, target, key, index, result);
        return result;
    }

    public bool Delete(Frame frame)
    {
        var target = Target.Eval(frame);
        if (target.IsChainCut || (optional && target.IsNullish))
        {
            return true;
        }

        var run = frame.Run;
        var key = EvalKey(frame, out var index);
        run.Position = Position;
        var name = index >= 0 ? NumberText.Format(index) : key;
        return run.ToObject(target).Delete(name)
            ? true
            : throw run.TypeError($"Cannot delete property '{ScriptRun.KeyText(name)}' of [object {run.ToObject(target).Class}]");
    }

    public override string Describe() =>
        Key is not null ? Target.Describe() + "." + ScriptRun.KeyText(Key)
        : computed is Literal or Identifier ? $"{Target.Describe()}[{computed.Describe()}]"
        : Target.Describe() + "[...]";
}

/// <summary>The root of an optional chain: a cut chain gives undefined.</summary>
internal sealed class OptionalChain(int position, Node inner) : Node(position)
{
    public Node Inner { get; } = inner;

    public override JsValue Eval(Frame frame)
    {
        var value = Inner.Eval(frame);
        return value.IsChainCut ? default : value;
    }

    public override JsValue EvalCallee(Frame frame, out JsValue @this)
    {
        var value = Inner.EvalCallee(frame, out @this);
        return value.IsChainCut ? default : value;
    }

    public override string Describe() => Inner.Describe();
}

internal sealed class This(int position) : Node(position)
{
    public override JsValue Eval(Frame frame)
    {
        var value = frame.Home.This;
        if (value.IsHole)
        {
            frame.Run.Position = Position;
            throw frame.Run.ReferenceError(
                "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"
            );
        }

        return value;
    }

    public override string Describe() => "this";
}

internal sealed class NewTarget(int position) : Node(position)
{
    public override JsValue Eval(Frame frame) => frame.Home.NewTarget is { } target ? target : default(JsValue);
}

/// <summary><c>super.x</c>: looked up above the object that holds the method.</summary>
internal sealed class SuperMember(int position, object? key, Node? computed) : Node(position)
{
    public override JsValue Eval(Frame frame) => EvalCallee(frame, out _);

    public override JsValue EvalCallee(Frame frame, out JsValue @this)
    {
        @this = frame.Home.This;
        frame.Run.Position = Position;
        var home = frame.Home.Function?.HomeObject?.Prototype;
        return home is null ? default : home.Get(key ?? frame.Run.ToKey(computed!.Eval(frame)), @this);
    }

    public override bool IsTarget => true;

    public override void Assign(Frame frame, JsValue value, bool initialise) =>
        frame.Run.SetMember(frame.Home.This, key ?? frame.Run.ToKey(computed!.Eval(frame)), value);

    public override string Describe() => "(intermediate value)." + (key is null ? "[...]" : ScriptRun.KeyText(key));
}
