namespace LaborFlow.Engine.Scripting;

/// <summary>How a statement ended.</summary>
internal enum Completion : byte
{
    Normal,
    Break,
    Continue,
    Return,
}

/// <summary>A call in progress.</summary>
internal sealed class Frame(ScriptRun run, Scope scope)
{
    public readonly ScriptRun Run = run;
    public Scope Scope = scope;

    /// <summary>Where this, super and new.target are found: the frame itself, or for arrows that of the function around them.</summary>
    public Frame? Outer;
    public JsValue This;
    public ScriptFunction? Function;
    public JsObject? NewTarget;

    /// <summary>The value after return; in a program also the completion value.</summary>
    public JsValue Result;

    /// <summary>The label that break or continue looks for, or null for the nearest loop.</summary>
    public string? Label;

    public Frame Home => Outer ?? this;
}

/// <summary>An expression, ready to run. Nodes are immutable once the program is resolved, and shared by threads.</summary>
internal abstract class Node(int position)
{
    public int Position { get; } = position;

    public abstract JsValue Eval(Frame frame);

    /// <summary>Whether this may stand on the left of an assignment.</summary>
    public virtual bool IsTarget => false;

    /// <summary>Assigns, or gives a declared name its first value.</summary>
    public virtual void Assign(Frame frame, JsValue value, bool initialise) => throw new InvalidOperationException("not a target");

    /// <summary>The function to call and the value of <c>this</c> in it.</summary>
    public virtual JsValue EvalCallee(Frame frame, out JsValue @this)
    {
        @this = default;
        return Eval(frame);
    }

    /// <summary>The source-like text that error messages quote.</summary>
    public virtual string Describe() => "(intermediate value)";
}

internal abstract class Statement(int position)
{
    public int Position { get; } = position;

    public abstract Completion Exec(Frame frame);
}
