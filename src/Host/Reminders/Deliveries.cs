using LaborFlow.Cases.Reminders;
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

    public sealed record Page(IReadOnlyList<Delivery> Items, int Total);

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
                    row.State.ToString().ToLowerInvariant(),
                    row.Attempts,
                    row.LastError,
                    row.CreatedAt,
                    row.DecidedAt
                )),
            ],
            await found.CountAsync(cancellationToken)
        );
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
        (delivery.State, delivery.Attempts, delivery.DecidedAt) = (NotificationMail.Queued, 0, null);
        await database.SaveChangesAsync(cancellationToken);
        var message = new Engine.Durability.OutboxMessage
        {
            // A notice to several parties is one message: those who have it already are passed over.
            Id = delivery.Id.Split('.')[0],
            Kind = delivery.Kind,
            PayloadJson = delivery.PayloadJson,
            CreatedAt = time.GetUtcNow(),
        };
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
