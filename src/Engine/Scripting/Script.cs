namespace LaborFlow.Engine.Scripting;

/// <summary>A compiled script: immutable, shared by any number of runs and threads.</summary>
public sealed class Script
{
    private int[]? _lineStarts;

    private Script(string source, FunctionNode program)
    {
        Source = source;
        Program = program;
    }

    /// <summary>The text that was compiled.</summary>
    public string Source { get; }

    internal FunctionNode Program { get; }

    /// <summary>Reads a script. <c>return</c> is allowed outside functions, as in the script bodies of workflows.</summary>
    /// <exception cref="ScriptException">The source is no valid script, too long or nested too deeply (kind Syntax).</exception>
    public static Script Compile(string source, ScriptOptions? options = null)
    {
        var limit = (options ?? ScriptOptions.Default).MaxSourceLength;
        if (source.Length > limit)
        {
            throw new ScriptException(ScriptErrorKind.Syntax, "SyntaxError", $"The script is longer than {limit} characters", 1, 1);
        }

        try
        {
            return new Script(source, Parser.Parse(source));
        }
        catch (SyntaxErrorException error)
        {
            var (line, column) = Locate(LineStarts(source), error.Position);
            throw new ScriptException(ScriptErrorKind.Syntax, "SyntaxError", error.Message, line, column, error);
        }
    }

    /// <summary>Runs the script by itself.</summary>
    /// <exception cref="ScriptException">The script threw or reached a limit.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public JsValue Evaluate(ScriptGlobals globals, ScriptLimits limits, TimeProvider time, CancellationToken cancellation = default) =>
        Evaluate(globals, limits, time, null, cancellation);

    /// <summary>Runs the script by itself, with state for the host's functions; see <see cref="ScriptRun"/> to look at a run afterwards or to run several scripts in one.</summary>
    /// <exception cref="ScriptException">The script threw or reached a limit.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public JsValue Evaluate(
        ScriptGlobals globals,
        ScriptLimits limits,
        TimeProvider time,
        object? state,
        CancellationToken cancellation = default
    ) => new ScriptRun(globals, limits, time, state, cancellation).Evaluate(this);

    internal (int Line, int Column) Locate(int position) => Locate(_lineStarts ??= LineStarts(Source), position);

    private static int[] LineStarts(string source)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '\n' || (source[i] == '\r' && (i + 1 >= source.Length || source[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }

    private static (int Line, int Column) Locate(int[] starts, int position)
    {
        var index = Array.BinarySearch(starts, position);
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, position - starts[line] + 1);
    }
}

/// <summary>Checks scripts without running them, for publish checks.</summary>
public static class ScriptSyntax
{
    /// <summary>
    /// The syntax error of a script, or null when it has none. A name that only other JavaScript hosts have (Promise, Intl, console …) is one,
    /// too: such a script could only fail when a case comes to it.
    /// </summary>
    public static ScriptException? Check(string source, ScriptOptions? options = null)
    {
        try
        {
            var script = Script.Compile(source, options);
            if (script.Program.Foreign is not { } foreign)
            {
                return null;
            }

            var (line, column) = script.Locate(foreign.Position);
            return new ScriptException(ScriptErrorKind.Syntax, "SyntaxError", $"{foreign.Name} is not supported", line, column);
        }
        catch (ScriptException error)
        {
            return error;
        }
    }
}
