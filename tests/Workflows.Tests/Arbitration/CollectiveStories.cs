using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>集体争议: what a group is told once and for all, where its case is dealt with, and who gets how much when it is settled.</summary>
public sealed class CollectiveStories : ArbitrationStory
{
    private async Task RepresentedAsync()
    {
        await AcceptedAsync("collective", Group(12));
        await DoAsync("col-representatives", "chosen", Representatives("工友2", "工友3", "陈晓明"));
    }

    private async Task<string?> PrefilledAsync(string step, string field)
    {
        using var data = JsonDocument.Parse((await OpenTaskAsync(step)).FormDataJson!);
        return data.RootElement.GetProperty(field).GetString();
    }

    [Fact]
    public async Task A_group_is_told_once_and_for_all_and_its_hearing_is_held_at_the_workplace()
    {
        await RepresentedAsync();
        var told = await OpenTaskAsync("col-notice");
        told.DueOn.ShouldBe(new DateOnly(2026, 11, 9));

        await DoAsync("col-notice", "notice", Told(inDays: 3));
        (await LastEntryAsync("collective-notice.refused")).ShouldContain("通知不足法定天数");
        await DoAsync("col-notice", "notice", Told("workplace", "龙华厂区二号楼会议室"));
        (await LastEntryAsync("collective-notice.refused")).ShouldContain("应当写明理由、现场秩序和安全措施");
        (await DeadlineAsync("col-accept-5d")).State.ShouldBe(DeadlineState.Running);
        await DoAsync(
            "col-notice",
            "notice",
            Told("workplace", "龙华厂区二号楼会议室", why: "申请人均在厂区宿舍居住", safety: "工会提供场地，街道派员维持秩序")
        );

        (await DeadlineAsync("col-accept-5d")).State.ShouldBe(DeadlineState.Met);
        (await LastEntryAsync("collective-notice.given")).ShouldContain("龙华厂区二号楼会议室（用人单位）开庭");
        var paper = await PaperAsync("COL/one-time-notice");
        paper.ShouldContain("首席仲裁员首席陈，仲裁员仲裁员李、仲裁员王，书记员书记员小周");
        paper.ShouldContain("2026年11月14日14:30开庭，处理地点：龙华厂区二号楼会议室（用人单位）");
        paper.ShouldContain("工会提供场地，街道派员维持秩序");
        paper.ShouldContain("双方应当于2026年11月7日前提交证据");
        (await DeadlineAsync("arb-evidence-period")).DueOn.ShouldBe(new DateOnly(2026, 11, 7));

        // Nobody mediates before the respondent has the copy of the application; its answer may come meanwhile.
        (await OpenStepsAsync()).ShouldBe(["col-serve"]);
        await DoAsync("col-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        (await DeadlineAsync("arb-serve-respondent-5d")).State.ShouldBe(DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["arb-answer", "col-mediate"]);

        await DoAsync(
            "col-mediate",
            "failed",
            new
            {
                negotiatedOn = Day(0),
                negotiation = "双方在工会主持下协商两次",
                heldOn = Day(0),
                place = "龙华厂区二号楼会议室",
                present = new[] { "工会", "律师" },
                reason = "公司无力一次付清",
            }
        );
        var talks = await PaperAsync("COL/mediation-record");
        talks.ShouldContain("双方在工会主持下协商两次");
        talks.ShouldContain("律师");
        talks.ShouldContain("调解没有达成一致：公司无力一次付清");
        await DoAsync("col-track", "ordinary");

        // What was told stands in the forms that carry it out.
        (await PrefilledAsync("arb-appoint", "arbitratorB")).ShouldBe("仲裁员王");
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        // The copy is not served twice, and the period for the answer runs on from its service.
        (await OpenStepsAsync()).ShouldBe(["arb-answer"]);
        (await PapersAsync("ARB/application-copy")).ShouldBe(1);
        await DoAsync("arb-answer", "waive", new { consents = true });
        (await PrefilledAsync("arb-schedule", "place")).ShouldBe("龙华厂区二号楼会议室");
        await DoAsync(
            "arb-schedule",
            "set",
            new
            {
                heldOn = Day(12),
                startsAt = "14:30",
                place = "龙华厂区二号楼会议室",
            }
        );
        await HearingServedAsync("arb-serve-hearing");
        (await PaperAsync("ARB/hearing-notice")).ShouldContain("第六十七条的规定，在用人单位开庭");
        (await RecordsAsync<Hearing>()).Single().Place.ShouldBe("龙华厂区二号楼会议室");
        // Claims are changed until the period for evidence is over (办案规则 art 44).
        await PassAsync(6);
        (await DeadlineAsync("arb-evidence-period")).State.ShouldBe(DeadlineState.Met);
        var late = await Should.ThrowAsync<NotAllowedException>(() =>
            RaiseAsync(
                "claims",
                "增加请求",
                new
                {
                    claims = new[]
                    {
                        new
                        {
                            cause = "overtime",
                            amount = 1_000m,
                            basis = "休息日加班",
                        },
                    },
                },
                party: "applicant"
            )
        );
        late.Zh.ShouldContain("举证期限已于2026-11-07届满");
    }

    [Fact]
    public async Task After_a_mass_incident_nobody_hears_the_case_at_the_workplace_and_the_street_is_called()
    {
        await RepresentedAsync();
        await RaiseAsync("incident", "厂门口聚集约二百人，堵塞道路", new { facts = "2026年11月2日上午，申请人与同厂工人在厂门口聚集" });
        (await LastEntryAsync("warning.raised")).ShouldContain("红色预警");
        var report = await PaperAsync("EXC/incident-report");
        report.ShouldContain("同厂工人在厂门口聚集");
        report.ShouldContain("涉及劳动者：12人");
        (await LastEntryAsync("exception.granted")).ShouldContain("群体性事件");
        (await HistoryAsync()).Count(e => e.Action == "office.notified" && e.Zh.Contains("事件快报", StringComparison.Ordinal)).ShouldBe(2);
        (await OpenStepsAsync()).ShouldBe(["col-notice"]);

        await DoAsync("col-notice", "notice", Told("workplace", "厂区会议室", why: "便于到场", safety: "保安维持秩序"));
        (await LastEntryAsync("collective-notice.refused")).ShouldContain("不宜在用人单位处理");
        await DoAsync("col-notice", "notice", Told("elsewhere", "民治街道调解室", why: "离宿舍近", safety: "街道派员维持秩序"));
        (await OpenStepsAsync()).ShouldBe(["col-serve"]);
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Running, "what happens at the gate stops no period");
    }

