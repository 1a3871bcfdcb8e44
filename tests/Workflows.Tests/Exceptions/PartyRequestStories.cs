using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Workflows.Tests.Arbitration;

namespace LaborFlow.Workflows.Tests.Exceptions;

/// <summary>What parties ask for beside the steps: a later hearing, evidence that the other side keeps, longer mediation, a way out of the group.</summary>
public sealed class PartyRequestStories : ArbitrationStory
{
    private async Task OrdinaryUntilHearingAsync(FileDisputeRequest? application = null)
    {
        await AcceptedAsync("ordinary", application);
        using var appointing = JsonDocument.Parse((await OpenTaskAsync("arb-appoint")).FormDataJson!);
        (appointing.RootElement.TryGetProperty("language", out var language) ? language.GetString() : null).ShouldBe(application?.Language);
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await ScheduleAsync("arb-schedule", inDays: 10);
    }

    private object NewDay(int inDays) =>
        new
        {
            ground = "evidence",
            heldOn = Day(inDays),
            startsAt = "14:30",
            place = "第二仲裁庭",
        };

    [Fact]
    public async Task A_hearing_is_postponed_on_a_timely_request_and_both_sides_have_the_new_day_in_time()
    {
        var early = await Should.ThrowAsync<NotAllowedException>(async () =>
        {
            await AcceptedAsync("ordinary");
            await RaiseAsync("postpone", "尚需补充证据", party: "respondent");
        });
        (early.Code, early.Zh.Contains("第35条", StringComparison.Ordinal)).ShouldBe(("exception.no-hearing", true));

        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await ScheduleAsync("arb-schedule", inDays: 10);
        var award = (await DeadlineAsync("arb-award-45d")).DueOn;
        await RaiseAsync("postpone", "关键证人住院", party: "respondent");
        await RaiseAsync("recusal", "与对方代理人是同学", new { officer = "仲裁员李" }, party: "applicant");
        (await OpenStepsAsync()).ShouldBe(["arb-hearing", "exc-postpone", "exc-recusal"]);
        await DoAsync("exc-recusal", "refuse", new { reason = "关系不属实" });
        await DoAsync("exc-postpone", "approve", NewDay(3));
        (await LastEntryAsync("hearing.refused")).ShouldContain("通知不足法定天数");
        // The day on which the last of both sides was served counts, not the day on which the hearing was set.
        await DoAsync("exc-postpone", "approve", NewDay(14));
        (await RecordsAsync<Hearing>())[^1].NotifiedOn.ShouldBeNull();
        await DoAsync("exc-serve-postponed", "served", ServedToday(inDays: 9));
        (await LastEntryAsync("hearing.refused")).ShouldContain("请另定2026-11-18以后的日期");
        await DoAsync("exc-postpone", "approve", NewDay(17));
        await DoAsync("exc-serve-postponed", "served", ServedToday());

        (await RecordsAsync<Hearing>())
            .Select(h => (h.State, h.HeldOn))
            .ShouldBe([
                (HearingState.Adjourned, Today.AddDays(10)),
                (HearingState.Adjourned, Today.AddDays(14)),
                (HearingState.Scheduled, Today.AddDays(17)),
            ]);
        var paper = await PaperAsync("EXC/postponement-notice");
        paper.ShouldContain("关键证人住院");
        paper.ShouldContain("14:30在第二仲裁庭开庭审理");
        (await LastEntryAsync("exception.granted")).ShouldContain("延期开庭");
        (await OpenStepsAsync()).ShouldBe(["arb-hearing"]);
        (await DeadlineAsync("arb-award-45d")).DueOn.ShouldBe(award, "postponing a hearing moves no period");
        await PassAsync(17);
        await HeldAsync("arb-hearing");
        (await RecordsAsync<Hearing>())[^1].State.ShouldBe(HearingState.Held);
    }

