namespace LaborFlow.Cases.Reminders;

/// <summary>The mail of a notification.</summary>
public enum NotificationMail
{
    /// <summary>Waits for the morning's digest.</summary>
    Waiting,

    /// <summary>In the outbox.</summary>
    Queued,

    /// <summary>Accepted by the mail server.</summary>
    Sent,

    /// <summary>Given up after several tries; administrators see it.</summary>
    Failed,

    /// <summary>No address, or no mail server.</summary>
    None,
}

/// <summary>通知: what one person is told in the application, and by mail.</summary>
public sealed class Notification
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whom it is for.</summary>
    public required string UserName { get; init; }

    /// <summary>The reminder that it comes from; with the user name unique, so that nobody is told twice.</summary>
    public required Guid ReminderId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The deadline; the same as <see cref="ReminderId"/> for a message that is about none.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>One line in Chinese; it names the case by its number, nobody by name.</summary>
    public required string Zh { get; init; }

    /// <summary>The same in English.</summary>
    public required string En { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>It is overdue, or its last day is today.</summary>
    public required bool Urgent { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the person read it.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Its mail.</summary>
    public NotificationMail Mail { get; set; }
}

/// <summary>督办事项: an overdue statutory step on the supervision list, until it is done.</summary>
public sealed class SupervisionItem
{
    /// <summary>What stands for <see cref="Consequence"/> where the article names none: what the office does by itself.</summary>
    public const string NoConsequence = "法律未规定逾期后果：请催办承办人员，问明原因，限期办结；仍未办结的，改派或者作出督办处理";

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The deadline; with its last day unique.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>The last day that passed.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The article.</summary>
    public required string Basis { get; init; }

    /// <summary>What follows by law, in Chinese, or <see cref="NoConsequence"/>.</summary>
    public required string Consequence { get; init; }

    /// <summary>When it was raised.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>What the head of office ordered.</summary>
    public string? Note { get; set; }

    /// <summary>Who handled it.</summary>
    public string? HandledBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? HandledAt { get; set; }
}

/// <summary>One mail to one address, tried until it was taken or given up.</summary>
public sealed class MailDelivery
{
    /// <summary>The outbox message's id, with the number of the party when it goes to several: a message that comes twice is sent once.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of the outbox message that asks for it.</summary>
    public required string Kind { get; init; }

    /// <summary>Whom it is for: an account, or a side of a case and its number (申请人1).</summary>
    public required string UserName { get; init; }

    /// <summary>The subject, for administrators; it holds no personal data.</summary>
    public required string Subject { get; init; }

    /// <summary>What to send again, as JSON.</summary>
    public required string PayloadJson { get; init; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Why the last one failed.</summary>
    public string? LastError { get; set; }

    /// <summary>Queued, sent, failed, or none when there is no address or server.</summary>
    public NotificationMail State { get; set; }

    /// <summary>When it was first tried.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was sent or given up.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}

/// <summary>The digest of one person's morning: one a day, whatever the number of hosts.</summary>
public sealed class MorningDigest
{
    /// <summary>Whom it is for.</summary>
    public required string UserName { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When it was queued.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>An officer's calendar subscription: the hash of the secret in its address.</summary>
public sealed class CalendarSubscription
{
    /// <summary>Whose.</summary>
    public required string UserName { get; init; }

    /// <summary>SHA-256 of the token, hex.</summary>
    public required string TokenHash { get; set; }

    /// <summary>When the address was made.</summary>
    public required DateTimeOffset RenewedAt { get; set; }
}
