namespace LaborFlow.Engine.Scripting;

/// <summary>What one run of a script may use. Reaching a limit ends the run with a <see cref="ScriptException"/> that no script can catch.</summary>
public sealed record ScriptLimits
{
    /// <summary>Limits for an expression in a workflow.</summary>
    public static ScriptLimits Default { get; } = new();

    /// <summary>Statements, calls and loop turns, and the work inside built-in functions by size. Default five million.</summary>
    public long MaxSteps { get; init; } = 5_000_000;

    /// <summary>Elapsed time on the run's clock, looked at every few hundred steps. Default 5 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that the run may allocate in all (garbage included), measured every few hundred steps and before each large allocation. Default 64 MB.</summary>
    public long MaxMemory { get; init; } = 64L * 1024 * 1024;

    /// <summary>Calls of script functions inside one another. Default 400. The thread's own stack is watched besides.</summary>
    public int MaxRecursion { get; init; } = 400;

    /// <summary>Real time that one regular expression match may take. Default 250 ms.</summary>
    public TimeSpan RegexTimeout { get; init; } = TimeSpan.FromMilliseconds(250);
}

/// <summary>How source is read.</summary>
public sealed record ScriptOptions
{
    /// <summary>Default options.</summary>
    public static ScriptOptions Default { get; } = new();

    /// <summary>Longest source accepted, in UTF-16 units. Default 256 Ki.</summary>
    public int MaxSourceLength { get; init; } = 256 * 1024;
}
