using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Activities;

public sealed partial class ActivityExecutionContext
{
    /// <summary>Waits. The activity completes when the bookmark is resumed.</summary>
    public Bookmark CreateBookmark() => CreateBookmark(new CreateBookmarkArgs { IncludeActivityInstanceId = true });

    /// <summary>Waits; a resume calls the method.</summary>
    public Bookmark CreateBookmark(ExecuteActivityDelegate callback) =>
        CreateBookmark(new CreateBookmarkArgs { Callback = callback, IncludeActivityInstanceId = true });

    /// <summary>Waits for a stimulus with this payload; a resume calls the method, or completes the activity when there is none.</summary>
    public Bookmark CreateBookmark(object? payload, ExecuteActivityDelegate? callback = null, bool includeActivityInstanceId = false) =>
        CreateBookmark(
            new CreateBookmarkArgs
            {
                Stimulus = payload,
                Callback = callback,
                IncludeActivityInstanceId = includeActivityInstanceId,
            }
        );

    /// <summary>Waits as told.</summary>
    /// <exception cref="ArgumentException">The callback is no method of this activity.</exception>
    public Bookmark CreateBookmark(CreateBookmarkArgs args)
    {
        var name = args.BookmarkName ?? Activity.Type;
        var bookmark = new Bookmark
        {
            Id = WorkflowExecutionContext.NewId(),
            Name = name,
            Hash = StimulusHash.Compute(name, args.Stimulus, args.IncludeActivityInstanceId ? Id : null),
            Payload = JsonValues.FromNode(JsonValues.ToNode(args.Stimulus)),
            ActivityInstanceId = Id,
            CreatedAt = Now,
            AutoBurn = args.AutoBurn,
            CallbackMethodName = args.Callback is null ? null : Callbacks.NameOf(Activity, args.Callback),
            DueAt = args.DueAt,
            Metadata = JsonValues.FromNode(JsonValues.ToNode(args.Metadata)),
        };
        AddBookmark(bookmark);
        WorkflowExecutionContext.BookmarkAdded(bookmark);
        return bookmark;
    }

    /// <summary>Waits until an instant; a resume calls the method, or completes the activity when there is none.</summary>
    public Bookmark DelayUntil(DateTimeOffset instant, ExecuteActivityDelegate? callback = null) =>
        CreateBookmark(
            new CreateBookmarkArgs
            {
                Stimulus = new Dictionary<string, object?> { ["resumeAt"] = instant },
                Callback = callback,
                IncludeActivityInstanceId = true,
                DueAt = instant,
            }
        );

    /// <summary>Waits for a period from now.</summary>
    public Bookmark DelayFor(TimeSpan period, ExecuteActivityDelegate? callback = null) => DelayUntil(Now + period, callback);

    /// <summary>Schedules a child. Siblings run breadth first, in the order of scheduling.</summary>
    /// <param name="activity">The child; null calls the callback at once, as if it had completed.</param>
    /// <param name="callback">A method of this activity, called when the child completed.</param>
    /// <param name="tag">Kept with the child's execution.</param>
    /// <param name="variables">Declared in the child's scope with their values.</param>
    public async ValueTask ScheduleActivityAsync(
        IActivity? activity,
        ActivityCompletionCallback? callback = null,
        object? tag = null,
        IReadOnlyList<Variable>? variables = null
    )
    {
        if (activity is null)
        {
            if (callback is not null)
            {
                await callback(new ActivityCompletedContext(this, this, null));
            }

            return;
        }

        if (callback is not null)
        {
            Callbacks.Check(Activity, callback);
        }

        ScheduleOwn(activity, callback, tag, variables);
    }

    /// <summary>As <see cref="ScheduleActivityAsync"/>, for a child that is there and a callback that is known to be the activity's own.</summary>
    internal void ScheduleOwn(
        IActivity activity,
        ActivityCompletionCallback? callback,
        object? tag = null,
        IReadOnlyList<Variable>? variables = null
    )
    {
        HasScheduledChildren = true;
        WorkflowExecutionContext.Schedule(new WorkItem(activity, this, callback, tag, variables));
    }

