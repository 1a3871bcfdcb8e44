using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Runtime;

/// <summary>One instance while it advances.</summary>
public sealed partial class WorkflowExecutionContext
{
    private readonly Queue<WorkItem> _queue = [];
    private readonly AdvanceIds _ids = new();
    private readonly List<Bookmark> _withdrawn = [];
    private readonly List<OutboxMessage> _outbox = [];
    private readonly HashSet<string> _burned = [];

    internal WorkflowExecutionContext(
        WorkflowEngine engine,
        CompiledWorkflow definition,
        string id,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        Engine = engine;
        Definition = definition;
        Id = id;
        ServiceProvider = services;
        CancellationToken = cancellationToken;
        Journal = new JournalWriter(this);
        CreatedAt = engine.Time.GetUtcNow();
    }

    /// <summary>The instance's id.</summary>
    public string Id { get; }

    /// <summary>The version that it runs.</summary>
    public CompiledWorkflow Definition { get; }

    /// <summary>The advance's scope.</summary>
    public IServiceProvider ServiceProvider { get; }

    /// <summary>Ends when the caller gives up.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The caller's key, e.g. a case id.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>What users call the instance.</summary>
    public string? Name { get; set; }

    /// <summary>Running or Finished.</summary>
    public string Status => SubStatus is "Finished" or "Faulted" or "Cancelled" ? "Finished" : "Running";

    /// <summary>The finer status.</summary>
    public string SubStatus { get; internal set; } = "Pending";

    /// <summary>The instance that started this one.</summary>
    public string? ParentInstanceId { get; internal set; }

    /// <summary>The bookmark of the parent that waits for this instance.</summary>
    internal string? ParentBookmarkId { get; set; }

    /// <summary>Who gave the command that advances the instance.</summary>
    public string Actor { get; internal set; } = "workflow";

