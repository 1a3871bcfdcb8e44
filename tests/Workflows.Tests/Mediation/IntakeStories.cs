using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Mediation;

/// <summary>What an application for mediation leads to before anybody mediates: papers, guidance elsewhere, the other side's answer, the border.</summary>
public sealed class IntakeStories : Story
{
    private static readonly object Sound = new { labourDispute = true, inTerritory = true };

    [Fact]
    public async Task An_application_online_is_put_on_paper_and_what_belongs_elsewhere_is_guided_there()
    {
        await FileAsync("MED");
        var application = await PaperAsync("MED/application");
        application.ShouldContain("劳动人事争议调解申请书");
        application.ShouldContain("陈晓明");
        application.ShouldContain("6500元×3个月");
        await DoAsync("clerk-review", "refuse", new { redirectTo = "社会保险经办机构", reason = "请求事项为补缴社会保险费" });
        (await PaperAsync("MED/refusal-notice")).ShouldContain("可以向社会保险经办机构提出");
        (await CaseAsync()).ClosedAs.ShouldBe("refused");
    }

    [Theory]
    [InlineData("MED", "（《中华人民共和国劳动争议调解仲裁法》第十二条）")]
    [InlineData("ARB-INTAKE", "（《中华人民共和国劳动争议调解仲裁法》第二十八条）")]
    public async Task What_is_told_at_the_window_is_put_on_record_and_read_out(string procedure, string article)
    {
        var witness = new WitnessInput { Name = "郑证人", Residence = "深圳市龙华区观澜街道9号" };
        await FileAsync(procedure, Applications.UnpaidWages() with { Witnesses = [witness] }, channel: "window");
        var record = await PaperAsync($"{procedure}/oral-record");
        record.ShouldContain("陈晓明");
        record.ShouldContain("6500元×3个月");
        record.ShouldContain(article);
        // Arbitration asks for the witnesses; mediation does without.
        record.Contains("郑证人\t深圳市龙华区观澜街道9号", StringComparison.Ordinal).ShouldBe(procedure == "ARB-INTAKE");
        (await PapersAsync($"{procedure}/application")).ShouldBe(0, "it was not written");
    }

    [Fact]
    public async Task Nobody_is_mediated_before_both_sides_wanted_it()
    {
        await FileAsync("MED");
        await Should.ThrowAsync<InvalidInputException>(() => DoAsync("clerk-review", "accept", Sound));
        await DoAsync("clerk-review", "accept", Unasked);
        (await OpenStepsAsync()).ShouldBe(["med-consent"]);
        (await CaseAsync()).MediationOrganisationId.ShouldBeNull();
        var faults = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("med-consent", "agree"));
        faults
            .Errors.Select(fault => fault.Field)
            .ShouldBe(["data.heldOn", "data.method"], "an officer says when and how the other side agreed");
        await DoAsync("med-consent", "agree", new { heldOn = Day(0), method = "phone" });
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
    }

    [Theory]
    [InlineData("agree", "mediate")]
    [InlineData("refuse", "arb-apply")]
    public async Task A_committee_of_the_enterprise_asks_the_other_side_within_three_working_days(string answer, string next)
    {
        await FileAsync("MED", Applications.UnpaidWages() with { PreferredMediationLevel = "enterprise" });
        await DoAsync("clerk-review", "ask-consent", Sound);
        var period = await DeadlineAsync("med-accept-3wd");
        (period.StartsOn, period.DueOn).ShouldBe((new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 5)));
        (await OpenTaskAsync("med-consent")).DueOn.ShouldBe(period.DueOn);
        await DoAsync(
            "med-consent",
            answer,
            new
            {
                heldOn = Day(0),
                method = "phone",
                reason = "本人意见",
            }
        );
        (await OpenStepsAsync())[0].ShouldBe(next);
        (await DeadlineAsync("med-accept-3wd")).State.ShouldBe(DeadlineState.Met);
    }

    [Fact]
    public async Task An_employer_that_does_not_answer_its_own_committee_has_refused()
    {
        await FileAsync("MED", Applications.UnpaidWages() with { PreferredMediationLevel = "enterprise" });
        await DoAsync("clerk-review", "ask-consent", Sound);
        await PassUntilAsync(new DateOnly(2026, 11, 6));
        await GoesToArbitrationAsync();
        (await PaperAsync("MED/termination-notice")).ShouldContain("终结原因：被申请人逾期未答复是否同意调解，视为不同意");
    }

    [Fact]
    public async Task A_worker_from_Hong_Kong_is_mediated_by_the_centre_of_joint_mediation_and_may_attend_online()
    {
        await InScopeAsync(async scope =>
        {
            var database = scope.GetRequiredService<LaborFlowDbContext>();
            database.Add(
                new MediationOrganisation
                {
                    Id = Guid.CreateVersion7(scope.GetRequiredService<TimeProvider>().GetUtcNow()),
                    Name = "粤港澳大湾区劳动争议联合调解中心",
                    Level = MediationLevel.District,
                    Jurisdiction = "440309",
                    CrossBorder = true,
                }
            );
            return await database.SaveChangesAsync();
        });
        var local = Applications.UnpaidWages();
        await FileAsync("MED", local with { Applicant = local.Applicant! with { IdType = "hk-macao-permit", IdNumber = "H12345678" } });
        (await CaseAsync()).CrossBorder.ShouldBe("hk-macao");
        (await LastEntryAsync("flag.cross-border")).ShouldBe("申请人持港澳居民来往内地通行证，标记为涉港澳案件");
        await DoAsync("clerk-review", "accept", BothConsent);

        (await LastEntryAsync("mediation.assigned")).ShouldBe("由粤港澳大湾区劳动争议联合调解中心调解");
        (await HistoryAsync()).ShouldContain(e => e.Action == "party.notified" && e.Zh.Contains("港澳籍调解员"));
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
    }

    [Fact]
    public async Task A_matter_of_residents_is_not_sent_to_the_centre_of_joint_mediation()
    {
        await FileAsync("MED");
        (await CaseAsync()).CrossBorder.ShouldBeNull();
        await DoAsync("clerk-review", "accept", BothConsent);
        (await LastEntryAsync("mediation.assigned")).ShouldBe("由龙华区劳动争议调解中心调解");
        (await HistoryAsync()).ShouldNotContain(e => e.Zh.Contains("港澳"));
    }
}