    [Fact]
    public async Task A_settlement_says_who_gets_how_much_and_when_and_the_amounts_add_up()
    {
        await RepresentedAsync();
        await DoAsync("col-notice", "notice", Told());
        await CopyServedAsync();
        async Task<object> SettlementAsync(decimal first) =>
            new
            {
                negotiatedOn = Day(0),
                heldOn = Day(0),
                terms = "按清单支付",
                amount = 120_000m,
                consents = (await CaseAsync()).Applicants.Select(p => new
                {
                    name = p.Name,
                    agrees = true,
                    signedOn = Day(0),
                    amount = p.Name == "陈晓明" ? first : 10_000m,
                    payOn = Day(30),
                }),
            };
        await DoAsync("col-mediate", "agreement", await SettlementAsync(9_000m));
        (await LastEntryAsync("consents.refused")).ShouldContain("合计119000.00元，与给付总额120000.00元不一致");
        (await OpenStepsAsync()).ShouldBe(["col-mediate"]);
        await DoAsync("col-mediate", "agreement", await SettlementAsync(10_000m));

        var paper = await PaperAsync("COL/mediation-document");
        paper.ShouldContain("支付清单");
        paper.ShouldContain("工友12\t人民币10,000.00元\t2026年12月2日");
        // It binds nobody before an arbitrator has signed it and both sides have signed for it (调解仲裁法 art 42).
        (await CaseAsync()).ClosedAt.ShouldBeNull();
        await SettlementServedAsync();
        var served = await PaperAsync("COL/service-record");
        served.ShouldContain("申请人一方签收人：代表人工友2");
        served.ShouldContain("工友12");
        (await CaseAsync()).ClosedAs.ShouldBe("arbitration-mediated");
        var enforce = await DeadlineAsync("arb-enforce-2y");
        (enforce.State, enforce.StartsOn, enforce.DueOn).ShouldBe(
            (DeadlineState.Running, new DateOnly(2026, 12, 2), new DateOnly(2028, 12, 4))
        );
    }

    [Fact]
    public async Task Workers_of_a_bankrupt_employer_are_brought_before_the_wage_fund_in_a_linked_case_and_arbitration_goes_on()
    {
        await RepresentedAsync();
        await DoAsync("col-notice", "notice", Told());
        await CopyServedAsync();
        var group = (await CaseAsync()).Id;
        await Should.ThrowAsync<InvalidInputException>(() => RaiseAsync("insolvency", "停业", new { @event = "closed" }));
        await RaiseAsync("insolvency", "法院已受理破产申请", new { @event = "bankruptcy" }, party: "applicant");
        (await OpenStepsAsync()).ShouldBe(["col-mediate", "exc-insolvency"]);
        var form = new
        {
            @event = "bankruptcy",
            court = "深圳市中级人民法院",
            courtCase = "（2026）粤03破88号",
            administrator = "某律师事务所",
            eventOn = Day(-3),
            evidence = "破产受理裁定书",
        };
        await Should.ThrowAsync<InvalidInputException>(() => DoAsync("exc-insolvency", "open", form));
        await DoAsync(
            "exc-insolvency",
            "open",
            new
            {
                form.@event,
                form.court,
                form.courtCase,
                form.administrator,
                form.eventOn,
                form.evidence,
                agreed = true,
            }
        );

        var paper = await PaperAsync("EXC/fund-guidance");
        paper.ShouldContain("（2026）粤03破88号");
        paper.ShouldContain("管理人：某律师事务所");
        paper.ShouldContain("未获垫付的部分，仍可以在本案中主张");
        (await OpenStepsAsync()).ShouldBe(["col-mediate"]);
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Running);
        Follow((await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == "split").RelatedCaseId!.Value);
        var fund = await CaseAsync();
        (fund.ProcedureCode, fund.RelatedCaseId, fund.Applicants.Count()).ShouldBe(("WGF", group, 12));
        (await OpenStepsAsync()).ShouldBe(["wgf-eligibility"]);
    }

    [Fact]
    public async Task A_worker_whose_employer_ran_away_is_told_of_the_fund_or_that_it_is_not_so()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("insolvency", "老板电话关机", new { @event = "absconded" }, party: "applicant");
        await DoAsync("exc-insolvency", "refuse", new { reason = "法定代表人仍在厂区办公" });
        (await LastEntryAsync("exception.refused")).ShouldContain("法定代表人仍在厂区办公");
        (await PapersAsync("EXC/fund-guidance")).ShouldBe(0);
        await RaiseAsync("insolvency", "经营场所已清空", new { @event = "absconded" }, party: "applicant");
        await DoAsync("exc-insolvency", "inform", new { @event = "absconded", evidence = "街道失联核查记录" });
        (await PaperAsync("EXC/fund-guidance")).ShouldContain("经营场所已清空");
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
        (await RecordsAsync<RegisterEntry>()).ShouldNotContain(e => e.RelatedCaseId != null);
    }
}
