using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;

namespace LaborFlow.Workflows.Tests.Mediation;

/// <summary>调解协议仲裁审查: in time and together, within five working days and five more, signed by both or by none.</summary>
public sealed class ReviewStories : Story
{
    private static readonly object Sound = new
    {
        joint = true,
        withinFifteenDays = true,
        identity = true,
    };

    private async Task AgreedAsync()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await DoAsync("mediate", "agreement", new { terms = "公司支付18000元", amount = 18_000m });
        await DoAsync("applicant-confirms", "confirm", Signed);
        await DoAsync("respondent-confirms", "confirm", Signed);
    }

    private async Task ReviewedAsync()
    {
        await AgreedAsync();
        await RaiseAsync("review", "双方共同申请仲裁审查", new { joint = true }, party: "applicant");
        await DoAsync("medrev-accept", "accept", Sound);
    }

    private Task ConfirmAsync() =>
        DoAsync(
            "medrev-review",
            "confirm",
            new
            {
                genuine = true,
                lawful = true,
                terms = "公司支付18000元",
            }
        );

    [Fact]
    public async Task An_application_after_fifteen_days_is_refused_with_the_article_and_the_ways_that_are_left()
    {
        await AgreedAsync();
        await PassUntilAsync(new DateOnly(2026, 11, 18));
        var refused = await Should.ThrowAsync<NotAllowedException>(() =>
            RaiseAsync("review", "双方共同申请仲裁审查", new { joint = true }, party: "applicant")
        );
        refused.Code.ShouldBe("exception.too-late");
        refused.Zh.ShouldContain("2026-11-17");
        refused.Zh.ShouldContain("《劳动人事争议仲裁办案规则》第74条");
        refused.Zh.ShouldContain("司法确认");
    }

    [Fact]
    public async Task The_director_gives_five_working_days_more_and_not_six()
    {
        await ReviewedAsync();
        (await DeadlineAsync("med-arb-review-5d")).DueOn.ShouldBe(new DateOnly(2026, 11, 9));
        await DoAsync("medrev-review", "extend", new { reason = "需核对工资明细" });
        await DoAsync("medrev-extension", "approve", new { days = 6, reason = "需核对工资明细" });
        (await OpenStepsAsync()).ShouldBe(["medrev-extension"]);
        (await LastEntryAsync("deadline.refused")).ShouldContain("5");
        await DoAsync("medrev-extension", "approve", new { days = 5, reason = "需核对工资明细" });

        (await DeadlineAsync("med-arb-review-5d")).DueOn.ShouldBe(new DateOnly(2026, 11, 16));
        (await PaperAsync("MEDREV/extension-notice")).ShouldContain("2026年11月16日");
        (await OpenStepsAsync()).ShouldBe(["medrev-review"]);
    }

    [Fact]
    public async Task The_document_takes_effect_when_both_have_signed_and_can_be_enforced_for_two_years()
    {
        await ReviewedAsync();
        await ConfirmAsync();
        (await CaseAsync()).ClosedAt.ShouldBeNull();
        await DoAsync(
            "medrev-serve",
            "signed",
            new
            {
                applicantMethod = "direct",
                applicantReceivedOn = Day(0),
                respondentMethod = "direct",
                respondentReceivedOn = Day(0),
            }
        );

        (await CaseAsync()).ClosedAs.ShouldBe("reviewed");
        var enforce = await DeadlineAsync("arb-enforce-2y");
        (enforce.DueOn, enforce.State).ShouldBe((new DateOnly(2028, 11, 2), DeadlineState.Running));
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("仲裁调解书已经双方签收"));
    }

    [Fact]
    public async Task Whoever_takes_it_back_before_signing_leaves_the_agreement_as_it_was()
    {
        await ReviewedAsync();
        await ConfirmAsync();
        await DoAsync("medrev-serve", "withdrawn", new { reason = "被申请人签收前撤回" });
        var closed = await CaseAsync();
        (closed.ClosedAs, closed.ClosingReason).ShouldBe(("agreement", "被申请人签收前撤回"));
        (await DeadlineAsync("jc-confirm-30d")).State.ShouldBe(DeadlineState.Running);
    }

    [Fact]
    public async Task What_is_not_reviewed_is_refused_in_writing_and_a_refusal_names_its_ground()
    {
        await AgreedAsync();
        await RaiseAsync("review", "申请仲裁审查", new { joint = false }, party: "applicant");
        await DoAsync("medrev-accept", "refuse", new { reason = "不是双方共同申请" });
        (await PaperAsync("MEDREV/not-accepted")).ShouldContain("不是双方共同申请");

        await RaiseAsync("review", "双方共同申请仲裁审查", new { joint = true }, party: "applicant");
        await DoAsync("medrev-accept", "accept", Sound);
        await DoAsync("medrev-review", "refuse", new { ground = "违反法律、行政法规强制性规定", reason = "约定放弃社会保险" });
        var refusal = await PaperAsync("MEDREV/refusal");
        refusal.ShouldContain("属于违反法律、行政法规强制性规定的情形");
        refusal.ShouldContain("约定放弃社会保险");
        (await CaseAsync()).ClosedAs.ShouldBe("agreement");
    }
}
