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

/// <summary>An activity of a flowchart as its graph sees it. Numbered, so that what was passed is counted in arrays.</summary>
internal sealed class GraphNode(int index, IActivity activity)
{
    public int Index { get; } = index;

    public IActivity Activity { get; } = activity;

    /// <summary>The connections from it, as listed.</summary>
    public List<GraphEdge> Outbound { get; } = [];

    /// <summary>All connections into it, as listed.</summary>
    public List<GraphEdge> Inbound { get; } = [];

    /// <summary>The connections into it that can be reached from the start and don't lead back.</summary>
    public List<GraphEdge> ForwardInbound { get; } = [];
}

/// <summary>A connection as the graph sees it.</summary>
internal sealed class GraphEdge(int index, Connection connection, GraphNode source, GraphNode target)
{
    public int Index { get; } = index;

    public Connection Connection { get; } = connection;

    public GraphNode Source { get; } = source;

    public GraphNode Target { get; } = target;

    /// <summary>It leads back to an activity on its own path.</summary>
    public bool IsBack { get; set; }

    /// <summary>It leads back to an activity that can be passed by: a loop with two entries.</summary>
    public bool IsInvalidBack { get; set; }
}

/// <summary>What can be reached from a start, and which connections lead back.</summary>
public sealed class FlowGraph
{
    private readonly Dictionary<IActivity, GraphNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly List<GraphEdge> _edges = [];
    private readonly GraphNode _start;

    /// <summary>Studies the connections from a start.</summary>
    public FlowGraph(IEnumerable<Connection> connections, IActivity start)
    {
        _start = NodeOf(start);
        foreach (var connection in connections.Distinct())
        {
            var edge = new GraphEdge(_edges.Count, connection, NodeOf(connection.Source), NodeOf(connection.Target));
            _edges.Add(edge);
            edge.Source.Outbound.Add(edge);
            edge.Target.Inbound.Add(edge);
        }

        Walk();
        foreach (var back in _edges.Where(edge => edge.IsBack && ReachesWithout(edge.Source, edge.Target)))
        {
            back.IsInvalidBack = true;
        }
    }

    internal IReadOnlyCollection<GraphNode> Nodes => _nodes.Values;

    internal IReadOnlyList<GraphEdge> Edges => _edges;

    /// <summary>The connections from an activity, as listed.</summary>
    public IReadOnlyList<Connection> Outbound(IActivity activity) => Connections(Node(activity)?.Outbound);

    /// <summary>All connections into an activity, as listed.</summary>
    public IReadOnlyList<Connection> Inbound(IActivity activity) => Connections(Node(activity)?.Inbound);

    /// <summary>The connections into an activity that can be reached from the start and don't lead back.</summary>
    public IReadOnlyList<Connection> ForwardInbound(IActivity activity) => Connections(Node(activity)?.ForwardInbound);

    /// <summary>Whether a connection leads back to an activity on its own path.</summary>
    public bool IsBack(Connection connection) => Find(connection) is { IsBack: true };

    /// <summary>Whether a connection leads back to an activity that can be passed by: a loop with two entries.</summary>
    public bool IsInvalidBack(Connection connection) => Find(connection) is { IsInvalidBack: true };

    /// <summary>Whether an activity can be reached from the start.</summary>
    public bool Contains(IActivity activity) => Node(activity) is { } node && Contains(node);

    internal bool Contains(GraphNode node) => ReferenceEquals(node, _start) || node.ForwardInbound.Count > 0;

    internal GraphNode? Node(IActivity activity) => _nodes.GetValueOrDefault(activity);

    /// <summary>The activities from which one can be reached going forward.</summary>
    internal HashSet<IActivity> Ancestors(IActivity activity)
    {
        var found = new HashSet<IActivity>(ReferenceEqualityComparer.Instance);
        var left = new Stack<GraphNode>(Node(activity) is { } node ? [node] : []);
        while (left.TryPop(out var next))
        {
            foreach (var edge in next.ForwardInbound)
            {
                if (found.Add(edge.Source.Activity))
                {
                    left.Push(edge.Source);
                }
            }
        }

        return found;
    }

    /// <summary>What connections forward lead to from an activity, itself left out.</summary>
    internal HashSet<GraphNode> Descendants(GraphNode from)
    {
        var found = new HashSet<GraphNode>();
        var left = new Stack<GraphNode>([from]);
        while (left.TryPop(out var next))
        {
            foreach (var edge in next.Outbound)
            {
                if (!edge.IsBack && found.Add(edge.Target))
                {
                    left.Push(edge.Target);
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
        var forward = new List<GraphNode>?[_nodes.Count];
        var seen = new HashSet<GraphNode> { _start };
        var left = new Queue<GraphNode>([_start]);
        while (left.TryDequeue(out var source))
        {
            foreach (var pair in source.Outbound.GroupBy(edge => edge.Target))
            {
                var target = pair.Key;
                if (Leads(forward, target, source))
                {
                    foreach (var back in pair)
                    {
                        back.IsBack = true;
                    }

                    continue;
                }

                (forward[source.Index] ??= []).Add(target);
                target.ForwardInbound.AddRange(pair);
                if (seen.Add(target))
                {
                    left.Enqueue(target);
                }
            }
        }
    }

    private static bool Leads(List<GraphNode>?[] forward, GraphNode from, GraphNode to)
    {
        var seen = new HashSet<GraphNode> { from };
        var left = new Stack<GraphNode>([from]);
        while (left.TryPop(out var next))
        {
            if (ReferenceEquals(next, to))
            {
                return true;
            }

            foreach (var target in forward[next.Index] ?? [])
            {
                if (seen.Add(target))
                {
                    left.Push(target);
                }
            }
        }

        return false;
    }

    /// <summary>Whether a way back from an activity to the start exists that avoids another.</summary>
    private bool ReachesWithout(GraphNode node, GraphNode barred)
    {
        if (ReferenceEquals(node, barred))
        {
            return false;
        }

        var seen = new HashSet<GraphNode> { node };
        var left = new Stack<GraphNode>([node]);
        while (left.TryPop(out var next))
        {
            if (ReferenceEquals(next, _start))
            {
                return true;
            }

            foreach (var edge in next.ForwardInbound)
            {
                if (!ReferenceEquals(edge.Source, barred) && seen.Add(edge.Source))
                {
                    left.Push(edge.Source);
                }
            }
        }

        return false;
    }

    private GraphNode NodeOf(IActivity activity)
    {
        if (!_nodes.TryGetValue(activity, out var node))
        {
            _nodes[activity] = node = new GraphNode(_nodes.Count, activity);
        }

        return node;
    }

    private GraphEdge? Find(Connection connection) => Node(connection.Source)?.Outbound.Find(edge => edge.Connection == connection);

    private static List<Connection> Connections(List<GraphEdge>? edges) => edges?.ConvertAll(edge => edge.Connection) ?? [];
}
