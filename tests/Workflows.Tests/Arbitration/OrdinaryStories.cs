using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>普通程序与集体争议.</summary>
public sealed class OrdinaryStories : ArbitrationStory
{
    internal static readonly object Three = new
    {
        presiding = "首席陈",
        arbitratorA = "仲裁员李",
        arbitratorB = "仲裁员王",
        secretary = "书记员小周",
        noConflict = true,
    };

    private static object Deliberated((int, string, decimal) item) =>
        new
        {
            deliberation = "三人一致意见",
            reasons = "经查明欠薪属实。",
            items = new[]
            {
                new
                {
                    claim = item.Item1,
                    result = item.Item2,
                    amount = item.Item3,
                    legalBasis = "《劳动合同法》第30条",
                },
            },
        };

    [Fact]
    public async Task A_tribunal_of_three_hears_the_case_and_its_award_above_the_threshold_is_open_to_both_sides()
    {
        await AcceptedAsync("ordinary", Claiming(Claim("double-wages", 66_000m)));
        await DoAsync("arb-appoint", "appoint", Three);
        (await RecordsAsync<TribunalMember>()).Count.ShouldBe(4);
        var application = await PaperAsync("ARB/application-copy");
        application.ShouldContain("收到申请日期：2026年11月2日");
        application.ShouldContain("未签劳动合同二倍工资");
        application.ShouldContain("公司自2026年7月起未支付工资。");
        (await PaperAsync("ARB/response-notice")).ShouldContain("附：仲裁申请书副本一份");
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "submit", new { answer = "已签合同" });

        await ScheduleAsync("arb-schedule", inDays: 3);
        (await LastEntryAsync("hearing.refused")).ShouldContain("通知不足法定天数");
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await HeldAsync("arb-hearing");
        await DoAsync("arb-decide", "award", Deliberated((1, "support", 66_000m)));
        (await OpenStepsAsync()).ShouldBe(["arb-vote", "arb-vote", "arb-vote"]);
        await VoteAsync("approve", "approve");
        (await PaperAsync("ARB/award-open")).ShouldContain("自收到裁决书之日起十五日内向人民法院提起诉讼");
        await ServeAwardAsync("arb-serve-award");

        (await RecordsAsync<Award>()).Single().Final.ShouldBeFalse();
        (await DeadlineAsync("arb-nonfinal-15d", "被申请人")).DueOn.ShouldBe(new DateOnly(2026, 11, 27));
        await PassUntilAsync(new DateOnly(2026, 11, 28));
        (await CaseAsync()).ClosedAs.ShouldBe("award-effective");

