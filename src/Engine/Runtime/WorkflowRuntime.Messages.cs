using System.Text.Json;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Runtime;

public sealed partial class WorkflowRuntime
{
    /// <summary>
    /// Resumes every bookmark and starts every trigger that the stimulus matches; each is an advance of its own. One that another command
    /// won is left out. Returns what advanced.
    /// </summary>
    public async ValueTask<IReadOnlyList<AdvanceResult>> StimulateAsync(
        StimulusRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var hash = StimulusHash.Compute(request.Name, request.Stimulus);
        var waiting = await instances.FindBookmarksAsync(
            new BookmarkQuery
            {
                Name = request.Name,
                Hash = hash,
                CorrelationId = request.CorrelationId,
                InstanceId = request.InstanceId,
                ActivityInstanceId = request.ActivityInstanceId,
            },
            cancellationToken
        );
        var triggers =
            request.InstanceId is null && request.ActivityInstanceId is null
                ? await definitions.FindTriggersAsync(request.Name, hash, cancellationToken)
                : [];
        var results = new List<AdvanceResult>();
        foreach (var trigger in triggers)
        {
            var started = await StartAsync(
                new StartRequest
                {
                    DefinitionVersionId = trigger.DefinitionVersionId,
                    TriggerActivityId = trigger.ActivityId,
                    CorrelationId = request.CorrelationId,
                    Input = request.Input,
                    Actor = request.Actor,
                    OperationId = request.OperationId is { } operation ? $"{operation}:{trigger.Id}" : null,
                    Prepare = request.Prepare,
                },
                cancellationToken
            );
            if (!started.CannotStart)
            {
                results.Add(started);
            }
        }

        foreach (var bookmark in waiting)
        {
            try
            {
                results.Add(
                    await ResumeAsync(
                        new ResumeRequest
                        {
                            InstanceId = bookmark.InstanceId,
                            BookmarkId = bookmark.Id,
                            Input = request.Input,
                            Actor = request.Actor,
                            OperationId = request.OperationId is { } operation ? $"{operation}:{bookmark.Id}" : null,
                            Prepare = request.Prepare,
                        },
                        cancellationToken
                    )
                );
            }
            catch (Exception e) when (e is NotFoundException or ConflictException { Reason: ConflictReason.BookmarkConsumed })
            {
                // Another command, or an earlier bookmark of this very stimulus, has ended the wait.
            }
        }

        return results;
    }

    /// <summary>Resumes a bookmark whose time has come. One that is gone is no error: the row was read before another command won.</summary>
    public async ValueTask<AdvanceResult?> FireTimerAsync(TimerRow timer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = timer.InstanceId,
                    BookmarkId = timer.BookmarkId,
                    Actor = "clock",
                    OperationId = $"timer:{timer.BookmarkId}:{timer.DueAt.UtcTicks}",
                },
                cancellationToken
            );
        }
        catch (Exception e) when (e is NotFoundException or ConflictException { Reason: ConflictReason.BookmarkConsumed })
        {
            return null;
        }
    }

    /// <summary>Starts an instance by a trigger whose time has come; idempotent by trigger and due time.</summary>
    public ValueTask<AdvanceResult> FireTriggerAsync(TriggerRow trigger, CancellationToken cancellationToken = default) =>
        StartAsync(
            new StartRequest
            {
                DefinitionVersionId = trigger.DefinitionVersionId,
                TriggerActivityId = trigger.ActivityId,
                Actor = "clock",
                OperationId = $"trigger:{trigger.Id}:{trigger.NextDueAt?.UtcTicks}",
            },
            cancellationToken
        );

    /// <summary>
    /// Handles an outbox message of the engine; idempotent by the message's id. Returns false for kinds that belong to the host.
    /// </summary>
    public async ValueTask<bool> HandleAsync(OutboxMessage message, CancellationToken cancellationToken = default)
    {
        switch (message.Kind)
        {
            case OutboxKinds.Dispatch:
                var dispatch = Read<DispatchMessage>(message);
                var child = await StartAsync(
                    new StartRequest
                    {
                        DefinitionVersionId = dispatch.DefinitionVersionId,
                        InstanceId = dispatch.InstanceId,
                        CorrelationId = dispatch.CorrelationId,
                        Input = Plain(dispatch.Input),
                        ParentInstanceId = dispatch.ParentInstanceId,
                        ParentBookmarkId = dispatch.ParentBookmarkId,
                        OperationId = message.Id,
                    },
                    cancellationToken
                );
                if (child.CannotStart && dispatch is { ParentInstanceId: { } parent, ParentBookmarkId: { } waiting })
                {
                    await ResumeAsync(message, parent, waiting, ChildResult.NotStarted(dispatch.InstanceId), cancellationToken);
                }

                return true;
            case OutboxKinds.Http:
                await SendAsync(message, Read<Primitives.HttpRequestMessage>(message), cancellationToken);
                return true;
            case OutboxKinds.Resume:
                var resume = Read<ResumeMessage>(message);
                await ResumeAsync(message, resume.InstanceId, resume.BookmarkId, Plain(resume.Input), cancellationToken);
                return true;
            case OutboxKinds.Stimulate:
                var stimulate = Read<StimulateMessage>(message);
                await StimulateAsync(
                    new StimulusRequest
                    {
                        Name = stimulate.Name,
                        Stimulus = JsonValues.FromNode(JsonValues.ToNode(stimulate.Stimulus)),
                        CorrelationId = stimulate.CorrelationId,
                        InstanceId = stimulate.InstanceId,
                        Input = Plain(stimulate.Input),
                        OperationId = message.Id,
                    },
                    cancellationToken
                );
                return true;
            case OutboxKinds.Cancel:
                await CancelAsync(
                    new CancelRequest { InstanceId = Read<CancelMessage>(message).InstanceId, OperationId = message.Id },
                    cancellationToken
                );
                return true;
            default:
                return false;
        }
    }

    /// <summary>Sends a request outside any transaction, and brings its answer to the activity that still waits for it.</summary>
    private async ValueTask SendAsync(OutboxMessage message, Primitives.HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if ((await instances.FindBookmarksAsync(new BookmarkQuery { BookmarkId = request.BookmarkId }, cancellationToken)).Count == 0)
        {
            return;
        }

        var answer = await engine.Http.SendAsync(request, message.Id, cancellationToken);
        var input = new Dictionary<string, object?>
        {
            ["Outcome"] = answer.Outcome.ToString(),
            ["StatusCode"] = answer.StatusCode,
            ["Headers"] = answer.Headers,
            ["Content"] = answer.Content,
            ["ContentType"] = answer.ContentType,
            ["Error"] = answer.Error,
        };
        await ResumeAsync(message, request.InstanceId, request.BookmarkId, input, cancellationToken);
    }

    private async ValueTask ResumeAsync(
        OutboxMessage message,
        string instanceId,
        string bookmarkId,
        Dictionary<string, object?>? input,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = instanceId,
                    BookmarkId = bookmarkId,
                    Input = input,
                    OperationId = message.Id,
                },
                cancellationToken
            );
        }
        catch (Exception e) when (e is NotFoundException or ConflictException { Reason: ConflictReason.BookmarkConsumed })
        {
            // Who waited was cancelled or deleted, or no longer waits.
        }
    }

    private static T Read<T>(OutboxMessage message) => JsonSerializer.Deserialize<T>(message.PayloadJson, JsonValues.Options)!;

    private static Dictionary<string, object?>? Plain(Dictionary<string, object?>? map) =>
        map?.ToDictionary(pair => pair.Key, pair => pair.Value is JsonElement element ? JsonValues.FromElement(element) : pair.Value);
}
