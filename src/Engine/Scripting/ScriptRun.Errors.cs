namespace LaborFlow.Engine.Scripting;

public sealed partial class ScriptRun
{
    /// <summary>A <c>TypeError</c> to throw from a host function; the script may catch it.</summary>
    public Exception TypeError(string message) => Throw(Intrinsic.TypeErrorPrototype, message);

    /// <summary>A <c>RangeError</c> to throw from a host function; the script may catch it.</summary>
    public Exception RangeError(string message) => Throw(Intrinsic.RangeErrorPrototype, message);

    /// <summary>An <c>Error</c> to throw from a host function; the script may catch it.</summary>
    public Exception Error(string message) => Throw(Intrinsic.ErrorPrototype, message);

    internal JsThrow ReferenceError(string message) => Throw(Intrinsic.ReferenceErrorPrototype, message);

    internal JsThrow SyntaxError(string message) => Throw(Intrinsic.SyntaxErrorPrototype, message);

    internal JsThrow UriError() => Throw(Intrinsic.UriErrorPrototype, "URI malformed");

    internal JsThrow Throw(JsValue value) => new(value, Position, CurrentScript);

    private JsThrow Throw(Intrinsic prototype, string message)
    {
        var error = new JsError(this, Get(prototype));
        error.Put("message", message, PropertyFlags.Hidden);
        return Throw(error);
    }

    internal ScriptException Limit(string message)
    {
        var (line, column) = CurrentScript?.Locate(Position) ?? (0, 0);
        return new ScriptException(ScriptErrorKind.Limit, "RangeError", message, line, column);
    }

    private ScriptException MemoryLimit() => Limit($"The script was stopped after allocating {Limits.MaxMemory / 1024} KB");

    private ScriptException ToException(JsThrow thrown)
    {
        var (line, column) = (thrown.Script ?? CurrentScript)?.Locate(thrown.Position) ?? (0, 0);
        var name = "Error";
        string message;
        if (thrown.Value.AsObject is { } error)
        {
            // Reading them could run script code once more, so only plain data counts.
            name = DataText(error, "name") ?? name;
            message = DataText(error, "message") ?? (error is JsError ? "" : thrown.Value.ToString());
            if (message.Length == 0)
            {
                message = name;
            }
        }
        else
        {
            message = "Uncaught " + thrown.Value;
        }

        return new ScriptException(ScriptErrorKind.Thrown, name, message, line, column, thrown) { Value = thrown.Value };
    }

    private static string? DataText(JsObject error, string key)
    {
        for (var o = error; o is not null && o is not HostObject; o = o.Prototype)
        {
            if (o.TryGetOwn(key, out var property))
            {
                return property.IsAccessor || property.Value.IsObject ? null : property.Value.ToString();
            }
        }

        return null;
    }
}

/// <summary>An error object: no stack, since what lies behind the script is none of its business.</summary>
internal sealed class JsError(ScriptRun run, JsObject prototype) : JsObject(run, prototype)
{
    public override string Class => "Error";
}