        // It binds from the day after the last period, and may be enforced for two years.
        var certificate = await PaperAsync("ARB/effect-certificate");
        certificate[certificate.IndexOf("裁决书于", StringComparison.Ordinal)..].ShouldStartWith("裁决书于2026年11月28日已经发生法律效力");
        certificate[certificate.IndexOf("请最迟于", StringComparison.Ordinal)..].ShouldStartWith("请最迟于2028年11月");
        (await LastEntryAsync("award.effective")).ShouldContain("最迟于2028-11-");
        await RaiseAsync("enforcement", "对方不履行", party: "applicant");
        await DoAsync(
            "exc-enforcement",
            "applied",
            new
            {
                court = "深圳市龙华区人民法院",
                courtCase = "（2026）粤0309执18号",
                appliedOn = Day(0),
            }
        );
        (await PaperAsync("EXC/enforcement-record")).ShouldContain("（2026）粤0309执18号");
        (await LastEntryAsync("exception.granted")).ShouldContain("申请执行或者履行情况");
        await RaiseAsync("enforcement", "法院执行完毕", party: "applicant");
        await DoAsync("exc-enforcement", "performed", new { performedOn = Day(0), paid = 66_000m });
        (await PaperAsync("EXC/enforcement-record")).ShouldContain("已履行金额：人民币66,000.00元");
        (await OpenStepsAsync()).ShouldBe(["pub-review"]);
    }

    [Fact]
    public async Task A_complex_case_gets_the_extension_that_the_law_allows_and_no_day_more()
    {
        await AcceptedAsync("ordinary");
        await DoAsync("arb-appoint", "appoint", Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await HeldAsync("arb-hearing");
        await DoAsync("arb-decide", "extend", new { reason = "需要司法鉴定" });
        await DoAsync("extension", "approve", new { days = 16 });
        (await LastEntryAsync("deadline.refused")).ShouldContain("15");
        (await OpenStepsAsync()).ShouldBe(["extension"]);
        await DoAsync("extension", "approve", new { days = 15 });

        var extended = await DeadlineAsync("arb-award-45d");
        extended.DueOn.ShouldBe(new DateOnly(2027, 1, 1));
        extended.Provisional.ShouldBeTrue("the holidays of 2027 are not published yet");
        (await LastEntryAsync("deadline.extended")).ShouldContain("延长15");
        (await OpenStepsAsync()).ShouldBe(["arb-decide"]);
    }

    [Fact]
    public async Task A_missing_respondent_is_served_by_public_notice_whose_days_do_not_count()
    {
        await AcceptedAsync("ordinary");
        await DoAsync("arb-appoint", "appoint", Three);
        await PassAsync(1);
        await DoAsync("arb-serve", "missing", new { reason = "注册地址查无此单位" });
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Paused);
        (await DeadlineAsync("svc-public-30d")).DueOn.ShouldBe(new DateOnly(2026, 12, 3));

        // Published in time; whoever reads it has the period for the answer that the notice promises.
        (await DeadlineAsync("arb-serve-respondent-5d")).State.ShouldBe(DeadlineState.Met);
        (await LastEntryAsync("notice.published")).ShouldContain("公告期满日2026-12-03");

        await PassUntilAsync(new DateOnly(2026, 12, 5));
        (await OpenStepsAsync()).ShouldBe(["arb-answer"]);
        var receipt = (await RecordsAsync<Receipt>()).Single();
        (receipt.Method, receipt.ReceivedOn).ShouldBe(("public-notice", new DateOnly(2026, 12, 3)));
        var answer = await DeadlineAsync("arb-answer-10d");
        answer.StartsOn.ShouldBe(new DateOnly(2026, 12, 3));
        await PassUntilAsync(answer.DueOn.AddDays(1));
        (await OpenStepsAsync()).ShouldBe(["arb-schedule"]);
        var award = await DeadlineAsync("arb-award-45d");
        award.State.ShouldBe(DeadlineState.Running);
        award.DueOn.ShouldBeGreaterThan(new DateOnly(2027, 1, 14));
    }

    [Fact]
    public async Task A_collective_dispute_chooses_representatives_tries_mediation_and_goes_before_three()
    {
        var application = Applications.UnpaidWages() with
        {
            CoApplicants =
            [
                .. Enumerable
                    .Range(2, 10)
                    .Select(i => new Cases.Filing.CoApplicantInput
                    {
                        Name = $"工友{i}",
                        IdType = "resident-id",
                        IdNumber = Applications.ResidentNumber(i),
                        Phone = "13800138000",
                    }),
            ],
        };
        await AcceptedAsync("collective", application);
        (await LastEntryAsync("track.suggested")).ShouldContain("集体争议");
        await DoAsync(
            "col-representatives",
            "chosen",
            new { signedByAll = true, representatives = new[] { new { name = "工友2", phone = "13800138000" } } }
        );
        (await LastEntryAsync("representatives.refused")).ShouldContain("3至5名");
        await DoAsync(
            "col-representatives",
            "chosen",
            new
            {
                signedByAll = true,
                representatives = new[]
                {
                    new { name = "工友2", phone = "13800138000" },
                    new { name = "工友3", phone = "13800138000" },
                    new { name = "陈晓明", phone = "13800138000" },
                },
            }
        );
        await DoAsync("col-notice", "notice", Told());
        await CopyServedAsync();
        // A representative who lost the others' trust is replaced by the same rules, and the periods run on.
        var award = (await DeadlineAsync("arb-award-45d")).DueOn;
        await DoAsync("col-mediate", "representatives", new { reason = "多数申请人不再信任工友3" });
        await DoAsync(
            "col-representatives",
            "chosen",
            new
            {
                signedByAll = true,
                representatives = new[]
                {
                    new { name = "工友2", phone = "13800138000" },
                    new { name = "工友4", phone = "13800138000" },
                    new { name = "陈晓明", phone = "13800138000" },
                },
            }
        );
        (await LastEntryAsync("representatives.chosen")).ShouldContain("工友4");
        (await DeadlineAsync("arb-award-45d")).DueOn.ShouldBe(award);
        await DoAsync(
            "col-mediate",
            "failed",
            new
            {
                negotiatedOn = Day(0),
                heldOn = Day(0),
                reason = "公司无力一次付清",
            }
        );
        await DoAsync("col-track", "ordinary");

        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
        (await CaseAsync()).Stage.ShouldBe(Stages.Ordinary);
    }

    [Fact]
    public async Task A_collective_dispute_that_is_settled_with_everybodys_consent_is_closed()
    {
        var application = Applications.UnpaidWages() with
        {
            CoApplicants =
            [
                .. Enumerable
                    .Range(2, 10)
                    .Select(i => new Cases.Filing.CoApplicantInput
                    {
                        Name = $"工友{i}",
                        IdType = "resident-id",
                        IdNumber = Applications.ResidentNumber(i),
                        Phone = "13800138000",
                    }),
            ],
        };
        await AcceptedAsync("collective", application);
        await DoAsync("col-representatives", "individual", new { reason = "愿意逐人参加" });
        await DoAsync("col-notice", "notice", Told());
        await CopyServedAsync();
        await DoAsync(
            "col-mediate",
            "agreement",
            new
            {
                negotiatedOn = Day(0),
                heldOn = Day(0),
                terms = "分两期付清",
                amount = 200_000m,
                consents = (await CaseAsync()).Applicants.Select(p => new
                {
                    name = p.Name,
                    agrees = p.Name != "工友7",
                    signedOn = Day(0),
                }),
            }
        );
        (await LastEntryAsync("consents.refused")).ShouldContain("工友7不同意和解");
        (await OpenStepsAsync()).ShouldBe(["col-mediate"]);
        // Who disagrees goes alone; the others need not wait.
        await RaiseAsync("member-exit", "不同意分期", new { member = "工友7", leaves = "separate" }, party: "applicant");
        await DoAsync(
            "exc-member",
            "approve",
            new
            {
                member = "工友7",
                leaves = "separate",
                memberSigned = true,
            }
        );
        await DoAsync(
            "col-mediate",
            "agreement",
            new
            {
                negotiatedOn = Day(0),
                heldOn = Day(0),
                terms = "分两期付清",
                amount = 180_000m,
                consents = (await CaseAsync()).Applicants.Select(p => new
                {
                    name = p.Name,
                    agrees = true,
                    amount = 18_000m,
                    payOn = Day(30),
                    signedOn = Day(0),
                }),
            }
        );
        (await LastEntryAsync("consents.complete")).ShouldContain("10名申请人");
        var consents = await PaperAsync("COL/consents");
        consents.ShouldContain("分两期付清");
        consents.ShouldNotContain("工友7");
        await SettlementServedAsync();
        (await CaseAsync()).ClosedAs.ShouldBe("arbitration-mediated");
    }

    [Fact]
    public async Task A_collective_dispute_of_clear_facts_goes_on_the_fast_track_and_is_awarded_within_its_period()
    {
        var group = Group(11);
        // Two of them have the same name.
        await AcceptedAsync(
            "collective",
            group with
            {
                Claims = [Claim("unpaid-wages", 55_000m)],
                CoApplicants = [.. group.CoApplicants!.Select(one => one!.Name == "工友11" ? one with { Name = "工友10" } : one)],
            }
        );
        var filed = await CaseAsync();
        var names = filed.Applicants.Select(p => RosterNames.Of(filed, p)).ToList();
        var (tenth, eleventh) = (
            $"工友10（证件尾号{filed.Roster[9].IdNumber![^4..]}）",
            $"工友10（证件尾号{filed.Roster[10].IdNumber![^4..]}）"
        );
        names.TakeLast(2).ShouldBe([tenth, eleventh]);
        object Shared(decimal each, IReadOnlyList<string>? called = null) =>
            new
            {
                reasons = "欠薪属实。",
                items = new[]
                {
                    new
                    {
                        claim = 1,
                        result = "support",
                        amount = 55_000m,
                        legalBasis = "《劳动合同法》第30条",
                        members = (called ?? names).Select(worker => new { worker, amount = each }),
                    },
                },
            };
        var due = (await DeadlineAsync("arb-award-45d")).DueOn;
        await DoAsync("col-representatives", "individual", new { reason = "愿意逐人参加" });
        await DoAsync("col-notice", "notice", Told());
        await CopyServedAsync();
        await DoAsync(
            "col-mediate",
            "agreement",
            new
            {
                negotiatedOn = Day(0),
                heldOn = Day(0),
                terms = "一次付清",
                amount = 55_000m,
                consents = (await CaseAsync()).Applicants.Select(p => new
                {
                    name = RosterNames.Of(filed, p),
                    agrees = true,
                    amount = 5_000m,
                    payOn = Day(30),
                    signedOn = Day(0),
                }),
            }
        );
        await DoAsync("col-sign-mediation", "sign", new { voluntary = true });
        // Who goes back on it before signing for it is not bound (调解仲裁法 art 42), and the case goes on.
        await DoAsync("col-serve-mediation", "refused", new { reason = "公司无力一次付清" });
        await DoAsync("col-track", "fast", new { reason = "事实清楚，双方对欠付金额无争议" });

        (await CaseAsync()).Stage.ShouldBe(Stages.FastTrack);
        // The period goes on from acceptance; the change of procedure gives no day more.
        (await DeadlineAsync("arb-award-45d")).DueOn.ShouldBe(due);
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
        await ScheduleAsync("fta-schedule", inDays: 0);
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 55_000m)));
        (await LastEntryAsync("award.refused")).ShouldContain("请在“逐人金额”中填写每人的支持金额");
        await DoAsync("fta-decide", "award", Shared(5_000m, [.. filed.Applicants.Select(p => p.Name)]));
        (await LastEntryAsync("award.refused")).ShouldContain($"本案有2名申请人叫工友10，请写明是哪一名：{tenth}、{eleventh}");
        await DoAsync("fta-decide", "award", Shared(4_000m));
        (await LastEntryAsync("award.refused")).ShouldContain("逐人金额合计44000.00元，与裁决金额55000.00元不一致");
        // Together above twelve minimum wages, each of them far below: the award is final for everybody.
        await DoAsync("fta-decide", "award", Shared(5_000m));
        (await RecordsAsync<Award>()).Single().Final.ShouldBeTrue();
        var award = await PaperAsync("FTA/award-final");
        award.ShouldContain("附表：逐人逐项支持金额");
        award.ShouldContain(tenth);
        award.ShouldContain(eleventh);
        award.ShouldContain("共11人，每人最高5000.00元未超过当地月最低工资标准");
        await ServeAwardAsync("fta-serve-award");
        await PassAsync(40);
        (await CaseAsync()).ClosedAs.ShouldBe("award-effective");
        (await PapersAsync("COL/member-notice")).ShouldBe(11);
    }

    [Fact]
    public async Task The_whole_road_from_the_worker_to_the_award()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await DoAsync("mediate", "fail", new { reason = "分歧较大" });
        await GoesToArbitrationAsync();
        await DoAsync("registrar-review", "accept", new { labourDispute = true, inTerritory = true });
        await DoAsync("track-decision", "fast", Clear);
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
        await DoAsync("fta-serve", "served", new { respondentMethod = "electronic", respondentReceivedOn = Day(0) });
        await DoAsync("fta-answer", "waive", new { consents = true });
        await ScheduleAsync("fta-schedule", inDays: 0);
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));
        await ServeAwardAsync("fta-serve-award");
        await PassAsync(40);

        var closed = await CaseAsync();
        closed.ClosedAs.ShouldBe("award-effective");
        closed.CaseNumber.ShouldBe("深龙华劳人调案〔2026〕1号");
        (await HistoryAsync()).Select(e => e.Action).ShouldContain("remedy.started");
    }
}
