using System.Collections;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Composition;

/// <summary>Runs another workflow within this advance; waits for it when it waits and completion is awaited.</summary>
[Activity("Elsa", "Composition", "Create a new workflow instance of the specified workflow and execute it.", Kind = ActivityKind.Task)]
public sealed class ExecuteWorkflow : Activity<object>, ICancelable
{
    /// <summary>The workflow.</summary>
    [Input(UIHint = "workflow-definition-picker", IsRequired = true)]
    public Input<string> WorkflowDefinitionId { get; set; } = new();

    /// <summary>The child's correlation id.</summary>
    public Input<string> CorrelationId { get; set; } = new();

    /// <summary>The child's input.</summary>
    public Input<Dictionary<string, object?>> Input { get; set; } = new();

    /// <summary>Whether to wait when the child waits.</summary>
    public Input<bool> WaitForCompletion { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var workflow = context.WorkflowExecutionContext;
        var runtime = workflow.Runtime!;
        var row = await runtime.PublishedAsync(context.Get(WorkflowDefinitionId) ?? "", context.CancellationToken);
        var child = await runtime.RunInlineAsync(
            context,
            row,
            new StartRequest
            {
                CorrelationId = context.Get(CorrelationId),
                Input = Children.InputOf(context, context.Get(Input)),
                ParentInstanceId = workflow.Id,
            }
        );
        context.SetProperty("Child", child.Id);
        if (child.Status != "Finished" && context.Get(WaitForCompletion))
        {
            var bookmark = context.CreateBookmark(new Dictionary<string, object?> { ["childInstanceId"] = child.Id }, OnChildFinished);
            child.ParentBookmarkId = bookmark.Id;
            WorkflowRuntime.CommitWithParent(workflow, child);
            return;
        }

        WorkflowRuntime.CommitWithParent(workflow, child);
        SetResult(context, ChildResult.Of(child));
        await context.CompleteActivityAsync();
    }

    private async ValueTask OnChildFinished(ActivityExecutionContext context)
    {
        SetResult(context, context.WorkflowExecutionContext.ResumeInput!);
        await context.CompleteActivityAsync();
    }

    private void SetResult(ActivityExecutionContext context, Dictionary<string, object?> child) =>
        Result.Set(
            context,
            new Dictionary<string, object?>
            {
                ["workflowInstanceId"] = child["WorkflowInstanceId"],
                ["status"] = child["WorkflowStatus"],
                ["subStatus"] = child["WorkflowSubStatus"],
                ["output"] = child["WorkflowOutput"],
            }
        );

    ValueTask ICancelable.OnCanceledAsync(ActivityExecutionContext context) => Children.CancelAsync(context);
}

/// <summary>Starts another workflow after this advance; waits for it when told.</summary>
[Activity("Elsa", "Composition", "Create a new workflow instance of the specified workflow and dispatch it for execution.")]
public sealed class DispatchWorkflow : Activity<object>, ICancelable
{
    /// <summary>The workflow.</summary>
    [Input(UIHint = "workflow-definition-picker", IsRequired = true)]
    public Input<string> WorkflowDefinitionId { get; set; } = new();

    /// <summary>The child's correlation id.</summary>
    public Input<string> CorrelationId { get; set; } = new();

    /// <summary>The child's input.</summary>
    public Input<Dictionary<string, object?>> Input { get; set; } = new();

    /// <summary>Whether to wait.</summary>
    public Input<bool> WaitForCompletion { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var row = await context.WorkflowExecutionContext.Runtime!.PublishedAsync(
            context.Get(WorkflowDefinitionId) ?? "",
            context.CancellationToken
        );
        var childId = context.WorkflowExecutionContext.NewId();
        var bookmark = context.Get(WaitForCompletion)
            ? context.CreateBookmark(new Dictionary<string, object?> { ["childInstanceId"] = childId }, OnChildFinished)
            : null;
        Children.Dispatch(context, row.Id, childId, context.Get(CorrelationId), Children.InputOf(context, context.Get(Input)), bookmark);
        if (bookmark is null)
        {
            await context.CompleteActivityAsync();
        }
        else
        {
            context.SetProperty("Child", childId);
        }
    }

    private async ValueTask OnChildFinished(ActivityExecutionContext context)
    {
        Result.Set(context, context.WorkflowExecutionContext.ResumeInput!.GetValueOrDefault("WorkflowOutput"));
        await context.CompleteActivityAsync();
    }

    ValueTask ICancelable.OnCanceledAsync(ActivityExecutionContext context) => Children.CancelAsync(context);
}

/// <summary>Starts a workflow for each item; follows Completed and Done when all are over, or Done at once when not waiting.</summary>
[Activity("Elsa", "Composition", "Create a new workflow instance for each item in the data source.", Kind = ActivityKind.Task)]
[FlowNode("Completed", "Canceled", "Done")]
public sealed class BulkDispatchWorkflows : Activity, ICancelable
{
    /// <summary>Under which the item at hand and its name are kept, for the script that gives a child's correlation id.</summary>
    internal const string ItemKey = "BulkItem";

    /// <summary>The workflow.</summary>
    [Input(UIHint = "workflow-definition-picker", IsRequired = true)]
    public Input<string> WorkflowDefinitionId { get; set; } = new();

