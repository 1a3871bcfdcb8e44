using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Runtime;

/// <summary>Works off the queue of one advance, first in first out, until nothing is left to do now.</summary>
internal static class WorkflowRunner
{
    public static async ValueTask RunAsync(WorkflowExecutionContext workflow)
    {
        workflow.SubStatus = workflow.SubStatus is "Faulted" ? "Faulted" : "Executing";
        var limit = workflow.Engine.Options.BurstLimit;
        var executed = 0;
        while (workflow.Queue.TryDequeue(out var first))
        {
            workflow.CancellationToken.ThrowIfCancellationRequested();
            if (++executed > limit)
            {
                StopBurst(workflow, first, limit);
                break;
            }

            await StepAsync(workflow, first);
        }

        if (workflow.SubStatus == "Executing")
        {
            workflow.SubStatus = workflow.Root is { Status: ActivityStatus.Completed } ? "Finished" : "Suspended";
        }
    }

    private static async ValueTask StepAsync(WorkflowExecutionContext workflow, WorkItem item)
    {
        var context = item.Existing ?? Begin(workflow, item);
        var stepStart = context.Bookmarks.Count;
        var outboxStart = workflow.Outbox.Count;
        try
        {
            if (item.Resumed is { Name: Retries.BookmarkName })
            {
                context.Attempt++;
                await StartAsync(workflow, context, item);
            }
            else if (item.Resumed is { } bookmark)
            {
                workflow.Journal.Write(context, "Resumed");
                await ResumeAsync(context, bookmark);
            }
            else
            {
                await StartAsync(workflow, context, item);
            }
        }
        catch (OperationCanceledException) when (workflow.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var beganNow = item.Resumed is null or { Name: Retries.BookmarkName };
            if (beganNow && context.Status == ActivityStatus.Running && Retries.DelayOf(context, e) is { } delay)
            {
                TryLater(workflow, context, e, delay, outboxStart);
            }
            else
            {
                Fault(workflow, context, e);
            }

            return;
        }

        if (
            context.Status == ActivityStatus.Running
            && (context.Bookmarks.Count > 0 && (item.Resumed is not null || context.Bookmarks.Count > stepStart))
        )
        {
            workflow.Journal.Write(context, "Suspended", withState: true);
        }
    }

    private static ActivityExecutionContext Begin(WorkflowExecutionContext workflow, WorkItem item)
    {
        var now = workflow.Journal.LastInstant ?? workflow.Time.GetUtcNow();
        var context = new ActivityExecutionContext(workflow, item.Activity, item.Owner, workflow.NewId(now), now) { Tag = item.Tag };
        context.CompletesWith(item.OnCompleted);
        workflow.Root ??= context;
        return context;
    }

    private static async ValueTask StartAsync(WorkflowExecutionContext workflow, ActivityExecutionContext context, WorkItem item)
    {
        context.Status = ActivityStatus.Running;
        workflow.Journal.Started(context);
        if (item.Variables is { Count: > 0 } variables)
        {
            foreach (var variable in variables)
            {
                context.Declare(variable, variable.Value, hasValue: true);
            }
        }

        if (context.Activity is IVariableContainer { Variables.Count: > 0 } container)
        {
            foreach (var variable in container.Variables)
            {
                context.Declare(variable, null);
            }
        }

        if (context.Activity is Workflow && workflow.Root == context && workflow.InitialVariables is { } initial)
        {
            foreach (var (name, value) in initial)
            {
                var slot = context.FindVariable(name) ?? throw new WorkflowException($"Variable '{name}' is not declared.");
                slot.Value = slot.Variable.Convert(value);
            }
        }

        await EvaluateInputsAsync(workflow, context);
        await context.Activity.ExecuteAsync(context);
    }

    /// <summary>Gives every input its value for this execution; a failure names the input.</summary>
    internal static async ValueTask EvaluateInputsAsync(WorkflowExecutionContext workflow, ActivityExecutionContext context)
    {
        foreach (var planned in InputPlan.Of(workflow.Engine, context.Activity).Inputs)
        {
            if (planned.Input.Expression is not { } expression)
            {
                continue;
            }

            try
            {
                var value = await planned.HandlerOf(workflow.Engine.Expressions)!.EvaluateAsync(expression, context);
                context.Evaluated(planned.Input, ValueConverter.Convert(value, planned.Input.Type), planned.Name);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new InputFailedException(planned.Name, e);
            }
        }
    }

    private static async ValueTask ResumeAsync(ActivityExecutionContext context, Bookmark bookmark)
    {
        if (bookmark.CallbackMethodName is not { } name)
        {
            await context.CompleteActivityAsync();
            return;
        }

        await EvaluateInputsAsync(context.WorkflowExecutionContext, context);
        await Callbacks.Resume(context.Activity, name)(context);
        if (context.Activity is CodeActivity && context is { Status: ActivityStatus.Running, Bookmarks.Count: 0, Children.Count: 0 })
        {
            await context.CompleteActivityAsync();
        }
    }

    /// <summary>Leaves a timer that runs the activity from its beginning. Only first steps: what a resume brought is not kept.</summary>
    private static void TryLater(
        WorkflowExecutionContext workflow,
        ActivityExecutionContext context,
        Exception e,
        TimeSpan delay,
        int outboxStart
    )
    {
        workflow.TakeBack(context, outboxStart);
        var due = context.Now + delay;
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = Retries.BookmarkName,
                IncludeActivityInstanceId = true,
                DueAt = due,
                Metadata = new Dictionary<string, object?> { ["attempt"] = context.Attempt, ["message"] = e.Message },
            }
        );
        var payload = new Dictionary<string, object?>
        {
            ["Exception"] = ExceptionState.From(e),
            ["Attempt"] = context.Attempt,
            ["DueAt"] = due,
        };
        workflow.Journal.Write(context, "RetryScheduled", e.Message, payload, withState: true);
    }

    internal static void Fault(WorkflowExecutionContext workflow, ActivityExecutionContext context, Exception e)
    {
        if (context.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled))
        {
            context.Status = ActivityStatus.Faulted;
        }

        var incident = Incident.From(context, e);
        workflow.Incidents.Add(incident);
        workflow.Journal.Write(
            context,
            "Faulted",
            e.Message,
            new Dictionary<string, object?> { ["Exception"] = incident.Exception, ["Attempt"] = incident.Attempt },
            withState: true
        );
        if (!workflow.ContinuesWithIncidents)
        {
            workflow.SubStatus = "Faulted";
        }
    }

    private static void StopBurst(WorkflowExecutionContext workflow, WorkItem next, int limit)
    {
        var context = next.Existing ?? Begin(workflow, next);
        Fault(
            workflow,
            context,
            new WorkflowException($"The advance was stopped after {limit} activities; the definition loops without a wait.")
        );
        workflow.Queue.Clear();
    }
}
