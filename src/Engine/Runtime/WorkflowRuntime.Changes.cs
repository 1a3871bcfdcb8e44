using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Runtime;

public sealed partial class WorkflowRuntime
{
    /// <summary>What an advance of an instance writes.</summary>
    private static AdvanceChanges ChangesOf(WorkflowExecutionContext workflow, InstanceRow? before, string actor, string? operationId)
    {
        var now = workflow.Time.GetUtcNow();
        var row = new InstanceRow
        {
            Id = workflow.Id,
            DefinitionId = workflow.Definition.Row.DefinitionId,
            DefinitionVersionId = workflow.Definition.Row.Id,
            Version = workflow.Definition.Row.Version,
            Status = workflow.Status,
            SubStatus = workflow.SubStatus,
            Name = workflow.Name,
            CorrelationId = workflow.CorrelationId,
            ParentInstanceId = workflow.ParentInstanceId,
            IncidentCount = workflow.Incidents.Count,
            CreatedAt = before?.CreatedAt ?? workflow.CreatedAt,
            UpdatedAt = now,
            FinishedAt = workflow.Status == "Finished" ? before?.FinishedAt ?? now : null,
            Revision = (before?.Revision ?? 0) + 1,
            StateJson = InstanceState.Write(workflow),
        };
        var open = workflow.ActiveContexts().SelectMany(context => context.Bookmarks.Select(bookmark => (context, bookmark))).ToList();
        var added = open.Where(pair => workflow.NewBookmarks.Contains(pair.bookmark)).ToList();
        TellParent(workflow, before);
        return new AdvanceChanges
        {
            Instance = row,
            IsNew = before is null,
            BookmarksAdded = added.ConvertAll(pair => InstanceState.ToRow(pair.bookmark, pair.context)),
            BookmarksConsumed = workflow
                .Withdrawn.Select(bookmark => new ConsumedBookmark(
                    bookmark.Id,
                    workflow.Id,
                    actor,
                    now,
                    workflow.Burned.Contains(bookmark.Id) ? "Resumed" : "Canceled",
                    operationId
                ))
                .ToList(),
            Timers = added
                .Where(pair => pair.bookmark.DueAt is not null)
                .Select(pair => new TimerRow(workflow.Id, pair.bookmark.Id, pair.bookmark.DueAt!.Value))
                .ToList(),
            Journal = workflow.Journal.Rows,
            Outbox = workflow.Outbox,
            Children = workflow.InlineChildren,
        };
    }

    /// <summary>A child that is over wakes the bookmark with which its parent waits, once.</summary>
    private static void TellParent(WorkflowExecutionContext workflow, InstanceRow? before)
    {
        if (
            workflow is { Status: "Finished", ParentInstanceId: { } parent, ParentBookmarkId: { } bookmark }
            && before?.Status != "Finished"
        )
        {
            workflow.AddOutbox(OutboxKinds.Resume, new ResumeMessage(parent, bookmark, ChildResult.Of(workflow)));
        }
    }

    /// <summary>Runs a child within its parent's advance; both commit together.</summary>
    internal async ValueTask<WorkflowExecutionContext> RunInlineAsync(
        ActivityExecutionContext parent,
        DefinitionRow row,
        StartRequest request
    )
    {
        var workflow = parent.WorkflowExecutionContext;
        if (workflow.NestingDepth >= engine.Options.InlineDepthLimit)
        {
            throw new WorkflowException($"Workflows run one another more than {engine.Options.InlineDepthLimit} deep.");
        }

        var definition = await definitions.CompileAsync(row, workflow.CancellationToken);
        if (
            Activation.Of(definition, request.CorrelationId) is { } activation
            && workflow.Transaction is { } transaction
            && await activation.FindBlockerAsync(instances, transaction, workflow.CancellationToken) is { } blocker
        )
        {
            throw new WorkflowException(
                $"Workflow '{definition.Row.DefinitionId}' may not start another instance while {blocker.Id} runs (activation strategy)."
            );
        }

        var child = Create(definition, workflow.NewId(), workflow.Actor, workflow.CancellationToken, workflow.NestingDepth + 1);
        child.Transaction = workflow.Transaction;
        Configure(child, request);
        child.Schedule(new WorkItem(definition.Root, null));
        await WorkflowRunner.RunAsync(child);
        return child;
    }

    internal static void CommitWithParent(WorkflowExecutionContext parent, WorkflowExecutionContext child) =>
        parent.InlineChildren.Add(ChangesOf(child, null, child.Actor, null));

    internal async ValueTask<DefinitionRow> PublishedAsync(string definitionId, CancellationToken cancellationToken) =>
        await definitions.FindAsync(definitionId, "Published", cancellationToken)
        ?? throw new WorkflowException($"No published version of workflow definition with ID {definitionId} found.");
}

/// <summary>What a parent gets from a child that is over.</summary>
internal static class ChildResult
{
    /// <summary>Of a child that its activation strategy kept from starting.</summary>
    public static Dictionary<string, object?> NotStarted(string childId) =>
        new()
        {
            ["WorkflowInstanceId"] = childId,
            ["WorkflowStatus"] = "Finished",
            ["WorkflowSubStatus"] = "Cancelled",
            ["WorkflowOutput"] = new Dictionary<string, object?>(),
        };

    public static Dictionary<string, object?> Of(WorkflowExecutionContext child) =>
        new()
        {
            ["WorkflowInstanceId"] = child.Id,
            ["WorkflowStatus"] = child.Status,
            ["WorkflowSubStatus"] = child.SubStatus,
            ["WorkflowOutput"] = child.Output,
        };
}