    /// <summary>Completes with the outcome Done.</summary>
    public ValueTask CompleteActivityAsync() => CompleteActivityAsync(null);

    /// <summary>Completes with outcomes: in a flowchart, the connections of these ports are followed.</summary>
    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) => CompleteActivityAsync(new Outcomes(outcomes));

    /// <summary>Completes; children that still run are cancelled, then the container is told.</summary>
    public ValueTask CompleteActivityAsync(object? result) =>
        Status is ActivityStatus.Completed or ActivityStatus.Canceled ? default
        : _children is { Count: > 0 } ? CancelChildrenAndCompleteAsync(result)
        : CompleteNow(result);

    private async ValueTask CancelChildrenAndCompleteAsync(object? result)
    {
        foreach (var child in Children.ToArray())
        {
            await child.CancelActivityAsync();
        }

        await CompleteNow(result);
    }

    private ValueTask CompleteNow(object? result)
    {
        Status = ActivityStatus.Completed;
        WorkflowExecutionContext.BookmarksWithdrawn(this);
        WorkflowExecutionContext.Journal.Completed(this, result as Outcomes);
        WorkflowExecutionContext.Ended(this);
        if (HasScheduledChildren)
        {
            WorkflowExecutionContext.ListensNoMore(this);
        }

        return ParentActivityExecutionContext is { } parent && CompletionCallback(parent) is { } callback
            ? callback(new ActivityCompletedContext(parent, this, result))
            : default;
    }

    /// <summary>Cancels this execution and its descendants; their bookmarks are withdrawn.</summary>
    public async ValueTask CancelActivityAsync()
    {
        if (Status is ActivityStatus.Completed or ActivityStatus.Canceled)
        {
            return;
        }

        Status = ActivityStatus.Canceled;
        WorkflowExecutionContext.BookmarksWithdrawn(this);
        WorkflowExecutionContext.Journal.Write(this, "Canceled");
        WorkflowExecutionContext.ListensNoMore(this);
        foreach (var child in Children.ToArray())
        {
            await child.CancelActivityAsync();
        }

        WorkflowExecutionContext.Ended(this);
        if (Activity is ICancelable cancelable)
        {
            await cancelable.OnCanceledAsync(this);
        }

        if (ParentActivityExecutionContext is { Status: ActivityStatus.Running, Activity: ICancellationObserver observer } parent)
        {
            await observer.OnChildCanceledAsync(parent, this);
        }
    }

    /// <summary>As <see cref="CancelActivityAsync"/>, the innermost first: how a branch ends that another one overtook.</summary>
    internal async ValueTask CancelFromInsideAsync()
    {
        if (Status is not (ActivityStatus.Running or ActivityStatus.Faulted))
        {
            return;
        }

        foreach (var child in Children.ToArray())
        {
            await child.CancelFromInsideAsync();
        }

        await CancelActivityAsync();
    }

    /// <summary>Sets an output of the workflow, or of the definition that is used as an activity around this one.</summary>
    public void SetWorkflowOutput(string name, object? value) => WorkflowExecutionContext.SetOutput(this, name, value);

    /// <summary>An effect that leaves after the commit. The message's id is its operation id.</summary>
    public OutboxMessage AddOutboxMessage(string kind, object? payload, DateTimeOffset? notBefore = null) =>
        WorkflowExecutionContext.AddOutbox(kind, payload, notBefore);

    /// <summary>Adds a record to the journal.</summary>
    public void AddExecutionLogEntry(string eventName, string? message = null, object? payload = null) =>
        WorkflowExecutionContext.Journal.Write(this, eventName, message, payload);

    /// <summary>Whether this activity is what started the workflow.</summary>
    public bool IsTriggerOfWorkflow() => WorkflowExecutionContext.TriggerActivityId == Activity.Id && WorkflowExecutionContext.IsStarting;

    /// <summary>The nearest workflow or definition-as-activity around this execution.</summary>
    internal ActivityExecutionContext Composite()
    {
        var scope = this;
        while (scope.ParentActivityExecutionContext is { } parent && scope.Activity is not Workflow)
        {
            scope = parent;
        }

        return scope;
    }
}
