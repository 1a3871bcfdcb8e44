using LaborFlow.Statutes.Amounts;
using LaborFlow.Statutes.Register;
using LaborFlow.Statutes.Tests.Examples;

namespace LaborFlow.Statutes.Tests.Amounts;

/// <summary>Amounts worked out by hand from the articles; the sums stand beside the cases.</summary>
public sealed class AmountTests
{
    private static readonly StatuteRegister Register = StatuteRegister.Installed;
    private static readonly Jurisdiction Shenzhen = new("440300");

    private static AmountExplanation Given(AmountResult result)
    {
        result.Refusal.ShouldBeNull();
        result.Explanation!.Steps.ShouldAllBe(step => step.Zh.Length > 0 && step.En.Length > 0);
        return result.Explanation;
    }

    private static SeveranceInput Employment(string from, string to, params decimal[] wages) =>
        new()
        {
            StartedOn = ExampleTable.Date(from),
            EndedOn = ExampleTable.Date(to),
            MonthlyWages = wages,
            LocalAverageMonthlyWage = 12_000,
        };

    [Theory]
    [InlineData("2020-01-01", "2022-12-31", 8000, 24000)] // exactly 3 years: 3 × 8000
    [InlineData("2020-01-01", "2023-01-01", 8000, 28000)] // a day more: 3.5
    [InlineData("2020-01-01", "2023-06-29", 8000, 28000)] // a day short of six months: 3.5
    [InlineData("2020-01-01", "2023-06-30", 8000, 32000)] // six months: 4
    [InlineData("2025-03-15", "2025-05-01", 8000, 4000)] // under six months: half
    [InlineData("2025-03-15", "2025-09-14", 8000, 8000)] // six months: one
    [InlineData("2020-02-29", "2021-02-27", 8000, 8000)] // 28 February closes the year
    [InlineData("2010-01-01", "2025-12-31", 36000, 576000)] // exactly three times the average is no cap: 16 × 36000
    [InlineData("2010-01-01", "2025-12-31", 36001, 432000)] // above: 36000 × 12 years
    [InlineData("2021-01-01", "2025-12-31", 50000, 180000)] // above, five years: 36000 × 5
    [InlineData("2005-01-01", "2010-12-31", 5000, 15000)] // years count from 2008: 3 × 5000
    public void Severance_is_a_month_for_a_year_with_its_caps(string from, string to, decimal wage, decimal expected) =>
        Given(Severance.Calculate(Employment(from, to, wage), Register)).Total.ShouldBe(new Money(expected));

    [Fact]
    public void Severance_averages_the_months_given_and_rounds_once()
    {
        // (5000 + 5000 + 5001) / 3 = 5000.333…; × 1.5 = 7500.50
        Given(Severance.Calculate(Employment("2024-01-01", "2025-03-31", 5000, 5000, 5001), Register)).Total.ShouldBe(new Money(7500.50m));
        // 1000.01 / 2 months … (1000 + 1000.01) / 2 × 0.5 = 500.0025, rounded to 500.00
        Given(Severance.Calculate(Employment("2025-01-01", "2025-02-28", 1000, 1000.01m), Register)).Total.ShouldBe(new Money(500.00m));
        // 1000.01 × 0.5 = 500.005, a half, rounded away from zero
        var half = Given(Severance.Calculate(Employment("2025-01-01", "2025-02-28", 1000.01m), Register));
        half.Total.ShouldBe(new Money(500.01m));
        half.Steps.ShouldContain(step => step.Rule == "rounding" && step.Zh.Contains("四舍五入"));
    }

    [Fact]
    public void Severance_below_the_minimum_wage_takes_the_minimum_wage()
    {
        var input = Employment("2024-01-01", "2024-12-31", 2000) with { LocalMinimumMonthlyWage = 2520 };
        Given(Severance.Calculate(input, Register)).Total.ShouldBe(new Money(2520));
    }

    [Fact]
    public void Severance_without_the_average_wage_is_refused_naming_the_open_row()
    {
        var input = Employment("2024-01-01", "2024-12-31", 5000) with { LocalAverageMonthlyWage = null, Jurisdiction = Shenzhen };
        var refusal = Severance.Calculate(input, Register).Refusal!;
        refusal.Code.ShouldBe("amount.open-value");
        refusal.Message.Zh.ShouldContain("深圳统计公报");
    }

    [Fact]
    public void Unlawful_termination_doubles_severance_over_the_whole_service()
    {
        // 2005-01-01 to 2010-12-31 is six years: 6 × 5000 × 2, the years before 2008 included (实施条例 art. 25)
        Given(UnlawfulTermination.Calculate(Employment("2005-01-01", "2010-12-31", 5000), Register)).Total.ShouldBe(new Money(60000));
        Given(UnlawfulTermination.Calculate(Employment("2020-01-01", "2022-12-31", 8000), Register)).Total.ShouldBe(new Money(48000));
    }

