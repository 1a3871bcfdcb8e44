namespace LaborFlow.Engine.Scripting;

/// <summary>A host value that a script was given, and whether the script changed it in place.</summary>
public readonly record struct ScriptImport(string Key, JsValue Value, bool Changed);

public sealed partial class ScriptRun
{
    private Dictionary<string, JsValue>? _imports;

    /// <summary>Makes a script value of .NET data: null, bool, numbers, strings, dates, Guid, JSON, dictionaries, sequences; other objects by their JSON form.</summary>
    public JsValue FromClr(object? value) => ClrConversion.FromClr(this, value);

    /// <summary>An empty object of this run.</summary>
    public JsObject NewObject() => new(this, ObjectPrototype);

    /// <summary>An array of this run.</summary>
    public JsArray NewArray(params ReadOnlySpan<JsValue> items) => new(this, items.ToArray());

    /// <summary>A function of this run.</summary>
    public JsFunction NewFunction(string name, int parameterCount, Func<JsCallArgs, JsValue> body) =>
        new NativeFunction(this, name, parameterCount, body);

    /// <summary>
    /// Converts a host value once per run and key: every reading gives the same object, so that changes a script makes inside it are kept,
    /// and <see cref="Imports"/> tells them afterwards.
    /// </summary>
    public JsValue Import(string key, Func<object?> read)
    {
        _imports ??= [];
        if (!_imports.TryGetValue(key, out var value))
        {
            value = FromClr(read());
            _imports[key] = value;
        }

        return value;
    }

    /// <summary>Replaces what <see cref="Import"/> gives for a key, after a script assigned to it.</summary>
    public void SetImport(string key, JsValue value) => (_imports ??= [])[key] = value;

    /// <summary>All host values that were read through <see cref="Import"/>, with whether their content was changed in place.</summary>
    public IEnumerable<ScriptImport> Imports =>
        _imports is null ? [] : _imports.Select(static i => new ScriptImport(i.Key, i.Value, IsChanged(i.Value)));

    private static bool IsChanged(JsValue root)
    {
        if (root.AsObject is not { } start)
        {
            return false;
        }

        // What a script puts in marks what it was put into, so only unchanged objects need a look inside.
        var seen = new HashSet<JsObject> { start };
        var pending = new Stack<JsObject>(seen);
        while (pending.TryPop(out var o))
        {
            if (o.Changed)
            {
                return true;
            }

            foreach (var inner in o.Children())
            {
                if (seen.Add(inner))
                {
                    pending.Push(inner);
                }
            }
        }

        return false;
    }
}
