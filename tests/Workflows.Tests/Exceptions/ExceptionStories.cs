using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Persistence;
using LaborFlow.Workflows.Tests.Arbitration;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Exceptions;

/// <summary>What may happen to a case at any moment, whatever step it stands on.</summary>
public sealed class ExceptionStories : ArbitrationStory
{
    [Fact]
    public async Task A_worker_who_withdraws_while_mediation_runs_ends_the_case_and_every_open_step()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await RaiseAsync("withdrawal", "已与公司和解", party: "applicant");

        var closed = await CaseAsync();
        (closed.ClosedAs, closed.ClosingReason).ShouldBe(("withdrawn", "已与公司和解"));
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await DeadlineAsync("med-duration-15d")).State.ShouldBe(DeadlineState.Ended);
        // Mediation is voluntary: who withdraws has withdrawn, and nobody decides about it.
        (await PaperAsync("EXC/withdrawal-record")).ShouldContain("已与公司和解");
        (await RecordsAsync<CaseException>()).Single().State.ShouldBe(CaseExceptionState.Granted);
    }

    [Fact]
    public async Task The_death_of_the_applicant_suspends_the_case_until_the_heir_enters_and_the_period_runs_on()
    {
        await AcceptedAsync("ordinary");
        await PassAsync(5);
        await RaiseAsync("incapacity", "申请人因病去世", new { party = "陈晓明" });

        (await CaseAsync()).SuspendedSince.ShouldNotBeNull();
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Paused);
        var refused = await Should.ThrowAsync<NotAllowedException>(() => DoAsync("arb-appoint", "appoint", OrdinaryStories.Three));
        refused.Zh.ShouldContain("中止");
        await PassAsync(20);
        await DoAsync(
            "exc-successor",
            "succeed",
            new
            {
                successor = "陈小光",
                relation = "heir",
                idType = "resident-id",
                idNumber = Applications.ResidentNumber(77),
                phone = "13900139000",
            }
        );

        var resumed = await CaseAsync();
        resumed.SuspendedSince.ShouldBeNull();
        resumed.Applicants.First().Name.ShouldBe("陈小光");
        var award = await DeadlineAsync("arb-award-45d");
        award.State.ShouldBe(DeadlineState.Running);
        // 45 days from 2 November are 17 December; the 21 days from the 7th to the 27th do not count.
        award.DueOn.ShouldBe(new DateOnly(2027, 1, 7));
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
    }

    [Fact]
    public async Task The_court_that_accepts_a_case_which_the_tribunal_was_late_with_ends_arbitration()
    {
        await AcceptedAsync("ordinary");
        var court = new
        {
            court = "深圳市龙华区人民法院",
            courtCase = "（2026）粤0309民初12345号",
            acceptedOn = Day(0),
        };
        var early = await Should.ThrowAsync<NotAllowedException>(() => RaiseAsync("court-accepted", "已起诉", court, party: "applicant"));
        early.Zh.ShouldContain("第43条");
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);

        // 45 days from 2 November are 17 December; from the day after, the parties may sue.
        await PassUntilAsync(new DateOnly(2026, 12, 18));
        var future = court with { acceptedOn = Day(1) };
        await Should.ThrowAsync<InvalidInputException>(() => RaiseAsync("court-accepted", "已起诉", future, party: "applicant"));
        await RaiseAsync("court-accepted", "人民法院已立案", court with { acceptedOn = Day(0) }, party: "applicant");
        (await OpenStepsAsync()).ShouldBe(["arb-appoint", "exc-court"]);
        await DoAsync("exc-court", "refuse", new { reason = "未见受理案件通知书" });
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"], "while the court has not accepted, arbitration goes on");
        (await CaseAsync()).ClosedAt.ShouldBeNull();

        await RaiseAsync("court-accepted", "补交受理案件通知书", court with { acceptedOn = Day(0) }, party: "applicant");
        var verified = new
        {
            court.court,
            court.courtCase,
            acceptedOn = Day(0),
            noticeSeen = true,
        };
        await Should.ThrowAsync<InvalidInputException>(() => DoAsync("exc-court", "terminate", verified with { noticeSeen = false }));
        await DoAsync("exc-court", "terminate", verified);

        var closed = await CaseAsync();
        (closed.ClosedAs, closed.ClosingReason).ShouldBe(("court-accepted", "补交受理案件通知书"));
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Ended);
        var paper = await PaperAsync("EXC/termination-decision");
        paper.ShouldContain("（2026）粤0309民初12345号");
        paper.ShouldContain("2026年12月18日");
        paper.ShouldContain("决定本案终止审理");
    }

    [Fact]
    public async Task Nobody_who_succeeds_ends_the_case()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("incapacity", "申请人去世", new { party = "陈晓明" });
        await DoAsync("exc-successor", "none", new { reason = "无继承人" });
        (await CaseAsync()).ClosedAs.ShouldBe("terminated");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Changed_claims_are_accepted_within_the_evidence_period_and_the_period_begins_anew()
    {
        await AcceptedAsync("ordinary");
        await PassAsync(10);
        await RaiseAsync(
            "claims",
            "漏算一个月",
            new
            {
                claims = new object[]
                {
                    new
                    {
                        claim = 1,
                        amount = 26_000m,
                        basis = "6500元×4个月",
                    },
                    new
                    {
                        cause = "overtime",
                        amount = 3_000m,
                        basis = "周末加班",
                    },
                },
            },
            party: "applicant"
        );
        await DoAsync("exc-claims", "accept", new { withinEvidencePeriod = true });

        var changed = await CaseAsync();
        changed.Claims.OrderBy(c => c.Position).Select(c => c.Amount).ShouldBe([26_000m, 3_000m]);
        (await DeadlineAsync("arb-award-45d")).DueOn.ShouldBe(new DateOnly(2026, 12, 28), "45 days from 12 November end on a Sunday… ");
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
        (await PaperAsync("EXC/claims-notice")).ShouldContain("周末加班");
    }

    [Fact]
    public async Task A_counterclaim_is_merged_and_restarts_the_period_or_is_refused()
    {
        await AcceptedAsync("ordinary");
        await PassAsync(3);
        await RaiseAsync(
            "counterclaim",
            "申请人未交接设备",
            new { claims = new[] { new { text = "返还设备", amount = 5_000m } } },
            party: "respondent"
        );
        (await OpenTaskAsync("exc-counterclaim")).DueOn.ShouldBe(new DateOnly(2026, 11, 12));
        await DoAsync("exc-counterclaim", "merge", new { withinAnswerPeriod = true, sameRelation = true });
        (await DeadlineAsync("arb-award-45d")).StartsOn.ShouldBe(new DateOnly(2026, 11, 2));
        (await LastEntryAsync("deadline.restarted")).ShouldContain("2026-11-05");

        await RaiseAsync(
            "counterclaim",
            "另有损失",
            new { claims = new[] { new { text = "赔偿", amount = 1_000m } } },
            party: "respondent"
        );
        await DoAsync("exc-counterclaim", "refuse", new { reason = "超过答辩期" });
        (await RecordsAsync<CaseException>()).Select(e => e.State).ShouldBe([CaseExceptionState.Granted, CaseExceptionState.Refused]);
    }

    [Fact]
    public async Task An_objection_to_jurisdiction_does_not_stop_the_work_and_moves_the_case_when_it_is_upheld()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("jurisdiction", "劳动合同履行地在南山区", new { authority = "南山区" }, party: "respondent");
        (await OpenStepsAsync()).ShouldBe(["arb-appoint", "exc-jurisdiction"]);
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("exc-jurisdiction", "upheld", new { authority = "南山区" });

        var moved = await CaseAsync();
        (moved.District, moved.Stage, moved.ClosedAt).ShouldBe(("440305", Stages.ArbitrationIntake, null));
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
        (await OpenTaskAsync("registrar-review")).Jurisdiction.ShouldBe("440305");
        (await PaperAsync("EXC/transfer-letter")).ShouldContain("南山区");
    }

    [Fact]
    public async Task A_case_that_belongs_to_another_city_is_transferred_and_ends_here()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("transfer", "用人单位所在地和履行地均在东莞", new { authority = "东莞市劳动人事争议仲裁委员会" });
        await DoAsync("exc-transfer", "approve", new { authority = "东莞市劳动人事争议仲裁委员会" });
        (await CaseAsync()).ClosedAs.ShouldBe("transferred");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recused_arbitrator_loses_the_seat_and_the_steps_in_hand()
    {
        await AcceptedAsync("ordinary");
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        var presiding = (await RecordsAsync<TribunalMember>()).First(m => m.Seat == TribunalSeat.Presiding).Name;
        await RaiseAsync("recusal", "与被申请人代理人是同学", new { officer = presiding }, party: "applicant");
        await DoAsync("exc-recusal", "approve", new { ground = "relation" });

        (await RecordsAsync<TribunalMember>()).First(m => m.Name == presiding).ReplacedAt.ShouldNotBeNull();
        (await OpenTaskAsync("arb-serve")).ExcludedUsers.ShouldBe(presiding);
        (await PaperAsync("EXC/recusal-decision")).ShouldContain($"决定{presiding}回避");
    }

    [Fact]
    public async Task An_applicant_who_stays_away_after_proven_notice_is_deemed_to_have_withdrawn_at_any_step()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("no-show", "证据交换未到场", new { absent = "applicant", noticeProven = true });
        var unproven = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("exc-no-show", "withdrawn", new { noticeProven = false, reason = "未到场" })
        );
        unproven.Errors[0].Field.ShouldBe("data.noticeProven");
        await DoAsync("exc-no-show", "withdrawn", new { noticeProven = true, reason = "经书面通知无正当理由不到场" });
        (await CaseAsync()).ClosedAs.ShouldBe("deemed-withdrawn");
    }

    [Fact]
    public async Task A_suspension_is_approved_by_the_director_and_lifted_when_its_ground_is_gone()
    {
        await AcceptedAsync("ordinary");
        await PassAsync(2);
        await RaiseAsync("suspension", "待工伤认定结论", party: "applicant");
        await DoAsync("exc-suspension", "approve", new { ground = "appraisal", reason = "待工伤认定结论" });
        (await DeadlinesAsync()).Where(d => d.State == DeadlineState.Running).ShouldBeEmpty();
        await PassAsync(30);
        await DoAsync("exc-resume", "resume", new { resumedBecause = "工伤认定决定书已送达" });
        (await CaseAsync()).SuspendedSince.ShouldBeNull();
        (await DeadlineAsync("arb-award-45d")).DueOn.ShouldBeGreaterThan(new DateOnly(2027, 1, 15));
        (await PaperAsync("EXC/resumption-notice")).ShouldContain("恢复办理");
    }

    [Fact]
    public async Task A_party_who_cannot_be_found_is_served_by_public_notice_and_the_days_do_not_count()
    {
        await AcceptedAsync("ordinary");
        await PassAsync(1);
        await RaiseAsync("missing", "注册地址查无此单位", new { party = "深圳市某某电子有限公司" });
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Paused);
        (await DeadlineAsync("svc-public-30d")).DueOn.ShouldBe(new DateOnly(2026, 12, 3));
        (await CaseAsync()).SuspendedSince.ShouldBeNull("other steps may go on");
        await PassUntilAsync(new DateOnly(2026, 12, 5));
        (await DeadlineAsync("svc-public-30d")).State.ShouldBe(DeadlineState.Met);
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Running);
    }

    [Fact]
    public async Task Two_cases_against_one_employer_are_merged_and_stay_linked()
    {
        var other = Applications.UnpaidWages();
        await FileAsync("ARB-INTAKE", other with { Respondents = [other.Respondents![0]! with { Name = "深圳市另一家有限公司" }] });
        var elsewhere = await CaseAsync();
        await AcceptedAsync("ordinary", Group(5));
        var lead = await CaseAsync();
        await AcceptedAsync(
            "ordinary",
            Group(5) with
            {
                Applicant = other.Applicant! with { Name = "王工友", IdNumber = Applications.ResidentNumber(19) },
                CoApplicants =
                [
                    .. Group(5)
                        .CoApplicants!.Select((c, i) => c! with { Name = $"同事{i}", IdNumber = Applications.ResidentNumber(20 + i) }),
                ],
                Respondents = [other.Respondents[0], other.Respondents[0]! with { Name = "深圳市用工单位有限公司", Role = "user-firm" }],
                Witnesses = [new WitnessInput { Name = "证人老张", Residence = "深圳市龙华区" }],
                EvidenceItems = [new EvidenceItemInput { Name = "考勤表", Holder = "respondent" }],
            }
        );
        await RaiseAsync(
            "counterclaim",
            "要求返还设备",
            new { claims = new[] { new { text = "返还设备", amount = 5_000m } } },
            party: "respondent"
        );
        await DoAsync("exc-counterclaim", "merge", new { withinAnswerPeriod = true, sameRelation = true });
        await RaiseAsync("merger", "同一被申请人、同一案由", new { leadCase = lead.CaseNumber });
        await DoAsync("exc-merger", "approve", new { leadCase = "深龙华劳人调案〔2026〕999号" });
        (await LastEntryAsync("merge.refused")).ShouldContain("不能并入");
        await DoAsync("exc-merger", "approve", new { leadCase = elsewhere.CaseNumber });
        (await LastEntryAsync("merge.refused")).ShouldContain("被申请人与本案不同");
        await DoAsync("exc-merger", "approve", new { leadCase = lead.CaseNumber });

        (await CaseAsync()).ClosedAs.ShouldBe("merged");
        Follow(lead.Id);
        var merged = await CaseAsync();
        (merged.Applicants.Count(), merged.Claims.Count, merged.Collective).ShouldBe((10, 2, true));
        merged.Respondents.Select(p => p.Name).ShouldBe(["深圳市某某电子有限公司", "深圳市用工单位有限公司"]);
        (await RecordsAsync<Cases.Parties.Witness>()).Single().Name.ShouldBe("证人老张");
        var entries = await RecordsAsync<RegisterEntry>();
        IntakeFacts.Of(entries)!.EvidenceItems.Single().Name.ShouldBe("考勤表");
        entries.Single(e => e.Kind == "counterclaim").DataJson!.ShouldContain("5000");
        (await LastEntryAsync("case.merged")).ShouldContain("并入本案");
    }

    [Fact]
    public async Task Claims_that_need_a_hearing_of_their_own_are_split_off_into_a_case_of_its_own_number()
    {
        await AcceptedAsync(
            "ordinary",
            Claiming(Claim("unpaid-wages", 19_500m), Claim("work-injury", 80_000m)) with
            {
                Witnesses = [new WitnessInput { Name = "证人老张", Residence = "深圳市龙华区" }],
                EvidenceItems = [new EvidenceItemInput { Name = "考勤表", Holder = "respondent" }],
                Language = "cantonese",
            }
        );
        var whole = (await CaseAsync()).Id;
        await InScopeAsync(async scope =>
        {
            var file = new Cases.Evidence.EvidenceFile
            {
                Id = Guid.CreateVersion7(scope.GetRequiredService<TimeProvider>().GetUtcNow()),
                CaseId = whole,
                Name = "工伤认定书.pdf",
                ContentType = "application/pdf",
                Size = 10,
                Sha256 = new string('a', 64),
                StorageKey = new string('a', 64),
                SubmittedBy = "applicant",
                SubmittedAt = DateTimeOffset.UnixEpoch,
            };
            scope.GetRequiredService<ICaseStore>().Add(file);
            return await scope.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
        });
        await RaiseAsync("split", "工伤待遇待鉴定", new { claimNumbers = new[] { 2 } });
        await DoAsync("exc-split", "approve", new { claimNumbers = new[] { 2 } });

        (await CaseAsync()).Claims.Single().Cause.ShouldBe("unpaid-wages");
        var link = (await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == "split");
        Follow(link.RelatedCaseId!.Value);
        var split = await CaseAsync();
        split.Claims.Single().Cause.ShouldBe("work-injury");
        split.CaseNumber.ShouldBe("深龙华劳人仲收〔2026〕2号");
        // What the application told and brought goes along.
        (await RecordsAsync<Cases.Parties.Witness>())
            .Single()
            .Name.ShouldBe("证人老张");
        IntakeFacts.Of(await RecordsAsync<RegisterEntry>())!.EvidenceItems.Single().Holder.ShouldBe("respondent");
        (await InScopeAsync(async scope => await scope.GetRequiredService<ICaseStore>().EvidenceAsync(split.Id)))
            .Single()
            .Name.ShouldBe("工伤认定书.pdf");
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
    }

    [Fact]
    public async Task A_closed_case_is_reopened_by_the_director_and_goes_on_in_the_procedure_that_is_named()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("no-show", "未到场", new { absent = "applicant", noticeProven = true });
        await DoAsync("exc-no-show", "withdrawn", new { noticeProven = true, reason = "未到场" });
        var closed = await Should.ThrowAsync<NotAllowedException>(() => RaiseAsync("withdrawal", "不再主张", party: "applicant"));
        closed.Code.ShouldBe("case.closed");

        await RaiseAsync("reopening", "申请人证明因急诊不能到场", new { procedure = "ARB" });
        await DoAsync("exc-reopening", "approve", new { procedure = "ARB", reason = "有正当理由" });
        var reopened = await CaseAsync();
        (reopened.ClosedAt, reopened.Stage).ShouldBe((null, Stages.Ordinary));
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
    }

    [Fact]
    public async Task An_exception_that_was_raised_in_mediation_is_still_decided_after_the_case_went_to_arbitration()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await RaiseAsync("transfer", "履行地在东莞", new { authority = "东莞市" });
        await DoAsync("mediate", "fail", new { reason = "分歧较大" });
        (await OpenStepsAsync()).ShouldBe(["arb-apply", "arb-apply-other", "exc-transfer"]);
        await DoAsync("exc-transfer", "approve", new { authority = "东莞市" });
        (await CaseAsync()).ClosedAs.ShouldBe("transferred");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_thing_is_not_raised_twice_and_a_side_raises_only_what_is_its_own()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("suspension", "待鉴定", party: "applicant");
        (await Should.ThrowAsync<NotAllowedException>(() => RaiseAsync("suspension", "再次申请", party: "applicant"))).Code.ShouldBe(
            "exception.open"
        );
        (
            await Should.ThrowAsync<NotAllowedException>(() =>
                RaiseAsync("counterclaim", "反申请", new { claims = new[] { new { amount = 1m } } }, party: "applicant")
            )
        ).Code.ShouldBe("exception.not-allowed");
        (await Should.ThrowAsync<InvalidInputException>(() => RaiseAsync("recusal", "应回避", party: "applicant")))
            .Errors[0]
            .Field.ShouldBe("data.officer");
    }

    [Fact]
    public async Task An_award_ends_what_is_still_undecided()
    {
        await FastUntilHearingAsync();
        await RaiseAsync("suspension", "待鉴定", party: "applicant");
        await DoAsync("fta-hearing", "withdrawn", new { reason = "申请人撤回" });
        (await RecordsAsync<CaseException>()).Single().State.ShouldBe(CaseExceptionState.Lapsed);
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_withdrawal_ends_what_else_was_raised()
    {
        await FastUntilHearingAsync();
        await RaiseAsync("incapacity", "申请人去世", new { party = "陈晓明" });
        await RaiseAsync("withdrawal", "继承人撤回", party: "applicant");
        await DoAsync("exc-withdrawal", "approve", new { voluntary = true, noHarm = true });
        (await RecordsAsync<CaseException>()).Single(e => e.Kind == "incapacity").State.ShouldBe(CaseExceptionState.Lapsed);
        (await OpenStepsAsync()).ShouldBeEmpty();
    }
}
