using LaborFlow.Cases;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>What the law stops at the door of arbitration and of the inspectorate, and what the officer can do then.</summary>
public sealed class AcceptanceStories : ArbitrationStory
{
    private static readonly object Sound = new { labourDispute = true, inTerritory = true };

    [Fact]
    public async Task A_claim_outside_the_limitation_period_is_not_accepted_until_a_ground_is_stated()
    {
        var late = Claiming(Claim("severance", 13_000m)) with
        {
            RightInfringedOn = new DateOnly(2025, 8, 1),
            Employment = Applications.UnpaidWages().Employment! with { EndedOn = new DateOnly(2025, 8, 1) },
        };
        await FileAsync("ARB-INTAKE", late);
        await DoAsync("registrar-review", "accept", Sound);
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
        var told = await LastEntryAsync("condition.failed");
        told.ShouldContain("《劳动争议调解仲裁法》第27条");
        told.ShouldContain("2026-08-03");
        told.ShouldContain("不予受理并告知可以向人民法院起诉");

        await DoAsync(
            "registrar-review",
            "accept",
            new
            {
                labourDispute = true,
                inTerritory = true,
                limitationGround = "2026年3月向监察大队投诉，时效中断",
            }
        );
        (await OpenStepsAsync()).ShouldBe(["track-decision"]);
        (await LastEntryAsync("condition.excused")).ShouldContain("时效中断");
    }

    [Fact]
    public async Task Wages_of_a_relation_that_lasts_know_no_limitation()
    {
        await FileAsync(
            "ARB-INTAKE",
            Applications.UnpaidWages() with
            {
                RightInfringedOn = new DateOnly(2024, 8, 1),
                Employment = Applications.UnpaidWages().Employment! with { EndedOn = null },
            }
        );
        await DoAsync("registrar-review", "accept", Sound);
        (await OpenStepsAsync()).ShouldBe(["track-decision"]);
        (await PaperAsync("ARB-INTAKE/acceptance-notice")).ShouldContain("2026年12月17日");
        // Every paper is receipted, and nothing was left to be corrected.
        (await PaperAsync("ARB-INTAKE/receipt")).ShouldContain("逾期未作出决定的，可以就该劳动争议事项向人民法院提起诉讼");
        (await DeadlineAsync("arb-correction-5d")).State.ShouldBe(Cases.Deadlines.DeadlineState.Met);
    }

    [Fact]
    public async Task Who_applied_to_the_wrong_commission_is_told_in_writing_which_one_is_competent()
    {
        await FileAsync(
            "ARB-INTAKE",
            Applications.UnpaidWages() with
            {
                Witnesses = [new WitnessInput { Name = "郑证人", Residence = "东莞市长安镇8号" }],
                EvidenceItems = [new EvidenceItemInput { Name = "考勤表", Holder = "respondent" }],
            }
        );
        // 调解仲裁法 art 28: the application names the witnesses and where they live, and who holds what.
        var application = await PaperAsync("ARB-INTAKE/application");
        foreach (var part in (string[])["郑证人\t东莞市长安镇8号", "考勤表\t被申请人"])
            application.ShouldContain(part);
        var told = await DeadlineAsync("arb-nojurisdiction-5d");
        (told.StartsOn, told.DueOn).ShouldBe((new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 9)));
        await Should.ThrowAsync<InvalidInputException>(() => DoAsync("registrar-review", "elsewhere", new { reason = "用人单位在东莞" }));
        await DoAsync("registrar-review", "elsewhere", new { reason = "用人单位在东莞", competent = "东莞市劳动人事争议仲裁院" });

        (await PaperAsync("ARB-INTAKE/jurisdiction-notice")).ShouldContain("请向东莞市劳动人事争议仲裁院申请仲裁");
        (await CaseAsync()).ClosedAs.ShouldBe("arbitration-refused");
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await DeadlineAsync("arb-nojurisdiction-5d")).State.ShouldBe(Cases.Deadlines.DeadlineState.Met);
        (await DeadlinesAsync()).ShouldAllBe(deadline => deadline.State != Cases.Deadlines.DeadlineState.Running);
    }

    [Fact]
    public async Task A_second_application_on_the_same_cause_names_the_first()
    {
        await FileAsync("ARB-INTAKE");
        await DoAsync("registrar-review", "accept", Sound);
        var first = await CaseAsync();
        await FileAsync("ARB-INTAKE");
        await DoAsync("registrar-review", "accept", Sound);
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
        (await LastEntryAsync("condition.failed")).ShouldContain(first.CaseNumber);
        await DoAsync("registrar-review", "refuse", new { reason = "同一请求已受理" });
        (await CaseAsync()).ClosedAs.ShouldBe("arbitration-refused");
        (await PaperAsync("ARB-INTAKE/refusal-notice")).ShouldContain("可以就该劳动争议事项向人民法院提起诉讼");
    }

    [Fact]
    public async Task A_complaint_about_what_ended_more_than_two_years_ago_is_not_opened()
    {
        await FileAsync(
            "INS",
            Applications.UnpaidWages() with
            {
                Procedure = "INS",
                RightInfringedOn = new DateOnly(2024, 3, 15),
                Employment = Applications.UnpaidWages().Employment! with { EndedOn = new DateOnly(2024, 5, 1) },
                Claims = [Claim("unpaid-wages", 3_000m)],
            }
        );
        await DoAsync(
            "ins-accept",
            "accept",
            new
            {
                withinTwoYears = true,
                identified = true,
                competent = true,
            }
        );
        (await OpenStepsAsync()).ShouldBe(["ins-accept"]);
        (await LastEntryAsync("condition.failed")).ShouldContain("《劳动保障监察条例》第20条");
    }

    [Fact]
    public async Task A_wrong_check_digit_and_a_wrong_credit_code_open_no_case_and_take_no_number()
    {
        var wrong = Applications.UnpaidWages();
        var refused = await Should.ThrowAsync<InvalidInputException>(() =>
            FileAsync(
                "MED",
                wrong with
                {
                    Applicant = wrong.Applicant! with { IdNumber = "440301199001010018" },
                    Respondents = [wrong.Respondents![0]! with { CreditCode = "91440300MA5DA0000X" }],
                }
            )
        );
        refused.Errors.Select(e => e.Field).ShouldBe(["applicant.idNumber", "respondents[0].creditCode"], ignoreOrder: true);
        await FileAsync("MED");
        (await CaseAsync()).CaseNumber.ShouldBe("深龙华劳人调案〔2026〕1号");
    }

    [Fact]
    public async Task An_award_item_without_a_legal_basis_is_not_an_award()
    {
        await FastUntilHearingAsync();
        await HeldAsync("fta-hearing");
        var refused = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync(
                "fta-decide",
                "award",
                new
                {
                    reasons = "欠薪属实",
                    items = new[]
                    {
                        new
                        {
                            claim = 1,
                            result = "support",
                            amount = 19_500m,
                        },
                    },
                }
            )
        );
        refused.Errors.ShouldContain(e => e.Field.Contains("legalBasis"));
        (await OpenStepsAsync()).ShouldBe(["fta-decide"]);
    }

    [Fact]
    public async Task The_thirty_days_for_wages_run_from_acceptance_on_whichever_day_the_fast_track_is_chosen()
    {
        await FileAsync("ARB-INTAKE", Applications.UnpaidWages() with { MigrantWorker = true });
        await DoAsync("registrar-review", "accept", Sound);
        await PassAsync(2);
        await DoAsync("track-decision", "fast", Clear);

        (await DeadlineAsync("fta-wage-30d")).DueOn.ShouldBe(new DateOnly(2026, 12, 2));
    }
}
