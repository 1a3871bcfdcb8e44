using System.Globalization;
using System.Text.Json;
using LaborFlow.Activities.Notices;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Mail;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Notices;

/// <summary>
/// Carries a notice to the parties of a side by mail, to those who consented to electronic service and gave an address, and writes into the
/// file what was sent and what was not, and why. The notice itself stands on the case's page in any case.
/// </summary>
internal sealed class PartyNotices(IServiceScopeFactory scopes, Mailer mailer, TimeProvider time) : IOutboxHandler
{
    public string Kind => NotifyParty.MessageKind;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var notice = JsonSerializer.Deserialize<Notice>(message.PayloadJson, JsonSerializerOptions.Web)!;
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var cases = services.GetRequiredService<ICaseStore>();
        var database = services.GetRequiredService<LaborFlowDbContext>();
        var found =
            await cases.FindAsync(notice.CaseId, forUpdate: false, cancellationToken)
            ?? throw new InvalidOperationException($"The case {notice.CaseId} of a notice is missing.");
        services.GetRequiredService<LogScope>().CaseNumber = found.CaseNumber;
        var side = notice.Side == TaskParties.Applicant ? found.Applicants : found.Respondents;
        var waiting = false;
        foreach (var party in side)
        {
            // The entry has the id of the message and the party: one that is there says that an earlier try came this far.
            var id = EntryId(message.Id, party.Position);
            if (await database.FindAsync<CaseEvent>([id], cancellationToken) is not null)
                continue;
            if (await CarryAsync(message, notice, found, party, services, cancellationToken) is not { } told)
            {
                waiting = true;
                continue;
            }
            database.Add(
                new CaseEvent
                {
                    // One that failed is tried again when an administrator says so.
                    Id = told.Failed ? Guid.CreateVersion7(time.GetUtcNow()) : id,
                    CaseId = found.Id,
                    At = time.GetUtcNow(),
                    Actor = "workflow",
                    Action = told.Failed ? "notice.failed" : "notice.carried",
                    Zh = told.Zh,
                    En = told.En,
                    PublicToParties = false,
                }
            );
            await database.SaveChangesAsync(cancellationToken);
        }

        if (waiting)
            throw new InvalidOperationException("The mail server did not take the mail to some party.");
    }

    /// <returns>What to write into the file; null when it has to be tried again.</returns>
    private async Task<(string Zh, string En, bool Failed)?> CarryAsync(
        OutboxMessage message,
        Notice notice,
        Case found,
        Party party,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        if (!party.ConsentsToElectronicService)
            return ($"{party.Name}未同意电子送达，通知未以邮件发送", $"No mail to {party.Name}: no consent to electronic service", false);
        if (string.IsNullOrWhiteSpace(party.Email))
            return ($"{party.Name}未留电子邮箱，通知未以邮件发送", $"No mail to {party.Name}: no address", false);
        if (!mailer.IsConfigured)
            return ($"未配置邮件服务器，致{party.Name}的通知未以邮件发送", $"No mail to {party.Name}: no mail server is configured", false);
        // A hearing that is still to come goes along, for the party's own calendar.
        var database = services.GetRequiredService<LaborFlowDbContext>();
        var today = ChinaDay.Today(time);
        var hearing = await database
            .Set<Hearing>()
            .AsNoTracking()
            .Where(set => set.CaseId == found.Id && set.State == HearingState.Scheduled && set.HeldOn >= today)
            .OrderByDescending(set => set.Number)
            .FirstOrDefaultAsync(cancellationToken);
        var letter = new NoticeLetter(
            party.Name,
            NoticeWordings.Apply(notice.Template, found.CaseNumber, notice.Text),
            found.CaseNumber,
            CodeZh.OfProcedure(found.ProcedureCode).Zh,
            CodeZh.OfCause(found.MainCause).Zh,
            hearing is null ? null : $"{hearing.HeldOn.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)} {hearing.StartsAt}",
            hearing?.Place
        );
        var mail = new OutgoingMail(
            $"{message.Id}.{party.Position}",
            party.Email,
            party.Name,
            $"{found.CaseNumber} 案件进程通知",
            MailTemplates.Text(letter),
            MailTemplates.Html(letter),
            hearing is null ? null : ICalendar.Write([HearingEntries.Of(hearing, found.CaseNumber)], time.GetUtcNow())
        );
        var recipient = (notice.Side == TaskParties.Applicant ? "申请人" : "被申请人") + (party.Position + 1);
        var delivery = await services
            .GetRequiredService<MailDeliveries>()
            .TryAsync(message, mail, $"{found.CaseNumber} {recipient}", cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return delivery.State switch
        {
            NotificationMail.Sent => ($"通知已以邮件发送给{party.Name}", $"Mailed to {party.Name}", false),
            NotificationMail.Queued => null,
            _ => (
                $"致{party.Name}的通知多次发送失败，已列入邮件失败清单",
                $"The mail to {party.Name} failed and is on the administrators' list",
                true
            ),
        };
    }

    private static Guid EntryId(string messageId, int position)
    {
        var id = Guid.Parse(messageId).ToByteArray(bigEndian: true);
        // The last bytes of a UUIDv7 are random: each party's entry gets its own.
        id[15] = (byte)(id[15] ^ (position & 0xff));
        id[14] = (byte)(id[14] ^ ((position >> 8) & 0xff) ^ 0x5a);
        return new Guid(id, bigEndian: true);
    }

    private sealed record Notice(Guid CaseId, string CaseNumber, string Side, string Text, string? Template = null);
}
