using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Mediation;

/// <summary>
/// 申请仲裁: a mediation that failed begins no arbitration. The applicant applies (调解仲裁法 art 14, 28), says that none is wanted, or lets the
/// limitation period pass, and the periods of the commission run from the application.
/// </summary>
public sealed class ApplicationStories : Story
{
    private async Task FailedAsync(FileDisputeRequest? application = null)
    {
        await FileAsync("MED", application);
        await DoAsync("clerk-review", "accept", BothConsent);
        await PassAsync(6);
        await DoAsync("mediate", "fail", new { reason = "分歧较大" });
    }

    [Fact]
    public async Task The_periods_of_the_commission_begin_with_the_application_on_paper_and_not_with_the_end_of_mediation()
    {
        await FailedAsync();
        await DemandApplicationAwaitedAsync();
        var ended = await PaperAsync("MED/termination-notice");
        ended.ShouldContain("仲裁由当事人申请才开始");
        ended.ShouldContain("最后一日为2027年11月8日");
        (await HistoryAsync()).ShouldContain(e =>
            e.Action == "party.notified" && e.Zh.Contains("点击“申请仲裁”") && e.Zh.EndsWith("最后一日：2027年11月8日。")
        );
        var year = await DeadlineAsync("arb-limitation-1y");
        (year.StartsOn, year.DueOn, year.State).ShouldBe((new DateOnly(2026, 11, 8), new DateOnly(2027, 11, 8), DeadlineState.Running));
        var offered = await OpenTaskAsync("arb-apply");
        (offered.Party, offered.DueOn).ShouldBe(("applicant", year.DueOn));
        offered.FormDataJson!.ShouldContain("19500", customMessage: "the claims of the mediation are filled in");

        await PassAsync(30);
        (await PapersAsync("ARB-INTAKE/receipt")).ShouldBe(0);
        // Neither tomorrow nor while the mediation went on.
        foreach (var ago in (int[])[-1, 31])
        {
            await ApplyAsync(ago);
            (await HistoryAsync()).Last(e => e.Action == "condition.failed").Zh.ShouldContain(ago < 0 ? "晚于今天" : "早于调解终结之日");
            await DemandApplicationAwaitedAsync();
        }

        var claims = new object[]
        {
            new
            {
                cause = "unpaid-wages",
                amount = 21_000m,
                basis = "6500元×3个月，另加差额1500元",
            },
            new
            {
                cause = "severance",
                amount = 13_000m,
                basis = "两个月工资",
            },
        };
        await ApplyAsync(daysAgo: 2, claims: claims);

        var today = new DateOnly(2026, 12, 8);
        (await DeadlineAsync("arb-accept-5d")).StartsOn.ShouldBe(today.AddDays(-2));
        (await DeadlineAsync("arb-correction-5d")).StartsOn.ShouldBe(today.AddDays(-2));
        (await DeadlineAsync("arb-nojurisdiction-5d")).StartsOn.ShouldBe(today.AddDays(-2));
        (await DeadlineAsync("arb-limitation-1y")).State.ShouldBe(DeadlineState.Met);
        (await CaseAsync()).Claims.Select(c => (c.Cause, c.Amount)).ShouldBe([("unpaid-wages", 21_000m), ("severance", 13_000m)]);
        (await LastEntryAsync("arbitration.applied")).ShouldContain("申请人于2026-12-06书面申请仲裁，仲裁请求2项，金额合计34000.00元");
        var paper = await PaperAsync("ARB-INTAKE/application");
        paper.ShouldContain("人民币21,000.00元");
        paper.ShouldContain("经济补偿");
        paper.ShouldContain("二〇二六年十二月六日");
        (await PaperAsync("ARB-INTAKE/receipt")).ShouldContain("2026年12月6日提出的");
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
        await DoAsync("registrar-review", "accept", new { labourDispute = true, inTerritory = true });
        (await OpenStepsAsync()).ShouldBe(["track-decision"]);
    }

    [Fact]
    public async Task Who_applies_at_the_window_has_it_written_down()
    {
        await FailedAsync();
        await ApplyAsync(form: "oral");
        (await PaperAsync("ARB-INTAKE/oral-record")).ShouldContain("口头仲裁申请笔录");
        (await PapersAsync("ARB-INTAKE/application")).ShouldBe(0);
        // It is asked once: whoever withdraws later is not asked again when the case is opened anew.
        await RaiseAsync("withdrawal", "单位答应付款", party: "applicant");
        (await CaseAsync()).ClosedAs.ShouldBe("withdrawn");
        await RaiseAsync("reopening", "单位没有付款", new { procedure = "ARB-INTAKE" });
        await DoAsync("exc-reopening", "approve", new { procedure = "ARB-INTAKE", reason = "情况属实" });
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
    }

    [Fact]
    public async Task A_claim_that_is_split_off_in_mediation_becomes_no_arbitration_that_nobody_applied_for()
    {
        var wages = Applications.UnpaidWages();
        await FileAsync("MED", wages with { Claims = [wages.Claims![0]!, wages.Claims[0]! with { Cause = "work-injury" }] });
        await DoAsync("clerk-review", "accept", BothConsent);
        await RaiseAsync("split", "工伤待遇待鉴定", new { claimNumbers = new[] { 2 } });
        await DoAsync("exc-split", "approve", new { claimNumbers = new[] { 2 } });
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
        Follow((await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == "split").RelatedCaseId!.Value);
        await DemandApplicationAwaitedAsync();
        await DoAsync("arb-apply", "decline", new { reason = "先做劳动能力鉴定" });
        (await PaperAsync("ARB-INTAKE/not-applied-notice")).ShouldContain("最后一日为2027年11月2日");
    }

