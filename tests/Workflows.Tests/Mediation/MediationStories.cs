using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;

namespace LaborFlow.Workflows.Tests.Mediation;

/// <summary>调解前置受理，直到协议履行、审查或者转仲裁.</summary>
public sealed class MediationStories : Story
{
    private static readonly object Sound = new { labourDispute = true, inTerritory = true };

    private async Task AgreedAsync()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await DoAsync(
            "mediate",
            "agreement",
            new
            {
                terms = "公司十日内支付18000元",
                amount = 18_000m,
                performBy = Day(10),
            }
        );
        await DoAsync("applicant-confirms", "confirm", Signed);
        await DoAsync("respondent-confirms", "confirm", Signed);
    }

    [Fact]
    public async Task A_session_is_scheduled_held_and_ends_with_an_agreement_that_both_confirm()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await DoAsync("mediate", "schedule");
        await DoAsync(
            "med-schedule",
            "set",
            new
            {
                heldOn = Day(40),
                startsAt = "10:00",
                mode = "in-person",
            }
        );
        (await LastEntryAsync("mediation.refused")).ShouldContain("超过调解期限");
        await DoAsync(
            "med-schedule",
            "set",
            new
            {
                heldOn = Day(3),
                startsAt = "10:00",
                place = "第一调解室",
                mode = "in-person",
            }
        );
        (await PaperAsync("MED/session-notice")).ShouldContain("第一调解室");
        await PassAsync(3);
        await DoAsync(
            "mediate",
            "session",
            new
            {
                heldOn = Day(0),
                mode = "in-person",
                applicantPresent = true,
                respondentPresent = true,
                summary = "双方对金额有分歧",
            }
        );
        (await PaperAsync("MED/session-record")).ShouldContain("双方对金额有分歧");
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
    }

    [Fact]
    public async Task The_other_side_is_asked_and_its_refusal_hands_the_file_to_arbitration()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "ask-consent", Sound);
        await DoAsync(
            "med-consent",
            "refuse",
            new
            {
                heldOn = Day(0),
                method = "phone",
                reason = "不愿调解",
            }
        );
        await DemandApplicationAwaitedAsync();
        (await PaperAsync("MED/termination-notice")).ShouldContain("终结原因：被申请人不同意调解：不愿调解");
        (await DeadlineAsync("med-duration-15d")).State.ShouldBe(DeadlineState.Met);
    }

    [Fact]
    public async Task Whoever_consents_is_mediated()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "ask-consent", Sound);
        await DoAsync("med-consent", "agree", new { heldOn = Day(0), method = "phone" });
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
    }

    [Fact]
    public async Task An_agreement_is_reviewed_by_the_commission_and_becomes_a_mediation_document()
    {
        await AgreedAsync();
        (await CaseAsync()).ClosedAs.ShouldBe("agreement");
        await RaiseAsync("review", "双方共同申请仲裁审查", new { joint = true }, party: "applicant");
        await DoAsync(
            "medrev-accept",
            "accept",
            new
            {
                joint = true,
                withinFifteenDays = true,
                identity = true,
            }
        );
        (await DeadlineAsync("med-arb-review-5d")).State.ShouldBe(DeadlineState.Running);
        await DoAsync(
            "medrev-review",
            "confirm",
            new
            {
                genuine = true,
                lawful = true,
                terms = "公司十日内支付18000元",
            }
        );
        (await OpenStepsAsync()).ShouldBe(["medrev-serve"]);
        await DoAsync(
            "medrev-serve",
            "signed",
            new
            {
                applicantMethod = "direct",
                applicantReceivedOn = Day(0),
                respondentMethod = "mail",
                respondentAddress = "深圳市龙华区观澜大道8号",
                respondentReceivedOn = Day(0),
            }
        );
        (await CaseAsync()).ClosedAs.ShouldBe("reviewed");
        (await PaperAsync("MEDREV/mediation-document")).ShouldContain("公司十日内支付18000元");
    }

    [Fact]
    public async Task An_agreement_against_mandatory_law_is_not_confirmed()
    {
        await AgreedAsync();
        await RaiseAsync("review", "双方共同申请仲裁审查", new { joint = true });
        await DoAsync(
            "medrev-accept",
            "accept",
            new
            {
                joint = true,
                withinFifteenDays = true,
                identity = true,
            }
        );
        await DoAsync("medrev-review", "refuse", new { ground = "违反法律、行政法规强制性规定", reason = "约定放弃社会保险" });
        (await CaseAsync()).ClosedAs.ShouldBe("agreement");
        (await PaperAsync("MEDREV/refusal")).ShouldContain("司法确认");
    }

    [Fact]
    public async Task Performance_is_followed_and_a_default_goes_to_arbitration()
    {
        await AgreedAsync();
        await RaiseAsync("performance", "仅付一半", new { performed = false }, party: "applicant");
        await DoAsync("exc-performance", "instalment", new { note = "已付9000元", paid = 9_000m });
        await RaiseAsync("performance", "余款逾期未付", new { performed = false }, party: "applicant");
        var early = await Should.ThrowAsync<NotAllowedException>(() =>
            DoAsync("exc-performance", "arbitrate", new { reason = "公司拒绝支付余款" })
        );
        early.Code.ShouldBe("performance.not-due");
        await PassAsync(11);
        await DoAsync("exc-performance", "arbitrate", new { reason = "公司拒绝支付余款" });
        await GoesToArbitrationAsync();
    }

    [Fact]
    public async Task A_performed_agreement_is_confirmed_on_paper()
    {
        await AgreedAsync();
        await RaiseAsync("performance", "已付清", new { performed = true }, party: "applicant");
        await DoAsync("exc-performance", "performed", new { note = "2026年11月10日一次付清" });
        (await PaperAsync("EXC/performance-record")).ShouldContain("一次付清");
        (await CaseAsync()).ClosedAs.ShouldBe("performed");
        // Nobody is reminded of what was paid, nor waits for it.
        await PassAsync(40);
        (await OpenStepsAsync()).ShouldBeEmpty();
    }
}
