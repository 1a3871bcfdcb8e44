using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>Tribunals of three parties, mediation that the commission suggests, and what mediation hands on.</summary>
public sealed class GroupAndSuggestionStories : ArbitrationStory
{
    [Fact]
    public async Task A_dispute_over_a_collective_contract_is_heard_by_the_authority_the_union_and_the_employers()
    {
        await AcceptedAsync("collective", Group(12));
        await DoAsync("col-representatives", "individual", new { reason = "愿意逐人参加" });
        await DoAsync("col-notice", "notice", Told());
        await CopyServedAsync();
        await DoAsync(
            "col-mediate",
            "failed",
            new
            {
                negotiatedOn = Day(0),
                heldOn = Day(0),
                reason = "公司不承认集体合同",
            }
        );
        await DoAsync("col-track", "ordinary", new { collectiveContract = true });
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        (await LastEntryAsync("tribunal.refused")).ShouldContain("三方原则");
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
        await DoAsync(
            "arb-appoint",
            "appoint",
            new
            {
                presiding = "首席陈",
                arbitratorA = "仲裁员李",
                unionName = "深圳市龙华区总工会",
                arbitratorB = "仲裁员王",
                associationName = "深圳市龙华区工商业联合会",
                secretary = "书记员小周",
                noConflict = true,
            }
        );
        (await RecordsAsync<TribunalMember>()).Count(m => m.ReplacedAt is null).ShouldBe(4);
        (await LastEntryAsync("tribunal.tripartite")).ShouldBe(
            "按三方原则组庭：仲裁员李由深圳市龙华区总工会推荐，仲裁员王由深圳市龙华区工商业联合会推荐"
        );
        (await PaperAsync("ARB/panel-notice")).ShouldContain("仲裁员王由深圳市龙华区工商业联合会推荐");
    }

    [Fact]
    public async Task The_commission_suggests_mediation_and_who_agrees_is_mediated_before_the_application_is_decided()
    {
        await FileAsync("ARB-INTAKE");
        await DoAsync("registrar-review", "suggest");
        (await PaperAsync("ARB-INTAKE/mediation-suggestion")).ShouldContain("建议先向调解组织申请调解");
        (await OpenTaskAsync("arb-suggestion")).Party.ShouldBe("applicant");
        await DoAsync("arb-suggestion", "consent");
        (await DeadlineAsync("arb-accept-5d")).State.ShouldBe(DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["clerk-review"]);
        await DoAsync("clerk-review", "accept", BothConsent);
        await PassAsync(2);
        await DoAsync("mediate", "fail", new { reason = "分歧较大" });

        // Back at the commission there is nothing left to suggest, and its own period begins.
        var accept = await DeadlineAsync("arb-accept-5d");
        (accept.StartsOn, accept.State).ShouldBe((Today, DeadlineState.Running));
        await DoAsync("registrar-review", "suggest");
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
        (await PapersAsync("ARB-INTAKE/mediation-suggestion")).ShouldBe(1);
        await DoAsync("registrar-review", "accept", new { labourDispute = true, inTerritory = true });
        (await OpenStepsAsync()).ShouldBe(["track-decision"]);
    }

    [Fact]
    public async Task Who_declines_the_suggestion_has_the_application_decided_within_its_period()
    {
        await FileAsync("ARB-INTAKE");
        await DoAsync("registrar-review", "suggest");
        await PassAsync(1);
        await DoAsync("arb-suggestion", "decline");
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
        var accept = await DeadlineAsync("arb-accept-5d");
        (accept.DueOn, accept.State).ShouldBe((new DateOnly(2026, 11, 9), DeadlineState.Running));
    }

    [Fact]
    public async Task Who_does_not_answer_whether_to_mediate_has_refused_and_nobody_waits_any_longer()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "ask-consent");
        (await OpenTaskAsync("med-consent")).DueOn.ShouldBe(new DateOnly(2026, 11, 9));
        (await LastEntryAsync("party.notified")).ShouldContain("逾期不答复的，视为不同意");
        await PassUntilAsync(new DateOnly(2026, 11, 10));
        await GoesToArbitrationAsync();
        (await DeadlineAsync("med-sz-adm-accept-5wd")).State.ShouldBe(DeadlineState.Missed);
    }

    [Fact]
    public async Task Who_stays_away_from_mediation_twice_ends_it_and_the_file_goes_to_the_commission()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await RaiseAsync("no-show", "两次调解均未到场", new { absent = "respondent", noticeProven = true });
        await Should.ThrowAsync<InvalidInputException>(() => DoAsync("exc-no-show", "mediation-ended", new { reason = "未到场" }));
        await DoAsync("exc-no-show", "mediation-ended", new { secondNotice = true, reason = "两次通知均未到场" });
        (await PaperAsync("MED/termination-notice")).ShouldContain("一方经两次通知不到场");
        await GoesToArbitrationAsync();
        (await CaseAsync()).Stage.ShouldBe(Stages.ArbitrationIntake);
    }

    [Fact]
    public async Task A_violation_that_comes_up_in_mediation_goes_to_the_inspectorate_as_a_case_of_its_own()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        await RaiseAsync("clue", "调解中发现", new { facts = "车间有三名未满十六周岁的人员" });
        await DoAsync("exc-clue", "open", new { violation = "child-labour", facts = "车间有三名未满十六周岁的人员" });
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
        Follow((await RecordsAsync<RegisterEntry>()).Single(e => e.RelatedCaseId is not null).RelatedCaseId!.Value);
        (await CaseAsync()).ProcedureCode.ShouldBe("INS");
        (await OpenStepsAsync()).ShouldBe(["ins-accept"]);
    }
}
