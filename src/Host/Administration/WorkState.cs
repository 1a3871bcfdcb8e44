using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Workflows;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Administration;

/// <summary>运行状态: instances that stopped on an error, work that waits in the queue or failed, and clocks that are to strike.</summary>
internal static class WorkState
{
    public sealed record Answer(
        IReadOnlyList<QueueKind> Queue,
        int TimersWaiting,
        int TimersDue,
        DateTimeOffset? NextTimerAt,
        IReadOnlyList<Schedule> Schedules
    );

    /// <summary>An instance with open incidents; <see cref="CaseId"/> is set when its case is within the reader's reach.</summary>
    public sealed record Incident(
        string InstanceId,
        string DefinitionId,
        int Version,
        string SubStatus,
        int Incidents,
        Guid? CaseId,
        string? CaseNumber,
        DateTimeOffset? UpdatedAt
    );

    public sealed record IncidentPage(IReadOnlyList<Incident> Items, int Total);

    public sealed record MessagePage(IReadOnlyList<Message> Items, int Total);

    public sealed record QueueKind(string Kind, int Waiting, int Failed, DateTimeOffset? Oldest);

    /// <summary>A message whose last try failed; it is tried again at <see cref="NextTryAt"/>.</summary>
    public sealed record Message(
        string Id,
        string Kind,
        string? InstanceId,
        DateTimeOffset CreatedAt,
        int Attempts,
        string? LastError,
        DateTimeOffset? NextTryAt
    );

    public sealed record Schedule(string DefinitionId, string Name, DateTimeOffset NextDueAt);

    public static void Map(IEndpointRouteBuilder administration)
    {
        administration.MapGet("/work", HandleAsync).RequireAuthorization(Policies.Administration).WithName("work-state");
        administration.MapGet("/work/incidents", IncidentsAsync).RequireAuthorization(Policies.Administration).WithName("work-incidents");
        administration.MapGet("/work/messages", MessagesAsync).RequireAuthorization(Policies.Administration).WithName("failing-messages");
        administration
            .MapPost("/work/messages/{id}/retry", RetryAsync)
            .RequireAuthorization(Policies.Administration)
            .WithName("retry-message");
    }

    private static async Task<Answer> HandleAsync(LaborFlowDbContext database, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var kinds = await database
            .Set<OutboxMessage>()
            .AsNoTracking()
            .GroupBy(message => message.Kind)
            .Select(group => new QueueKind(
                group.Key,
                group.Count(),
                group.Count(message => EF.Property<int>(message, "Attempts") > 0),
                group.Min(message => (DateTimeOffset?)message.CreatedAt)
            ))
            .ToListAsync(cancellationToken);
        var timers = database
            .Set<BookmarkRow>()
            .AsNoTracking()
            .Where(row => EF.Property<DateTimeOffset?>(row, "DueAt") != null && EF.Property<DateTimeOffset?>(row, "ConsumedAt") == null);
        return new Answer(
            [.. kinds.OrderBy(kind => kind.Kind, StringComparer.Ordinal)],
            await timers.CountAsync(cancellationToken),
            await timers.CountAsync(row => EF.Property<DateTimeOffset?>(row, "DueAt") <= now, cancellationToken),
            await timers.MinAsync(row => EF.Property<DateTimeOffset?>(row, "DueAt"), cancellationToken),
            await database
                .Set<TriggerRow>()
                .AsNoTracking()
                .Where(row => row.NextDueAt != null)
                .OrderBy(row => row.NextDueAt)
                .Select(row => new Schedule(row.DefinitionId, row.Name, row.NextDueAt!.Value))
                .ToListAsync(cancellationToken)
        );
    }

    private static async Task<IncidentPage> IncidentsAsync(
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var all = database.Set<InstanceRow>().AsNoTracking().Where(row => row.IncidentCount > 0);
        var instances = await cut.Cut(all.OrderByDescending(row => row.UpdatedAt).ThenBy(row => row.Id))
            .Select(row => new
            {
                row.Id,
                row.DefinitionId,
                row.Version,
                row.SubStatus,
                row.IncidentCount,
                row.UpdatedAt,
            })
            .ToListAsync(cancellationToken);
        var ids = instances.Select(row => row.Id).ToList();
        var cases = await database
            .Set<Case>()
            .Visible(user, database)
            .Where(found => found.WorkflowInstanceId != null && ids.Contains(found.WorkflowInstanceId))
            .Select(found => new
            {
                found.Id,
                found.CaseNumber,
                found.WorkflowInstanceId,
            })
            .ToListAsync(cancellationToken);
        return new IncidentPage(
            [
                .. instances.Select(row =>
                {
                    var found = cases.Find(one => one.WorkflowInstanceId == row.Id);
                    return new Incident(
                        row.Id,
                        row.DefinitionId,
                        row.Version,
                        row.SubStatus,
                        row.IncidentCount,
                        found?.Id,
                        found?.CaseNumber,
                        row.UpdatedAt
                    );
                }),
            ],
            await all.CountAsync(cancellationToken)
        );
    }

    /// <summary>What failed, the oldest first.</summary>
    private static async Task<MessagePage> MessagesAsync(
        int? page,
        int? pageSize,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var failing = database.Set<OutboxMessage>().AsNoTracking().Where(message => EF.Property<int>(message, "Attempts") > 0);
        return new MessagePage(
            await cut.Cut(failing.OrderBy(message => message.CreatedAt).ThenBy(message => message.Id))
                .Select(message => new Message(
                    message.Id,
                    message.Kind,
                    message.InstanceId,
                    message.CreatedAt,
                    EF.Property<int>(message, "Attempts"),
                    EF.Property<string?>(message, "LastError"),
                    message.NotBefore
                ))
                .ToListAsync(cancellationToken),
            await failing.CountAsync(cancellationToken)
        );
    }

    /// <summary>Tries a failed message again now rather than after its pause.</summary>
    private static async Task<IResult> RetryAsync(
        string id,
        LaborFlowDbContext database,
        WorkflowQueues queues,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var error = await database
            .Set<OutboxMessage>()
            .Where(message => message.Id == id && EF.Property<int>(message, "Attempts") > 0)
            .Select(message => EF.Property<string?>(message, "LastError") ?? "")
            .SingleOrDefaultAsync(cancellationToken);
        if (error is null)
            throw new ProblemException(KnownProblems.NotFound);
        await queues.RetryOutboxAsync(id, error, time.GetUtcNow(), cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
