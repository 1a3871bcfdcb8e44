using System.Text.Json;
using System.Text.Json.Serialization;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Flow;

/// <summary>
/// How often activities and connections of one flowchart execution were passed. Kept with the instance by their names (as Elsa keeps it),
/// counted in arrays while it advances.
/// </summary>
[JsonConverter(typeof(FlowScopeJson))]
internal sealed class FlowScope
{
    public const string Key = "FlowScope";

    private readonly Stored? _stored;
    private int[] _visits = [];
    private int[] _passes = [];
    private bool[] _followed = [];

    public FlowScope() { }

    private FlowScope(Stored stored) => _stored = stored;

    /// <summary>The graph whose activities and connections are counted.</summary>
    public FlowGraph? Graph { get; private set; }

    /// <summary>Makes ready to count along a graph, with what was stored by name before.</summary>
    public FlowScope On(FlowGraph graph)
    {
        Graph = graph;
        _visits = new int[graph.Nodes.Count];
        _passes = new int[graph.Edges.Count];
        _followed = new bool[graph.Edges.Count];
        if (_stored is not null)
        {
            foreach (var node in graph.Nodes)
            {
                _visits[node.Index] = _stored.ActivitiesVisitCount.GetValueOrDefault(node.Activity.Id);
            }

            foreach (var edge in graph.Edges)
            {
                _passes[edge.Index] = _stored.ConnectionVisitCount.GetValueOrDefault(edge.Connection.Key);
                _followed[edge.Index] = _stored.ConnectionsFollowed.Contains(edge.Connection.Key);
            }
        }

        return this;
    }

    public void Visit(GraphNode node) => _visits[node.Index]++;

    public int Visits(GraphNode node) => _visits[node.Index];

    public int Passes(GraphEdge edge) => _passes[edge.Index];

    public void Pass(GraphEdge edge, bool followed)
    {
        _passes[edge.Index]++;
        _followed[edge.Index] = followed;
    }

    /// <summary>Every connection into an activity was passed since it was last visited.</summary>
    public bool AllPassed(GraphNode node)
    {
        var visits = _visits[node.Index];
        foreach (var edge in node.ForwardInbound)
        {
            if (_passes[edge.Index] <= visits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// A join that waits for any has gone on, and with it the round is over: its connections are even again, or those that a loop passes more
    /// often would outnumber the others, whose arrivals would be lost. What is still on its way from this round comes too late.
    /// </summary>
    /// <param name="join">The join, visited already.</param>
    /// <param name="pending">What still runs on the way to it.</param>
    public void Settle(GraphNode join, IReadOnlySet<IActivity> pending)
    {
        var visits = _visits[join.Index];
        foreach (var edge in join.ForwardInbound)
        {
            var late =
                pending.Count > 0 && (pending.Contains(edge.Source.Activity) || pending.Overlaps(Graph!.Ancestors(edge.Source.Activity)));
            _passes[edge.Index] = late ? Math.Min(_passes[edge.Index], visits - 1) : visits;
        }
    }

    /// <summary>A connection counts as not passed since its target was last visited.</summary>
    public void TakeBack(GraphEdge edge)
    {
        _passes[edge.Index] = _visits[edge.Target.Index];
        _followed[edge.Index] = false;
    }

    /// <summary>A connection that its target has gone on from counts as passed once more, as its activity will not run again.</summary>
    /// <param name="edge">The connection.</param>
    /// <param name="any">The target waits for any: what arrived once does not arrive again.</param>
    public void KeepPassed(GraphEdge edge, bool any)
    {
        var visits = _visits[edge.Target.Index];
        if (visits > 0 && _passes[edge.Index] == visits)
        {
            _passes[edge.Index]++;
        }

        _followed[edge.Index] &= !any;
    }

    /// <summary>The last time that a connection was passed, it was followed.</summary>
    public bool WasFollowed(GraphEdge edge) => _followed[edge.Index];

    /// <summary>One of the connections was followed, since the activity was last visited.</summary>
    public bool AnyFollowed(GraphNode node)
    {
        var visits = _visits[node.Index];
        foreach (var edge in node.ForwardInbound)
        {
            if (_passes[edge.Index] > visits && _followed[edge.Index])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All connections were passed equally often, and followed the last time.</summary>
    public bool AllFollowed(GraphNode node)
    {
        var most = Most(node);
        if (most <= _visits[node.Index])
        {
            return false;
        }

        foreach (var edge in node.ForwardInbound)
        {
            if (_passes[edge.Index] != most || !_followed[edge.Index])
            {
                return false;
            }
        }

        return true;
    }

    private int Most(GraphNode node)
    {
        var most = 0;
        foreach (var edge in node.ForwardInbound)
        {
            most = Math.Max(most, _passes[edge.Index]);
        }

        return most;
    }

    private Stored ToStored() =>
        Graph is null
            ? _stored ?? new Stored([], [], [])
            : new Stored(
                Graph
                    .Nodes.Where(node => _visits[node.Index] > 0)
                    .DistinctBy(node => node.Activity.Id)
                    .ToDictionary(node => node.Activity.Id, node => _visits[node.Index]),
                Graph
                    .Edges.Where(edge => _passes[edge.Index] > 0)
                    .DistinctBy(edge => edge.Connection.Key)
                    .ToDictionary(edge => edge.Connection.Key, edge => _passes[edge.Index]),
                [.. Graph.Edges.Where(edge => _followed[edge.Index]).Select(edge => edge.Connection.Key)]
            );

    /// <summary>The counts by name.</summary>
    internal sealed record Stored(
        Dictionary<string, int> ActivitiesVisitCount,
        Dictionary<string, int> ConnectionVisitCount,
        HashSet<string> ConnectionsFollowed
    );

    /// <summary>Reads and writes the counts by name.</summary>
    internal sealed class FlowScopeJson : JsonConverter<FlowScope>
    {
        public override FlowScope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Stored>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, FlowScope value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToStored(), options);
    }
}
