using System.Net.Mail;
using System.Security.Authentication;
using System.Text;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Host.Mail;

namespace LaborFlow.Host.Tests.Reminders;

public sealed class MailTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static MailServer To(LoopbackSmtp smtp) =>
        new()
        {
            Server = "localhost",
            Port = smtp.Port,
            From = "laborflow@example.gov.cn",
            FromName = "深圳市龙华区劳动人事争议仲裁院",
            UserName = "laborflow",
            Password = "邮件口令",
            Timeout = TimeSpan.FromSeconds(15),
        };

    private static OutgoingMail Summons()
    {
        var hearing = new Hearing
        {
            Id = Guid.Parse("0195d3a0-0000-7000-8000-000000000001"),
            CaseId = Guid.Empty,
            Number = 1,
            HeldOn = new DateOnly(2026, 3, 20),
            StartsAt = "09:30",
            Place = "第三仲裁庭",
            NotifiedOn = new DateOnly(2026, 3, 10),
        };
        var letter = new NoticeLetter(
            "欧阳娜娜",
            "您与<深圳某科技>有限公司的争议案定于下列时间开庭，请准时到庭。",
            "深龙华劳人仲案〔2026〕17号",
            "劳动人事争议仲裁",
            "追索劳动报酬",
            "2026年3月20日 09:30",
            "第三仲裁庭"
        );
        return new OutgoingMail(
            "0195d3a000007000800000000000000a",
            "ouyang@example.com",
            "欧阳娜娜",
            "开庭通知：深龙华劳人仲案〔2026〕17号（追索劳动报酬、经济补偿、未休年休假工资等多项请求）",
            MailTemplates.Text(letter),
            MailTemplates.Html(letter),
            ICalendar.Write([HearingEntries.Of(hearing, "深龙华劳人仲案〔2026〕17号")], Now),
            [new MailFile("开庭通知书.pdf", "application/pdf", Encoding.ASCII.GetBytes("%PDF-1.7 as it was\n.\n..dots"))]
        );
    }

    [Fact]
    public async Task A_mail_goes_by_starttls_after_signing_in_and_arrives_as_it_was_written()
    {
        using var certificate = OwnAuthority.Issue();
        await using var smtp = new LoopbackSmtp(certificate);
        await new Mailer(To(smtp)).SendAsync(Summons(), CancellationToken.None);

        smtp.Encrypted.Single().ShouldBeOneOf(SslProtocols.Tls12, SslProtocols.Tls13);
        smtp.Credentials.ShouldBe("laborflow:邮件口令");
        smtp.InTheClear.ShouldBe(0);
        var mail = ReadMail.Of(smtp.Mails.Single());
        mail.Shown("Subject").ShouldBe("开庭通知：深龙华劳人仲案〔2026〕17号（追索劳动报酬、经济补偿、未休年休假工资等多项请求）");
        mail.Header("Subject").ShouldAllBe(letter => letter < 128);
        mail.Shown("To").ShouldContain("欧阳娜娜");
        mail.Shown("From").ShouldContain("深圳市龙华区劳动人事争议仲裁院");
        mail.Header("Message-ID").ShouldBe("<0195d3a000007000800000000000000a@laborflow>");
        mail.Headers.Keys.ShouldNotContain("List-Unsubscribe");

        var text = mail.All.Single(part => part.MediaType == "text/plain").Text;
        text.ShouldContain("欧阳娜娜：");
        text.ShouldContain("您与<深圳某科技>有限公司的争议案");
        text.ShouldContain("开庭时间：2026年3月20日 09:30");
        text.ShouldContain("不可退订");
        var html = mail.All.Single(part => part.MediaType == "text/html").Text;
        html.ShouldContain("您与&lt;深圳某科技&gt;有限公司的争议案");
        html.ShouldContain("<td>第三仲裁庭</td>");
        mail.All.Count(part => part.MediaType == "multipart/alternative").ShouldBe(1);

        var pdf = mail.All.Single(part => part.MediaType == "application/pdf");
        pdf.FileName.ShouldBe("开庭通知书.pdf");
        pdf.Text.ShouldBe("%PDF-1.7 as it was\n.\n..dots");
        var calendar = mail.All.Single(part => part.MediaType == "text/calendar");
        calendar.FileName.ShouldBe("deadline.ics");
        string[] lines = calendar.Text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        lines.ShouldContain("DTSTART:20260320T013000Z");
        lines.ShouldContain("LOCATION:第三仲裁庭");
        lines.ShouldContain("SUMMARY:深龙华劳人仲案〔2026〕17号 第1次开庭");
        lines.ShouldContain("UID:0195d3a0000070008000000000000001@laborflow");
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_neither_password_nor_mail()
    {
        using var certificate = OwnAuthority.IssueUntrusted();
        await using var smtp = new LoopbackSmtp(certificate);

        await Should.ThrowAsync<Exception>(() => new Mailer(To(smtp)).SendAsync(Summons(), CancellationToken.None));

        (smtp.Credentials, smtp.Mails.Count).ShouldBe((null, 0));
    }

    [Fact]
    public async Task A_server_without_starttls_gets_neither_password_nor_mail()
    {
        await using var smtp = new LoopbackSmtp();

        await Should.ThrowAsync<SmtpException>(() => new Mailer(To(smtp)).SendAsync(Summons(), CancellationToken.None));

        (smtp.Credentials, smtp.Mails.Count).ShouldBe((null, 0));
    }

    [Fact]
    public void An_address_or_subject_cannot_smuggle_a_header_in()
    {
        var smuggled = Summons() with { Subject = "开庭\r\nBcc: everybody@example.com" };
        Should.NotThrow(() => new Mailer(new MailServer { Server = "localhost" }).Compose(smuggled).Dispose());
        new Mailer(new MailServer { Server = "localhost" }).Compose(smuggled).Subject.ShouldBe("开庭 Bcc: everybody@example.com");
    }

    [Theory]
    [InlineData("请核对张伟 11010519491231002X 的材料", "请核对张伟 **************002X 的材料")]
    [InlineData("回电13800138000", "回电*******8000")]
    [InlineData("退汇：6222 0202 0011 2230 004", "退汇：******************* 004")]
    [InlineData("开庭通知：深龙华劳人仲案〔2026〕1234号 2026-11-22 09:30", "开庭通知：深龙华劳人仲案〔2026〕1234号 2026-11-22 09:30")]
    public void A_subject_never_tells_a_persons_number(string subject, string shown) =>
        new Mailer(new MailServer { Server = "localhost" }).Compose(Summons() with { Subject = subject }).Subject.ShouldBe(shown);
}
