using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Tests.Places;

public sealed class AuthorityTests
{
    [Theory]
    [InlineData("mediation", false, "MED", AuthorityKind.Mediation)]
    [InlineData("received", false, "MED", AuthorityKind.Mediation)]
    [InlineData("arbitration-intake", false, "MED", AuthorityKind.Arbitration)]
    [InlineData("closed", true, "MED", AuthorityKind.Arbitration)]
    [InlineData("closed", false, "MED", AuthorityKind.Mediation)]
    [InlineData("inspection-intake", false, "NEW", AuthorityKind.Inspection)]
    [InlineData("closed", false, "INS", AuthorityKind.Inspection)]
    [InlineData("fund-recovery", false, "WGF", AuthorityKind.Fund)]
    [InlineData("received", false, "EMF", AuthorityKind.Fund)]
    [InlineData("guidance", false, "NEW", AuthorityKind.Guidance)]
    [InlineData("a-place-drew-it", false, "OWN", null)]
    public void A_case_is_with_whom_its_stage_names_or_else_its_docket_or_its_procedure(
        string stage,
        bool docketed,
        string procedure,
        AuthorityKind? kind
    ) => AuthorityKinds.OfCase(stage, docketed, procedure).ShouldBe(kind);

    [Fact]
    public void Every_stage_and_procedure_is_somebodys_but_for_those_that_say_nothing()
    {
        Stages
            .All.Select(stage => stage.Code)
            .Except(AuthorityKinds.OfStage.Keys)
            .ShouldBe([Stages.Received, Stages.Correction, Stages.Closed], ignoreOrder: true);
        Procedures.All.Select(procedure => procedure.Code).Except(AuthorityKinds.OfProcedure.Keys).ShouldBe([Procedures.Exceptions]);
    }

    [Fact]
    public void An_authority_is_found_by_its_id_and_told_by_name()
    {
        var commission = Authority.Of(AuthorityKind.Arbitration, "440309007")!;
        commission.Id.ShouldBe("arbitration-440309");
        commission.Zh.ShouldBe("龙华区劳动人事争议仲裁委员会");
        Authority.Find(commission.Id).ShouldBe(commission);
        foreach (var authority in Authority.Of("440309"))
        {
            Authority.Find(authority.Id).ShouldBe(authority);
            authority.Zh.ShouldContain("龙华区");
            authority.En.ShouldContain("Longhua");
        }
        // What has no mediation organisation yet is with the window that took it in.
        Authority.Of(AuthorityKind.Mediation, "440309")!.Zh.ShouldBe("龙华区劳动争议受理窗口");
        foreach (var other in new[] { null, "", "none", "window-440309", "arbitration-4403", "0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f6" })
            Authority.Find(other).ShouldBeNull();
    }

    [Theory]
    [InlineData("440309007", "440309007", true)]
    [InlineData("440309007", "440309", true)]
    [InlineData("440309007", "440300", true)]
    [InlineData("440309007", "440000", true)]
    [InlineData("440309007", "4403", true)]
    [InlineData("440309007", "440309008", false)]
    [InlineData("440309", "440309007", false)]
    [InlineData("440309", "440305", false)]
    [InlineData("440309", "450000", false)]
    public void The_places_whose_officers_reach_a_place_are_named_as_the_rule_finds_them(string place, string jurisdiction, bool reaches)
    {
        TaskRights.Reaches(place, new Actor("officer", ["mediator"], null, jurisdiction)).ShouldBe(reaches);
        TaskRights.PlacesReaching(place).Contains(jurisdiction).ShouldBe(reaches);
    }
}
