using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Definitions;

/// <summary>A version ready to run: its activities as objects. Shared by all instances and threads.</summary>
public sealed class CompiledWorkflow
{
    internal CompiledWorkflow(DefinitionRow row, WorkflowDefinition model, Workflow root, IReadOnlyList<IActivity> activities)
    {
        Row = row;
        Model = model;
        Root = root;
        Activities = activities;
        LogSettings = Runtime.LogPersistence.Settings(model.CustomProperties);
        ByNodeId = activities.ToDictionary(activity => activity.NodeId, StringComparer.Ordinal);
    }

    /// <summary>The version as stored.</summary>
    public DefinitionRow Row { get; }

    /// <summary>The version's model.</summary>
    public WorkflowDefinition Model { get; }

    /// <summary>The wrapper around the root activity.</summary>
    public Workflow Root { get; }

    /// <summary>All activities, parents before children, those of definitions used as activities included.</summary>
    public IReadOnlyList<IActivity> Activities { get; }

    internal System.Text.Json.Nodes.JsonObject? LogSettings { get; }

    internal IReadOnlyDictionary<string, IActivity> ByNodeId { get; }

    /// <summary>The first activity of that id, outermost first; null when there is none.</summary>
    public IActivity? Find(string activityId) => Activities.FirstOrDefault(activity => activity.Id == activityId);
}
