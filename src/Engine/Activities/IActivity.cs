using System.Text.Json.Nodes;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Activities;

/// <summary>
/// A step of a definition. One object serves every instance that runs the definition: keep nothing in fields that an execution changes; use
/// the context's properties and variables.
/// </summary>
public interface IActivity
{
    /// <summary>Unique within its definition.</summary>
    string Id { get; set; }

    /// <summary>Ids of the path from the root, joined by colons.</summary>
    string NodeId { get; set; }

    /// <summary>What the author called it.</summary>
    string? Name { get; set; }

    /// <summary>The type name, e.g. <c>Elsa.WriteLine</c>.</summary>
    string Type { get; set; }

    /// <summary>The type's version.</summary>
    int Version { get; set; }

    /// <summary>Starts instances, when it is a trigger.</summary>
    bool CanStartWorkflow { get; set; }

    /// <summary>The definition's own settings of this activity (mergeMode, logPersistenceMode …).</summary>
    JsonObject CustomProperties { get; set; }

    /// <summary>Runs the activity. It must complete, make a bookmark or schedule children; what is thrown becomes an incident.</summary>
    ValueTask ExecuteAsync(ActivityExecutionContext context);
}

/// <summary>An activity that can start a workflow.</summary>
public interface ITrigger : IActivity
{
    /// <summary>
    /// What the trigger waits for; an empty list means that nothing would ever start it.
    /// </summary>
    ValueTask<IReadOnlyList<TriggerPayload>> GetTriggerPayloadsAsync(TriggerIndexingContext context);
}

/// <summary>One thing that starts a workflow.</summary>
/// <param name="Payload">Hashed with the trigger's type name, as for a bookmark.</param>
/// <param name="DueAt">When the clock fires it; null when the clock doesn't.</param>
public sealed record TriggerPayload(object? Payload, DateTimeOffset? DueAt = null);

/// <summary>What a trigger may ask when it is indexed.</summary>
/// <param name="Now">The instant of publication.</param>
/// <param name="Evaluate">Evaluates an input without an instance.</param>
public sealed record TriggerIndexingContext(DateTimeOffset Now, Func<Input, ValueTask<object?>> Evaluate);

/// <summary>An activity after which its container is complete (End, Complete, Break).</summary>
public interface ITerminalNode : IActivity;

/// <summary>An activity whose children are cancelled or completed with it, and that declares variables.</summary>
public interface IVariableContainer : IActivity
{
    /// <summary>Variables that every execution of the container starts with.</summary>
    IList<Variable> Variables { get; }
}

/// <summary>A container that wants to know when one of its children is cancelled.</summary>
public interface ICancellationObserver : IActivity
{
    /// <summary>Called after the child and its descendants were cancelled.</summary>
    ValueTask OnChildCanceledAsync(ActivityExecutionContext context, ActivityExecutionContext child);
}

/// <summary>Tells a child's container that the child completed.</summary>
/// <param name="TargetContext">The container's execution.</param>
/// <param name="ChildContext">The child's execution.</param>
/// <param name="Result">What the child completed with; <see cref="Outcomes"/> when it named outcomes.</param>
public sealed record ActivityCompletedContext(
    ActivityExecutionContext TargetContext,
    ActivityExecutionContext ChildContext,
    object? Result
);

/// <summary>The outcomes that an activity completed with.</summary>
/// <param name="Names">The names, as ports are called.</param>
public sealed record Outcomes(params string[] Names)
{
    private string? _journalJson;

    /// <summary>Done.</summary>
    public static Outcomes Default { get; } = new("Done");

    /// <summary>None: a branch that was not taken.</summary>
    public static Outcomes Empty { get; } = new();

    internal static Outcomes True { get; } = new("True");

    internal static Outcomes False { get; } = new("False");

    /// <summary>What the journal says of them.</summary>
    internal string JournalJson => _journalJson ??= JsonValues.ToJson(new Dictionary<string, object?> { ["Outcomes"] = Names });

    /// <summary>Whether a port is among them.</summary>
    internal bool Includes(string port)
    {
        foreach (var name in Names)
        {
            if (name == port)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public bool Equals(Outcomes? other) => other is not null && Names.AsSpan().SequenceEqual(other.Names);

    /// <inheritdoc />
    public override int GetHashCode() => Names.Aggregate(0, (hash, name) => HashCode.Combine(hash, name));
}

/// <summary>Called when a child completed. It must be a method of the scheduling activity: the instance may go on in another process.</summary>
public delegate ValueTask ActivityCompletionCallback(ActivityCompletedContext context);

/// <summary>Called when a bookmark is resumed. It must be a method of the activity: the instance may go on in another process.</summary>
public delegate ValueTask ExecuteActivityDelegate(ActivityExecutionContext context);

/// <summary>The status of an activity's execution.</summary>
public enum ActivityStatus
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>Begun, waiting or with children.</summary>
    Running,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Ended by another.</summary>
    Canceled,

    /// <summary>Threw; see the incident.</summary>
    Faulted,
}
