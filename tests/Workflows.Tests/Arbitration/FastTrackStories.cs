using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>速裁.</summary>
public sealed class FastTrackStories : ArbitrationStory
{
    [Fact]
    public async Task A_migrant_workers_wages_are_awarded_on_the_fast_track_and_the_final_award_takes_effect()
    {
        await AcceptedAsync("fast", Applications.UnpaidWages() with { MigrantWorker = true });
        var docketed = await CaseAsync();
        docketed.DocketNumber.ShouldBe("深龙华劳人仲案〔2026〕1号");
        (await LastEntryAsync("track.suggested")).ShouldContain("建议速裁");
        (await DeadlineAsync("arb-award-45d")).DueOn.ShouldBe(new DateOnly(2026, 12, 17));
        (await DeadlineAsync("fta-wage-30d")).DueOn.ShouldBe(new DateOnly(2026, 12, 2));

        await DoAsync(
            "fta-appoint",
            "appoint",
            new
            {
                soleArbitrator = "韩仲裁",
                secretary = "书记员小周",
                noConflict = true,
            }
        );
        await DoAsync("fta-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        (await DeadlineAsync("arb-answer-10d")).DueOn.ShouldBe(new DateOnly(2026, 11, 16));
        await DoAsync("fta-answer", "submit", new { answer = "资金周转困难。" });
        await ScheduleAsync("fta-schedule", inDays: 3);
        var early = await Should.ThrowAsync<NotAllowedException>(() => HeldAsync("fta-hearing"));
        early.Code.ShouldBe("hearing.not-yet");
        early.Zh.ShouldContain("2026-11-");
        await PassAsync(3);
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));

