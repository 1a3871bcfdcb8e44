using System.Text.Json;
using LaborFlow.Statutes.Amounts;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Tests.Amounts;

public sealed class AmountCalculatorTests
{
    private static AmountResult Calculate(string name, string json)
    {
        AmountCalculators
            .TryCalculate(name, JsonDocument.Parse(json).RootElement, StatuteRegister.Installed, out var result)
            .ShouldBeTrue();
        return result;
    }

    [Theory]
    [InlineData(
        "severance",
        """{"startedOn":"2020-01-01","endedOn":"2022-12-31","monthlyWages":[8000],"jurisdiction":"440300","localAverageMonthlyWage":12000}""",
        24000
    )]
    [InlineData(
        "unlawful-termination",
        """{"startedOn":"2020-01-01","endedOn":"2022-12-31","monthlyWages":[8000],"localAverageMonthlyWage":12000}""",
        48000
    )]
    [InlineData("double-wages", """{"employedOn":"2025-01-01","through":"2025-12-31","monthlyWage":6000}""", 66000)]
    [InlineData("overtime", """{"monthlyWage":21750,"workdayHours":8,"on":"2026-03-01"}""", 1500)]
    [InlineData("annual-leave", """{"year":2025,"yearsWorked":1,"monthlyWage":21750}""", 15000)]
    [InlineData("wage-arrears", """{"arrears":[{"name":"2026-01","due":6000,"paid":1000}],"on":"2026-06-01"}""", 5000)]
    [InlineData("final-award", """{"items":[],"awardedOn":"2026-03-01","jurisdiction":"深圳"}""", 30240)]
    [InlineData(
        "wage-fund-advance",
        """{"acceptedOn":"2026-08-10","months":[{"month":"2026-07","owed":5000}],"localAverageMonthlyWage":14000,"jurisdiction":"440309"}""",
        5000
    )]
    public void A_calculator_is_asked_by_name_in_JSON(string name, string json, decimal expected)
    {
        var result = Calculate(name, json);
        result.Refusal.ShouldBeNull();
        result.Explanation!.Total.ShouldBe(new Money(expected));
        JsonSerializer
            .Serialize(result.Explanation.Total)
            .ShouldBe(expected.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("overtime", "{}")]
    [InlineData("overtime", """{"monthlyWage":"much","on":"2026-03-01"}""")]
    [InlineData("overtime", """{"monthlyWage":1,"on":"2026-03-01","jurisdiction":"Atlantis"}""")]
    [InlineData("overtime", """{"monthlyWage":79228162514264337593543950335,"workdayHours":1000,"on":"2026-03-01"}""")]
    [InlineData("wage-fund-advance", """{"acceptedOn":"2026-08-10","months":[{"month":"2026-13","owed":1}]}""")]
    [InlineData("severance", "null")]
    [InlineData("wage-arrears", """{"arrears":[null],"on":"2026-06-01"}""")]
    [InlineData("wage-arrears", """{"arrears":null,"on":"2026-06-01"}""")]
    [InlineData("final-award", """{"items":[{"name":null,"amount":1}],"awardedOn":"2026-03-01","jurisdiction":"440300"}""")]
    public void Input_that_cannot_be_read_is_refused(string name, string json) =>
        Calculate(name, json).Refusal!.Code.ShouldBe("amount.invalid-input");

    [Fact]
    public void An_unknown_calculator_is_told_apart()
    {
        AmountCalculators.TryCalculate("horoscope", default, StatuteRegister.Installed, out _).ShouldBeFalse();
        AmountCalculators.Names.Count.ShouldBe(8);
    }
}
