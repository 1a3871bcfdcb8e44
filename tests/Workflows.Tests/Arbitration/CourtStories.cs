using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>After the award: what a court decided, and whether the award binds after all.</summary>
public sealed class CourtStories : ArbitrationStory
{
    private async Task AwardedAsync(string attack)
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m)));
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));
        await ServeAwardAsync("fta-serve-award");
        await PassAsync(3);
        await DoAsync(
            "fta-remedy-watch",
            attack,
            new
            {
                court = "深圳市龙华区人民法院",
                receivedOn = Day(0),
                reason = "不服裁决",
            }
        );
        await PassAsync(60);
    }

    private object Outcome(string result) =>
        new
        {
            court = "深圳市龙华区人民法院",
            courtCase = "（2027）粤0309民初88号",
            decidedOn = Day(-2),
            courtResult = result,
            receivedOn = Day(0),
            judgment = "被告支付原告工资15000元。",
        };

    private Task ToldAsync(string result) =>
        RaiseAsync(
            "court-outcome",
            "法院裁判文书已送达",
            new
            {
                court = "深圳市龙华区人民法院",
                courtCase = "（2027）粤0309民初88号",
                decidedOn = Day(-2),
                courtResult = result,
            },
            party: "applicant"
        );

    [Theory]
    [InlineData("sued", "judged", "award-replaced", "裁决书不发生法律效力，以人民法院的裁判为准")]
    [InlineData("sued", "suit-withdrawn", "award-effective", "裁决书发生法律效力，当事人可以申请执行")]
    [InlineData("challenged", "kept", "award-effective", "裁决书发生法律效力，当事人可以申请执行")]
    public async Task The_court_s_decision_tells_whether_the_award_binds(string attack, string result, string closedAs, string effect)
    {
        await AwardedAsync(attack);
        await ToldAsync(result);
        await DoAsync("exc-court-outcome", "record", Outcome(result));

        (await CaseAsync()).ClosedAs.ShouldBe(closedAs);
        (await LastEntryAsync("court.decided")).ShouldContain(effect);
        var paper = await PaperAsync("EXC/court-outcome");
        paper.ShouldContain("（2027）粤0309民初88号");
        paper.ShouldContain(effect);
        (await RecordsAsync<RegisterEntry>()).Count(e => e.Kind == "court-outcome").ShouldBe(1);
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await Should.ThrowAsync<NotAllowedException>(() => ToldAsync(result))).Code.ShouldBe("exception.no-suit");
    }

    [Fact]
    public async Task An_award_that_is_set_aside_opens_the_way_to_court_for_fifteen_days_and_a_result_that_does_not_fit_is_sent_back()
    {
        await AwardedAsync("challenged");
        await ToldAsync("revoked");
        await DoAsync("exc-court-outcome", "record", Outcome("judged"));
        (await LastEntryAsync("court.refused")).ShouldContain("不能登记“法院判决”");
        (await OpenStepsAsync()).ShouldBe(["exc-court-outcome"]);
        await DoAsync("exc-court-outcome", "record", Outcome("revoked"));

        (await CaseAsync()).ClosedAs.ShouldBe("award-revoked");
        var suit = await DeadlineAsync("arb-final-revoked-15d");
        (suit.StartsOn, suit.State).ShouldBe((Today, DeadlineState.Running));
        await PassAsync(20);
        (await DeadlineAsync("arb-final-revoked-15d")).State.ShouldBe(DeadlineState.Met);
    }

    [Fact]
    public async Task A_case_that_nobody_took_to_court_has_no_court_to_tell_of()
    {
        await AcceptedAsync("ordinary");
        (await Should.ThrowAsync<NotAllowedException>(() => ToldAsync("judged"))).Code.ShouldBe("case.open");
        await RaiseAsync("withdrawal", "双方已和解", party: "applicant");
        await DoAsync("exc-withdrawal", "approve", new { voluntary = true, noHarm = true });
        var nothing = await Should.ThrowAsync<NotAllowedException>(() => RaiseAsync("enforcement", "不履行", party: "applicant"));
        (nothing.Code, nothing.Zh.Contains("第51条", StringComparison.Ordinal)).ShouldBe(("exception.nothing-binds", true));
    }
}
