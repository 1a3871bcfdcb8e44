using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Flow;

/// <summary>A connection of a flowchart: from a port of one activity to another activity.</summary>
/// <param name="Source">The activity that completes.</param>
/// <param name="Port">The outcome that it follows.</param>
/// <param name="Target">The activity that it leads to.</param>
public sealed record Connection(IActivity Source, string Port, IActivity Target)
{
    internal string Key { get; } = $"{Source.Id}:{Port}->{Target.Id}";
}

/// <summary>What can be reached from a start, and which connections lead back.</summary>
public sealed class FlowGraph
{
    private readonly Dictionary<IActivity, List<Connection>> _outbound = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IActivity, List<Connection>> _inbound = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Connection> _back = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Connection> _invalidBack = new(ReferenceEqualityComparer.Instance);
    private readonly IActivity _start;

    /// <summary>Studies the connections from a start.</summary>
    public FlowGraph(IEnumerable<Connection> connections, IActivity start)
    {
        _start = start;
        foreach (var connection in connections.Distinct())
        {
            Of(_outbound, connection.Source).Add(connection);
        }

        Walk(start);
        foreach (var back in _back.Where(back => ReachesWithout(back.Source, back.Target)))
        {
            _invalidBack.Add(back);
        }
    }

    /// <summary>The connections from an activity, as listed.</summary>
    public IReadOnlyList<Connection> Outbound(IActivity activity) => _outbound.TryGetValue(activity, out var list) ? list : [];

    /// <summary>The connections into an activity that can be reached from the start and don't lead back.</summary>
    public IReadOnlyList<Connection> ForwardInbound(IActivity activity) => _inbound.TryGetValue(activity, out var list) ? list : [];

    /// <summary>Whether a connection leads back to an activity on its own path.</summary>
    public bool IsBack(Connection connection) => _back.Contains(connection);

    /// <summary>Whether a connection leads back to an activity that can be passed by: a loop with two entries.</summary>
    public bool IsInvalidBack(Connection connection) => _invalidBack.Contains(connection);

    /// <summary>Whether an activity can be reached from the start.</summary>
    public bool Contains(IActivity activity) => ReferenceEquals(activity, _start) || _inbound.ContainsKey(activity);

    /// <summary>The activities from which one can be reached going forward.</summary>
    internal HashSet<IActivity> Ancestors(IActivity activity)
    {
        var found = new HashSet<IActivity>(ReferenceEqualityComparer.Instance);
        var left = new Stack<IActivity>([activity]);
        while (left.TryPop(out var next))
        {
            foreach (var connection in ForwardInbound(next))
            {
                if (found.Add(connection.Source))
                {
                    left.Push(connection.Source);
                }
            }
        }

        return found;
    }

    private void Walk(IActivity start)
    {
        var done = new HashSet<IActivity>(ReferenceEqualityComparer.Instance);
        var path = new HashSet<IActivity>(ReferenceEqualityComparer.Instance) { start };
        var stack = new Stack<(IActivity Activity, int Next)>([(start, 0)]);
        while (stack.TryPop(out var top))
        {
            var outbound = Outbound(top.Activity);
            if (top.Next == outbound.Count)
            {
                path.Remove(top.Activity);
                done.Add(top.Activity);
                continue;
            }

            stack.Push((top.Activity, top.Next + 1));
            var connection = outbound[top.Next];
            if (path.Contains(connection.Target))
            {
                _back.Add(connection);
                continue;
            }

            Of(_inbound, connection.Target).Add(connection);
            if (!done.Contains(connection.Target))
            {
                path.Add(connection.Target);
                stack.Push((connection.Target, 0));
            }
        }
    }

    private bool ReachesWithout(IActivity target, IActivity barred)
    {
        if (ReferenceEquals(_start, barred))
        {
            return false;
        }

        var seen = new HashSet<IActivity>(ReferenceEqualityComparer.Instance) { _start };
        var left = new Stack<IActivity>([_start]);
        while (left.TryPop(out var next))
        {
            if (ReferenceEquals(next, target))
            {
                return true;
            }

            foreach (var connection in Outbound(next))
            {
                if (!ReferenceEquals(connection.Target, barred) && seen.Add(connection.Target))
                {
                    left.Push(connection.Target);
                }
            }
        }

        return false;
    }

    private static List<Connection> Of(Dictionary<IActivity, List<Connection>> map, IActivity activity)
    {
        if (!map.TryGetValue(activity, out var list))
        {
            map[activity] = list = [];
        }

        return list;
    }
}
