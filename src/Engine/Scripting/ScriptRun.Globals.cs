namespace LaborFlow.Engine.Scripting;

public sealed partial class ScriptRun
{
    private Dictionary<string, JsValue>? _ownGlobals;

    internal bool HasOwnGlobals => _ownGlobals is not null;

    /// <summary>Looks a free name up: what the script assigned, the host's, the built-ins', and last the host's fallback.</summary>
    internal bool TryGetGlobal(string name, out JsValue value)
    {
        if (_ownGlobals is not null && _ownGlobals.TryGetValue(name, out value))
        {
            return true;
        }

        if (Globals.Find(name) is { } entry)
        {
            value = entry.Get(this);
            return true;
        }

        if (BuiltIns.TryGet(this, name, out value))
        {
            return true;
        }

        if (Globals.FallbackResolver?.Invoke(this, name) is { } resolved)
        {
            value = resolved;
            return true;
        }

        return false;
    }

    /// <summary>Assignment to a free name: the host's setter, else a global of this run only.</summary>
    internal void SetGlobal(string name, JsValue value)
    {
        if (_ownGlobals?.ContainsKey(name) != true && Globals.Find(name) is { IsProperty: true } entry)
        {
            entry.Set(this, value);
            return;
        }

        if (name is "undefined" or "NaN" or "Infinity")
        {
            throw TypeError($"Cannot assign to read only property '{name}' of object");
        }

        DefineGlobal(name, value);
    }

    internal void DefineGlobal(string name, JsValue value)
    {
        _ownGlobals ??= [];
        ChargeProperty();
        _ownGlobals[name] = value;
    }

    /// <summary>The names that scripts of this run created by assigning to undeclared names, with their values.</summary>
    public IReadOnlyDictionary<string, JsValue> AssignedGlobals => _ownGlobals ?? [];

    private HashSet<JsObject>? _visiting;
    private Dictionary<string, JsSymbol>? _symbols;

    /// <summary>Guards walks over object graphs; false when the object is being walked already.</summary>
    internal bool BeginVisit(JsObject o) => (_visiting ??= []).Add(o);

    internal void EndVisit(JsObject o) => _visiting!.Remove(o);

    internal JsSymbol SymbolFor(string name)
    {
        _symbols ??= [];
        if (!_symbols.TryGetValue(name, out var symbol))
        {
            _symbols[name] = symbol = new JsSymbol(name);
        }

        return symbol;
    }
}