    [Fact]
    public async Task The_worker_whom_the_employer_asked_to_mediation_applies_in_a_case_of_its_own()
    {
        var wages = Applications.UnpaidWages();
        var (worker, employer) = (wages.Applicant!, wages.Respondents![0]!);
        await FailedAsync(
            wages with
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
            }
        );
        (await HistoryAsync()).ShouldContain(e => e.Action == "party.notified" && e.Zh.Contains("任何一方都可以依法申请仲裁"));
        (await OpenTaskAsync("arb-apply-other")).Party.ShouldBe("respondent");
        await DoAsync(
            "arb-apply-other",
            "apply",
            new
            {
                claims = new[]
                {
                    new
                    {
                        cause = "unpaid-wages",
                        amount = 19_500m,
                        basis = "6500元×3个月",
                    },
                },
                facts = "公司自2026年7月起未支付工资。",
                idType = worker.IdType,
                idNumber = worker.IdNumber,
                appliedOn = Day(0),
                form = "paper",
            }
        );
        var mediated = await CaseAsync();
        mediated.ClosedAs.ShouldBe("not-applied");
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await PaperAsync("ARB-INTAKE/other-applied-notice")).ShouldContain("最后一日为2027年11月8日");

        Follow((await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == "other-side-applied").RelatedCaseId!.Value);
        var own = await CaseAsync();
        (own.Applicants.Single().Name, own.Respondents.Single().Name).ShouldBe((worker.Name, employer.Name));
        (own.RespondentQueryCodeHash, own.Claims.Single().Amount).ShouldBe((mediated.QueryCodeHash, 19_500m));
        (await PaperAsync("ARB-INTAKE/application")).ShouldContain($"申请人：{worker.Name}");
        await DoAsync("registrar-review", "accept", new { labourDispute = true, inTerritory = true });
        (await OpenStepsAsync()).ShouldBe(["track-decision"]);
    }

    [Fact]
    public async Task Who_wants_no_arbitration_is_told_until_when_it_can_still_be_asked_for()
    {
        var wages = Applications.UnpaidWages();
        await FailedAsync(
            wages with
            {
                Claims = [wages.Claims![0]!, wages.Claims[0]! with { Cause = "severance" }],
                RightInfringedOn = new DateOnly(2025, 8, 15),
                CoApplicants =
                [
                    new CoApplicantInput
                    {
                        Name = "工友2",
                        IdType = "resident-id",
                        IdNumber = Applications.ResidentNumber(2),
                        Phone = "13800138000",
                    },
                ],
            }
        );
        // There is nothing to withdraw: who wants no arbitration says so, and is told the last day.
        (await Should.ThrowAsync<NotAllowedException>(() => RaiseAsync("withdrawal", "不想再告", party: "applicant"))).Code.ShouldBe(
            "case.not-applied"
        );
        // Nobody gives up arbitration for the others.
        var each = await Should.ThrowAsync<NotAllowedException>(() => DoAsync("arb-apply", "decline", new { reason = "已和解" }));
        (each.Code, each.Zh.Contains("第14条", StringComparison.Ordinal)).ShouldBe(("authority.each", false));
        await DoAsync("arb-apply", "decline", new { reason = "双方已自行和解", memberConsents = true });

        var closed = await CaseAsync();
        (closed.ClosedAs, closed.ClosingReason, closed.DocketNumber).ShouldBe(("not-applied", "双方已自行和解", null));
        closed.ArchivedAt.ShouldNotBeNull();
        var paper = await PaperAsync("ARB-INTAKE/not-applied-notice");
        paper.ShouldContain("最后一日为2027年11月8日");
        paper.ShouldContain("第2项请求在申请调解时已经超过一年");
        (await DeadlinesAsync()).ShouldAllBe(d => d.State != DeadlineState.Running && d.State != DeadlineState.Missed);
        (await RecordsAsync<RegisterEntry>()).ShouldNotContain(e => e.Kind == "arbitration-application");

        // Whoever thinks better of it within the year is asked again.
        await RaiseAsync("reopening", "单位没有履行和解", new { procedure = "ARB-INTAKE" });
        await DoAsync("exc-reopening", "approve", new { procedure = "ARB-INTAKE", reason = "在时效期间内" });
        await DemandApplicationAwaitedAsync();
    }

    [Fact]
    public async Task When_nobody_applies_within_the_limitation_period_the_case_ends()
    {
        await FailedAsync();
        await PassUntilAsync(new DateOnly(2027, 11, 8));
        await DemandApplicationAwaitedAsync();
        await PassAsync(1);
        var closed = await CaseAsync();
        (closed.ClosedAs, closed.DocketNumber).ShouldBe(("not-applied", null));
        (await PaperAsync("ARB-INTAKE/lapse-notice")).ShouldContain("一年仲裁时效期间已于2027年11月8日届满");
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await DeadlinesAsync()).ShouldAllBe(d => d.State != DeadlineState.Running);
    }
}
