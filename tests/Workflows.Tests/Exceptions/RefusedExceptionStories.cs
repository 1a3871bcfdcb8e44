using LaborFlow.Cases.Deadlines;

namespace LaborFlow.Workflows.Tests.Exceptions;

/// <summary>What is raised and refused leaves the case where it was: its step, its periods, and a reason for both sides.</summary>
public sealed class RefusedExceptionStories : Arbitration.ArbitrationStory
{
    public static TheoryData<string, object, string, string> Refused =>
        new()
        {
            {
                "claims",
                new
                {
                    claims = new[]
                    {
                        new
                        {
                            cause = "overtime",
                            amount = 5_000m,
                            basis = "加班",
                        },
                    },
                },
                "exc-claims",
                "applicant"
            },
            { "jurisdiction", new { authority = "东莞市劳动人事争议仲裁委员会" }, "exc-jurisdiction", "respondent" },
            { "recusal", new { officer = "仲裁员李" }, "exc-recusal", "applicant" },
            { "suspension", new { }, "exc-suspension", "respondent" },
            { "split", new { claimNumbers = new[] { 1 } }, "exc-split", "" },
            { "transfer", new { authority = "东莞市劳动人事争议仲裁委员会" }, "exc-transfer", "" },
            { "no-show", new { absent = "respondent", noticeProven = true }, "exc-no-show", "" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_refused_exception_changes_nothing_but_the_history(string kind, object data, string step, string party)
    {
        await AcceptedAsync("ordinary");
        var due = (await DeadlineAsync("arb-award-45d")).DueOn;
        await RaiseAsync(kind, "提出的理由", data, party: party.Length == 0 ? null : party);
        await DoAsync(step, "refuse", new { reason = "经审查不成立" });

        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
        var award = await DeadlineAsync("arb-award-45d");
        (award.DueOn, award.State).ShouldBe((due, DeadlineState.Running));
        (await LastEntryAsync("exception.refused")).ShouldContain("经审查不成立");
        (await CaseAsync()).SuspendedSince.ShouldBeNull();
    }

    [Theory]
    [InlineData("jurisdiction", "第10条")]
    [InlineData("counterclaim", "可以另行申请仲裁")]
    public async Task What_the_respondent_raises_after_the_period_for_the_answer_is_stopped_with_the_article(string kind, string says)
    {
        await AcceptedAsync("ordinary");
        await DoAsync("arb-appoint", "appoint", Arbitration.OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        var last = (await DeadlineAsync("arb-answer-10d")).DueOn;
        await PassUntilAsync(last.AddDays(1));
        var late = await Should.ThrowAsync<LaborFlow.Cases.NotAllowedException>(() =>
            RaiseAsync(
                kind,
                "迟来的主张",
                kind == "jurisdiction"
                    ? (object)new { authority = "南山区" }
                    : new { claims = new[] { new { text = "返还设备", amount = 5_000m } } },
                party: "respondent"
            )
        );
        late.Code.ShouldBe("exception.too-late");
        late.Zh.ShouldContain(says);
        (await OpenStepsAsync()).ShouldBe(["arb-schedule"]);
    }

    [Fact]
    public async Task A_respondent_who_stays_away_is_tried_in_absence()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("no-show", "开庭未到", new { absent = "respondent", noticeProven = true });
        await DoAsync("exc-no-show", "default", new { noticeProven = true, reason = "经书面通知无正当理由不到庭" });
        (await CaseAsync()).ClosedAt.ShouldBeNull();
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);
    }

    [Fact]
    public async Task A_closed_case_stays_closed_when_reopening_is_refused()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("withdrawal", "已和解", party: "applicant");
        await DoAsync("exc-withdrawal", "approve", new { voluntary = true, noHarm = true });
        await RaiseAsync("reopening", "受胁迫撤回", new { procedure = "ARB" });
        await DoAsync("exc-reopening", "refuse", new { reason = "没有证据" });
        (await CaseAsync()).ClosedAs.ShouldBe("withdrawn");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }
}