        var award = (await RecordsAsync<Award>()).Single();
        award.Final.ShouldBeTrue();
        award.Items.Single().FinalityReason.ShouldContain("30240.00元");
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Met);
        (await DeadlineAsync("fta-wage-30d")).State.ShouldBe(DeadlineState.Met);
        await ServeAwardAsync("fta-serve-award");
        // The award has the docket number to itself; every other paper of the arbitration adds its place to it.
        var numbers = await PaperNumbersAsync();
        numbers.Select(paper => paper.Number).ShouldBeUnique();
        numbers.Single(paper => paper.Kind == "FTA/award-final").Number.ShouldBe(docketed.DocketNumber);
        numbers
            .Where(paper => paper.Kind.StartsWith("FTA/", StringComparison.Ordinal))
            .ShouldAllBe(paper => paper.Number.StartsWith(docketed.DocketNumber!, StringComparison.Ordinal));
        numbers.Single(paper => paper.Kind == "ARB-INTAKE/acceptance-notice").Number.ShouldBe("深龙华劳人仲案〔2026〕1号之一");
        (await CaseAsync()).Stage.ShouldBe(Stages.Remedies);
        (await DeadlineAsync("arb-final-worker-15d")).DueOn.ShouldBe(new DateOnly(2026, 11, 20));
        var employers = await DeadlineAsync("arb-final-employer-30d");
        employers.Name.ShouldBe("被申请人申请撤销终局裁决期限");
        employers.DueOn.ShouldBe(new DateOnly(2026, 12, 7));

        await PassUntilAsync(new DateOnly(2026, 12, 7));
        (await OpenStepsAsync()).ShouldBe(["fta-remedy-watch"]);
        await PassAsync(1);
        var closed = await CaseAsync();
        closed.ClosedAs.ShouldBe("award-effective");
        // As after the ordinary procedure: the paper for the court, and whether the award may be published.
        (await PaperAsync("ARB/effect-certificate")).ShouldContain($"裁决书于{award.DecidedOn:yyyy年M月d日}已经发生法律效力");
        (await OpenStepsAsync()).ShouldBe(["pub-review"]);
    }

    [Fact]
    public async Task Items_above_and_below_twelve_minimum_wages_are_decided_in_two_awards_with_remedies_of_their_own()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m), Claim("unlawful-termination", 78_000m)));
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m), (2, "partial", 39_000m)));

        var awards = await RecordsAsync<Award>();
        awards.Select(a => (a.Final, a.Total)).ShouldBe([(true, 19_500m), (false, 39_000m)], ignoreOrder: true);
        await ServeAwardAsync("fta-serve-award");
        (await DeadlinesAsync())
            .Where(d => d.State == DeadlineState.Running)
            .Select(d => d.ParameterId)
            .ShouldBe(["arb-final-worker-15d", "arb-final-employer-30d", "arb-nonfinal-15d", "arb-nonfinal-15d"], ignoreOrder: true);
        await DoAsync("fta-remedy-watch", "sued", new { court = "深圳市龙华区人民法院", reason = "申请人不服非终局裁决" });
        (await CaseAsync()).ClosedAs.ShouldBe("award-sued");
    }

    [Fact]
    public async Task A_decision_that_leaves_a_claim_open_or_exceeds_it_comes_back_to_the_arbitrator()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m), Claim("overtime", 5_000m)));
        await HeldAsync("fta-hearing");

        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));
        (await LastEntryAsync("award.refused")).ShouldContain("第2项请求尚未裁决");
        await DoAsync("fta-decide", "award", Decision((1, "support", 20_000m), (2, "reject", 0m)));
        (await LastEntryAsync("award.refused")).ShouldContain("超过请求金额");
        (await RecordsAsync<Award>()).ShouldBeEmpty();

        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m), (2, "reject", 0m)));
        (await OpenStepsAsync()).ShouldBe(["fta-serve-award"]);
    }

    [Fact]
    public async Task Settled_at_the_hearing_the_mediation_document_binds_once_both_have_signed()
    {
        await FastUntilHearingAsync();
        object Settled(bool seen) =>
            new
            {
                applicantPresent = true,
                respondentPresent = true,
                record = "当庭调解",
                terms = "十日内支付18000元",
                amount = 18_000m,
                applicantBy = "party",
                respondentBy = "agent",
                specialAuthority = seen,
            };
        var lacking = await Should.ThrowAsync<NotAllowedException>(() => DoAsync("fta-hearing", "mediated", Settled(seen: false)));
        lacking.Code.ShouldBe("authority.lacking");
        lacking.Zh.ShouldContain("被申请人的代理人没有特别授权");
        lacking.Errors.ShouldHaveSingleItem().Field.ShouldBe("data.respondentBy");
        await DoAsync("fta-hearing", "mediated", Settled(seen: true));
        var today = Day(0);
        await DoAsync(
            "fta-serve-mediation",
            "signed",
            new
            {
                applicantMethod = "direct",
                applicantReceivedOn = today,
                respondentMethod = "direct",
                respondentReceivedOn = today,
            }
        );

        (await CaseAsync()).ClosedAs.ShouldBe("arbitration-mediated");
        (await LastEntryAsync("agreement.effective")).ShouldContain("生效");
    }

    [Fact]
    public async Task A_side_that_goes_back_on_the_settlement_before_signing_gets_an_award()
    {
        await FastUntilHearingAsync();
        await DoAsync(
            "fta-hearing",
            "mediated",
            new
            {
                applicantPresent = true,
                respondentPresent = true,
                record = "当庭调解",
                terms = "十日内支付18000元",
            }
        );
        await DoAsync("fta-serve-mediation", "refused", new { reason = "被申请人反悔" });
        (await OpenStepsAsync()).ShouldBe(["fta-decide"]);

        // The employer has moved away since: it counts as served when the notice is over, and its period runs from that day.
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));
        await DoAsync(
            "fta-serve-award",
            "served",
            new
            {
                applicantMethod = "direct",
                applicantReceivedOn = Day(0),
                respondentMethod = "public-notice",
                respondentAddress = "《深圳特区报》公告",
                respondentReceivedOn = Day(0),
            }
        );
        var over = (await RecordsAsync<LaborFlow.Cases.Arbitration.Receipt>()).Last(r => r.Side == "respondent").ReceivedOn;
        over.ShouldBe(new DateOnly(2026, 12, 2));
        (await DeadlineAsync("arb-final-employer-30d")).StartsOn.ShouldBe(over);
        (await DeadlineAsync("arb-final-worker-15d")).StartsOn.ShouldBe(Today);
    }

    [Fact]
    public async Task An_applicant_who_stays_away_after_proven_notice_is_deemed_to_have_withdrawn()
    {
        await FastUntilHearingAsync();
        var unproven = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("fta-hearing", "applicant-absent", new { noticeProven = false, reason = "未到庭" })
        );
        unproven.Errors[0].Field.ShouldBe("data.noticeProven");
    }

    [Fact]
    public async Task An_applicant_who_stays_away_ends_the_case_as_withdrawn()
    {
        await FastUntilHearingAsync();
        await DoAsync("fta-hearing", "applicant-absent", new { noticeProven = true, reason = "经书面通知无正当理由不到庭" });

        var closed = await CaseAsync();
        closed.ClosedAs.ShouldBe("deemed-withdrawn");
        closed.ClosingReason.ShouldBe("经书面通知无正当理由不到庭");
        (await RecordsAsync<Hearing>()).Single().State.ShouldBe(HearingState.NotHeld);
    }

    [Fact]
    public async Task Found_unsuitable_at_the_hearing_the_case_goes_on_before_three_and_its_period_runs_on_from_acceptance()
    {
        await FastUntilHearingAsync(Applications.UnpaidWages() with { MigrantWorker = true });
        await PassAsync(10);
        await DoAsync("fta-hearing", "convert", new { reason = "案情复杂，不宜简易处理" });

        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
        var converted = await CaseAsync();
        converted.Stage.ShouldBe(Stages.Ordinary);
        var award = await DeadlineAsync("arb-award-45d");
        award.State.ShouldBe(DeadlineState.Running);
        award.DueOn.ShouldBe(new DateOnly(2026, 12, 17));
        // The thirty days are the fast track's own and end with it.
        (await DeadlineAsync("fta-wage-30d")).State.ShouldBe(DeadlineState.Ended);
        (await LastEntryAsync("deadline.ended")).ShouldContain("不再计算：案件转普通程序办理");
    }

    [Fact]
    public async Task A_respondent_who_cannot_be_found_takes_the_case_off_the_fast_track()
    {
        await AcceptedAsync("fast");
        await DoAsync(
            "fta-appoint",
            "appoint",
            new
            {
                soleArbitrator = "韩仲裁",
                secretary = "书记员小周",
                noConflict = true,
            }
        );
        var served = await CaseAsync();
        await DoAsync("fta-serve", "missing", new { reason = "注册地址查无此单位" });
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);

        // Whoever disappears later takes it off as well.
        await AcceptedAsync("fast", Claiming(Claim("overtime", 3_000m)));
        await RaiseAsync("missing", "已经搬离，去向不明", new { party = served.Respondents.Single().Name });
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
        (await CaseAsync()).Stage.ShouldBe(Stages.Ordinary);
        (await PaperAsync("FTA/conversion-notice")).ShouldContain("转为一般程序审理");
        (await LastEntryAsync("office.notified")).ShouldContain("办理公告送达");
        // Who was never served is served before three, by public notice where nobody is found.
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        (await OpenStepsAsync()).ShouldBe(["arb-serve"]);
    }

    [Fact]
    public async Task A_counterclaim_is_merged_or_converts_the_case()
    {
        await AcceptedAsync("fast");
        await DoAsync(
            "fta-appoint",
            "appoint",
            new
            {
                soleArbitrator = "韩仲裁",
                secretary = "书记员小周",
                noConflict = true,
            }
        );
        await DoAsync("fta-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        object Returned(string by) =>
            new
            {
                answer = "工资已付清",
                reason = "劳动者提前离职",
                claims = new[]
                {
                    new
                    {
                        cause = "other",
                        amount = 8_000m,
                        basis = "要求返还培训费用",
                    },
                },
                actedBy = by,
            };
        await Should.ThrowAsync<NotAllowedException>(() => DoAsync("fta-answer", "counterclaim", Returned("agent")));
        await PassAsync(2);
        await DoAsync("fta-answer", "counterclaim", Returned("party"));
        await DoAsync("fta-counterclaim", "merge");
        (await OpenStepsAsync()).ShouldBe(["fta-elements"]);
        // 办案规则 art 46: the period of the award begins anew when the counterclaim is taken in.
        (await LastEntryAsync("deadline.restarted")).ShouldContain("2026-11-04");
        var forwarded = await PaperAsync("FTA/answer-notice");
        forwarded.ShouldContain("工资已付清");
        forwarded.ShouldContain("要求返还培训费用");

        await ScheduleAsync("fta-schedule", inDays: 0);
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));
        (await LastEntryAsync("award.refused")).ShouldBe("合并审理的第1项反申请尚未裁决，请在反申请裁决项中补充");
        await DoAsync(
            "fta-decide",
            "award",
            new
            {
                reasons = "培训费用没有约定。",
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
                counterItems = new[]
                {
                    new
                    {
                        claim = 1,
                        result = "reject",
                        amount = 0m,
                        legalBasis = "《劳动合同法》第22条",
                    },
                },
            }
        );
        // The wages are final; what the employer claimed in return is not, and is decided in an award of its own.
        (await PaperAsync("FTA/award-final")).ShouldNotContain("对被申请人的反申请裁决如下");
        var open = await PaperAsync("FTA/award-open");
        open.ShouldContain("对被申请人的反申请裁决如下");
        open.ShouldContain("要求返还培训费用");
        open.ShouldNotContain("被申请人应当自本裁决生效之日起五日内支付");
        (await OpenStepsAsync()).ShouldBe(["fta-serve-award"]);
    }

    [Fact]
    public async Task A_counterclaim_that_converts_the_case_is_decided_by_the_tribunal_of_three()
    {
        await AcceptedAsync("fast");
        await DoAsync(
            "fta-appoint",
            "appoint",
            new
            {
                soleArbitrator = "韩仲裁",
                secretary = "书记员小周",
                noConflict = true,
            }
        );
        var nowhere = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("fta-serve", "served", new { respondentMethod = "public-notice", respondentReceivedOn = Day(0) })
        );
        nowhere.Errors.ShouldContain(e => e.Field.Contains("respondentMethod"));
        await DoAsync("fta-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await PassAsync(3);
        await DoAsync(
            "fta-answer",
            "counterclaim",
            new
            {
                reason = "劳动者损坏设备",
                claims = new[]
                {
                    new
                    {
                        cause = "other",
                        amount = 5_000m,
                        basis = "赔偿设备损失",
                    },
                },
                actedBy = "party",
            }
        );
        await DoAsync("fta-counterclaim", "convert", new { reason = "案情复杂" });
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
        (await LastEntryAsync("deadline.restarted")).ShouldContain("2026-11-05");

        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        // The copy was served and answered on the fast track.
        (await PapersAsync("ARB/application-copy")).ShouldBe(1);
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await HeldAsync("arb-hearing");
        object Decided(params object[] counterItems) =>
            new
            {
                deliberation = "三人一致意见",
                reasons = "欠薪属实，损失没有证据。",
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
                counterItems,
            };
        await DoAsync("arb-decide", "award", Decided());
        await VoteAsync("approve", "approve");
        (await LastEntryAsync("award.refused")).ShouldContain("第1项反申请尚未裁决");
        await DoAsync(
            "arb-decide",
            "award",
            Decided(
                new
                {
                    claim = 1,
                    result = "reject",
                    amount = 0m,
                    legalBasis = "《劳动合同法》第90条",
                }
            )
        );
        await VoteAsync("approve", "approve");
        (await PaperAsync("ARB/award-open")).ShouldContain("赔偿设备损失");
    }

    [Fact]
    public async Task No_answer_within_the_period_does_not_stop_the_hearing()
    {
        await AcceptedAsync("fast");
        await DoAsync(
            "fta-appoint",
            "appoint",
            new
            {
                soleArbitrator = "韩仲裁",
                secretary = "书记员小周",
                noConflict = true,
            }
        );
        await DoAsync("fta-serve", "served", new { respondentMethod = "mail", respondentReceivedOn = Day(0) });
        await PassAsync(15);
        (await OpenStepsAsync()).ShouldBe(["fta-elements"]);
        (await DeadlineAsync("arb-answer-10d")).State.ShouldBe(DeadlineState.Missed);
    }

    [Fact]
    public async Task Nobody_holds_two_seats_and_an_excluded_case_cannot_be_put_on_the_fast_track()
    {
        await FileAsync("ARB-INTAKE");
        await DoAsync("registrar-review", "accept", new { labourDispute = true, inTerritory = true });
        var missing = new
        {
            ground = "clear",
            publicInterest = false,
            majorImpact = false,
            respondentMissing = true,
            unsuitable = false,
        };
        (await Should.ThrowAsync<InvalidInputException>(() => DoAsync("track-decision", "fast", missing)))
            .Errors[0]
            .Field.ShouldBe("data.respondentMissing");
    }

    [Fact]
    public async Task An_arbitrator_who_is_also_the_secretary_is_not_seated()
    {
        await AcceptedAsync("fast");
        await DoAsync(
            "fta-appoint",
            "appoint",
            new
            {
                soleArbitrator = "韩仲裁",
                secretary = "韩仲裁",
                noConflict = true,
            }
        );
        (await OpenStepsAsync()).ShouldBe(["fta-appoint"]);
        (await LastEntryAsync("tribunal.refused")).ShouldContain("同一人");
        await DoAsync(
            "fta-appoint",
            "appoint",
            new
            {
                soleArbitrator = "韩仲裁",
                secretary = "书记员小周",
                noConflict = true,
            }
        );
        (await OpenStepsAsync()).ShouldBe(["fta-serve"]);
    }
}
