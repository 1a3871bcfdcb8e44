using System.Text.Json.Nodes;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Definitions;
using LaborFlow.Workflows;

namespace LaborFlow.Activities.Tests;

public sealed class MediationWalkTests
{
    private const string Accept =
        """{"labourDispute":true,"inTerritory":true,"applicantConsents":true,"respondentSide":"consented","consentOn":"2026-11-02","consentMethod":"phone"}""";
    private const string Session =
        """{"heldOn":"2026-11-04","mode":"in-person","applicantPresent":true,"respondentPresent":true,"summary":"双方到场"}""";
    private const string Agreed = """{"terms":"公司于十日内支付19500元","amount":19500,"performBy":"2026-11-20"}""";

    private readonly Walk _walk = new();

    [Fact]
    public async Task Filed_accepted_mediated_agreed_and_confirmed_by_both_sides_the_case_closes_in_time()
    {
        await _walk.FileAsync();
        _walk.OpenSteps.ShouldBe(["clerk-review"]);
        await _walk.CompleteAsync("clerk-review", "accept", Accept);
        _walk.Case.Stage.ShouldBe(LaborFlow.Cases.Stages.Mediation);
        await _walk.CompleteAsync("mediate", "session", Session);
        await _walk.CompleteAsync("mediate", "session", Session);
        await _walk.CompleteAsync("mediate", "agreement", Agreed);
        _walk.Case.Stage.ShouldBe(LaborFlow.Cases.Stages.Agreement);
        await _walk.CompleteAsync("applicant-confirms", "confirm", """{"read":true}""");
        await _walk.CompleteAsync("respondent-confirms", "confirm", """{"read":true}""");

        _walk.Case.ClosedAs.ShouldBe("agreement");
        _walk.Stores.Sessions.Select(s => s.Number).ShouldBe([1, 2]);
        _walk.Stores.Agreements.Single().IsEffective.ShouldBeTrue();
        _walk.Stores.Deadlines.Single(d => d.ParameterId == "med-duration-15d").State.ShouldBe(DeadlineState.Met);
        _walk.OpenSteps.ShouldBeEmpty();
        _walk
            .Stores.Documents.Select(d => $"{d.Name} {d.Number}")
            .ShouldBe([
                "收件回执.docx 深龙华劳人调案〔2026〕1号",
                "调解申请书.docx 深龙华劳人调案〔2026〕1号之二",
                "调解受理通知书.docx 深龙华劳人调案〔2026〕1号之三",
                "调解笔录.docx 深龙华劳人调案〔2026〕1号之四",
                "调解笔录.docx 深龙华劳人调案〔2026〕1号之五",
                "调解协议书.docx 深龙华劳人调案〔2026〕1号之六",
            ]);
        var agreement = _walk.TextOf("MED/agreement");
        agreement.ShouldContain("公司于十日内支付19500元");
        agreement.ShouldContain("人民币19,500.00元（大写：人民币壹万玖仟伍佰元整）");
        agreement.ShouldContain("履行期限：2026年11月20日前");
        agreement.ShouldNotContain("{{");
    }

    [Fact]
    public async Task A_correction_goes_to_the_applicant_and_comes_back_to_the_clerk()
    {
        await _walk.FileAsync();
        await _walk.CompleteAsync("clerk-review", "correct", """{"reason":"请补充送达地址"}""");
        _walk.Case.Stage.ShouldBe(LaborFlow.Cases.Stages.Correction);
        await _walk.CompleteAsync("party-corrects", "submit", """{"serviceAddress":"深圳市龙华区观澜街道2号","note":"已补充"}""");

        _walk.Case.Applicants.First().ServiceAddress.ShouldBe("深圳市龙华区观澜街道2号");
        _walk.OpenSteps.ShouldBe(["clerk-review"]);
        await _walk.CompleteAsync("clerk-review", "accept", Accept);
        _walk.OpenSteps.ShouldBe(["mediate"]);
    }

