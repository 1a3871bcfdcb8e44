namespace LaborFlow.Engine.Runtime;

/// <summary>Something that the engine found wrong while it ran an activity; becomes an incident.</summary>
public class WorkflowException : Exception
{
    /// <summary>Creates the exception.</summary>
    public WorkflowException(string message, Exception? inner = null)
        : base(message, inner) { }

    /// <summary>The type name that an incident shows.</summary>
    public virtual string TypeName => "System.Exception";
}

/// <summary>A definition names a variable or an activity that is not there.</summary>
public sealed class UnknownReferenceException(string message) : WorkflowException(message)
{
    /// <inheritdoc />
    public override string TypeName => "System.InvalidOperationException";
}

/// <summary>A Fault activity ended its branch.</summary>
public sealed class FaultException : WorkflowException
{
    /// <summary>Creates the exception.</summary>
    public FaultException(string code, string category, string faultType, string? message)
        : base(message ?? "Exception of type 'Elsa.Workflows.Exceptions.FaultException' was thrown.")
    {
        Code = code;
        Category = category;
        FaultType = faultType;
    }

    /// <summary>The author's code.</summary>
    public string Code { get; }

    /// <summary>The author's category.</summary>
    public string Category { get; }

    /// <summary>System or business, in the author's words.</summary>
    public string FaultType { get; }

    /// <inheritdoc />
    public override string TypeName => "Elsa.Workflows.Exceptions.FaultException";
}

/// <summary>A script failed; the message is the script engine's.</summary>
public sealed class ScriptFailedException : WorkflowException
{
    /// <summary>Creates the exception.</summary>
    public ScriptFailedException(string message, Exception? inner = null)
        : base(message, inner) { }

    /// <inheritdoc />
    public override string TypeName => "Jint.Runtime.JavaScriptException";
}

/// <summary>The expression of an input has no value; the cause says why, and where in the script.</summary>
public sealed class InputFailedException : WorkflowException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="input">The input.</param>
    /// <param name="inner">Why.</param>
    /// <param name="caseLabel">The case of a switch whose condition it is.</param>
    public InputFailedException(string input, Exception inner, string? caseLabel = null)
        : base($"Failed to evaluate activity input '{input}'{(caseLabel is null ? "" : $", case '{caseLabel}'")}", inner)
    {
        Input = input;
        Case = caseLabel;
    }

    /// <summary>The input.</summary>
    public string Input { get; }

    /// <summary>The case of a switch; null elsewhere.</summary>
    public string? Case { get; }
}
