namespace LaborFlow.Engine.Scripting;

internal enum ClassMemberKind : byte
{
    Method,
    Getter,
    Setter,
    Field,
    StaticBlock,
}

internal sealed record ClassMember(ClassMemberKind Kind, bool IsStatic, object? Key, Node? Computed, FunctionNode? Function);

/// <summary>What the constructor of a class remembers.</summary>
internal sealed class ClassInfo(bool isDerived, bool hasDefaultConstructor, List<(object Key, ScriptFunction? Value)> fields)
{
    public bool IsDerived { get; } = isDerived;

    public bool HasDefaultConstructor { get; } = hasDefaultConstructor;

    public void InitialiseFields(ScriptRun run, ScriptFunction _, JsObject target)
    {
        foreach (var (key, value) in fields)
        {
            run.Step();
            target.DefineOwn(key, JsProperty.Data(value?.Call(target) ?? default));
        }
    }
}

internal sealed class ClassExpression(
    int position,
    string name,
    Node? parent,
    FunctionNode constructor,
    bool hasDefaultConstructor,
    ClassMember[] members,
    ScopeInfo scope,
    Identifier? self
) : Node(position)
{
    public override JsValue Eval(Frame frame) => Create(frame, "");

    public JsValue Create(Frame frame, string givenName)
    {
        var run = frame.Run;
        run.EnsureStack();
        var outer = frame.Scope;
        scope.Enter(frame);
        var superclass = parent?.Eval(frame) ?? default;
        var (prototypeParent, constructorParent) = Parents(run, superclass);
        var prototype = new JsObject(run, prototypeParent);
        var fields = new List<(object, ScriptFunction?)>();
        var type = new ScriptFunction(frame, constructor, name.Length == 0 ? givenName : name, constructorParent)
        {
            HomeObject = prototype,
            Type = new ClassInfo(parent is not null, hasDefaultConstructor, fields),
        };
        type.DefineOwn("prototype", JsProperty.Data(prototype, PropertyFlags.None));
        prototype.Put("constructor", type, PropertyFlags.Hidden);
        var later = new List<Action>();
        foreach (var member in members)
        {
            Define(frame, member, member.IsStatic ? type : prototype, type, fields, later);
        }

        self?.Assign(frame, type, true);
        later.ForEach(static action => action());
        frame.Scope = outer;
        return type;
    }

    private (JsObject? Prototype, JsObject? Constructor) Parents(ScriptRun run, JsValue superclass)
    {
        if (parent is null)
        {
            return (run.ObjectPrototype, null);
        }

        run.Position = Position;
        if (superclass.IsNull)
        {
            return (null, null);
        }

        if (superclass.AsFunction is not { IsConstructor: true } function)
        {
            throw run.TypeError($"Class extends value {superclass} is not a constructor or null");
        }

        return (function.Get("prototype").AsObject, function);
    }

    private static void Define(
        Frame frame,
        ClassMember member,
        JsObject target,
        JsObject type,
        List<(object Key, ScriptFunction? Value)> fields,
        List<Action> later
    )
    {
        var key = member.Key ?? (member.Computed is null ? "" : frame.Run.ToKey(member.Computed.Eval(frame)));
        var function = member.Function is null
            ? null
            : new ScriptFunction(frame, member.Function, key is string text ? text : key.ToString()) { HomeObject = target };
        switch (member.Kind)
        {
            case ClassMemberKind.Method:
                target.DefineOwn(key, JsProperty.Data(function!, PropertyFlags.Hidden));
                break;
            case ClassMemberKind.Getter:
                ObjectLiteral.DefineAccessor(target, key, MemberKind.Getter, function!, PropertyFlags.Configurable);
                break;
            case ClassMemberKind.Setter:
                ObjectLiteral.DefineAccessor(target, key, MemberKind.Setter, function!, PropertyFlags.Configurable);
                break;
            case ClassMemberKind.Field when member.IsStatic:
                later.Add(() => type.DefineOwn(key, JsProperty.Data(function?.Call(type) ?? default)));
                break;
            case ClassMemberKind.Field:
                fields.Add((key, function));
                break;
            default:
                later.Add(() => function!.Call(type));
                break;
        }
    }
}
