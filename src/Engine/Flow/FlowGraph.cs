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
    private readonly Dictionary<IActivity, List<Connection>> _forwardInbound = new(ReferenceEqualityComparer.Instance);
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
            Of(_inbound, connection.Target).Add(connection);
        }

        Walk();
        foreach (var back in _back.Where(back => ReachesWithout(back.Source, back.Target)))
        {
            _invalidBack.Add(back);
        }
    }

    /// <summary>The connections from an activity, as listed.</summary>
    public IReadOnlyList<Connection> Outbound(IActivity activity) => Get(_outbound, activity);

    /// <summary>All connections into an activity, as listed.</summary>
    public IReadOnlyList<Connection> Inbound(IActivity activity) => Get(_inbound, activity);

    /// <summary>The connections into an activity that can be reached from the start and don't lead back.</summary>
    public IReadOnlyList<Connection> ForwardInbound(IActivity activity) => Get(_forwardInbound, activity);

    /// <summary>Whether a connection leads back to an activity on its own path.</summary>
    public bool IsBack(Connection connection) => _back.Contains(connection);

    /// <summary>Whether a connection leads back to an activity that can be passed by: a loop with two entries.</summary>
    public bool IsInvalidBack(Connection connection) => _invalidBack.Contains(connection);

    /// <summary>Whether an activity can be reached from the start.</summary>
    public bool Contains(IActivity activity) => ReferenceEquals(activity, _start) || _forwardInbound.ContainsKey(activity);

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

    /// <summary>
    /// Breadth first, in the order of the connections: one that would close a circle of those already taken leads back. Which connection of
    /// a loop that is depends on the order, as in Elsa.
    /// </summary>
    private void Walk()
    {
        var forward = new Dictionary<IActivity, List<Connection>>(ReferenceEqualityComparer.Instance);
        var seen = new HashSet<IActivity>(ReferenceEqualityComparer.Instance) { _start };
        var left = new Queue<IActivity>([_start]);
        while (left.TryDequeue(out var source))
        {
            foreach (var pair in Outbound(source).GroupBy(connection => connection.Target, ReferenceEqualityComparer.Instance))
            {
                var target = (IActivity)pair.Key!;
                if (Leads(forward, target, source))
                {
                    _back.UnionWith(pair);
                    continue;
                }

                Of(forward, source).AddRange(pair);
                Of(_forwardInbound, target).AddRange(pair);
                if (seen.Add(target))
                {
                    left.Enqueue(target);
                }
            }
        }
    }

    private static bool Leads(Dictionary<IActivity, List<Connection>> forward, IActivity from, IActivity to)
    {
        var seen = new HashSet<IActivity>(ReferenceEqualityComparer.Instance) { from };
        var left = new Stack<IActivity>([from]);
        while (left.TryPop(out var next))
        {
            if (ReferenceEquals(next, to))
            {
                return true;
            }

            foreach (var connection in Get(forward, next))
            {
                if (seen.Add(connection.Target))
                {
                    left.Push(connection.Target);
                }
            }
        }

        return false;
    }

    /// <summary>Whether a way back from an activity to the start exists that avoids another.</summary>
    private bool ReachesWithout(IActivity activity, IActivity barred)
    {
        if (ReferenceEquals(activity, barred))
        {
            return false;
        }

        var seen = new HashSet<IActivity>(ReferenceEqualityComparer.Instance) { activity };
        var left = new Stack<IActivity>([activity]);
        while (left.TryPop(out var next))
        {
            if (ReferenceEquals(next, _start))
            {
                return true;
            }

            foreach (var connection in ForwardInbound(next))
            {
                if (!ReferenceEquals(connection.Source, barred) && seen.Add(connection.Source))
                {
                    left.Push(connection.Source);
                }
            }
        }

        return false;
    }

    private static List<Connection> Get(Dictionary<IActivity, List<Connection>> map, IActivity activity) =>
        map.TryGetValue(activity, out var list) ? list : [];

    private static List<Connection> Of(Dictionary<IActivity, List<Connection>> map, IActivity activity)
    {
        if (!map.TryGetValue(activity, out var list))
        {
            map[activity] = list = [];
        }

        return list;
    }
}
