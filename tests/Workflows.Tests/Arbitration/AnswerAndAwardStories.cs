namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>What passes between the answer and an award that binds: the answer's copy, the commission's word, and slips of the pen.</summary>
public sealed class AnswerAndAwardStories : ArbitrationStory
{
    [Fact]
    public async Task An_answer_goes_on_to_the_applicant_and_the_commission_decides_what_is_difficult()
    {
        await AcceptedAsync("ordinary");
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "submit", new { answer = "工资已用现金付清，请驳回申请。" });
        (await PaperAsync("ARB/answer-notice")).ShouldContain("工资已用现金付清，请驳回申请。");
        (await OpenStepsAsync()).ShouldBe(["arb-schedule"]);
        (await LastEntryAsync("document.served")).ShouldContain("以电子送达方式向陈晓明送达");
        var forwarded = await DeadlineAsync("arb-answer-forward-5d");
        (forwarded.DueOn, forwarded.State).ShouldBe((new DateOnly(2026, 11, 9), Cases.Deadlines.DeadlineState.Met));

        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await HeldAsync("arb-hearing");
        await DoAsync("arb-decide", "discuss", new { reason = "现金支付的举证责任如何分配" });
        (await OpenStepsAsync()).ShouldBe(["arb-commission"]);
        await DoAsync("arb-commission", "decided", new { record = "七名委员到会，一致意见。", opinion = "由用人单位承担举证责任" });

        var decision = await PaperAsync("ARB/commission-decision");
        decision.ShouldContain("现金支付的举证责任如何分配");
        decision.ShouldContain("由用人单位承担举证责任");
        (await OpenStepsAsync()).ShouldBe(["arb-decide"]);
        await DoAsync(
            "arb-decide",
            "award",
            new
            {
                deliberation = "按讨论决定分配举证责任，一致支持请求。",
                reasons = "经查明，被申请人不能证明已付工资。",
                items = new[]
                {
                    new
                    {
                        claim = 1,
                        result = "support",
                        amount = 19_500m,
                        legalBasis = "《劳动合同法》第30条",
                    },
                },
            }
        );
        await VoteAsync("approve", "approve");
        (await OpenStepsAsync()).ShouldBe(["arb-serve-award"]);
    }

    [Fact]
    public async Task An_applicant_who_did_not_agree_to_electronic_service_gets_the_answer_on_paper_with_a_record_of_service()
    {
        var application = Cases.Tests.Support.Applications.UnpaidWages();
        await AcceptedAsync(
            "ordinary",
            application with
            {
                Applicant = application.Applicant! with { ConsentsToElectronicService = false },
            }
        );
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "submit", new { answer = "工资已用现金付清，请驳回申请。" });
        var forward = await OpenTaskAsync("arb-forward-answer");
        forward.DueOn.ShouldBe(new DateOnly(2026, 11, 9));
        (await DeadlineAsync("arb-answer-forward-5d")).State.ShouldBe(Cases.Deadlines.DeadlineState.Running);

        await DoAsync(
            "arb-forward-answer",
            "served",
            new
            {
                applicantMethod = "electronic",
                sentOn = Day(0),
                applicantReceivedOn = Day(0),
            }
        );
        (await LastEntryAsync("service.refused")).ShouldContain("未同意电子送达");
        await DoAsync(
            "arb-forward-answer",
            "served",
            new
            {
                applicantMethod = "mail",
                sentOn = Day(0),
                returnedBecause = "收件人搬迁",
            }
        );
        (await LastEntryAsync("document.returned")).ShouldContain("送达未成功");
        // The hearing is scheduled meanwhile.
        (await OpenStepsAsync()).ShouldBe(["arb-forward-answer", "arb-schedule"]);
        await PassAsync(2);
        await DoAsync(
            "arb-forward-answer",
            "served",
            new
            {
                applicantMethod = "direct",
                sentOn = Day(0),
                applicantReceivedOn = Day(0),
            }
        );

        (await LastEntryAsync("document.served")).ShouldContain("答辩书副本送达通知》以直接送达方式向陈晓明送达，送达日期2026年11月4日");
        var forwarded = await DeadlineAsync("arb-answer-forward-5d");
        (forwarded.DueOn, forwarded.State).ShouldBe((new DateOnly(2026, 11, 9), Cases.Deadlines.DeadlineState.Met));
        (await OpenStepsAsync()).ShouldBe(["arb-schedule"]);
    }

    [Fact]
    public async Task A_slip_of_the_pen_in_an_award_is_corrected_and_the_periods_of_remedy_run_on()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m)));
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));
        await ServeAwardAsync("fta-serve-award");
        var (worker, employer) = (
            (await DeadlineAsync("arb-final-worker-15d")).DueOn,
            (await DeadlineAsync("arb-final-employer-30d")).DueOn
        );
        await PassAsync(1);
        await DoAsync("fta-remedy-watch", "correct", new { correction = "裁决书第二页“19500”误写为“15900”，更正为“19500”" });

        (await PaperAsync("FTA/award-correction")).ShouldContain("更正为“19500”");
        (await OpenStepsAsync()).ShouldBe(["fta-remedy-watch"]);
        (await DeadlineAsync("arb-final-worker-15d")).DueOn.ShouldBe(worker);
        (await DeadlineAsync("arb-final-employer-30d")).DueOn.ShouldBe(employer);
        await PassAsync(40);
        (await CaseAsync()).ClosedAs.ShouldBe("award-effective");
    }
}
