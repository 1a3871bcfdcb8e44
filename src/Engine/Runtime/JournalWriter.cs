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

    public void Completed(ActivityExecutionContext context, Outcomes? outcomes)
    {
        var data = context.JournalDataOrNull is { } more ? new Dictionary<string, object?>(more) : null;
        if (outcomes is not null)
        {
            (data ??= [])["Outcomes"] = outcomes.Names;
        }

        Write(context, "Completed", null, data, withState: true);
    }

    public void Write(
        ActivityExecutionContext context,
        string eventName,
        string? message = null,
        object? payload = null,
        bool withState = false
    )
    {
        var persistence = withState ? LogPersistence.Of(workflow, context) : default;
        var now = workflow.Time.GetUtcNow();
        _rows.Add(
            new JournalRow
            {
                Id = workflow.NewId(now),
                InstanceId = workflow.Id,
                Sequence = ++Sequence,
                ActivityInstanceId = context.Id,
                ParentActivityInstanceId = context.ParentActivityExecutionContext?.Id,
                ActivityId = context.Activity.Id,
                ActivityType = context.Activity.Type,
                ActivityTypeVersion = context.Activity.Version,
                ActivityName = context.Activity.Name,
                NodeId = context.Activity.NodeId,
                Timestamp = now,
                EventName = eventName,
                Message = message,
                PayloadJson = payload is null ? null : JsonValues.ToJson(payload),
                StateJson = withState ? persistence.Inputs(context.ActivityStateOrNull) : null,
                OutputJson = withState ? persistence.Outputs(context.OutputsOrNull) : null,
            }
        );
    }
}
