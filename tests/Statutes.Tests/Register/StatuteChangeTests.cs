using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Tests.Register;

public sealed class StatuteChangeTests
{
    private static readonly StatutoryParameter MinimumWage = StatuteRegister.Installed.RowsOf("ref-min-wage-sz")[0] with
    {
        Value = 2700,
        EffectiveFrom = new DateOnly(2027, 1, 1),
        NeedsConfirmation = false,
    };

    private static readonly StatuteChange Raise = new(MinimumWage, "深人社规〔2026〕1号", "administrator", "administrator2");

    [Fact]
    public void A_change_adds_a_row_and_keeps_the_old_one_for_the_dates_before()
    {
        var changed = Raise.ApplyTo(StatuteRegister.Installed);

        changed.Numeric("ref-min-wage-sz", null, new DateOnly(2026, 12, 31))!.Value.ShouldBe(2520);
        changed.Numeric("ref-min-wage-sz", null, new DateOnly(2027, 1, 1))!.Value.ShouldBe(2700);
        StatuteRegister.Installed.Numeric("ref-min-wage-sz", null, new DateOnly(2027, 1, 1))!.Value.ShouldBe(2520);
    }

    [Fact]
    public void A_change_without_basis_second_person_date_or_place_or_over_a_row_is_refused()
    {
        string? Code(StatuteChange change) => change.Check(StatuteRegister.Installed)?.Code;

        Code(Raise).ShouldBeNull();
        Code(Raise with { LegalBasis = " " }).ShouldBe("statute.no-legal-basis");
        Code(Raise with { ApprovedBy = "Administrator " }).ShouldBe("statute.needs-two-people");
        Code(Raise with { ApprovedBy = "" }).ShouldBe("statute.needs-two-people");
        Code(Raise with { Row = MinimumWage with { EffectiveFrom = null } }).ShouldBe("statute.no-effective-date");
        Code(Raise with { Row = MinimumWage with { EffectiveTo = new DateOnly(2026, 1, 1) } }).ShouldBe("statute.no-effective-date");
        Code(Raise with { Row = MinimumWage with { Jurisdictions = [] } }).ShouldBe("statute.no-jurisdiction");
        Code(Raise with { Row = MinimumWage with { EffectiveFrom = new DateOnly(2025, 3, 1) } }).ShouldBe("statute.row-exists");
        Should.Throw<InvalidOperationException>(() => (Raise with { LegalBasis = "" }).ApplyTo(StatuteRegister.Installed));
    }

    [Fact]
    public void Parameters_that_are_not_ready_stop_a_publication()
    {
        var unready = StatuteRegister.Installed.Unready(
            ["arb-award-45d", "arb-accept-5d", "ref-min-wage-sz", "wgf-decision-statutory", "no-such-row", "med-duration-15d"],
            new Jurisdiction("440300"),
            new DateOnly(2026, 11, 21)
        );
        unready.Select(parameter => parameter.Id).ShouldBe(["arb-accept-5d", "ref-min-wage-sz", "wgf-decision-statutory", "no-such-row"]);
    }

    [Fact]
    public void Every_row_has_an_English_text()
    {
        StatuteRegister.Installed.Rows.ShouldAllBe(row => row.RuleEn.Length > 0);
        StatuteRegister
            .Installed.RowsOf("arb-hearing-notice-5d")[0]
            .RuleEn.ShouldBe(
                "At least 5 working day(s) before the hearing: notify both parties in writing of the date and place of the hearing."
            );
        StatuteRegister.Installed.RowsOf("arb-free")[0].RuleEn.ShouldBe("See 《劳动争议调解仲裁法》第53条 (parameter arb-free).");
    }
}
