using System.Text.Json;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Host.Tests.Reminders;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Notices;

public sealed class NoticeTests
{
    [Fact]
    public async Task A_party_who_consented_gets_a_mail_and_the_history_says_who_did_not_and_why()
    {
        await using var sink = new LoopbackSmtp();
        var host = new HostFixture("--Mail:Server", "127.0.0.1", "--Mail:Port", $"{sink.Port}", "--Mail:Encrypted", "false");
        await host.InitializeAsync();
        await using var _ = new Closing(host);
        var application = Application.Sound();
        application["applicant"]!["email"] = "chen@example.com";
        using var dispute = await Dispute.FileAsync(host, application);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);

        var history = await CarriedAsync(dispute, 2);

        history.ShouldContain("通知已以邮件发送给陈静");
        history.ShouldContain("未同意电子送达");
        sink.Mails.Count.ShouldBe(1);
        sink.Mails[0].ShouldContain("chen@example.com");
    }

    [Fact]
    public async Task Without_a_mail_server_the_history_says_that_nothing_was_mailed()
    {
        var host = new HostFixture();
        await host.InitializeAsync();
        await using var _ = new Closing(host);
        var application = Application.Sound();
        application["applicant"]!["email"] = "chen@example.com";
        using var dispute = await Dispute.FileAsync(host, application);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);

        (await CarriedAsync(dispute, 2)).ShouldContain("未配置邮件服务器");
    }

    private static async Task<string> CarriedAsync(Dispute dispute, int count) =>
        (
            await dispute.EventuallyAsync(
                async () =>
                {
                    var history = await dispute.CaseAsync(page: "/history");
                    return history.EnumerateArray().Count(entry => entry.GetProperty("action").GetString() == "notice.carried") == count
                        ? history
                        : null;
                },
                "the notices were not carried"
            )
        ).ToString();
}
