using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Mediation;

/// <summary>The other ends of mediation: refused and guided, corrected, declined, and what follows an agreement that is not kept.</summary>
public sealed class MediationEndStories : Story
{
    private async Task AgreedAsync(FileDisputeRequest? application = null)
    {
        await FileAsync("MED", application);
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
    }

    [Fact]
    public async Task What_is_no_labour_dispute_is_not_accepted_and_the_applicant_is_guided_in_writing()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "refuse", new { redirectTo = "人民法院", reason = "属于劳务关系，请向人民法院起诉" });

        (await CaseAsync()).ClosedAs.ShouldBe("refused");
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await PaperAsync("MED/refusal-notice")).ShouldContain("属于劳务关系，请向人民法院起诉");
        (await DeadlinesAsync()).ShouldAllBe(d => d.State != DeadlineState.Running);
    }

    [Fact]
    public async Task An_application_is_corrected_once_and_its_fifteen_days_run_from_the_first_day()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "correct", new { reason = "请补充工资支付记录" });
        (await CaseAsync()).Stage.ShouldBe(Stages.Correction);
        (await PaperAsync("MED/correction-notice")).ShouldContain("请补充工资支付记录");
        await PassAsync(3);
        await DoAsync("party-corrects", "submit", new { note = "已补充银行流水", phone = "13900139000" });
        (await OpenStepsAsync()).ShouldBe(["clerk-review"]);
        (await CaseAsync()).Applicants.First().Phone.ShouldBe("13900139000");
        (await DeadlineAsync("med-duration-15d")).DueOn.ShouldBe(new DateOnly(2026, 11, 17));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Either_side_may_decline_before_signing_and_the_file_goes_to_arbitration(bool respondent)
    {
        await AgreedAsync();
        if (respondent)
            await DoAsync("applicant-confirms", "confirm", Signed);
        await DoAsync(respondent ? "respondent-confirms" : "applicant-confirms", "decline", new { reason = "金额不能接受" });

        await DemandApplicationAwaitedAsync();
        (await PaperAsync("MED/handover-letter")).ShouldContain("现将案件材料移送你委");
        (await PaperAsync("MED/termination-notice")).ShouldContain(
            $"终结原因：{(respondent ? "被" : "")}申请人不同意拟定的调解协议：金额不能接受"
        );
    }

    [Fact]
    public async Task An_agent_without_special_authority_cannot_sign_for_the_party_and_what_was_told_at_the_window_is_on_file()
    {
        await FileAsync(
            "MED",
            Applications.UnpaidWages() with
            {
                Agent = new AgentInput { Name = "李律师", Authority = "general" },
                PreferredMediator = "不在名册的调解员",
                Language = "cantonese",
                PriorProcedures =
                [
                    new PriorProcedureInput
                    {
                        Kind = "inspection",
                        Authority = "龙华区劳动监察大队",
                        Number = "2026-17",
                    },
                ],
                EvidenceItems = [new EvidenceItemInput { Name = "考勤表", Holder = "respondent" }],
            }
        );
        var told = await LastEntryAsync("intake.told");
        foreach (var part in (string[])["龙华区劳动监察大队", "“考勤表”由被申请人掌握", "希望使用粤语"])
            told.ShouldContain(part);
        await DoAsync("clerk-review", "accept", BothConsent);
        (await OpenTaskAsync("mediate")).Assignee.ShouldBeNull("nobody of that name mediates here");
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

        // Whoever acts must be named where somebody without special authority might be it.
        (await LackingAsync(() => DoAsync("applicant-confirms", "confirm", Signed))).ShouldBe("authority.unsaid");
        (await LackingAsync(() => DoAsync("applicant-confirms", "confirm", SignedBy("agent")))).ShouldBe("authority.lacking");
        (await LackingAsync(() => RaiseAsync("claims", "增加请求", Doubled("agent"), party: "applicant"))).ShouldBe("authority.lacking");
        (await LackingAsync(() => RaiseAsync("withdrawal", "不申请了", party: "applicant"))).ShouldBe("authority.unsaid");
        (await LackingAsync(() => WithdrawAsync("agent"))).ShouldBe("authority.lacking");
        (await OpenStepsAsync()).ShouldBe(["applicant-confirms"]);
        await DoAsync("applicant-confirms", "confirm", SignedBy("party"));
        // Of a side that named no agent nobody is one, unless an officer has seen the power of attorney.
        (await LackingAsync(() => DoAsync("respondent-confirms", "confirm", SignedBy("agent")))).ShouldBe("authority.lacking");
        (await OpenStepsAsync()).ShouldBe(["respondent-confirms"]);
        // Refused, it may still time out: the file goes to arbitration and nobody is stuck.
        await PassAsync(20);
        await DemandApplicationAwaitedAsync();
        // Special authority that is handed in later is noted, and the agent may.
        await AgentAsync("李律师", "special");
        await RaiseAsync("claims", "增加请求", Doubled("agent"), party: "applicant");
        (await LastEntryAsync("exception.raised")).ShouldContain("由委托代理人提出");
        await AgentAsync("李律师", "general");
        (await CaseAsync()).Applicants.First().Representatives.ShouldHaveSingleItem().Authority.ShouldBe("general");
    }

    [Theory]
    [InlineData("order", "支付令", "payment-order")]
    [InlineData("court", "司法确认", "judicially-confirmed")]
    public async Task A_default_goes_to_the_court_by_the_road_that_the_worker_chooses(string road, string told, string endedAs)
    {
        await AgreedAsync();
        await DoAsync("applicant-confirms", "confirm", Signed);
        await DoAsync("respondent-confirms", "confirm", Signed);
        await PassAsync(11);
        await RaiseAsync("performance", "到期未支付", new { performed = false }, party: "applicant");
        if (road == "order")
            (await OpenTaskAsync("exc-performance")).LegalBasis!.ShouldContain("第16条");
        await DoAsync("exc-performance", road, new { note = "引导申请人向法院申请", reason = "到期未履行" });

        (await CaseAsync()).ClosedAs.ShouldBe(endedAs);
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains(told));
        // Of a default nothing is left to track; what the court confirmed is still to be performed.
        (await OpenStepsAsync()).ShouldBe(road == "order" ? [] : ["perf-track"]);
        if (road == "order")
            (await PaperAsync("MED-PERF/payment-order-application")).ShouldContain("人民币18,000.00元");
    }

    [Fact]
    public async Task An_agreement_on_something_else_than_pay_gets_no_order_to_pay_and_arbitration_stays_open()
    {
        var wages = Applications.UnpaidWages();
        await AgreedAsync(wages with { Claims = [wages.Claims![0]! with { Cause = "double-wages" }] });
        await DoAsync("applicant-confirms", "confirm", Signed);
        await DoAsync("respondent-confirms", "confirm", Signed);
        await PassAsync(11);
        await DoAsync("perf-track", "order", new { reason = "到期未支付" });
        (await OpenStepsAsync()).ShouldBe(["perf-track"]);
        (await LastEntryAsync("party.notified")).ShouldContain("可以就原争议申请仲裁");
        await RaiseAsync("performance", "到期未支付", new { performed = false }, party: "applicant");
        await DoAsync("exc-performance", "order", new { reason = "到期未支付" });
        (await OpenStepsAsync()).ShouldBe(["exc-performance", "perf-track"]);
        await DoAsync("exc-performance", "arbitrate", new { reason = "改为申请仲裁" });
        await DemandApplicationAwaitedAsync();
    }

    [Fact]
    public async Task A_review_that_is_not_joint_is_refused_and_one_side_may_withdraw_it()
    {
        await AgreedAsync();
        await DoAsync("applicant-confirms", "confirm", Signed);
        await DoAsync("respondent-confirms", "confirm", Signed);
        await RaiseAsync("review", "申请仲裁审查", new { joint = false }, party: "applicant");
        await DoAsync("medrev-accept", "refuse", new { reason = "不是双方共同申请" });
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
        await DoAsync("medrev-review", "withdrawn", new { reason = "被申请人撤回申请" });
        (await CaseAsync()).ClosedAs.ShouldBe("agreement");
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await PaperAsync("MEDREV/review-ended")).ShouldContain("共同向人民法院申请司法确认");

        // From outside, too, by the side that did not begin the mediation: the agreement stays what it was.
        await RaiseAsync("review", "双方再次共同申请", new { joint = true }, party: "applicant");
        await RaiseAsync("withdrawal", "公司不再申请审查", party: "respondent");
        (await CaseAsync()).ClosedAs.ShouldBe("agreement");
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await LastEntryAsync("party.notified")).ShouldContain("调解协议仍然有效");
        (await DeadlineAsync("jc-confirm-30d")).State.ShouldBe(DeadlineState.Running);
    }

    [Fact]
    public async Task A_case_is_handed_to_another_level_and_its_fifteen_days_run_on_from_the_first_day()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        var (first, due) = ((await CaseAsync()).MediationOrganisationId, (await DeadlineAsync("med-duration-15d")).DueOn);
        await PassAsync(4);
        await DoAsync("mediate", "reassign", new { level = "street", reason = "双方都在街道，就近调解" });
        (await LastEntryAsync("office.notified")).ShouldContain("案件仍由原组织调解");
        (await CaseAsync()).MediationOrganisationId.ShouldBe(first);

        await AddOrganisationAsync("民治街道劳动争议调解委员会", MediationLevel.Street, "440309001");
        await DoAsync("mediate", "reassign", new { level = "street", reason = "双方都在街道，就近调解" });
        (await LastEntryAsync("mediation.assigned")).ShouldBe("由民治街道劳动争议调解委员会调解");
        (await CaseAsync()).MediationOrganisationId.ShouldNotBe(first);
        (await DeadlineAsync("med-duration-15d")).DueOn.ShouldBe(due);
        // Of several streets the mediator says which; the case itself knows its district only.
        await AddOrganisationAsync("龙华街道劳动争议调解委员会", MediationLevel.Street, "440309002");
        await DoAsync("mediate", "reassign", new { level = "street", reason = "再转" });
        (await LastEntryAsync("office.notified")).ShouldContain("没有写明由哪一家");
        var named = new
        {
            level = "street",
            organisation = "龙华街道劳动争议调解委员会",
            reason = "再转",
        };
        await DoAsync("mediate", "reassign", named);
        (await LastEntryAsync("mediation.assigned")).ShouldBe("由龙华街道劳动争议调解委员会调解");
        // To arrange a session is no way to outlast the fifteen days, and the ground is what ended it, not why it was moved.
        await DoAsync("mediate", "schedule");
        await DoAsync("med-schedule", "back");
        await DoAsync("mediate", "schedule");
        await PassAsync(14);
        await DemandApplicationAwaitedAsync();
        (await PaperAsync("MED/termination-notice")).ShouldContain("终结原因：调解期限于2026年11月17日届满，双方未达成协议");
    }

    [Fact]
    public async Task A_case_of_a_community_is_mediated_in_its_street()
    {
        await AddOrganisationAsync("民治街道劳动争议调解委员会", MediationLevel.Street, "440309001");
        await AddOrganisationAsync("龙华街道劳动争议调解委员会", MediationLevel.Street, "440309002");
        await FileAsync("MED", Applications.UnpaidWages() with { District = "440309002003" });
        await DoAsync("clerk-review", "accept", BothConsent);
        (await LastEntryAsync("mediation.assigned")).ShouldBe("由龙华街道劳动争议调解委员会调解");
        (await PaperAsync("MED/acceptance-notice")).ShouldContain("龙华街道劳动争议调解委员会");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_application_that_nobody_deals_with_is_released_to_arbitration_after_fifteen_days(bool corrected)
    {
        await FileAsync("MED");
        if (corrected)
            await DoAsync("clerk-review", "correct", new { reason = "请补充工资支付记录" });
        await PassAsync(20);
        await DemandApplicationAwaitedAsync();
        (await DeadlineAsync("med-duration-15d")).State.ShouldBe(DeadlineState.Missed);
        (await PaperAsync("MED/termination-notice")).ShouldContain(
            $"终结原因：调解期限于2026年11月17日届满，{(corrected ? "申请材料尚未补正" : "受理审查尚未完成")}"
        );
    }

    [Theory]
    [InlineData("applicant")]
    [InlineData("respondent")]
    public async Task Either_side_may_leave_the_mediation_at_any_moment_and_the_file_goes_to_arbitration(string side)
    {
        await AgreedAsync();
        await RaiseAsync("mediation-end", "对方没有诚意", party: side);
        (await OpenStepsAsync()).ShouldBe(["applicant-confirms", "exc-mediation-end"]);
        await DoAsync("exc-mediation-end", "refuse", new { reason = "经沟通愿意继续" });
        (await OpenStepsAsync()).ShouldBe(["applicant-confirms"]);

        await RaiseAsync("mediation-end", "不愿继续调解", party: side);
        await DoAsync("exc-mediation-end", "end", new { told = true, reason = "不愿继续" });
        await DemandApplicationAwaitedAsync();
        (await PaperAsync("MED/termination-notice")).ShouldContain("终结原因：一方不愿继续调解：不愿继续");
        (await DeadlineAsync("med-duration-15d")).State.ShouldBe(DeadlineState.Met);
        (await LackingAsync(() => RaiseAsync("mediation-end", "不愿继续调解", party: side))).ShouldBe("exception.not-mediated");
    }

    [Fact]
    public async Task Of_three_workers_nobody_signs_or_withdraws_for_the_others_and_each_is_owed_a_share()
    {
        var three = Applications.UnpaidWages() with { CoApplicants = [.. Enumerable.Range(2, 2).Select(Colleague)] };
        await FileAsync("MED", three);
        (await LackingAsync(() => RaiseAsync("withdrawal", "不申请了", party: "applicant"))).ShouldBe("authority.each");
        (await LackingAsync(() => WithdrawAsync("party"))).ShouldBe("authority.each");
        await DoAsync("clerk-review", "accept", BothConsent);
        await DoAsync("mediate", "agreement", Shared());
        (await LastEntryAsync("instalments.refused")).ShouldContain("请逐人填写各人的份额");
        await DoAsync("mediate", "agreement", Shared(("陈晓明", 9_000m), ("工友2", 6_000m), ("工友3", 2_000m)));
        (await LastEntryAsync("instalments.refused")).ShouldContain("各人份额合计17000.00元");
        await DoAsync("mediate", "agreement", Shared(("陈晓明", 9_000m), ("工友2", 6_000m), ("工友3", 3_000m)));

        (await OutcomesAsync("applicant-confirms", byParty: true)).ShouldBe(["decline"], "nobody confirms for the others");
        var terms = await InScopeAsync(async scope =>
            await scope.GetRequiredService<Cases.Tasks.OpenOutcomes>().TermsAsync((await CaseAsync()).Id)
        );
        terms.Payer.ShouldBe("respondent");
        terms.Shares.Select(share => share.Amount).ShouldBe([9_000m, 6_000m, 3_000m]);
        (await LackingAsync(() => DoAsync("applicant-confirms", "confirm", Signed))).ShouldBe("authority.each");
        await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("applicant-confirms", "confirm", new { read = true, memberConsents = true })
        );
        var signed = new
        {
            read = true,
            signedOnPaper = true,
            signedOn = Day(0),
            memberConsents = true,
            signatures = new[] { new { name = "工友3", signedOn = Day(-1) } },
        };
        await DoAsync("applicant-confirms", "confirm", signed);
        await DoAsync("respondent-confirms", "confirm", Signed);
        var agreement = await PaperAsync("MED/agreement");
        foreach (var row in (string[])["工友2\t人民币6,000.00元", "工友2\t申请人\t2026年11月2日", "工友3\t申请人\t2026年11月1日"])
            agreement.ShouldContain(row);

        await PassAsync(11);
        await DoAsync("perf-track", "order", new { reason = "到期未支付" });
        (await PapersAsync("MED-PERF/payment-order-application")).ShouldBe(3);
        var own = await PaperAsync("MED-PERF/payment-order-application");
        var shares = new Dictionary<string, string>
        {
            ["陈晓明"] = "9,000.00",
            ["工友2"] = "6,000.00",
            ["工友3"] = "3,000.00",
        };
        var named = shares.Keys.Single(name => own.Contains(name, StringComparison.Ordinal));
        own.ShouldContain($"向申请人给付人民币{shares[named]}元");
    }

    private static CoApplicantInput Colleague(int number) =>
        new()
        {
            Name = $"工友{number}",
            IdType = "resident-id",
            IdNumber = Applications.ResidentNumber(number),
            Phone = "13800138000",
        };

    private object Shared(params (string Name, decimal Amount)[] shares) =>
        new
        {
            terms = "公司十日内支付18000元",
            amount = 18_000m,
            performBy = Day(10),
            shares = shares.Select(share => new { name = share.Name, amount = share.Amount }).ToArray(),
        };

    [Fact]
    public async Task Ten_workers_who_ask_for_mediation_together_warn_the_street_on_the_first_day()
    {
        await FileAsync("MED", Applications.UnpaidWages() with { CoApplicants = [.. Enumerable.Range(2, 10).Select(Colleague)] });

        (await LastEntryAsync("office.notified")).ShouldStartWith("通报街道工作人员：");
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("集体争议"));
        (await OpenStepsAsync()).ShouldBe(["clerk-review"]);
    }

    [Fact]
    public async Task What_is_not_disputed_and_the_confirmed_address_go_with_the_file_to_arbitration()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await DoAsync(
            "mediate",
            "fail",
            new
            {
                reason = "加班费差距过大",
                undisputed = "2023年3月1日入职，月工资6500元",
                addressConfirmed = "深圳市龙华区民治街道1号",
            }
        );

        foreach (var paper in new[] { "MED/termination-notice", "MED/handover-letter" })
        {
            var text = await PaperAsync(paper);
            text.ShouldContain("经双方同意记载的无争议事实：2023年3月1日入职，月工资6500元");
            text.ShouldContain("双方确认的送达地址（可用于仲裁和诉讼）：深圳市龙华区民治街道1号");
        }
        await DemandApplicationAwaitedAsync();
    }

    private static object Doubled(string by) =>
        new
        {
            claims = new[]
            {
                new
                {
                    claim = 1,
                    amount = 36_000m,
                    basis = "加倍",
                },
            },
            actedBy = by,
        };

    private static async Task<string> LackingAsync(Func<Task> act) => (await Should.ThrowAsync<NotAllowedException>(act)).Code;

    private async Task WithdrawAsync(string by)
    {
        var disputed = await CaseAsync();
        await InScopeAsync(async scope =>
        {
            await scope
                .GetRequiredService<WithdrawApplication>()
                .HandleAsync(disputed, new WithdrawRequest("不申请了", ActedBy: by), "applicant");
            return 0;
        });
    }

    /// <summary>The office has seen a power of attorney.</summary>
    private Task<int> AgentAsync(string name, string authority) =>
        InScopeAsync(async scope =>
        {
            var disputed = (await scope.GetRequiredService<ICaseStore>().FindAsync((await CaseAsync()).Id, forUpdate: false))!;
            scope
                .GetRequiredService<RecordAgent>()
                .Handle(disputed, disputed.Applicants.First().Id, new AgentInput { Name = name, Authority = authority }, "registrar");
            return await scope.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
        });

    private Task<int> AddOrganisationAsync(string name, MediationLevel level, string place) =>
        InScopeAsync(async scope =>
        {
            var database = scope.GetRequiredService<LaborFlowDbContext>();
            database.Add(
                new MediationOrganisation
                {
                    Id = Guid.CreateVersion7(scope.GetRequiredService<TimeProvider>().GetUtcNow()),
                    Name = name,
                    Level = level,
                    Jurisdiction = place,
                }
            );
            return await database.SaveChangesAsync();
        });
}
