using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Workflows.Tests.Mediation;

/// <summary>
/// 调解前置试点: a district whose authority tries mandatory mediation, by a document of its own for a year. The other side's refusal does not end
/// mediation there, but the fifteen days release the applicant all the same.
/// </summary>
public sealed class PilotStories : Story
{
    private static readonly object Sound = new { labourDispute = true, inTerritory = true };

    protected override StatuteRegister Register
    {
        get
        {
            var open = StatuteRegister.Installed.RowsOf("med-mandatory-pilot").Single();
            var change = new StatuteChange(
                open with
                {
                    Value = 1,
                    Basis = "深龙华人社〔2026〕12号《关于开展劳动争议调解前置试点的通知》",
                    Jurisdictions = [new Jurisdiction("440309")],
                    EffectiveFrom = new DateOnly(2026, 1, 1),
                    EffectiveTo = new DateOnly(2026, 12, 31),
                },
                "深龙华人社〔2026〕12号",
                "administrator",
                "administrator2"
            );
            change.Check(StatuteRegister.Installed).ShouldBeNull();
            return change.ApplyTo(StatuteRegister.Installed);
        }
    }

    private Task RefusedAsync() =>
        DoAsync(
            "med-consent",
            "refuse",
            new
            {
                heldOn = Day(0),
                method = "phone",
                reason = "不愿调解",
            }
        );

    [Fact]
    public async Task A_refusal_does_not_end_mediation_and_the_fifteen_days_release_the_applicant()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "ask-consent", Sound);
        await RefusedAsync();
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
        (await CaseAsync()).MediationOrganisationId.ShouldNotBeNull();
        (await CaseAsync()).Stage.ShouldBe(Stages.Mediation);
        var period = await DeadlineAsync("med-duration-15d");
        (period.StartsOn, period.DueOn).ShouldBe((new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 17)));

        await PassUntilAsync(new DateOnly(2026, 11, 17));
        (await OpenStepsAsync()).ShouldBe(["mediate"], "the last day is not over");
        await PassAsync(2);

        await DemandApplicationAwaitedAsync();
        (await PaperAsync("MED/termination-notice")).ShouldContain("终结原因：调解期限于2026年11月17日届满");
        (await LastEntryAsync("handed-over")).ShouldContain("移送劳动人事争议仲裁委员会");
    }

    [Fact]
    public async Task An_application_that_nobody_mediated_is_sent_to_mediation_and_comes_back_when_its_fifteen_days_are_over()
    {
        await FileAsync("ARB-INTAKE");
        await DoAsync("registrar-review", "accept", Sound);
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
        var told = await LastEntryAsync("condition.failed");
        told.ShouldContain("深龙华人社〔2026〕12号");
        told.ShouldContain("选择“建议先行调解”，案件即移送调解组织");
        await DoAsync("registrar-review", "suggest", Sound);
        (await OpenStepsAsync()).ShouldBe(["clerk-review"]);
        await DoAsync("clerk-review", "accept", Unasked);

        // Neither side leaves it before its period is over; then the commission takes the case.
        await RaiseAsync("mediation-end", "不愿继续调解", party: "respondent");
        await DoAsync("exc-mediation-end", "end", new { told = true });
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
        (await LastEntryAsync("party.notified")).ShouldContain("期限届满未达成协议的，调解终结，申请人可以申请仲裁");
        await PassAsync(17);
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
        await DoAsync("registrar-review", "accept", Sound);
        (await OpenStepsAsync()).ShouldBe(["track-decision"]);

        await FileAsync("ARB-INTAKE", LaborFlow.Cases.Tests.Support.Applications.UnpaidWages() with { Respondents = [Elsewhere] });
        await DoAsync(
            "registrar-review",
            "accept",
            new
            {
                labourDispute = true,
                inTerritory = true,
                mediationGround = "市总工会调解组织已调解不成",
            }
        );
        (await OpenStepsAsync()).ShouldBe(["track-decision"]);
    }

    private static readonly LaborFlow.Cases.Filing.RespondentInput Elsewhere = new()
    {
        Kind = "employer",
        Role = "employer",
        Name = "深圳市另一家电子有限公司",
        ContactPhone = "13800138009",
    };

    [Fact]
    public async Task Where_mediation_comes_first_nobody_needs_to_be_asked()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", Unasked);
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
    }

    [Fact]
    public async Task After_the_pilot_a_refusal_ends_mediation_at_once()
    {
        await PassUntilAsync(new DateOnly(2027, 1, 5));
        await FileAsync("MED");
        await DoAsync("clerk-review", "ask-consent", Sound);
        await RefusedAsync();
        await DemandApplicationAwaitedAsync();
    }

    [Fact]
    public async Task Another_district_guides_and_does_not_compel()
    {
        await FileAsync("MED", LaborFlow.Cases.Tests.Support.Applications.UnpaidWages() with { District = "440305" });
        await DoAsync("clerk-review", "ask-consent", Sound);
        await RefusedAsync();
        await DemandApplicationAwaitedAsync();
    }
}
