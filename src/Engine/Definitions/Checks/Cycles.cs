using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Flow;

namespace LaborFlow.Engine.Definitions.Checks;

/// <summary>The groups of activities of a flowchart that lead back to themselves (strongly connected components).</summary>
internal static class Cycles
{
    public static IReadOnlyList<IReadOnlyList<IActivity>> Of(Flowchart flowchart, FlowGraph graph)
    {
        var search = new Search(graph);
        foreach (var activity in flowchart.Activities.Where(graph.Contains))
        {
            search.From(activity);
        }

        // In the order of the definition, so that a report reads as the drawing does.
        return search
            .Found.Select(group => (IReadOnlyList<IActivity>)flowchart.Activities.Where(group.Contains).ToList())
            .OrderBy(group => flowchart.Activities.IndexOf(group[0]))
            .ToList();
    }

    /// <summary>Tarjan's algorithm with a stack of its own: a chain of ten thousand activities must not exhaust the thread's.</summary>
    private sealed class Search(FlowGraph graph)
    {
        private readonly Dictionary<IActivity, int> _index = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<IActivity, int> _low = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<IActivity> _open = new(ReferenceEqualityComparer.Instance);
        private readonly Stack<IActivity> _path = new();

        public List<HashSet<IActivity>> Found { get; } = [];

        public void From(IActivity start)
        {
            if (_index.ContainsKey(start))
            {
                return;
            }

            var work = new Stack<(IActivity Activity, int Next)>();
            Enter(start, work);
            while (work.TryPop(out var step))
            {
                var outbound = graph.Outbound(step.Activity);
                if (step.Next < outbound.Count)
                {
                    work.Push((step.Activity, step.Next + 1));
                    var target = outbound[step.Next].Target;
                    if (!_index.TryGetValue(target, out var index))
                    {
                        Enter(target, work);
                    }
                    else if (_open.Contains(target))
                    {
                        _low[step.Activity] = Math.Min(_low[step.Activity], index);
                    }

                    continue;
                }

                Leave(step.Activity);
                if (work.TryPeek(out var parent))
                {
                    _low[parent.Activity] = Math.Min(_low[parent.Activity], _low[step.Activity]);
                }
            }
        }

        private void Enter(IActivity activity, Stack<(IActivity Activity, int Next)> work)
        {
            _index[activity] = _low[activity] = _index.Count;
            _path.Push(activity);
            _open.Add(activity);
            work.Push((activity, 0));
        }

        private void Leave(IActivity activity)
        {
            if (_low[activity] != _index[activity])
            {
                return;
            }

            var group = new HashSet<IActivity>(ReferenceEqualityComparer.Instance);
            IActivity member;
            do
            {
                member = _path.Pop();
                _open.Remove(member);
                group.Add(member);
            } while (!ReferenceEquals(member, activity));
            if (group.Count > 1 || graph.Outbound(activity).Any(c => ReferenceEquals(c.Target, activity)))
            {
                Found.Add(group);
            }
        }
    }
}