    [Theory]
    [InlineData("2025-01-01", "2025-12-31", null, 66000)] // February to December: 11 × 6000
    [InlineData("2025-01-01", "2026-06-30", null, 66000)] // no more after the first year
    [InlineData("2025-01-01", "2025-01-31", null, 0)] // the first month is free
    [InlineData("2025-01-01", "2025-02-28", null, 6000)]
    [InlineData("2025-01-01", "2025-02-14", null, 3000)] // 14 of February's 28 days
    [InlineData("2025-01-01", "2025-12-31", "2025-05-01", 18000)] // signed on 1 May: February to April
    [InlineData("2025-01-01", "2025-12-31", "2025-01-20", 0)]
    public void Double_wages_run_from_the_second_month_for_at_most_eleven(string from, string through, string? signed, decimal expected) =>
        Given(
            DoubleWages.Calculate(
                new DoubleWagesInput
                {
                    EmployedOn = ExampleTable.Date(from),
                    Through = ExampleTable.Date(through),
                    SignedOn = signed is null ? null : ExampleTable.Date(signed),
                    MonthlyWage = 6000,
                },
                Register
            )
        )
            .Total.ShouldBe(new Money(expected));

    [Theory]
    [InlineData(8, 0, 0, 1500)] // 21750 / 21.75 / 8 = 125 an hour; × 8 × 150 %
    [InlineData(0, 8, 0, 2000)]
    [InlineData(0, 0, 8, 3000)]
    [InlineData(10, 16, 8, 8875)] // 1875 + 4000 + 3000
    [InlineData(0, 0, 0, 0)]
    public void Overtime_pays_150_200_and_300_percent(decimal workday, decimal rest, decimal holiday, decimal expected) =>
        Given(
            Overtime.Calculate(
                new OvertimeInput
                {
                    MonthlyWage = 21750,
                    WorkdayHours = workday,
                    RestDayHours = rest,
                    HolidayHours = holiday,
                    On = new DateOnly(2026, 3, 1),
                },
                Register
            )
        )
            .Total.ShouldBe(new Money(expected));

    [Theory]
    [InlineData(0, 0, null, false, 0)] // under a year: none
    [InlineData(1, 0, null, false, 15000)] // 5 days × 1000 × 300 %
    [InlineData(9, 2, null, false, 9000)]
    [InlineData(10, 0, null, false, 30000)]
    [InlineData(20, 0, null, false, 45000)]
    [InlineData(1, 6, null, false, 0)]
    [InlineData(1, 0, null, true, 10000)] // the normal wage was paid: 200 % more
    [InlineData(10, 0, "2025-06-30", false, 12000)] // 181 / 365 × 10 = 4.96: four days
    public void Annual_leave_not_taken_pays_300_percent(int years, int taken, string? left, bool normalPaid, decimal expected) =>
        Given(
            AnnualLeave.Calculate(
                new AnnualLeaveInput
                {
                    Year = 2025,
                    YearsWorked = years,
                    DaysTaken = taken,
                    LeftOn = left is null ? null : ExampleTable.Date(left),
                    MonthlyWage = 21750,
                    NormalWagePaid = normalPaid,
                },
                Register
            )
        )
            .Total.ShouldBe(new Money(expected));

    private static WageArrearsInput Arrears(bool overdue, decimal? percent) =>
        new()
        {
            Arrears = [new WageArrear("2026-01", 6000, 1000), new WageArrear("2026-02", 6000)],
            OrderedAndOverdue = overdue,
            SurchargePercent = percent,
            On = new DateOnly(2026, 6, 1),
        };

    [Theory]
    [InlineData(false, null, 11000)]
    [InlineData(true, 50, 16500)]
    [InlineData(true, 100, 22000)]
    public void Arrears_carry_a_surcharge_only_after_a_disobeyed_order(bool overdue, int? percent, decimal expected) =>
        Given(WageArrears.Calculate(Arrears(overdue, percent), Register)).Total.ShouldBe(new Money(expected));

    [Theory]
    [InlineData(49)]
    [InlineData(101)]
    [InlineData(null)]
    public void A_surcharge_outside_50_to_100_percent_is_refused_naming_the_article(int? percent)
    {
        var refusal = WageArrears.Calculate(Arrears(true, percent), Register).Refusal!;
        refusal.Code.ShouldBe("amount.surcharge-outside-range");
        refusal.Message.Zh.ShouldContain("第26条");
    }

