using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Branching;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Alterations;

/// <summary>
/// Finds for every running execution its counterpart in another version: same path below the root, same type. What an execution keeps
/// (counters, tags, callbacks) is only meaningful there.
/// </summary>
internal sealed class Migration
{
    private readonly WorkflowExecutionContext _source;
    private readonly CompiledWorkflow _target;
    private readonly Dictionary<string, IActivity> _byPath;
    private readonly List<AlterationNote> _changes = [];
    private readonly List<AlterationNote> _problems = [];

    public Migration(WorkflowExecutionContext source, CompiledWorkflow target)
    {
        _source = source;
        _target = target;
        _byPath = target.Activities.ToDictionary(activity => PathOf(activity.NodeId), StringComparer.Ordinal);
        _changes.Add(
            new(
                "migrate",
                null,
                $"从第 {source.Definition.Row.Version} 版迁移到第 {target.Row.Version} 版。",
                $"The instance moves from version {source.Definition.Row.Version} to version {target.Row.Version}."
            )
        );
        foreach (var context in source.ActiveContexts())
        {
            Check(context);
        }
    }

    public IReadOnlyList<AlterationNote> Changes => _changes;

    public IReadOnlyList<AlterationNote> Problems => _problems;

    /// <summary>Rebuilds the instance on the target; variables that are new there start with their defaults.</summary>
    public WorkflowExecutionContext Move(WorkflowExecutionContext moved)
    {
        var state = JsonNode.Parse(InstanceState.Write(_source))!;
        if (state["root"] is JsonObject root)
        {
            Rename(root);
        }

        var bookmarks = _source.ActiveContexts().SelectMany(c => c.Bookmarks.Select(bookmark => InstanceState.ToRow(bookmark, c))).ToList();
        InstanceState.Read(moved, Row(state), bookmarks);
        foreach (var context in moved.ActiveContexts())
        {
            foreach (var variable in (context.Activity as IVariableContainer)?.Variables ?? [])
            {
                if (context.OwnVariable(variable.Id.Length > 0 ? variable.Id : variable.Name) is null)
                {
                    context.Declare(variable, null);
                }
            }

            if (context.Activity is Sequence sequence)
            {
                sequence.Realign(context);
            }
        }

        return moved;
    }

    private void Check(ActivityExecutionContext context)
    {
        var activity = context.Activity;
        if (_byPath.GetValueOrDefault(PathOf(activity.NodeId)) is not { } counterpart)
        {
            var waits = context.Bookmarks.Count > 0;
            _problems.Add(
                new(
                    "activity-missing",
                    activity.Id,
                    $"{(waits ? "正在等待的" : "运行中的")}环节“{activity.Id}”在第 {_target.Row.Version} 版中不存在。",
                    $"Activity '{activity.Id}', which is {(waits ? "waiting" : "running")}, does not exist in version {_target.Row.Version}."
                )
            );
        }
        else if (counterpart.Type != activity.Type)
        {
            _problems.Add(
                new(
                    "type-changed",
                    activity.Id,
                    $"环节“{activity.Id}”的类型由“{activity.Type}”变为“{counterpart.Type}”。",
                    $"Activity '{activity.Id}' changed its type from '{activity.Type}' to '{counterpart.Type}'."
                )
            );
        }
        else if (BranchesOf(activity) != BranchesOf(counterpart))
        {
            _problems.Add(
                new(
                    "branches-changed",
                    activity.Id,
                    $"运行中的并行环节“{activity.Id}”的分支数量不同。",
                    $"Activity '{activity.Id}' is running and has another number of branches."
                )
            );
        }
        else if (
            counterpart is Flowchart flowchart
            && context.GetProperty<string>("Start") is { } start
            && flowchart.Activities.All(a => a.Id != start)
        )
        {
            _problems.Add(
                new(
                    "start-missing",
                    activity.Id,
                    $"流程图“{activity.Id}”的起点“{start}”不存在。",
                    $"Flowchart '{activity.Id}' lost its start '{start}'."
                )
            );
        }
        else if (context.Bookmarks.Count > 0)
        {
            _changes.Add(new("keeps-waiting", activity.Id, $"环节“{activity.Id}”继续等待。", $"Activity '{activity.Id}' goes on waiting."));
        }
    }

    /// <summary>Side by side branches are counted down; the count only fits the same number of branches.</summary>
    private static int BranchesOf(IActivity activity) =>
        activity switch
        {
            Flow.Parallel parallel => parallel.Activities.Count,
            Fork fork => fork.Branches.Count,
            _ => 0,
        };

    private void Rename(JsonObject context)
    {
        context["n"] = _byPath[PathOf(context["n"]!.ToString())].NodeId;
        foreach (var child in (context["ch"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Rename(child);
        }
    }

    private InstanceRow Row(JsonNode state) =>
        new()
        {
            Id = _source.Id,
            DefinitionId = _target.Row.DefinitionId,
            DefinitionVersionId = _target.Row.Id,
            Version = _target.Row.Version,
            Status = _source.Status,
            SubStatus = _source.SubStatus,
            Name = _source.Name,
            CorrelationId = _source.CorrelationId,
            ParentInstanceId = _source.ParentInstanceId,
            CreatedAt = _source.CreatedAt,
            UpdatedAt = _source.CreatedAt,
            Revision = 0,
            StateJson = state.ToJsonString(JsonValues.Options),
        };

    /// <summary>The path without the root, whose id the compiler chooses.</summary>
    private static string PathOf(string nodeId) =>
        nodeId.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? nodeId[(colon + 1)..] : "";
}