    /// <summary>The items.</summary>
    public Input<object> Items { get; set; } = new();

    /// <summary>The input that gets an item which is no object. Default: Item.</summary>
    public Input<string> DefaultItemInputKey { get; set; } = new("Item");

    /// <summary>Gives each child's correlation id; <c>getItem()</c>, or <c>get</c> and the name of the input, is the item.</summary>
    [Input(AutoEvaluate = false)]
    public Input<string> CorrelationIdFunction { get; set; } = new();

    /// <summary>Input of every child.</summary>
    public Input<Dictionary<string, object?>> Input { get; set; } = new();

    /// <summary>Whether to wait. Default: yes.</summary>
    public Input<bool> WaitForCompletion { get; set; } = new(true);

    /// <summary>Runs each time that a child has finished.</summary>
    [Port]
    public IActivity? ChildCompleted { get; set; }

    /// <summary>Runs each time that a child has faulted.</summary>
    [Port]
    public IActivity? ChildFaulted { get; set; }

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var row = await context.WorkflowExecutionContext.Runtime!.PublishedAsync(
            context.Get(WorkflowDefinitionId) ?? "",
            context.CancellationToken
        );
        var items = Looping.LoopVariables.ItemsOf(context.Get(Items));
        var wait = context.Get(WaitForCompletion) && items.Count > 0;
        var bookmark = wait
            ? context.CreateBookmark(
                new CreateBookmarkArgs
                {
                    Callback = OnChildFinished,
                    AutoBurn = false,
                    IncludeActivityInstanceId = true,
                }
            )
            : null;
        var children = new List<string>();
        var itemKey = context.Get(DefaultItemInputKey) ?? "Item";
        foreach (var item in items)
        {
            var input = Children.InputOf(context, context.Get(Input));
            if (item is IDictionary<string, object?> members)
            {
                foreach (var (name, value) in members)
                {
                    input[name] = value;
                }
            }
            else
            {
                input[itemKey] = item;
            }

            context.TransientProperties[ItemKey] = new KeyValuePair<string, object?>(itemKey, item);
            var correlation = await context.EvaluateAsync(CorrelationIdFunction);
            children.Add(context.WorkflowExecutionContext.NewId());
            Children.Dispatch(context, row.Id, children[^1], correlation, input, bookmark);
        }

        if (!wait)
        {
            await context.CompleteActivityWithOutcomesAsync("Done");
            return;
        }

        context.SetProperty("Open", children);
    }

    private async ValueTask OnChildFinished(ActivityExecutionContext context)
    {
        var result = context.WorkflowExecutionContext.ResumeInput!;
        var open = context.GetProperty<List<string>>("Open")!;
        if (!open.Remove(JsonValues.ToText(result["WorkflowInstanceId"])!))
        {
            return;
        }

        var port = JsonValues.ToText(result["WorkflowSubStatus"]) switch
        {
            "Finished" => ChildCompleted,
            "Faulted" => ChildFaulted,
            _ => null,
        };
        await context.ScheduleActivityAsync(
            port,
            OnPortCompleted,
            variables:
            [
                new Variable
                {
                    Id = "ChildOutput",
                    Name = "ChildOutput",
                    Value = result.GetValueOrDefault("WorkflowOutput"),
                },
                new Variable
                {
                    Id = "ChildInstanceId",
                    Name = "ChildInstanceId",
                    TypeName = "String",
                    Value = result["WorkflowInstanceId"],
                },
            ]
        );
    }

    private static async ValueTask OnPortCompleted(ActivityCompletedContext completed)
    {
        var context = completed.TargetContext;
        var others = context.Children.Count(child => !ReferenceEquals(child, completed.ChildContext));
        if (context.GetProperty<List<string>>("Open") is { Count: 0 } && others == 0 && context.Status == ActivityStatus.Running)
        {
            await context.CompleteActivityWithOutcomesAsync("Completed", "Done");
        }
    }

    async ValueTask ICancelable.OnCanceledAsync(ActivityExecutionContext context)
    {
        foreach (var child in context.GetProperty<List<string>>("Open") ?? [])
        {
            await Children.CancelAsync(context, child);
        }
    }
}

internal static class Children
{
    /// <summary>The input of a child: what is given, and its parent.</summary>
    public static Dictionary<string, object?> InputOf(ActivityExecutionContext context, Dictionary<string, object?>? given) =>
        new(given ?? []) { ["ParentInstanceId"] = context.WorkflowExecutionContext.Id };

    public static void Dispatch(
        ActivityExecutionContext context,
        string versionId,
        string childId,
        string? correlationId,
        Dictionary<string, object?>? input,
        Bookmark? bookmark
    ) =>
        context.AddOutboxMessage(
            OutboxKinds.Dispatch,
            new DispatchMessage(childId, versionId, correlationId, input, context.WorkflowExecutionContext.Id, bookmark?.Id)
        );

    public static ValueTask CancelAsync(ActivityExecutionContext context, string? childId = null)
    {
        if ((childId ?? context.GetProperty<string>("Child")) is { } child)
        {
            context.AddOutboxMessage(OutboxKinds.Cancel, new CancelMessage(child));
        }

        return ValueTask.CompletedTask;
    }
}
