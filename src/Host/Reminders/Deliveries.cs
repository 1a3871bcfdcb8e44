using LaborFlow.Cases.Reminders;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Mail;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Reminders;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>Mails that were given up, and reminders that nobody got because no host ran: administrators see them and have mails tried again.</summary>
internal static class Deliveries
{
    public sealed record Delivery(
        string Id,
        string Kind,
        string UserName,
        string Subject,
        string State,
        int Attempts,
        string? LastError,
        DateTimeOffset CreatedAt,
        DateTimeOffset? DecidedAt
    );

    /// <param name="Counts">How many mails there are in each state.</param>
    public sealed record Page(IReadOnlyList<Delivery> Items, int Total, IReadOnlyDictionary<string, int> Counts);

    /// <param name="State"><c>failed</c> or <c>none</c>.</param>
    public sealed record Again(string? State);

    /// <param name="Queued">How many are tried again.</param>
    /// <param name="Left">How many are still to be asked for.</param>
    public sealed record Requeued(int Queued, int Left);

    public sealed record MissedPage(IReadOnlyList<Missed> Items, int Total);

    public sealed record Missed(
        Guid Id,
        Guid DeadlineId,
        string Point,
        string To,
        DateOnly DueOn,
        DateTimeOffset FireAt,
        DateTimeOffset? DecidedAt
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        ListMailTemplates.Map(api);
        api.MapGet("/mail/deliveries", ListAsync).RequireAuthorization(Policies.Administration).WithName("mail-deliveries");
        api.MapPost("/mail/deliveries/{id}/retry", RetryAsync).RequireAuthorization(Policies.Administration).WithName("retry-mail");
        api.MapPost("/mail/deliveries/retry", RetryAllAsync).RequireAuthorization(Policies.Administration).WithName("retry-mails");
        api.MapGet("/reminders/missed", MissedAsync).RequireAuthorization(Policies.Administration).WithName("missed-reminders");
    }

    private static async Task<Page> ListAsync(
        string? state,
        int? page,
        int? pageSize,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        if (!Enum.TryParse<NotificationMail>(state ?? "failed", ignoreCase: true, out var wanted))
            throw ProblemException.Field(
                "state",
                "unknown-code",
                "应为 queued、sent、failed 或 none。",
                "One of queued, sent, failed, none."
            );
        var cut = PageRequest.Of(page, pageSize);
        var counts = (
            await database
                .Set<MailDelivery>()
                .GroupBy(delivery => delivery.State)
                .Select(group => new { group.Key, Count = group.Count() })
                .ToListAsync(cancellationToken)
        ).ToDictionary(group => NameOf(group.Key), group => group.Count, StringComparer.Ordinal);
        var found = database.Set<MailDelivery>().AsNoTracking().Where(delivery => delivery.State == wanted);
        var rows = await cut.Cut(found.OrderByDescending(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id))
            .ToListAsync(cancellationToken);
        return new Page(
            [
                .. rows.Select(row => new Delivery(
                    row.Id,
                    row.Kind,
                    row.UserName,
                    row.Subject,
                    NameOf(row.State),
                    row.Attempts,
                    row.LastError,
                    row.CreatedAt,
                    row.DecidedAt
                )),
            ],
            counts.GetValueOrDefault(NameOf(wanted)),
            counts
        );
    }

    private static string NameOf(NotificationMail state) => state.ToString().ToLowerInvariant();

    /// <summary>Everything that was given up, once the mail server is there again: the oldest first, so many at a time.</summary>
    private static async Task<Requeued> RetryAllAsync(
        Again request,
        LaborFlowDbContext database,
        ReminderQueue queue,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var state = request.State switch
        {
            "failed" => NotificationMail.Failed,
            "none" => NotificationMail.None,
            _ => throw ProblemException.Field("state", "unknown-code", "应为 failed 或 none。", "One of failed, none."),
        };
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var all = database.Set<MailDelivery>().Where(delivery => delivery.State == state);
        var total = await all.CountAsync(cancellationToken);
        var given = await all.OrderBy(delivery => delivery.CreatedAt)
            .ThenBy(delivery => delivery.Id)
            .Take(MostAtOnce)
            .ToListAsync(cancellationToken);
        var messages = given.ConvertAll(delivery => Requeue(delivery, time.GetUtcNow()));
        await database.SaveChangesAsync(cancellationToken);
        await queue.WriteAsync([], [.. messages.DistinctBy(message => message.Id)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Requeued(given.Count, total - given.Count);
    }

    private const int MostAtOnce = 500;

    /// <summary>Queues a mail again, and gives the message that has it tried.</summary>
    private static OutboxMessage Requeue(MailDelivery delivery, DateTimeOffset now)
    {
        (delivery.State, delivery.Attempts, delivery.DecidedAt) = (NotificationMail.Queued, 0, null);
        return new OutboxMessage
        {
            // A notice to several parties is one message: those who have it already are passed over.
            Id = delivery.Id.Split('.')[0],
            Kind = delivery.Kind,
            PayloadJson = delivery.PayloadJson,
            CreatedAt = now,
        };
    }

    private static async Task<IResult> RetryAsync(
        string id,
        LaborFlowDbContext database,
        ReminderQueue queue,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var delivery =
            await database.FindAsync<MailDelivery>([id], cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        if (delivery.State is not (NotificationMail.Failed or NotificationMail.None))
            throw new ProblemException(KnownProblems.Of(409, "mail.not-failed", "该邮件没有失败。", "The mail did not fail."));
        var message = Requeue(delivery, time.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        await queue.WriteAsync([], [message], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<MissedPage> MissedAsync(
        int? page,
        int? pageSize,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var found = database.Set<Reminder>().AsNoTracking().Where(reminder => reminder.State == ReminderState.Missed);
        var rows = await cut.Cut(found.OrderByDescending(reminder => reminder.FireAt).ThenBy(reminder => reminder.Id))
            .ToListAsync(cancellationToken);
        return new MissedPage(
            [
                .. rows.Select(row => new Missed(
                    row.Id,
                    row.DeadlineId,
                    row.Point,
                    row.To.ToString().ToLowerInvariant(),
                    row.DueOn,
                    row.FireAt,
                    row.DecidedAt
                )),
            ],
            await found.CountAsync(cancellationToken)
        );
    }
}