    [Fact]
    public async Task The_day_of_notice_of_a_hearing_that_was_moved_is_that_of_its_new_notice()
    {
        await AcceptedAsync("ordinary");
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await DoAsync(
            "arb-schedule",
            "set",
            new
            {
                heldOn = Day(10),
                startsAt = "09:30",
                place = "第三仲裁庭",
            }
        );
        // The first notice is on its way when the hearing is moved.
        await RaiseAsync("postpone", "关键证人住院", party: "respondent");
        await DoAsync("exc-postpone", "approve", NewDay(17));
        await DoAsync("arb-serve-hearing", "served", ServedToday());
        (await RecordsAsync<Hearing>())[^1].NotifiedOn.ShouldBeNull("the old notice tells of another day");
        (await LastEntryAsync("hearing.superseded")).ShouldContain("以改期后的通知书的送达日期为准");
        (await OpenStepsAsync()).ShouldBe(["arb-hearing", "exc-serve-postponed"]);
        await PassAsync(2);
        await DoAsync("exc-serve-postponed", "served", ServedToday());
        (await RecordsAsync<Hearing>())[^1].NotifiedOn.ShouldBe(Today);
        (await OpenStepsAsync()).ShouldBe(["arb-hearing"]);
    }

    [Fact]
    public async Task A_request_to_postpone_that_comes_too_late_or_without_reason_leaves_the_hearing_where_it_is()
    {
        await OrdinaryUntilHearingAsync();
        await RaiseAsync("postpone", "当日出差", party: "applicant");
        await DoAsync("exc-postpone", "refuse", new { reason = "出差不是正当理由" });
        (await LastEntryAsync("exception.refused")).ShouldContain("出差不是正当理由");
        (await RecordsAsync<Hearing>()).Single().State.ShouldBe(HearingState.Scheduled);

        await PassAsync(9);
        var late = await Should.ThrowAsync<NotAllowedException>(() => RaiseAsync("postpone", "生病", party: "applicant"));
        late.Code.ShouldBe("exception.too-late");
        late.Zh.ShouldContain("最迟应在2026-11-09提出");
        late.Zh.ShouldContain("在庭上说明理由");
    }

