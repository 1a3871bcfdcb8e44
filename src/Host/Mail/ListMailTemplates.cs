using LaborFlow.Host.Accounts;

namespace LaborFlow.Host.Mail;

/// <summary>邮件模板: the templates of all mails, each filled with an example, so that an administrator reads what people will get.</summary>
internal static class ListMailTemplates
{
    /// <param name="Code">What a definition stores, for a wording; the file's name, for a mail.</param>
    /// <param name="Kind"><c>mail</c>: a whole mail. <c>wording</c>: what a step of a procedure puts into a notice.</param>
    /// <param name="Source">The template as it is written.</param>
    /// <param name="Example">The text that comes of it.</param>
    public sealed record Item(string Code, string Kind, string Zh, string En, string Source, string Example);

    private const string Number = "深龙华劳人调案〔2026〕第1号";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/mail/templates", () => All).RequireAuthorization(Policies.DesignReaders).WithName("mail-templates");

    private static IReadOnlyList<Item> All =>
        [
            new(
                "reminder",
                "mail",
                "期限提醒",
                "Reminder of deadlines",
                MailTemplates.Source("reminder.txt.hbs"),
                MailTemplates.Text(
                    new ReminderLetter(
                        "王芳",
                        [
                            new ReminderLine(Number, "调解期限还有2个工作日届满", new DateOnly(2026, 3, 18), Urgent: true),
                            new ReminderLine(
                                "深龙华劳人仲案〔2026〕第2号",
                                "作出受理决定的期限已过半",
                                new DateOnly(2026, 3, 20),
                                Urgent: false
                            ),
                        ]
                    )
                )
            ),
            new(
                "notice",
                "mail",
                "当事人通知",
                "Notice to a party",
                MailTemplates.Source("notice.txt.hbs"),
                MailTemplates.Text(
                    new NoticeLetter("张伟", "您的仲裁申请已受理。", Number, "劳动争议仲裁", "拖欠工资", "2026年4月8日 9:30", "第一仲裁庭")
                )
            ),
            .. NoticeWordings.All.Select(wording => new Item(
                wording.Code,
                "wording",
                wording.Zh,
                wording.En,
                MailTemplates.Source($"wording-{wording.Code}.txt.hbs"),
                NoticeWordings.Apply(wording.Code, Number, "您的调解申请已受理，请等候调解通知。")
            )),
        ];
}
