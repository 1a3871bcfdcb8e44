using System.Text.Json;
using LaborFlow.Activities.Notices;
using LaborFlow.Cases;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Notices;

/// <summary>
/// Carries a notice to the parties of a side by mail, to those who consented to electronic service and gave an address, and writes into the
/// file what was sent and what was not, and why. The notice itself stands on the case's page in any case.
/// </summary>
internal sealed class PartyNotices(IServiceScopeFactory scopes, IMailTransport mails, TimeProvider time) : IOutboxHandler
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
        foreach (var party in side)
        {
            // The entry has the id of the message and the party: one that is there says that an earlier try came this far.
            var id = EntryId(message.Id, party.Position);
            if (await database.FindAsync<CaseEvent>([id], cancellationToken) is not null)
                continue;
            var (zh, en) = await CarryAsync(message, notice, found, party, cancellationToken);
            database.Add(
                new CaseEvent
                {
                    Id = id,
                    CaseId = found.Id,
                    At = time.GetUtcNow(),
                    Actor = "workflow",
                    Action = "notice.carried",
                    Zh = zh,
                    En = en,
                    PublicToParties = false,
                }
            );
            await database.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<(string Zh, string En)> CarryAsync(
        OutboxMessage message,
        Notice notice,
        Case found,
        Party party,
        CancellationToken cancellationToken
    )
    {
        if (!party.ConsentsToElectronicService)
            return ($"{party.Name}未同意电子送达，通知未以邮件发送", $"No mail to {party.Name}: no consent to electronic service");
        if (string.IsNullOrWhiteSpace(party.Email))
            return ($"{party.Name}未留电子邮箱，通知未以邮件发送", $"No mail to {party.Name}: no address");
        if (!mails.IsConfigured)
            return ($"未配置邮件服务器，致{party.Name}的通知未以邮件发送", $"No mail to {party.Name}: no mail server is configured");
        await mails.SendAsync(
            new Mail(
                $"{message.Id}.{party.Position}",
                party.Email,
                $"{found.CaseNumber} 案件进程通知",
                $"{party.Name}：\n\n{notice.Text}\n"
            ),
            cancellationToken
        );
        return ($"通知已以邮件发送给{party.Name}", $"Mailed to {party.Name}");
    }

    private static Guid EntryId(string messageId, int position)
    {
        var id = Guid.Parse(messageId).ToByteArray(bigEndian: true);
        // The last bytes of a UUIDv7 are random: each party's entry gets its own.
        id[15] = (byte)(id[15] ^ (position & 0xff));
        id[14] = (byte)(id[14] ^ ((position >> 8) & 0xff) ^ 0x5a);
        return new Guid(id, bigEndian: true);
    }

    private sealed record Notice(Guid CaseId, string CaseNumber, string Side, string Text);
}
