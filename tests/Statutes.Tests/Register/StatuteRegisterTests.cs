using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Tests.Register;

public sealed class StatuteRegisterTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    /// <summary>What each district configures for its emergency fund, and what a tribunal names itself; no collected law.</summary>
    private static readonly string[] Added =
    [
        "emf-worker-cap",
        "emf-arrears-share",
        "emf-event-cap",
        "emf-head-limit",
        "emf-leader-limit",
        "emf-individual-business",
        "emf-without-bankruptcy",
        "emf-mass-risk",
        // The last day is the tribunal's to name.
        "arb-evidence-period",
    ];

    [Fact]
    public void Every_collected_row_is_installed_with_what_the_model_needs()
    {
        var rows = StatuteRegister.Installed.Rows;
        rows.Count(row => row.Process is not ("AMT" or "NEW" or "ARB-QA" or "CRD-OBJ" or "FUND-RCV") && !Added.Contains(row.Id))
            .ShouldBe(287);
        rows.Select(row => row.Id).ShouldBeUnique();
        rows.ShouldAllBe(row => row.Basis.Length > 0 && row.RuleZh.Length > 0 && row.Jurisdictions.Count > 0);
        Added.ShouldAllBe(id => StatuteRegister.Installed.RowsOf(id).Single().IsOpen);
        rows.ShouldAllBe(row => !row.Basis.Contains("同上"));
        rows.Count(row => row.NeedsConfirmation).ShouldBe(29);
        rows.Count(row =>
                row.Process is not ("AMT" or "NEW" or "ARB-QA" or "CRD-OBJ" or "FUND-RCV")
                && !Added.Contains(row.Id)
                && row.Confidence == Confidence.Recalled
            )
            .ShouldBe(40);
    }

    [Fact]
    public void A_row_carries_its_article_value_unit_and_extension()
    {
        var row = StatuteRegister.Installed.Find("arb-award-45d", null, Today).Row!;
        row.Basis.ShouldStartWith("《劳动争议调解仲裁法》第43条");
        (row.Value, row.Unit, row.ExtensionCap, row.RollsOver, row.CountsBackwards).ShouldBe(
            (45m, StatuteUnit.NaturalDay, 15m, true, false)
        );
        row.EffectiveFrom.ShouldBe(new DateOnly(2008, 5, 1));
    }

    [Fact]
    public void An_open_row_is_marked_and_gives_no_number()
    {
        var row = StatuteRegister.Installed.Find("ref-avg-wage-sz", new Jurisdiction("440300"), Today).Row!;
        row.IsOpen.ShouldBeTrue();
        row.IsUnconfirmed.ShouldBeTrue();
        StatuteRegister.Installed.Numeric("ref-avg-wage-sz", new Jurisdiction("440300"), Today).ShouldBeNull();
    }

    [Fact]
    public void The_most_local_valid_row_prevails_and_the_latest_among_equals()
    {
        var national = StatuteRegister.Installed.RowsOf("arb-accept-5d")[0];
        StatutoryParameter Local(string code, decimal value, int fromYear, int? toYear = null) =>
            national with
            {
                Jurisdictions = [new Jurisdiction(code)],
                Value = value,
                EffectiveFrom = new DateOnly(fromYear, 1, 1),
                EffectiveTo = toYear is { } year ? new DateOnly(year, 12, 31) : null,
            };
        var register = new StatuteRegister([
            national,
            Local("440000", 4, 2020),
            Local("440300", 3, 2022),
            Local("440300", 2, 2024),
            Local("440309", 1, 2020, toYear: 2023),
        ]);
        decimal ValueAt(string code, int year) =>
            register.Find("arb-accept-5d", new Jurisdiction(code), new DateOnly(year, 6, 1)).Row!.Value!.Value;

        ValueAt("110105", 2025).ShouldBe(5);
        ValueAt("440100", 2025).ShouldBe(4);
        ValueAt("440305", 2023).ShouldBe(3);
        ValueAt("440305", 2025).ShouldBe(2);
        ValueAt("440309", 2023).ShouldBe(1);
        ValueAt("440309", 2025).ShouldBe(2);
        ValueAt("440309011", 2023).ShouldBe(1);
        ValueAt("440309", 2019).ShouldBe(5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_open_row_without_a_first_day_never_hides_the_number_that_came_after_it(bool openLast)
    {
        var shenzhen = new Jurisdiction("440300");
        var open = StatuteRegister.Installed.RowsOf("ref-avg-wage-sz").Single();
        (open.EffectiveFrom, open.IsOpen).ShouldBe((null, true));
        StatutoryParameter[] rows = [open, open with { Value = 12_000, EffectiveFrom = new DateOnly(2026, 7, 1) }];
        var register = new StatuteRegister(openLast ? rows.Reverse() : rows);

        register.Numeric("ref-avg-wage-sz", shenzhen, new DateOnly(2026, 7, 1))!.Value.ShouldBe(12_000);
        register.Numeric("ref-avg-wage-sz", shenzhen, new DateOnly(2026, 6, 30)).ShouldBeNull("the open row held until then");
    }

    [Theory]
    [InlineData("crm-amount-gd1", "440300", StatuteLookupOutcome.Found)]
    [InlineData("crm-amount-gd1", "440309", StatuteLookupOutcome.Found)]
    [InlineData("crm-amount-gd2", "440300", StatuteLookupOutcome.NotHere)]
    [InlineData("crm-amount-gd2", "441300", StatuteLookupOutcome.Found)]
    [InlineData("med-sz-guide", "440100", StatuteLookupOutcome.NotHere)]
    [InlineData("blk-old-20wd", "440300", StatuteLookupOutcome.NotInForce)]
    [InlineData("nothing", "440300", StatuteLookupOutcome.Unknown)]
    public void A_look_up_says_why_nothing_was_found(string id, string place, StatuteLookupOutcome outcome) =>
        StatuteRegister.Installed.Find(id, new Jurisdiction(place), Today).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("national", "000000", JurisdictionLevel.National)]
    [InlineData("440000", "440000", JurisdictionLevel.Province)]
    [InlineData("Shenzhen", "440300", JurisdictionLevel.City)]
    [InlineData("龙华区", "440309", JurisdictionLevel.District)]
    [InlineData("440309011", "440309011", JurisdictionLevel.Street)]
    public void A_jurisdiction_is_read_from_its_code_or_name(string text, string code, JurisdictionLevel level)
    {
        Jurisdiction.TryParse(text, out var jurisdiction).ShouldBeTrue();
        (jurisdiction.Code, jurisdiction.Level).ShouldBe((code, level));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4403")]
    [InlineData("Atlantis")]
    [InlineData("-40300")]
    public void Anything_else_is_no_jurisdiction(string text) => Jurisdiction.TryParse(text, out _).ShouldBeFalse();
}
