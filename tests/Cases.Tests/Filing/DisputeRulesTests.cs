using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Cases.Tests.Filing;

public sealed class DisputeRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void A_sound_application_has_no_faults() => DisputeRules.Check(Applications.UnpaidWages(), Today).ShouldBeEmpty();

    [Fact]
    public void An_empty_application_names_every_missing_field_at_once() =>
        DisputeRules
            .Check(new FileDisputeRequest(), Today)
            .Select(e => e.Field)
            .ShouldBe(["procedure", "applicant", "respondents", "employment", "claims", "facts", "rightInfringedOn", "district"]);

    public static TheoryData<string, string, string> Faults =>
        new()
        {
            { "unknown procedure", "procedure", "unknown-code" },
            { "unknown applicant kind", "applicant.kind", "unknown-code" },
            { "name too long", "applicant.name", "too-long" },
            { "name with a control character", "applicant.name", "invalid-text" },
            { "wrong check digit", "applicant.idNumber", "invalid-number" },
            { "gender against the identity number", "applicant.gender", "contradictory" },
            { "no telephone", "applicant.phone", "required" },
            { "telephone of letters", "applicant.phone", "invalid" },
            { "broken e-mail", "applicant.email", "invalid" },
            { "same person twice", "coApplicants[0].idNumber", "duplicate" },
            { "no respondent", "respondents", "required" },
            { "worker against worker", "respondents[0].kind", "contradictory" },
            { "wrong credit code", "respondents[0].creditCode", "invalid-number" },
            { "ended before started", "employment.endedOn", "contradictory" },
            { "starts in the future", "employment.startedOn", "in-future" },
            { "wage of zero", "employment.monthlyWage", "not-positive" },
            { "unknown contract status", "employment.contractStatus", "unknown-code" },
            { "no claim", "claims", "required" },
            { "unknown cause", "claims[0].cause", "unknown-code" },
            { "negative amount", "claims[0].amount", "not-positive" },
            { "three decimals", "claims[0].amount", "too-many-decimals" },
            { "amount beyond storage", "claims[0].amount", "too-large" },
            { "no amount", "claims[0].amount", "required" },
            { "amount on a confirmation", "claims[0].amount", "contradictory" },
            { "period after filing", "claims[0].periodTo", "in-future" },
            { "period backwards", "claims[0].periodTo", "contradictory" },
            { "period before employment", "claims[0].periodFrom", "contradictory" },
            { "facts too long", "facts", "too-long" },
            { "infringed in the future", "rightInfringedOn", "in-future" },
            { "unknown district", "district", "unknown-code" },
            { "agent without authority", "agent.authority", "required" },
            { "prior procedure of no kind", "priorProcedures[0].kind", "required" },
            { "evidence of no holder", "evidenceItems[0].holder", "required" },
            { "witness without residence", "witnesses[0].residence", "required" },
            { "unknown language", "language", "unknown-code" },
            { "unknown level", "preferredMediationLevel", "unknown-code" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_by_field_and_code(string fault, string field, string code)
    {
        var errors = DisputeRules.Check(With(fault), Today);

        errors.ShouldContain(e => e.Field == field && e.Code == code);
        errors.ShouldAllBe(e => e.Zh.Length > 0 && e.En.Length > 0);
    }

    private static FileDisputeRequest With(string fault)
    {
        var a = Applications.UnpaidWages();
        FileDisputeRequest Applicant(Func<ApplicantInput, ApplicantInput> change) => a with { Applicant = change(a.Applicant!) };
        FileDisputeRequest Respondent(Func<RespondentInput, RespondentInput> change) =>
            a with
            {
                Respondents = [change(a.Respondents![0]!)],
            };
        FileDisputeRequest Employment(Func<EmploymentInput, EmploymentInput> change) => a with { Employment = change(a.Employment!) };
        FileDisputeRequest Claim(Func<ClaimInput, ClaimInput> change) => a with { Claims = [change(a.Claims![0]!)] };
        return fault switch
        {
            "unknown procedure" => a with { Procedure = "XYZ" },
            "unknown applicant kind" => Applicant(p => p with { Kind = "robot" }),
            "name too long" => Applicant(p => p with { Name = new string('陈', 101) }),
            "name with a control character" => Applicant(p => p with { Name = "陈\0明" }),
            "wrong check digit" => Applicant(p => p with { IdNumber = p.IdNumber![..17] + (p.IdNumber[17] == '1' ? '2' : '1') }),
            "gender against the identity number" => Applicant(p => p with { Gender = "female" }),
            "no telephone" => Applicant(p => p with { Phone = " " }),
            "telephone of letters" => Applicant(p => p with { Phone = "call me maybe" }),
            "broken e-mail" => Applicant(p => p with { Email = "nobody" }),
            "same person twice" => a with
            {
                CoApplicants =
                [
                    new()
                    {
                        Name = "陈晓明",
                        IdType = "resident-id",
                        IdNumber = a.Applicant!.IdNumber,
                    },
                ],
            },
            "no respondent" => a with { Respondents = [] },
            "worker against worker" => Respondent(r => r with { Kind = "worker", Role = "worker" }),
            "wrong credit code" => Respondent(r => r with { CreditCode = "91440300000000000A" }),
            "ended before started" => Employment(e => e with { EndedOn = new DateOnly(2024, 2, 28) }),
            "starts in the future" => Employment(e => e with { StartedOn = new DateOnly(2026, 11, 22), EndedOn = null }),
            "wage of zero" => Employment(e => e with { MonthlyWage = 0 }),
            "unknown contract status" => Employment(e => e with { ContractStatus = "oral" }),
            "no claim" => a with { Claims = [] },
            "unknown cause" => Claim(c => c with { Cause = "bad-weather" }),
            "negative amount" => Claim(c => c with { Amount = -1 }),
            "three decimals" => Claim(c => c with { Amount = 1.005m }),
            "amount beyond storage" => Claim(c => c with { Amount = 1e13m }),
            "no amount" => Claim(c => c with { Amount = null }),
            "amount on a confirmation" => Claim(c => c with { Cause = "labour-relation" }),
            "period after filing" => Claim(c => c with { PeriodTo = new DateOnly(2026, 12, 31) }),
            "period backwards" => Claim(c => c with { PeriodTo = new DateOnly(2026, 6, 30) }),
            "period before employment" => Claim(c => c with { PeriodFrom = new DateOnly(2024, 2, 1) }),
            "facts too long" => a with { Facts = new string('事', 10_001) },
            "infringed in the future" => a with { RightInfringedOn = new DateOnly(2026, 11, 22) },
            "unknown district" => a with { District = "110101" },
            "unknown level" => a with { PreferredMediationLevel = "galaxy" },
            "agent without authority" => a with { Agent = new AgentInput { Name = "李律师" } },
            "prior procedure of no kind" => a with { PriorProcedures = [new PriorProcedureInput()] },
            "evidence of no holder" => a with { EvidenceItems = [new EvidenceItemInput { Name = "考勤表" }] },
            "witness without residence" => a with { Witnesses = [new WitnessInput { Name = "郑证人" }] },
            "unknown language" => a with { Language = "klingon" },
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "unknown"),
        };
    }
}