    [Fact]
    public async Task An_employer_that_withholds_what_it_keeps_after_an_order_bears_the_consequence()
    {
        await OrdinaryUntilHearingAsync(
            Applications.UnpaidWages() with
            {
                Language = "cantonese",
                EvidenceItems =
                [
                    new EvidenceItemInput { Name = "考勤表", Holder = "respondent" },
                    new EvidenceItemInput { Name = "工资条照片", Holder = "applicant" },
                ],
            }
        );
        await RaiseAsync("evidence-order", "工资台账由公司保管", new { evidence = "2026年1月至6月工资支付台账" }, party: "applicant");
        using var prefilled = JsonDocument.Parse((await OpenTaskAsync("exc-evidence")).FormDataJson!);
        prefilled
            .RootElement.GetProperty("evidence")
            .GetString()
            .ShouldBe("2026年1月至6月工资支付台账；申请时写明由用人单位掌握的：考勤表");
        prefilled.RootElement.GetProperty("keptBy").GetString().ShouldBe("employer");
        await DoAsync(
            "exc-evidence",
            "order",
            new
            {
                evidence = "2026年1月至6月工资支付台账",
                produceBy = Day(0),
                keptBy = "employer",
            }
        );
        (await LastEntryAsync("evidence.refused")).ShouldContain("请另行指定");
        await DoAsync(
            "exc-evidence",
            "order",
            new
            {
                evidence = "2026年1月至6月工资支付台账",
                produceBy = Day(7),
                keptBy = "employer",
            }
        );
        var asked = await OpenTaskAsync("exc-produce");
        (asked.Party, asked.DueOn).ShouldBe(("respondent", Today.AddDays(7)));
        var order = await PaperAsync("EXC/evidence-order");
        order.ShouldContain("由用人单位承担举证责任");
        order.ShouldContain("在指定期限内不提供的，应当承担不利后果");

        await PassAsync(1);
        await DoAsync("exc-produce", "withheld", new { reason = "单位没有回应" });
        (await LastEntryAsync("evidence.early")).ShouldContain("尚未届满");
        (await OpenStepsAsync()).ShouldBe(["arb-hearing", "exc-produce"]);
        await PassAsync(7);
        await DoAsync("exc-produce", "withheld", new { reason = "单位没有回应" });
        (await PaperAsync("EXC/evidence-default")).ShouldContain("由持有证据的一方承担不利后果");
        (await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == "evidence-withheld").Text.ShouldContain("工资支付台账");
        (await OpenStepsAsync()).ShouldBe(["arb-hearing"]);

        await PassAsync(2);
        await HeldAsync("arb-hearing");
        await DoAsync(
            "arb-decide",
            "award",
            new
            {
                deliberation = "一致意见",
                reasons = "被申请人不能证明已付工资。",
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
        (await PaperAsync("ARB/award-final")).ShouldContain("未在2026-11-09前提供：2026年1月至6月工资支付台账");
    }

    [Fact]
    public async Task Evidence_that_is_produced_in_time_is_open_to_both_sides_and_nothing_is_held_against_anybody()
    {
        await OrdinaryUntilHearingAsync();
        await RaiseAsync("evidence-order", "考勤由公司保管", new { evidence = "考勤记录" }, party: "applicant");
        await DoAsync(
            "exc-evidence",
            "order",
            new
            {
                evidence = "考勤记录",
                produceBy = Day(5),
                keptBy = "employer",
            }
        );
        await DoAsync("exc-produce", "produced", new { producedOn = Day(0), material = "考勤记录一册" });
        (await LastEntryAsync("evidence.produced")).ShouldContain("考勤记录");
        (await PapersAsync("EXC/evidence-default")).ShouldBe(0);
        (await OpenStepsAsync()).ShouldBe(["arb-hearing"]);
    }

    [Fact]
    public async Task Mediation_is_extended_to_the_day_on_which_both_sides_agreed_and_again_when_they_agree_again()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        (await DeadlineAsync("med-duration-15d")).DueOn.ShouldBe(new DateOnly(2026, 11, 17));
        var sooner = await Should.ThrowAsync<NotAllowedException>(() =>
            RaiseAsync("mediation-extension", "还需核对账目", new { agreedUntil = "2026-11-10" }, party: "applicant")
        );
        sooner.Zh.ShouldContain("2026-11-17");

        await RaiseAsync("mediation-extension", "还需核对账目", new { agreedUntil = "2026-11-27" }, party: "applicant");
        (await OpenTaskAsync("exc-extension")).Party.ShouldBe("respondent");
        await PassAsync(1);
        await DoAsync("exc-extension", "consent", new { respondentAgreedOn = Day(0) });

        (await DeadlineAsync("med-duration-15d")).DueOn.ShouldBe(new DateOnly(2026, 11, 27));
        (await OpenTaskAsync("mediate")).DueOn.ShouldBe(new DateOnly(2026, 11, 27));
        (await RecordsAsync<RegisterEntry>())
            .Single(e => e.Kind == "extension")
            .Text.ShouldBe("双方同意调解至2026-11-27：申请人2026-11-02同意，被申请人2026-11-03同意");
        (await PaperAsync("EXC/mediation-extension")).ShouldContain("调解期限延长至2026年11月27日");

        await RaiseAsync("mediation-extension", "等待财务负责人出差回来", new { agreedUntil = "2026-12-07" });
        await DoAsync("exc-extension", "consent", new { applicantAgreedOn = Day(0) });
        (await LastEntryAsync("extension.one-sided")).ShouldContain("被申请人没有同意");
        (await LastEntryAsync("exception.refused")).ShouldContain("延长调解期限");
        await RaiseAsync("mediation-extension", "等待财务负责人出差回来", new { agreedUntil = "2026-12-07" });
        await DoAsync("exc-extension", "consent", new { applicantAgreedOn = Day(0), respondentAgreedOn = Day(0) });
        // A Monday: the days off before it are no day on which the period could end.
        (await DeadlineAsync("med-duration-15d")).DueOn.ShouldBe(new DateOnly(2026, 12, 7));

        // The end that both wanted is an end: nobody is kept in mediation any longer.
        await PassUntilAsync(new DateOnly(2026, 12, 8));
        await GoesToArbitrationAsync();
    }

    [Fact]
    public async Task One_side_alone_extends_no_mediation()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await RaiseAsync("mediation-extension", "还需核对账目", new { agreedUntil = "2026-11-27" }, party: "respondent");
        await DoAsync("exc-extension", "refuse", new { reason = "申请人要求尽快处理" });
        (await DeadlineAsync("med-duration-15d")).DueOn.ShouldBe(new DateOnly(2026, 11, 17));
        (await LastEntryAsync("exception.refused")).ShouldContain("申请人要求尽快处理");
        // Whoever agrees when it is over extends nothing.
        await RaiseAsync("mediation-extension", "还需核对账目", new { agreedUntil = "2026-11-27" }, party: "respondent");
        await PassUntilAsync(new DateOnly(2026, 11, 18));
        await DoAsync("exc-extension", "consent", new { applicantAgreedOn = Day(0) });
        (await LastEntryAsync("extension.too-late")).ShouldContain("调解期限已经结束");
        await GoesToArbitrationAsync();
        var over = await Should.ThrowAsync<NotAllowedException>(() =>
            RaiseAsync("mediation-extension", "再调解", new { agreedUntil = "2026-12-27" }, party: "applicant")
        );
        over.Zh.ShouldContain("可以申请仲裁");
    }

