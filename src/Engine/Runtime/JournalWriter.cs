using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Runtime;

/// <summary>Collects the journal of an advance.</summary>
internal sealed class JournalWriter(WorkflowExecutionContext workflow)
{
    private readonly List<JournalRow> _rows = [];

    /// <summary>The sequence of the last record that exists.</summary>
    public long Sequence { get; set; }

    public IReadOnlyList<JournalRow> Rows => _rows;

    /// <summary>
    /// The instant of the last record of this advance. What the engine does between two steps takes no time that a history could show, so
    /// the next step begins at this instant and the clock is read once a step.
    /// </summary>
    public DateTimeOffset? LastInstant { get; private set; }

    public void Started(ActivityExecutionContext context)
    {
        var begins = context.Attempt == 1 && context.StartedAt >= LastInstant.GetValueOrDefault();
        Add(context, "Started", begins ? context.StartedAt : workflow.Time.GetUtcNow());
    }

    public void Completed(ActivityExecutionContext context, Outcomes? outcomes)
    {
        string? payload = null;
        if (context.JournalDataOrNull is { } more)
        {
            var data = new Dictionary<string, object?>(more);
            if (outcomes is not null)
            {
                data["Outcomes"] = outcomes.Names;
            }

            payload = JsonValues.ToJson(data);
        }
        else if (outcomes is not null)
        {
            payload = outcomes.JournalJson;
        }

        Add(context, "Completed", workflow.Time.GetUtcNow(), null, payload, withState: true);
    }

    public void Write(
        ActivityExecutionContext context,
        string eventName,
        string? message = null,
        object? payload = null,
        bool withState = false
    ) => Add(context, eventName, workflow.Time.GetUtcNow(), message, payload is null ? null : JsonValues.ToJson(payload), withState);

    private void Add(
        ActivityExecutionContext context,
        string eventName,
        DateTimeOffset now,
        string? message = null,
        string? payloadJson = null,
        bool withState = false
    )
    {
        var persistence = withState ? LogPersistence.Of(workflow, context) : default;
        var activity = context.Activity;
        LastInstant = now;
        _rows.Add(
            new JournalRow
            {
                Id = workflow.NewId(now),
                InstanceId = workflow.Id,
                Sequence = ++Sequence,
                ActivityInstanceId = context.Id,
                ParentActivityInstanceId = context.ParentActivityExecutionContext?.Id,
                ActivityId = activity.Id,
                ActivityType = activity.Type,
                ActivityTypeVersion = activity.Version,
                ActivityName = activity.Name,
                NodeId = activity.NodeId,
                Timestamp = now,
                EventName = eventName,
                Message = message,
                PayloadJson = payloadJson,
                StateJson = withState ? persistence.Inputs(context) : null,
                OutputJson = withState ? persistence.Outputs(context) : null,
            }
        );
    }
}
