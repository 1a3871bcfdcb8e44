using System.Text.Json;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Runtime;

/// <summary>
/// Advances instances. Scoped: it commits with the scope's case data. Every command is one transaction; a command that meets another one on
/// the same instance waits for it, and one that lost a bookmark gets a <see cref="ConflictException"/>.
/// </summary>
public sealed partial class WorkflowRuntime(
    WorkflowEngine engine,
    IInstanceStore instances,
    DefinitionLibrary definitions,
    IServiceProvider services
)
{
    private const int OperationRetries = 3;

    /// <summary>Starts an instance and runs it until it waits or ends.</summary>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    public async ValueTask<AdvanceResult> StartAsync(StartRequest request, CancellationToken cancellationToken = default)
    {
        var row =
            (
                request.DefinitionVersionId is { } versionId
                    ? await definitions.FindVersionAsync(versionId, cancellationToken)
                    : await definitions.FindAsync(request.DefinitionId ?? "", request.VersionOptions, cancellationToken)
            )
            ?? throw new NotFoundException(
                $"There is no {request.VersionOptions} version of workflow definition {request.DefinitionId ?? request.DefinitionVersionId}."
            );
        var definition = await definitions.CompileAsync(row, cancellationToken);
        try
        {
            return await StartAsync(definition, request, cancellationToken);
        }
        catch (NotActivatedException refused)
        {
            return new AdvanceResult
            {
                InstanceId = refused.Blocker.Id,
                Status = refused.Blocker.Status,
                SubStatus = refused.Blocker.SubStatus,
                CannotStart = true,
            };
        }
    }

    private ValueTask<AdvanceResult> StartAsync(CompiledWorkflow definition, StartRequest request, CancellationToken cancellationToken) =>
        AdvanceAsync(
            new AdvanceScope(OperationId: request.OperationId),
            request,
            async transaction =>
            {
                if (
                    Activation.Of(definition, request.CorrelationId) is { } activation
                    && await activation.FindBlockerAsync(instances, transaction, cancellationToken) is { } blocker
                )
                {
                    throw new NotActivatedException(blocker);
                }

                var id = request.InstanceId ?? Guid.CreateVersion7(engine.Time.GetUtcNow()).ToString("n");
                var workflow = Create(definition, id, request.Actor, cancellationToken);
                Configure(workflow, request);
                await PrepareAsync(request, workflow, null, workflow.Input, cancellationToken);
                workflow.Transaction = transaction;
                workflow.Schedule(new WorkItem(definition.Root, null));
                await WorkflowRunner.RunAsync(workflow);
                return workflow;
            },
            cancellationToken
        );

    /// <summary>Resumes a bookmark.</summary>
    /// <exception cref="ConflictException">It was consumed before.</exception>
    /// <exception cref="NotFoundException">There never was such a bookmark.</exception>
    public ValueTask<AdvanceResult> ResumeAsync(ResumeRequest request, CancellationToken cancellationToken = default) =>
        AdvanceAsync(
            new AdvanceScope(request.InstanceId, request.BookmarkId, request.OperationId),
            request,
            async transaction =>
            {
                if (transaction.Consumed is { } consumed)
                {
                    throw new ConflictException(
                        ConflictReason.BookmarkConsumed,
                        $"The bookmark was consumed by {consumed.By} at {consumed.At:O}.",
                        consumed.By,
                        consumed.At
                    );
                }

                var workflow = await LoadAsync(transaction, request.Actor, cancellationToken);
                var context = workflow.ActiveContexts().FirstOrDefault(c => c.Bookmarks.Any(b => b.Id == request.BookmarkId));
                var bookmark = context?.Bookmarks.FirstOrDefault(b => b.Id == request.BookmarkId);
                if (context is null || bookmark is null || workflow.Status == "Finished")
                {
                    throw new NotFoundException($"There is no open bookmark {request.BookmarkId}.");
                }

                workflow.ResumeInput = new Dictionary<string, object?>(
                    request.Input ?? new Dictionary<string, object?>(),
                    StringComparer.OrdinalIgnoreCase
                );
                await PrepareAsync(request, workflow, bookmark, workflow.ResumeInput, cancellationToken);
                if (bookmark.AutoBurn)
                {
                    workflow.Burn(context, bookmark);
                }

                workflow.Schedule(
                    new WorkItem(context.Activity, context.ParentActivityExecutionContext, Existing: context, Resumed: bookmark)
                );
                await WorkflowRunner.RunAsync(workflow);
                return workflow;
            },
            cancellationToken
        );

    /// <summary>Cancels an instance with what waits in it; an instance that is over stays as it is.</summary>
    /// <exception cref="NotFoundException">There is no such instance.</exception>
    public ValueTask<AdvanceResult> CancelAsync(CancelRequest request, CancellationToken cancellationToken = default) =>
        AdvanceAsync(
            new AdvanceScope(request.InstanceId, OperationId: request.OperationId),
            request,
            async transaction =>
            {
                var workflow = await LoadAsync(transaction, request.Actor, cancellationToken);
                if (workflow.Status == "Finished")
                {
                    workflow.IsUntouched = true;
                    return workflow;
                }

                await PrepareAsync(request, workflow, null, [], cancellationToken);
                await workflow.CancelAsync();
                return workflow;
            },
            cancellationToken
        );

    /// <summary>Runs faulted activities again, with the next attempt's number.</summary>
    /// <exception cref="NotFoundException">There is no such instance.</exception>
    public ValueTask<AdvanceResult> RetryAsync(RetryRequest request, CancellationToken cancellationToken = default) =>
        AdvanceAsync(
            new AdvanceScope(request.InstanceId, OperationId: request.OperationId),
            request,
            async transaction =>
            {
                var workflow = await LoadAsync(transaction, request.Actor, cancellationToken);
                await PrepareAsync(request, workflow, null, [], cancellationToken);
                foreach (var context in workflow.ActiveContexts().Where(c => c.Status == ActivityStatus.Faulted).ToList())
                {
                    if (request.ActivityInstanceId is not null && request.ActivityInstanceId != context.Id)
                    {
                        continue;
                    }

                    workflow.RunAgain(context);
                }

                await WorkflowRunner.RunAsync(workflow);
                return workflow;
            },
            cancellationToken
        );

    private ValueTask<AdvanceResult> AdvanceAsync(
        AdvanceScope scope,
        AdvanceRequest request,
        Func<IAdvanceTransaction, ValueTask<WorkflowExecutionContext>> advance,
        CancellationToken cancellationToken
    ) =>
        EngineMeters.IsObserved
            ? EngineMeters.ObserveAsync(request, engine.Time, () => AttemptAsync(scope, request, advance, cancellationToken))
            : AttemptAsync(scope, request, advance, cancellationToken);

    private async ValueTask<AdvanceResult> AttemptAsync(
        AdvanceScope scope,
        AdvanceRequest request,
        Func<IAdvanceTransaction, ValueTask<WorkflowExecutionContext>> advance,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await instances.BeginAsync(scope, cancellationToken);
            if (transaction.Operation is { } done)
            {
                return JsonSerializer.Deserialize<AdvanceResult>(done.AnswerJson, JsonValues.Options)! with { Repeated = true };
            }

            var workflow = await advance(transaction);
            if (request.Confirm is { } confirm)
                await confirm(cancellationToken);
            var answer = Answer(workflow);
            if (workflow.IsUntouched && request.OperationId is null)
            {
                return answer;
            }

            var changes = ChangesOf(workflow, transaction.Instance, request.Actor, request.OperationId);
            if (request.OperationId is { } operation)
            {
                changes = changes with
                {
                    Operation = new OperationRow(
                        operation,
                        workflow.Id,
                        JsonSerializer.Serialize(answer, JsonValues.Options),
                        request.Actor,
                        engine.Time.GetUtcNow()
                    ),
                };
            }

            try
            {
                await transaction.CommitAsync(changes, cancellationToken);
                return answer;
            }
            catch (ConflictException e) when (e.Reason == ConflictReason.OperationRepeated && attempt < OperationRetries)
            {
                // The same command was carried out by another host meanwhile; the next round reads its answer.
            }
        }
    }

    private WorkflowExecutionContext Create(
        CompiledWorkflow definition,
        string id,
        string actor,
        CancellationToken cancellationToken,
        int depth = 0
    ) =>
        new(engine, definition, id, services, cancellationToken)
        {
            Actor = actor,
            NestingDepth = depth,
            Runtime = this,
        };

    private static void Configure(WorkflowExecutionContext workflow, StartRequest request)
    {
        workflow.CorrelationId = request.CorrelationId;
        workflow.Name = request.Name;
        workflow.ParentInstanceId = request.ParentInstanceId;
        workflow.ParentBookmarkId = request.ParentBookmarkId;
        workflow.TriggerActivityId = request.TriggerActivityId;
        workflow.IsStarting = true;
        workflow.InitialVariables = request.Variables?.ToDictionary();
        foreach (var (name, value) in request.Input ?? new Dictionary<string, object?>())
        {
            workflow.Input[name] = value;
        }

        if (request.TriggerActivityId is not null)
        {
            workflow.ResumeInput = workflow.Input;
        }
    }

    private async ValueTask<WorkflowExecutionContext> LoadAsync(
        IAdvanceTransaction transaction,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var row = transaction.Instance ?? throw new NotFoundException("There is no such instance.");
        var version =
            await definitions.FindVersionAsync(row.DefinitionVersionId, cancellationToken)
            ?? throw new NotFoundException($"The version {row.DefinitionVersionId} of definition {row.DefinitionId} no longer exists.");
        var workflow = Create(await definitions.CompileAsync(version, cancellationToken), row.Id, actor, cancellationToken);
        workflow.Transaction = transaction;
        InstanceState.Read(workflow, row, transaction.Bookmarks);
        return workflow;
    }

    private static async ValueTask PrepareAsync(
        AdvanceRequest request,
        WorkflowExecutionContext workflow,
        Bookmark? bookmark,
        Dictionary<string, object?> input,
        CancellationToken cancellationToken
    )
    {
        if (request.Prepare is { } prepare)
        {
            await prepare(new AdvanceContext(workflow, bookmark, input), cancellationToken);
        }
    }

    private static AdvanceResult Answer(WorkflowExecutionContext workflow) =>
        new()
        {
            InstanceId = workflow.Id,
            Status = workflow.Status,
            SubStatus = workflow.SubStatus,
            IncidentCount = workflow.Incidents.Count,
            Output = workflow.Output,
            Alterations = workflow.Alterations,
        };
}