    [Fact]
    public void The_final_award_threshold_is_measured_item_by_item()
    {
        // 2520 × 12 = 30240
        var explanation = Given(
            FinalAwardThreshold.Calculate(
                new FinalAwardInput
                {
                    Items = [new AwardItem("工资", 30240), new AwardItem("经济补偿", 30240.01m), new AwardItem("工伤医疗费", 100)],
                    AwardedOn = new DateOnly(2026, 3, 1),
                    Jurisdiction = Shenzhen,
                },
                Register
            )
        );
        explanation.Total.ShouldBe(new Money(30240));
        explanation.Parts.Select(part => part.Note.Zh).ShouldBe(["终局", "非终局", "终局"]);
        explanation.NeedsConfirmation.ShouldBeTrue(); // Shenzhen's minimum wage still awaits confirmation
    }

    [Fact]
    public void The_minimum_wage_of_another_place_must_be_known()
    {
        var input = new FinalAwardInput
        {
            Items = [],
            AwardedOn = new DateOnly(2026, 3, 1),
            Jurisdiction = new Jurisdiction("440100"),
        };
        FinalAwardThreshold.Calculate(input, Register).Refusal!.Code.ShouldBe("amount.no-value-in-force");
        Given(FinalAwardThreshold.Calculate(input with { LocalMinimumMonthlyWage = 2500 }, Register)).Total.ShouldBe(new Money(30000));
    }

    private static readonly WageFundAdvanceInput Application = new()
    {
        AcceptedOn = new DateOnly(2026, 8, 10),
        Months = [.. Enumerable.Range(1, 7).Select(month => new UnpaidMonth(new YearMonth(2026, month), 9000))],
        LocalAverageMonthlyWage = 14_000,
        Jurisdiction = new Jurisdiction("440309"),
    };

    [Fact]
    public void An_advance_covers_six_months_each_up_to_60_percent_of_the_average()
    {
        // The cap is 8400; January lies outside the six months before August: 6 × 8400
        var explanation = Given(WageFundAdvance.Calculate(Application, Register));
        explanation.Total.ShouldBe(new Money(50400));
        explanation.Parts.Count.ShouldBe(6);
    }

    [Fact]
    public void An_advance_pays_what_is_owed_below_the_cap_and_the_minimum_wage_for_an_unknown_month()
    {
        // June 3000 as owed, July unknown: 2520
        var input = Application with
        {
            Months = [new(new YearMonth(2026, 6), 3000), new(new YearMonth(2026, 7), null)],
        };
        Given(WageFundAdvance.Calculate(input, Register)).Total.ShouldBe(new Money(5520));
    }

    [Fact]
    public void Months_of_arbitration_are_passed_over()
    {
        // May to July were spent in arbitration: the six months are November 2025 to April 2026, of which four are owed
        var input = Application with
        {
            PassedOver = [new(2026, 5), new(2026, 6), new(2026, 7)],
        };
        Given(WageFundAdvance.Calculate(input, Register)).Total.ShouldBe(new Money(4 * 8400));
    }

    [Theory]
    [InlineData(200_000, null, 9000, "持股额200000元")]
    [InlineData(0, 42_001, 9000, "3倍")]
    [InlineData(0, null, 199, "不足200元")]
    public void An_excluded_applicant_is_refused_naming_the_rule(int share, int? before, int owed, string named)
    {
        var input = Application with
        {
            ShareHeld = share,
            AverageWageBefore = before,
            Months = [new UnpaidMonth(new YearMonth(2026, 7), owed)],
        };
        var refusal = WageFundAdvance.Calculate(input, Register).Refusal!;
        refusal.Code.ShouldBe("amount.excluded");
        refusal.Message.Zh.ShouldContain("欠薪保障条例");
        refusal.Message.Zh.ShouldContain(named);
    }

    [Fact]
    public void Malformed_questions_are_refused()
    {
        Severance.Calculate(Employment("2025-01-02", "2025-01-01", 5000), Register).Refusal!.Code.ShouldBe("amount.invalid-input");
        Severance.Calculate(Employment("2025-01-01", "2025-12-31"), Register).Refusal!.Code.ShouldBe("amount.invalid-input");
        Severance
            .Calculate(Employment("2025-01-01", "2025-12-31", new decimal[13]), Register)
            .Refusal!.Code.ShouldBe("amount.invalid-input");
        var overtime = new OvertimeInput
        {
            MonthlyWage = 5000,
            WorkdayHours = -1,
            On = new DateOnly(2026, 1, 1),
        };
        Overtime.Calculate(overtime, Register).Refusal!.Code.ShouldBe("amount.invalid-input");
    }

    [Fact]
    public void Money_adds_exactly_and_rounds_halves_away_from_zero()
    {
        (new Money(0.1m) + new Money(0.2m)).ShouldBe(new Money(0.3m));
        new Money(2.345m).Rounded.Amount.ShouldBe(2.35m);
        new Money(-2.345m).Rounded.Amount.ShouldBe(-2.35m);
        new Money(1234.5m).ToString().ShouldBe("1234.50");
    }
}