    /// <summary>The input that the instance was started with.</summary>
    public Dictionary<string, object?> Input { get; internal set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What this advance brought.</summary>
    internal Dictionary<string, object?>? ResumeInput { get; set; }

    /// <summary>What the instance has put out.</summary>
    public Dictionary<string, object?> Output { get; internal set; } = [];

    /// <summary>Values that custom code keeps with the instance.</summary>
    public Dictionary<string, object?> Properties { get; internal set; } = [];

    /// <summary>What went wrong.</summary>
    public List<Incident> Incidents { get; internal set; } = [];

    /// <summary>The activity that started the instance, if not the first.</summary>
    public string? TriggerActivityId { get; internal set; }

    /// <summary>When this advance began; for a new instance, its creation.</summary>
    internal DateTimeOffset CreatedAt { get; }

    internal bool IsStarting { get; set; }

    /// <summary>The command found nothing to do: unless its answer must be kept, nothing is written.</summary>
    internal bool IsUntouched { get; set; }

    internal Dictionary<string, object?>? InitialVariables { get; set; }

    internal bool ContinuesWithIncidents =>
        (Definition.Model.IncidentStrategy ?? Engine.Options.DefaultIncidentStrategy).Contains(
            "ContinueWithIncidents",
            StringComparison.Ordinal
        );

    internal WorkflowEngine Engine { get; }

    internal TimeProvider Time => Engine.Time;

    internal JournalWriter Journal { get; }

    internal ActivityExecutionContext? Root { get; set; }

    internal object? LastResult { get; set; }

    internal List<AdvanceChanges> InlineChildren { get; } = [];

    internal IReadOnlyList<OutboxMessage> Outbox => _outbox;

    internal IReadOnlyList<Bookmark> Withdrawn => _withdrawn;

    internal IReadOnlyCollection<string> Burned => _burned;

    internal IReadOnlyDictionary<string, object?> CurrentInput => ResumeInput ?? Input;

    internal int NestingDepth { get; init; }

    /// <summary>The open advance; null while a definition is only indexed.</summary>
    internal IAdvanceTransaction? Transaction { get; set; }

    internal WorkflowRuntime? Runtime { get; init; }

    internal Queue<WorkItem> Queue => _queue;

    internal string NewId() => _ids.Next(Time.GetUtcNow());

    internal string NewId(DateTimeOffset now) => _ids.Next(now);

    internal void Schedule(WorkItem item) => _queue.Enqueue(item);

    /// <summary>
    /// A container is over: what it had queued still runs, but nobody goes on from there. What it schedules later (a join that is chosen while
    /// it ends) is listened to, as in Elsa.
    /// </summary>
    internal void ListensNoMore(ActivityExecutionContext owner)
    {
        for (var left = _queue.Count; left > 0; left--)
        {
            var item = _queue.Dequeue();
            _queue.Enqueue(ReferenceEquals(item.Owner, owner) ? item with { OnCompleted = null } : item);
        }
    }

    internal bool IsQueued(ActivityExecutionContext owner, IActivity activity)
    {
        foreach (var item in _queue)
        {
            if (ReferenceEquals(item.Owner, owner) && ReferenceEquals(item.Activity, activity))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether anything below an execution is queued or still runs.</summary>
    internal bool HasPendingWork(ActivityExecutionContext context)
    {
        foreach (var item in _queue)
        {
            for (var scope = item.Existing ?? item.Owner; scope is not null; scope = scope.ParentActivityExecutionContext)
            {
                if (ReferenceEquals(scope, context))
                {
                    return true;
                }
            }
        }

        return context.Children.Count > 0;
    }

    internal void Ended(ActivityExecutionContext context) => context.ParentActivityExecutionContext?.RemoveChild(context);

    internal void BookmarkAdded(Bookmark bookmark) => NewBookmarks.Add(bookmark);

    internal HashSet<object> NewBookmarks { get; } = new(ReferenceEqualityComparer.Instance);

    internal void BookmarksWithdrawn(ActivityExecutionContext context)
    {
        if (context.Bookmarks.Count == 0)
        {
            return;
        }

        foreach (var bookmark in context.Bookmarks)
        {
            if (!NewBookmarks.Remove(bookmark))
            {
                _withdrawn.Add(bookmark);
            }
        }

        context.ClearBookmarks();
    }

    internal void Burn(ActivityExecutionContext context, Bookmark bookmark)
    {
        context.RemoveBookmark(bookmark);
        _withdrawn.Add(bookmark);
        _burned.Add(bookmark.Id);
    }

    /// <summary>Withdraws everything that waits and ends the instance as cancelled.</summary>
    internal async ValueTask CancelAsync()
    {
        foreach (var context in ActiveContexts().ToList())
        {
            if (context.Activity is ICancelable cancelable)
            {
                await cancelable.OnCanceledAsync(context);
            }

            BookmarksWithdrawn(context);
        }

        SubStatus = "Cancelled";
    }

    /// <summary>Takes an execution's incidents off the instance, which may go on when none is left.</summary>
    internal void ForgetIncidents(ActivityExecutionContext context)
    {
        Incidents.RemoveAll(incident => incident.ActivityInstanceId == context.Id);
        if (SubStatus == "Faulted" && Incidents.Count == 0)
        {
            SubStatus = "Suspended";
        }
    }

    /// <summary>Runs an execution from its beginning, with the next attempt's number; what it waited for is withdrawn.</summary>
    internal void RunAgain(ActivityExecutionContext context)
    {
        ForgetIncidents(context);
        BookmarksWithdrawn(context);
        context.Attempt++;
        Schedule(new WorkItem(context.Activity, context.ParentActivityExecutionContext, Existing: context));
    }

    /// <summary>Takes back what a failed attempt had scheduled, waited for or was about to send.</summary>
    internal void TakeBack(ActivityExecutionContext context, int outboxBefore)
    {
        BookmarksWithdrawn(context);
        _outbox.RemoveRange(outboxBefore, _outbox.Count - outboxBefore);
        for (var left = _queue.Count; left > 0; left--)
        {
            var item = _queue.Dequeue();
            if (!ReferenceEquals(item.Owner, context))
            {
                _queue.Enqueue(item);
            }
        }
    }

    /// <summary>What an alteration changed; kept in the answer of its operation.</summary>
    internal IReadOnlyList<Alterations.AlterationNote>? Alterations { get; set; }

    /// <summary>What a resume brought under a key; it is the result of the activity that waited, not an input of the workflow.</summary>
    internal object? TakeResumeInput(string key) => ResumeInput?.GetValueOrDefault(key);

    /// <summary>Ends the instance: nothing that is queued or waits goes on.</summary>
    internal void FinishNow(ActivityExecutionContext context)
    {
        SubStatus = "Finished";
        _queue.Clear();
        context.ForgetCompletion();
        foreach (var open in ActiveContexts().ToList())
        {
            BookmarksWithdrawn(open);
        }
    }

    internal OutboxMessage AddOutbox(string kind, object? payload, DateTimeOffset? notBefore = null)
    {
        var message = new OutboxMessage
        {
            Id = NewId(),
            Kind = kind,
            InstanceId = Id,
            PayloadJson = JsonValues.ToJson(payload),
            CreatedAt = Time.GetUtcNow(),
            NotBefore = notBefore,
        };
        _outbox.Add(message);
        return message;
    }

    /// <summary>Sets the variable of that id or name in scope; else the workflow output of that name.</summary>
    internal void Bind(ActivityExecutionContext context, string targetId, object? value)
    {
        if (context.FindVariable(targetId) is { } slot)
        {
            slot.Value = slot.Variable.Convert(value);
            return;
        }

        SetOutput(context, targetId, value);
    }

    internal void SetOutput(ActivityExecutionContext context, string name, object? value)
    {
        if (context.Composite().ParentActivityExecutionContext is { Activity: WorkflowDefinitionActivity definition } around)
        {
            definition.SetOutput(around, name, value);
            return;
        }

        Output[name] = value;
    }

    internal object? ReadInput(ActivityExecutionContext context, string name)
    {
        if (context.Composite().ParentActivityExecutionContext is { Activity: WorkflowDefinitionActivity } around)
        {
            var inputs = around.GetProperty<Dictionary<string, object?>>(WorkflowDefinitionActivity.InputsKey) ?? [];
            return inputs.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        }

        return ResumeInput is { } resume && resume.TryGetValue(name, out var brought) ? brought
            : Input.TryGetValue(name, out var given) ? given
            : null;
    }

    internal IEnumerable<ActivityExecutionContext> ActiveContexts() => Root is null ? [] : Below(Root);

    private static IEnumerable<ActivityExecutionContext> Below(ActivityExecutionContext context) =>
        context.Children.SelectMany(Below).Prepend(context);
}
