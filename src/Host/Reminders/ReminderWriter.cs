using System.Globalization;
using System.Text.Json;
using LaborFlow.Activities.Notices;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Reminders;

/// <summary>Puts reminders into words, one notification a recipient, and decides which get a mail of their own.</summary>
internal sealed class ReminderWriter(
    Recipients recipients,
    StatuteRegister register,
    WorkingCalendar calendar,
    DateTimeOffset now,
    bool hasMail
)
{
    private readonly Dictionary<string, bool> open = new(StringComparer.Ordinal);

    /// <summary>To write.</summary>
    public List<Notification> Notifications { get; } = [];

    /// <summary>Mails that do not wait for the morning.</summary>
    public List<OutboxMessage> Messages { get; } = [];

    /// <summary>What parties were reminded of, for the pages of their cases.</summary>
    public List<CaseEvent> Events { get; } = [];

    /// <summary>Tomorrow's reminders of what stays overdue.</summary>
    public List<Reminder> Next { get; } = [];

    public void Write(Reminder reminder, RemindedDeadline deadline, RemindedCase disputed)
    {
        var place = calendar.At(new Jurisdiction(disputed.District));
        if (reminder.To == ReminderRecipient.Party)
        {
            TellParty(deadline, disputed, place);
            return;
        }
        var (zh, en) = Say(deadline, disputed, place);
        foreach (var recipient in recipients.Of(reminder.To, disputed))
        {
            // Who is off work today reads it in the digest of the next morning that they work.
            var waits = reminder.CanWait || !IsOpen(recipient);
            // An office without mail has thousands of reminders a day: none of them becomes a mail that is only found undeliverable later.
            var mailed = hasMail && recipient.HasAddress;
            var notification = new Notification
            {
                Id = Guid.CreateVersion7(now),
                UserName = recipient.UserName,
                ReminderId = reminder.Id,
                CaseId = disputed.Id,
                DeadlineId = deadline.Id,
                Zh = zh,
                En = en,
                DueOn = deadline.DueOn,
                Urgent = !reminder.CanWait,
                CreatedAt = now,
                Mail =
                    !mailed ? NotificationMail.None
                    : waits ? NotificationMail.Waiting
                    : NotificationMail.Queued,
            };
            Notifications.Add(notification);
            if (mailed && !waits)
                Messages.Add(MessageOf(new ReminderSweep.MailBody(recipient.UserName, [notification.Id], Digest: false), now));
        }
        if (reminder.Point.StartsWith("overdue-", StringComparison.Ordinal))
            Next.Add(ReminderPlanner.Next(reminder, place, now));
    }

    /// <summary>The side that has to keep the day reads it on the case's page, and gets it by mail as any notice.</summary>
    private void TellParty(RemindedDeadline deadline, RemindedCase disputed, PlaceCalendar place)
    {
        if (PartyPeriods.SideOf(deadline.ParameterId) is not { } side)
            return;
        var today = ChinaDay.Of(now);
        var due = deadline.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var left = place.WorkingDaysAfter(today, deadline.DueOn);
        var action = register.Find(deadline.ParameterId, new Jurisdiction(disputed.District), deadline.StartsOn).Row?.Action ?? default;
        var zh =
            $"“{deadline.Name}”{(today == deadline.DueOn ? $"今日（{due}）届满" : $"将于{due}届满，还有{left}个工作日")}，请按期{action.Zh ?? "履行"}。";
        var en =
            $"The time to {action.En ?? "act"} {(today == deadline.DueOn ? $"ends today ({due})" : $"ends on {due}, {left} working days left")}.";
        Events.Add(CaseEvents.Public(disputed.Id, now, "clock", "deadline.party-reminded", zh, en));
        Messages.Add(
            new OutboxMessage
            {
                Id = Guid.CreateVersion7(now).ToString("N", CultureInfo.InvariantCulture),
                Kind = NotifyParty.MessageKind,
                PayloadJson = JsonSerializer.Serialize(
                    new Dictionary<string, object?>
                    {
                        ["caseId"] = disputed.Id.ToString(),
                        ["caseNumber"] = disputed.CaseNumber,
                        ["side"] = side,
                        ["text"] = zh,
                    },
                    JsonValues.Options
                ),
                CreatedAt = now,
            }
        );
    }

    /// <summary>A message that asks for a mail.</summary>
    public static OutboxMessage MessageOf(ReminderSweep.MailBody body, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now).ToString("N", CultureInfo.InvariantCulture),
            Kind = ReminderSweep.MailKind,
            PayloadJson = JsonSerializer.Serialize(body, JsonSerializerOptions.Web),
            CreatedAt = now,
        };

    private bool IsOpen(Recipient recipient)
    {
        var place = recipient.Jurisdiction ?? "";
        return open.TryGetValue(place, out var known) ? known : open[place] = WorkingHours.IsOpen(now, calendar, place);
    }

    private (string Zh, string En) Say(RemindedDeadline deadline, RemindedCase disputed, PlaceCalendar place)
    {
        var today = ChinaDay.Of(now);
        var due = deadline.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (today > deadline.DueOn)
        {
            var days = place.WorkingDaysAfter(deadline.DueOn, today);
            var row = register.Find(deadline.ParameterId, new Jurisdiction(disputed.District), deadline.StartsOn).Row;
            var consequence = row is { Consequence.Length: > 0 } ? $"法律后果：{row.Consequence}（{row.Basis}）" : "";
            return (
                $"{disputed.CaseNumber}“{deadline.Name}”已于{due}届满，逾期{days}个工作日。{consequence}",
                $"{disputed.CaseNumber}: {deadline.ParameterId} ended on {due}, {days} working days overdue."
            );
        }
        if (today == deadline.DueOn)
            return (
                $"{disputed.CaseNumber}“{deadline.Name}”今日（{due}）届满。",
                $"{disputed.CaseNumber}: {deadline.ParameterId} ends today ({due})."
            );
        var left = place.WorkingDaysAfter(today, deadline.DueOn);
        return (
            $"{disputed.CaseNumber}“{deadline.Name}”将于{due}届满，还有{left}个工作日。",
            $"{disputed.CaseNumber}: {deadline.ParameterId} ends on {due}, {left} working days left."
        );
    }
}