    [Fact]
    public async Task A_withdrawal_after_acceptance_is_decided_and_may_be_refused()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("withdrawal", "公司要求我撤回", party: "applicant");
        (await OpenStepsAsync()).ShouldBe(["arb-appoint", "exc-withdrawal"]);
        await DoAsync("exc-withdrawal", "refuse", new { reason = "申请人系受胁迫，非自愿" });
        (await PaperAsync("EXC/withdrawal-refusal")).ShouldContain("申请人系受胁迫，非自愿");
        (await CaseAsync()).ClosedAt.ShouldBeNull();
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Running);

        await RaiseAsync("withdrawal", "已收到全部工资", party: "applicant");
        await DoAsync("exc-withdrawal", "approve", new { voluntary = true, noHarm = true });
        (await PaperAsync("EXC/withdrawal-decision")).ShouldContain("决定准予撤回");
        (await CaseAsync()).ClosedAs.ShouldBe("withdrawn");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_member_of_a_group_settles_alone_another_goes_alone_and_the_rest_go_on()
    {
        await AcceptedAsync("collective", Group(12));
        var group = await CaseAsync();
        await DoAsync("col-representatives", "chosen", Representatives("工友2", "工友3", "陈晓明"));
        await DoAsync("col-notice", "notice", Told());
        var stranger = await Should.ThrowAsync<NotAllowedException>(() =>
            RaiseAsync("member-exit", "和解", new { member = "外人", leaves = "settle" }, party: "applicant")
        );
        stranger.Zh.ShouldContain("请核对名册");

        await RaiseAsync("member-exit", "已与公司单独和解", new { member = "工友3", leaves = "settle" }, party: "applicant");
        await DoAsync(
            "exc-member",
            "approve",
            new
            {
                member = "工友3",
                leaves = "settle",
                memberSigned = true,
                terms = "一次性支付18000元",
                amount = 18_000m,
            }
        );
        (await LastEntryAsync("member.left")).ShouldContain("该成员为代表人，请其余申请人另行推举");
        (await PaperAsync("EXC/member-exit")).ShouldContain("其余11名申请人的请求继续审理");
        var rest = await CaseAsync();
        rest.Applicants.Select(p => p.Name).ShouldNotContain("工友3");
        (rest.Claims.Count, rest.ClosedAt).ShouldBe((1, null));
        (await OpenStepsAsync()).ShouldBe(["col-serve"]);

        var link = (await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == "member-exit").RelatedCaseId!.Value;
        Follow(link);
        var alone = await CaseAsync();
        alone.Applicants.Single().Name.ShouldBe("工友3");
        (alone.ClosedAs, alone.ClosingReason, alone.Collective).ShouldBe(("arbitration-mediated", "一次性支付18000元", false));

        Follow(group.Id);
        await RaiseAsync("member-exit", "要求单独审理", new { member = "工友5", leaves = "separate" }, party: "applicant");
        await DoAsync(
            "exc-member",
            "approve",
            new
            {
                member = "工友5",
                leaves = "separate",
                memberSigned = true,
            }
        );
        Follow((await RecordsAsync<RegisterEntry>()).Last(e => e.Kind == "member-exit").RelatedCaseId!.Value);
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
    }
}
