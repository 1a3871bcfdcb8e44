using System.Diagnostics.CodeAnalysis;

namespace LaborFlow.Engine.Definitions;

/// <summary>Compiled versions in memory, the least recently used ones dropped. One per process, thread-safe.</summary>
public sealed class CompiledDefinitions(int capacity = 1_000)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Id, CompiledWorkflow Workflow)>> _byId = [];
    private readonly LinkedList<(string Id, CompiledWorkflow Workflow)> _recent = [];

    /// <summary>The compiled version, if it is in memory.</summary>
    public bool TryGet(string versionId, [NotNullWhen(true)] out CompiledWorkflow? workflow)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(versionId, out var node))
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
                workflow = node.Value.Workflow;
                return true;
            }
        }

        workflow = null;
        return false;
    }

    /// <summary>Keeps a compiled version.</summary>
    public void Add(string versionId, CompiledWorkflow workflow)
    {
        lock (_lock)
        {
            Remove(versionId);
            _byId[versionId] = _recent.AddFirst((versionId, workflow));
            if (_byId.Count > capacity)
            {
                _byId.Remove(_recent.Last!.Value.Id);
                _recent.RemoveLast();
            }
        }
    }

    /// <summary>Forgets a version: it changed, or another host changed it.</summary>
    public void Remove(string versionId)
    {
        lock (_lock)
        {
            if (_byId.Remove(versionId, out var node))
            {
                _recent.Remove(node);
            }
        }
    }
}
