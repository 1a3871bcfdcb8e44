namespace LaborFlow.Engine.Scripting;

/// <summary>Why a script did not give a value.</summary>
public enum ScriptErrorKind
{
    /// <summary>The source is no valid script; nothing ran.</summary>
    Syntax,

    /// <summary>The script, or a function that it called, threw.</summary>
    Thrown,

    /// <summary>A limit of <see cref="ScriptLimits"/> was reached.</summary>
    Limit,
}

/// <summary>A script failed. The message is worded as JavaScript engines word it; line and column say where, counted from 1 (0 when unknown).</summary>
public sealed class ScriptException : Exception
{
    internal ScriptException(ScriptErrorKind kind, string errorName, string message, int line, int column, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        ErrorName = errorName;
        Line = line;
        Column = column;
    }

    /// <summary>Syntax, thrown value or limit.</summary>
    public ScriptErrorKind Kind { get; }

    /// <summary>The <c>name</c> of the error: SyntaxError, TypeError, RangeError …; "Error" when something else than an Error was thrown.</summary>
    public string ErrorName { get; }

    /// <summary>Line of the source, from 1.</summary>
    public int Line { get; }

    /// <summary>Column in the line, from 1.</summary>
    public int Column { get; }

    /// <summary>What the script threw; undefined for syntax errors and limits.</summary>
    public JsValue Value { get; init; }
}

/// <summary>A value on its way from <c>throw</c> to <c>catch</c>.</summary>
internal sealed class JsThrow(JsValue value, int position, Script? script) : Exception
{
    public JsValue Value { get; } = value;
    public int Position { get; } = position;
    public Script? Script { get; } = script;
    public override string Message => Value.ToString();
}
