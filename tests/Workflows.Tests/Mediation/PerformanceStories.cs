using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Mediation;

/// <summary>履行跟踪: what an agreement promises by instalments is reminded of, entered, and goes to law when its day has passed.</summary>
public sealed class PerformanceStories : Story
{
    private static object Instalment(string dueOn, decimal amount) => new { dueOn, amount };

    /// <summary>Eighteen thousand in two halves: one after ten days, one after forty.</summary>
    private async Task AgreedAsync()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await DoAsync("mediate", "agreement", InHalves(9_000m, Day(10), Day(40)));
        await DoAsync("applicant-confirms", "confirm", SignedBy(null, "review"));
        await DoAsync("respondent-confirms", "confirm", SignedBy(null, "voluntary"));
    }

    private static async Task<string> Refused(Func<Task> act) => (await Should.ThrowAsync<NotAllowedException>(act)).Code;

    [Theory]
    [InlineData("perf-track")]
    [InlineData("exc-performance")]
    public async Task An_employer_that_applies_and_pays_is_reminded_and_its_worker_gets_the_order_to_pay(string step)
    {
        var wages = Applications.UnpaidWages();
        var (worker, employer) = (wages.Applicant!, wages.Respondents![0]!);
        var turned = wages with
        {
            Applicant = new ApplicantInput
            {
                Kind = "employer",
                Name = employer.Name,
                IdType = "credit-code",
                IdNumber = "91440300MA5MQ6TD5C",
                Phone = "13800138001",
                ServiceAddress = "深圳市龙华区观澜大道8号",
            },
            Respondents =
            [
                new RespondentInput
                {
                    Kind = "worker",
                    Role = "worker",
                    Name = worker.Name,
                    ContactPhone = worker.Phone,
                },
            ],
        };
        await FileAsync("MED", turned);
        await DoAsync("clerk-review", "accept", BothConsent);
        var agreed = new
        {
            terms = "公司十日内支付18000元",
            amount = 18_000m,
            performBy = Day(10),
            payer = "applicant",
        };
        await DoAsync("mediate", "agreement", agreed);
        await DoAsync("applicant-confirms", "confirm", Signed);
        await DoAsync("respondent-confirms", "confirm", Signed);
        (await PaperAsync("MED/agreement")).ShouldContain("申请人应支付的金额合计");
        await PassAsync(9);
        (await OutcomesAsync("perf-track")).ShouldBe(["paid", "partly", "court"], "nothing is in default yet");
        await PassAsync(2);
        (await OutcomesAsync("perf-track")).ShouldBe(["paid", "partly", "arbitrate", "order", "court"]);
        (await OpenTaskAsync("perf-track")).Party.ShouldBe("respondent");
        (await HistoryAsync()).ShouldContain(e => e.En.StartsWith("Notice to the applicant: 调解协议第1期", StringComparison.Ordinal));
        if (step == "exc-performance")
            await RaiseAsync("performance", "到期未支付", new { performed = false }, party: "respondent");
        await DoAsync(step, "order", new { reason = "到期未支付" });
        (await HistoryAsync()).ShouldContain(e =>
            e.En.StartsWith("Notice to the respondent: 用人单位逾期不履行", StringComparison.Ordinal)
        );
        var order = await PaperAsync("MED-PERF/payment-order-application");
        order.ShouldContain($"申请人：{worker.Name}");
        order.ShouldContain($"被申请人：{employer.Name}");
    }

    private static object InHalves(decimal first, string soon, string late) =>
        new
        {
            terms = "公司分两期支付18000元",
            amount = 18_000m,
            performBy = late,
            instalments = new[] { Instalment(soon, first), Instalment(late, 9_000m) },
        };

    [Fact]
    public async Task Instalments_that_miss_the_amount_or_lie_in_the_past_go_back_to_the_mediator()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await DoAsync("mediate", "agreement", InHalves(8_000m, Day(10), Day(40)));
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
        (await LastEntryAsync("instalments.refused")).ShouldBe("各期金额合计17000.00元，与给付金额18000.00元不一致，请核对后重新填写。");

        await DoAsync("mediate", "agreement", InHalves(9_000m, Day(-1), Day(40)));
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
        (await LastEntryAsync("instalments.refused")).ShouldContain("不能早于今天");
        (await RecordsAsync<Instalment>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agreement_is_performed_in_two_instalments_and_each_is_reminded_of_two_working_days_before()
    {
        await AgreedAsync();
        (await CaseAsync()).ClosedAs.ShouldBe("agreement");
        (await LastEntryAsync("performance.planned")).ShouldBe("协议分2期履行：第1期2026-11-12前9000.00元；第2期2026-12-12前9000.00元");
        (await PaperAsync("MED/agreement")).ShouldContain("2026年12月12日");
        (await OpenStepsAsync()).ShouldBeEmpty();
        // Both may still ask the commission or the court to make it enforceable; the dates stand in the case.
        (await DeadlineAsync("med-arb-review-apply-15d")).DueOn.ShouldBe(new DateOnly(2026, 11, 17));
        (await DeadlineAsync("jc-confirm-30d")).DueOn.ShouldBe(new DateOnly(2026, 12, 2));
        (await DeadlineAsync("jc-confirm-30d")).State.ShouldBe(DeadlineState.Running);
        (await HistoryAsync()).ShouldContain(e => e.Action == "party.notified" && e.Zh.Contains("置换为仲裁调解书"));

        await PassUntilAsync(new DateOnly(2026, 11, 9));
        (await OpenStepsAsync()).ShouldBeEmpty();
        await PassUntilAsync(new DateOnly(2026, 11, 11));
        (await HistoryAsync())
            .Where(e => e.Action == "party.notified")
            .Select(e => e.Zh)
            .ShouldContain("调解协议第1期于2026-11-12到期，应付9000.00元，请按期履行并将付款凭证提交承办人员。");
        (await OpenTaskAsync("perf-track")).DueOn.ShouldBe(new DateOnly(2026, 11, 12));

        await DoAsync("perf-track", "partly", new { performedOn = Day(0), paid = 4_000m });
        (await LastEntryAsync("performance.recorded")).ShouldBe("第1期已履行4000.00元，尚欠5000.00元");
        await DoAsync("perf-track", "paid", new { performedOn = Day(5) });
        (await LastEntryAsync("performance.refused")).ShouldContain("不能晚于今天");
        await DoAsync("perf-track", "paid", new { performedOn = Day(0), note = "银行转账" });
        (await OpenStepsAsync()).ShouldBeEmpty();

        await PassUntilAsync(new DateOnly(2026, 12, 11));
        (await OpenTaskAsync("perf-track")).DueOn.ShouldBe(new DateOnly(2026, 12, 12));
        await DoAsync("perf-track", "paid", new { performedOn = Day(0), note = "银行转账" });

        (await CaseAsync()).ClosedAs.ShouldBe("performed");
        (await RecordsAsync<Instalment>()).ShouldAllBe(i => i.State == InstalmentState.Performed && i.Paid == 9_000m);
        var paper = await PaperAsync("MED-PERF/performance-record");
        paper.ShouldContain("履行确认书");
        paper.ShouldContain("2026年11月12日");
        paper.ShouldContain("银行转账");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_defaults_before_the_day_and_whoever_does_after_it_is_taken_to_arbitration()
    {
        await AgreedAsync();
        await PassUntilAsync(new DateOnly(2026, 11, 11));
        await DoAsync("perf-track", "arbitrate", new { reason = "公司说不付了" });
        (await LastEntryAsync("office.notified")).ShouldContain("本期尚未到期");
        (await OpenStepsAsync()).ShouldBe(["perf-track"]);

        await PassUntilAsync(new DateOnly(2026, 11, 14));
        await DoAsync("perf-track", "arbitrate", new { reason = "到期未付，多次催告无果" });
        (await LastEntryAsync("performance.ended")).ShouldBe("调解协议未履行，转仲裁");
        (await RecordsAsync<Instalment>()).ShouldAllBe(i => i.State == InstalmentState.Defaulted);
        await GoesToArbitrationAsync();
    }

    [Fact]
    public async Task A_worker_who_prefers_the_court_is_told_how_to_ask_for_a_payment_order()
    {
        await AgreedAsync();
        await PassUntilAsync(new DateOnly(2026, 11, 14));
        await DoAsync("perf-track", "order", new { reason = "到期未付" });

        (await CaseAsync()).ClosedAs.ShouldBe("payment-order");
        var notice = await PaperAsync("MED-PERF/payment-order-notice");
        notice.ShouldContain("到期未付");
        notice.ShouldContain("可以持调解协议书依法向人民法院申请支付令");
        // What is overdue is asked for, and not what falls due later.
        var application = await PaperAsync("MED-PERF/payment-order-application");
        application.ShouldContain("支付令申请书");
        application.ShouldContain("人民币9,000.00元（大写：人民币玖仟元整）");
        application.ShouldContain("到期未付");
        (await HistoryAsync()).ShouldContain(e => e.Action == "party.notified" && e.Zh.Contains("可以就原争议申请仲裁；用人单位不履行"));
        (await OpenStepsAsync()).ShouldBeEmpty();

        // The second half is not due yet: it is followed on, reminded of, and may be taken to court in its turn.
        (await RecordsAsync<Instalment>())
            .OrderBy(i => i.Number)
            .Select(i => i.State)
            .ShouldBe([InstalmentState.Defaulted, InstalmentState.Pending]);
        (await LastEntryAsync("performance.ended")).ShouldContain("尚未到期的期次继续跟踪");
        await PassUntilAsync(new DateOnly(2026, 12, 14));
        (await HistoryAsync()).ShouldContain(e => e.Zh.StartsWith("调解协议第2期于2026-12-12到期"));
        await DoAsync("perf-track", "order", new { reason = "第二期也未付" });
        (await PapersAsync("MED-PERF/payment-order-application")).ShouldBe(2);
        (await PaperAsync("MED-PERF/payment-order-application")).ShouldContain("人民币9,000.00元");
        (await RecordsAsync<Instalment>()).ShouldAllBe(i => i.State == InstalmentState.Defaulted);
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agreement_that_the_court_confirmed_is_followed_until_it_is_performed()
    {
        await AgreedAsync();
        await PassUntilAsync(new DateOnly(2026, 11, 11));
        await DoAsync("perf-track", "court", new { reason = "龙华区人民法院（2026）粤0309诉前调确1号" });
        (await CaseAsync()).ClosedAs.ShouldBe("judicially-confirmed");
        (await OpenStepsAsync()).ShouldBe(["perf-track"]);
        (await HistoryAsync()).ShouldContain(e => e.Action == "party.notified" && e.Zh.Contains("登记“申请强制执行”"));
        (await OutcomesAsync("perf-track")).ShouldBe(["paid", "partly", "court", "enforce"]);
        // It is enforced, not arbitrated anew, here as where somebody raises it on the case.
        await PassUntilAsync(new DateOnly(2026, 11, 14));
        foreach (var outcome in (string[])["arbitrate", "order"])
            (await Refused(() => DoAsync("perf-track", outcome, new { reason = "到期未付" }))).ShouldBe("performance.enforceable");
        await RaiseAsync("performance", "到期未付", new { performed = false }, party: "applicant");
        (await Refused(() => DoAsync("exc-performance", "arbitrate", new { reason = "到期未付" }))).ShouldBe("performance.enforceable");
        await DoAsync("perf-track", "enforce", new { reason = "到期未付" });
        (await PaperAsync("MED-PERF/enforcement-notice")).ShouldContain("向有管辖权的人民法院申请强制执行");
        await DoAsync("perf-track", "paid", new { performedOn = Day(0) });
        await PassUntilAsync(new DateOnly(2026, 12, 12));
        await DoAsync("perf-track", "paid", new { performedOn = Day(0) });
        (await CaseAsync()).ClosedAs.ShouldBe("performed");
    }
}