    [Fact]
    public async Task A_refusal_closes_the_case_with_its_reason()
    {
        await _walk.FileAsync();
        await _walk.CompleteAsync("clerk-review", "refuse", """{"redirectTo":"人民法院","reason":"不属于劳动争议"}""");

        _walk.Case.ClosedAs.ShouldBe("refused");
        _walk.Case.ClosingReason.ShouldBe("不属于劳动争议");
        _walk.TextOf("MED/refusal-notice").ShouldContain("不予受理，理由如下：\n不属于劳动争议");
        _walk.OpenSteps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_hands_the_file_to_arbitration_intake_and_the_registrar_accepts_it()
    {
        await _walk.FileAsync();
        await _walk.CompleteAsync("clerk-review", "accept", Accept);
        await _walk.CompleteAsync("mediate", "fail", """{"reason":"分歧较大"}""");

        _walk.Case.Stage.ShouldBe(LaborFlow.Cases.Stages.ArbitrationApplication);
        _walk.TextOf("MED/termination-notice").ShouldContain("终结原因：分歧较大");
        _walk.Stores.Documents.Single(d => d.Kind == "MED/handover-letter").PublicToParties.ShouldBeFalse();
        _walk.OpenSteps.ShouldBe(["arb-apply", "arb-apply-other"]);
        await _walk.CompleteAsync("arb-apply", "apply", "{}");
        _walk.Case.Stage.ShouldBe(LaborFlow.Cases.Stages.ArbitrationIntake);
        _walk.OpenSteps.ShouldBe(["registrar-review"]);
        await _walk.CompleteAsync("registrar-review", "accept", """{"labourDispute":true,"inTerritory":true}""");
        _walk.Case.Stage.ShouldBe(LaborFlow.Cases.Stages.ArbitrationAccepted);
        _walk.Case.DocketNumber.ShouldBe("深龙华劳人仲案〔2026〕1号");
        _walk.OpenSteps.ShouldBe(["track-decision"]);
    }

    [Fact]
    public async Task When_the_fifteen_days_pass_the_task_is_withdrawn_and_the_file_is_handed_over()
    {
        await _walk.FileAsync();
        await _walk.CompleteAsync("clerk-review", "accept", Accept);
        await _walk.CompleteAsync("mediate", "session", Session);
        var due = _walk.Stores.Deadlines.Single().DueOn;
        due.ShouldBe(new DateOnly(2026, 11, 17));
        await _walk.AdvanceAsync(TimeSpan.FromDays(15));
        _walk.OpenSteps.ShouldBe(["mediate"]);
        await _walk.AdvanceAsync(TimeSpan.FromDays(1));

        _walk.Stores.Tasks.Count(t => t is { Step: "mediate", Status: CaseTaskStatus.Cancelled }).ShouldBe(1);
        _walk.Stores.Deadlines.First().State.ShouldBe(DeadlineState.Missed);
        _walk.OpenSteps.ShouldBe(["arb-apply", "arb-apply-other"]);
    }

    [Fact]
    public async Task A_side_that_declines_the_agreement_sends_the_file_on()
    {
        await _walk.FileAsync();
        await _walk.CompleteAsync("clerk-review", "accept", Accept);
        await _walk.CompleteAsync("mediate", "agreement", Agreed);
        await _walk.CompleteAsync("applicant-confirms", "confirm", """{"read":true}""");
        await _walk.CompleteAsync("respondent-confirms", "decline", """{"reason":"金额不认可"}""");

        _walk.Stores.Agreements.Single().DeclinedBy.ShouldBe("respondent");
        _walk.OpenSteps.ShouldBe(["arb-apply", "arb-apply-other"]);
    }

    [Fact]
    public async Task A_changed_file_becomes_a_version_and_a_change_of_the_designer_is_never_overwritten()
    {
        await _walk.InstallAsync();
        var library = new ProcedureLibrary(_walk.Definitions);
        var procedure = ProcedureFiles.ReadAll().Single(p => p.DefinitionId == "MED");

        (await library.InstallAsync(procedure)).ShouldBe(InstallOutcome.Unchanged);
        (await library.InstallAsync(procedure with { Hash = "changed" })).ShouldBe(InstallOutcome.Installed);
        var latest = (await _walk.Definitions.FindAsync("MED", "Latest"))!;
        latest.Version.ShouldBe(2);
        await _walk.Definitions.SaveAsync(new WorkflowDefinition(JsonNode.Parse(latest.Json)!.AsObject()));
        (await library.InstallAsync(procedure with { Hash = "changed again" })).ShouldBe(InstallOutcome.LocalChangesKept);
    }
}
