using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Inspection.Opening;
using LaborFlow.Workflows.Tests.Arbitration;

namespace LaborFlow.Workflows.Tests.Exceptions;

/// <summary>例外情形随时: whatever step a case is at, it can be stopped and goes on, and the days between do not count.</summary>
public sealed class AnyMomentStories : ArbitrationStory
{
    private int _stops;

    /// <summary>Stands still for three days, then goes on with the same step.</summary>
    private async Task StopAsync()
    {
        var steps = await OpenStepsAsync();
        var before = (await DeadlineAsync("arb-award-45d")).DueOn;
        await RaiseAsync("suspension", "须以另案的审理结果为依据", party: "respondent");
        await DoAsync("exc-suspension", "approve", new { ground = "other-case", reason = "另案尚未审结" });
        (await CaseAsync()).SuspendedSince.ShouldNotBeNull();
        (await DeadlinesAsync()).ShouldNotContain(d => d.State == DeadlineState.Running, "nothing runs while the case stands still");
        await PassAsync(3);
        await DoAsync("exc-resume", "resume", new { resumedBecause = "另案已审结" });

        (await OpenStepsAsync()).ShouldBe(steps);
        var award = await DeadlineAsync("arb-award-45d");
        award.State.ShouldBe(DeadlineState.Running);
        // A last day that had moved to a Monday already moves by less.
        award.DueOn.ShouldBeGreaterThan(before);
        (await PapersAsync("EXC/suspension-notice")).ShouldBe(++_stops);
        (await PapersAsync("EXC/resumption-notice")).ShouldBe(_stops);
    }

    [Fact]
    public async Task A_case_is_stopped_at_every_step_from_the_tribunal_to_the_vote_and_every_time_goes_on_where_it_stood()
    {
        await AcceptedAsync("ordinary");
        await StopAsync();
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await StopAsync();
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await StopAsync();
        await DoAsync("arb-answer", "waive", new { consents = true });
        await StopAsync();
        await ScheduleAsync("arb-schedule", inDays: 12);
        await StopAsync();
        await PassAsync(9);
        await HeldAsync("arb-hearing");
        await StopAsync();
        await DoAsync(
            "arb-decide",
            "award",
            new
            {
                deliberation = "三人一致意见",
                reasons = "经查明欠薪属实。",
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
        (await RecordsAsync<CaseException>()).Count(e => e.State == CaseExceptionState.Granted).ShouldBe(6);
    }

    [Theory]
    [InlineData("track-decision")]
    [InlineData("arb-appoint")]
    [InlineData("arb-answer")]
    [InlineData("arb-hearing")]
    [InlineData("arb-decide")]
    public async Task An_applicant_withdraws_at_any_step_and_every_open_step_and_period_ends(string at)
    {
        await FileAsync("ARB-INTAKE");
        await DoAsync("registrar-review", "accept", new { labourDispute = true, inTerritory = true });
        foreach (
            var (step, walk) in new (string, Func<Task>)[]
            {
                ("track-decision", () => DoAsync("track-decision", "ordinary", new { reason = "双方分歧较大" })),
                ("arb-appoint", () => DoAsync("arb-appoint", "appoint", OrdinaryStories.Three)),
                ("arb-serve", () => DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) })),
                ("arb-answer", () => DoAsync("arb-answer", "waive", new { consents = true })),
                ("arb-schedule", () => ScheduleAsync("arb-schedule", inDays: 8)),
                (
                    "arb-hearing",
                    async () =>
                    {
                        await PassAsync(8);
                        await HeldAsync("arb-hearing");
                    }
                ),
            }
        )
        {
            if (step == at)
                break;
            await walk();
        }

        (await OpenStepsAsync()).ShouldBe([at]);
        await RaiseAsync("withdrawal", "双方已和解", party: "applicant");
        await DoAsync("exc-withdrawal", "approve", new { voluntary = true, noHarm = true });
        var closed = await CaseAsync();
        (closed.ClosedAs, closed.ClosingReason).ShouldBe(("withdrawn", "双方已和解"));
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await DeadlinesAsync()).ShouldNotContain(d => d.State == DeadlineState.Running || d.State == DeadlineState.Paused);
        (await PaperAsync("EXC/withdrawal-decision")).ShouldContain("双方已和解");
    }

    [Fact]
    public async Task An_inspection_without_a_complainant_stands_still_changes_its_inspector_and_goes_to_the_inspectorate_of_another_district()
    {
        await InspectAsync(
            new InspectionLead
            {
                Procedure = "INSF",
                Source = "patrol",
                District = "440309",
                Employer = "深圳市某某电子有限公司",
                Cause = "unpaid-wages",
                Facts = "巡查发现工资没有按时发放",
                FoundOn = Today,
            }
        );
        await RaiseAsync("recusal", "与单位负责人是同学", new { officer = "监察员甲" });
        await DoAsync("exc-recusal", "approve", new { ground = "relation" });
        (await PaperAsync("EXC/recusal-decision")).ShouldContain("深圳市某某电子有限公司：");
        await RaiseAsync("suspension", "须等待另案的结果");
        await DoAsync("exc-suspension", "approve", new { ground = "other-case", reason = "另案尚未审结" });
        (await PaperAsync("EXC/suspension-notice")).ShouldNotContain("仲裁");
        await DoAsync("exc-resume", "resume", new { resumedBecause = "另案已审结" });
        (await PapersAsync("EXC/resumption-notice")).ShouldBe(1);

        await RaiseAsync("transfer", "用工地在南山区", new { authority = "南山区" });
        await DoAsync("exc-transfer", "approve", new { authority = "南山区" });
        (await PaperAsync("EXC/transfer-letter")).ShouldContain("本机关依职权检查深圳市某某电子有限公司");
        (await CaseAsync()).District.ShouldBe("440305");
        (await OpenStepsAsync()).ShouldBe(["insf-issue"]);
        await NoIncidentAsync();
    }
}
