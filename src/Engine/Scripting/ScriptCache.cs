namespace LaborFlow.Engine.Scripting;

/// <summary>
/// Compiled scripts by source, at most so many and with bounded text in all: the least recently used goes first. Thread-safe. A source that
/// does not compile is not kept and throws each time.
/// </summary>
public sealed class ScriptCache
{
    private sealed class Slot(string source, Script script)
    {
        public string Source { get; } = source;
        public Script Script { get; } = script;
    }

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Slot>> _slots = [];
    private readonly LinkedList<Slot> _byUse = new();
    private readonly int _maxScripts;
    private readonly long _maxCharacters;
    private readonly ScriptOptions _options;
    private long _characters;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="maxScripts">Most scripts kept.</param>
    /// <param name="maxCharacters">Most source text kept, over all scripts.</param>
    /// <param name="options">How sources are read.</param>
    public ScriptCache(int maxScripts = 4096, long maxCharacters = 16 * 1024 * 1024, ScriptOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxScripts);
        _maxScripts = maxScripts;
        _maxCharacters = maxCharacters;
        _options = options ?? ScriptOptions.Default;
    }

    /// <summary>Scripts kept now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _slots.Count;
            }
        }
    }

    /// <summary>The compiled script, from the cache or compiled now.</summary>
    /// <exception cref="ScriptException">The source is no valid script.</exception>
    public Script Get(string source)
    {
        lock (_gate)
        {
            if (_slots.TryGetValue(source, out var known))
            {
                if (!ReferenceEquals(_byUse.First, known))
                {
                    _byUse.Remove(known);
                    _byUse.AddFirst(known);
                }

                return known.Value.Script;
            }
        }

        var script = Script.Compile(source, _options);
        lock (_gate)
        {
            if (_slots.TryGetValue(source, out var other))
            {
                return other.Value.Script;
            }

            _slots[source] = _byUse.AddFirst(new Slot(source, script));
            _characters += source.Length;
            while (_slots.Count > _maxScripts || (_characters > _maxCharacters && _slots.Count > 1))
            {
                var last = _byUse.Last!;
                _byUse.RemoveLast();
                _slots.Remove(last.Value.Source);
                _characters -= last.Value.Source.Length;
            }
        }

        return script;
    }
}
