using System.Net;
using System.Text;

namespace LaborFlow.Host.Tests.Statutes;

[Collection(StatuteReading.Name)]
public sealed class AmountInputTests(HostFixture host)
{
    [Theory]
    // Ten years and five months, half a month for the rest: 10.5 × 8,000.
    [InlineData(
        "severance",
        """{"startedOn":"2015-09-01","endedOn":"2026-01-31","monthlyWages":[8000],"localAverageMonthlyWage":12000}""",
        "84000"
    )]
    // Exactly six months over: a whole year.
    [InlineData(
        "severance",
        """{"startedOn":"2023-01-01","endedOn":"2025-06-30","monthlyWages":[8000],"localAverageMonthlyWage":12000}""",
        "24000"
    )]
    // A day less: half a year.
    [InlineData(
        "severance",
        """{"startedOn":"2023-01-01","endedOn":"2025-06-29","monthlyWages":[8000],"localAverageMonthlyWage":12000}""",
        "20000"
    )]
    // Above three times the average: 36,000 a month for at most twelve of fifteen years.
    [InlineData(
        "severance",
        """{"startedOn":"2010-01-01","endedOn":"2024-12-31","monthlyWages":[50000],"localAverageMonthlyWage":12000}""",
        "432000"
    )]
    // At exactly three times nothing is cut.
    [InlineData(
        "severance",
        """{"startedOn":"2010-01-01","endedOn":"2024-12-31","monthlyWages":[36000],"localAverageMonthlyWage":12000}""",
        "540000"
    )]
    // Years before 2008 do not count for severance, but for the double of it.
    [InlineData(
        "severance",
        """{"startedOn":"2005-01-01","endedOn":"2009-12-31","monthlyWages":[5000],"localAverageMonthlyWage":4000}""",
        "10000"
    )]
    [InlineData(
        "unlawful-termination",
        """{"startedOn":"2005-01-01","endedOn":"2009-12-31","monthlyWages":[5000],"localAverageMonthlyWage":4000}""",
        "50000"
    )]
    [InlineData(
        "unlawful-termination",
        """{"startedOn":"2024-01-01","endedOn":"2024-03-31","monthlyWages":[6000,6600,6000],"localAverageMonthlyWage":12000}""",
        "6200"
    )]
    // Below the minimum wage of Shenzhen the minimum counts.
    [InlineData(
        "severance",
        """{"startedOn":"2025-03-01","endedOn":"2026-02-28","monthlyWages":[2000],"localAverageMonthlyWage":12000,"jurisdiction":"440300"}""",
        "2520"
    )]
    // A year and more without a contract: eleven months, no more.
    [InlineData("double-wages", """{"employedOn":"2024-01-01","through":"2026-01-31","monthlyWage":5000}""", "55000")]
    [InlineData("double-wages", """{"employedOn":"2025-01-01","through":"2025-01-31","monthlyWage":5000}""", "0")]
    [InlineData(
        "double-wages",
        """{"employedOn":"2025-01-01","through":"2025-12-31","signedOn":"2025-04-01","monthlyWage":5000}""",
        "10000"
    )]
    // 8,700 ÷ 21.75 ÷ 8 = 50 an hour.
    [InlineData("overtime", """{"monthlyWage":8700,"workdayHours":10,"restDayHours":8,"holidayHours":8,"on":"2026-03-01"}""", "2750")]
    [InlineData("overtime", """{"monthlyWage":5000,"workdayHours":1,"restDayHours":0,"holidayHours":0,"on":"2026-03-01"}""", "43.10")]
    // 300 % with the wage that was paid taken off: 5 days at 200 % of 400.
    [InlineData("annual-leave", """{"year":2025,"yearsWorked":5,"daysTaken":0,"monthlyWage":8700,"normalWagePaid":true}""", "4000")]
    [InlineData("annual-leave", """{"year":2025,"yearsWorked":10,"daysTaken":4,"monthlyWage":8700,"normalWagePaid":false}""", "7200")]
    // 73 days of a leap year are a fifth of the article's 365: one day of five.
    [InlineData("annual-leave", """{"year":2024,"yearsWorked":5,"leftOn":"2024-03-13","monthlyWage":8700,"normalWagePaid":true}""", "800")]
    [InlineData(
        "wage-arrears",
        """{"arrears":[{"name":"3月","due":6000,"paid":1000},{"name":"4月","due":6000,"paid":0}],"orderedAndOverdue":true,"surchargePercent":75,"on":"2026-05-01"}""",
        "19250"
    )]
    [InlineData(
        "wage-arrears",
        """{"arrears":[{"name":"3月","due":6000,"paid":1000}],"orderedAndOverdue":false,"on":"2026-05-01"}""",
        "5000"
    )]
    [InlineData("final-award", """{"items":[{"name":"工资","amount":30240}],"awardedOn":"2026-03-01","jurisdiction":"440300"}""", "30240")]
    [InlineData(
        "final-award",
        """{"items":[{"name":"工资","amount":30240.01}],"awardedOn":"2026-03-01","localMinimumMonthlyWage":2520}""",
        "30240"
    )]
    // 60 % of 14,000 is 8,400 a month; March to August are the six months before September, February is one too many.
    [InlineData(
        "wage-fund-advance",
        """{"acceptedOn":"2025-09-10","jurisdiction":"440309","localAverageMonthlyWage":14000,"months":[{"month":"2025-02","owed":5000},{"month":"2025-03","owed":5000},{"month":"2025-08","owed":9000},{"month":"2025-07","owed":null}]}""",
        "15920"
    )]
    public async Task Amounts_are_those_of_the_articles(string calculator, string input, string total)
    {
        using var mediator = await host.SignInAsync("mediator");
        using var content = new StringContent(input, Encoding.UTF8, "application/json");
        var answer = await HostFixture.ReadAsync(
            await mediator.PostAsync("/api/statutes/amounts/" + calculator, content),
            HttpStatusCode.OK
        );

        answer.GetProperty("total").GetDecimal().ShouldBe(decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture));
        var steps = answer.GetProperty("steps").EnumerateArray().ToList();
        steps.ShouldAllBe(step => step.GetProperty("zh").GetString()!.Length > 0 && step.GetProperty("en").GetString()!.Length > 0);
        steps.Exists(step => step.GetProperty("basis").GetString()!.Contains('条', StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Fact]
    public async Task Each_item_of_an_award_is_held_against_the_threshold_by_itself()
    {
        using var mediator = await host.SignInAsync("mediator");
        using var content = new StringContent(
            """{"items":[{"name":"工资","amount":30240},{"name":"经济补偿","amount":30240.01},{"name":"加班工资","amount":20000}],"awardedOn":"2026-03-01","localMinimumMonthlyWage":2520}""",
            Encoding.UTF8,
            "application/json"
        );
        var answer = await HostFixture.ReadAsync(await mediator.PostAsync("/api/statutes/amounts/final-award", content), HttpStatusCode.OK);

        answer
            .GetProperty("parts")
            .EnumerateArray()
            .Select(part => part.GetProperty("zh").GetString())
            .ShouldBe(["终局", "非终局", "终局"]);
    }

    [Theory]
    [InlineData("overtime", """{"monthlyWage":-1,"on":"2026-03-01"}""", "monthlyWage")]
    [InlineData("overtime", """{"monthlyWage":5000,"holidayHours":-8,"on":"2026-03-01"}""", "holidayHours")]
    [InlineData("overtime", """{"monthlyWage":"much","on":"2026-03-01"}""", "monthlyWage")]
    [InlineData("overtime", """{"on":"2026-03-01"}""", "monthlyWage")]
    [InlineData("overtime", """{"monthlyWage":5000,"on":"2026-02-30"}""", "on")]
    [InlineData(
        "severance",
        """{"startedOn":"2026-01-01","endedOn":"2025-01-01","monthlyWages":[1],"localAverageMonthlyWage":1}""",
        "endedOn"
    )]
    [InlineData(
        "severance",
        """{"startedOn":"2024-01-01","endedOn":"2025-01-01","monthlyWages":[],"localAverageMonthlyWage":1}""",
        "monthlyWages"
    )]
    [InlineData(
        "severance",
        """{"startedOn":"2024-01-01","endedOn":"2025-01-01","monthlyWages":[-1],"localAverageMonthlyWage":1}""",
        "monthlyWages"
    )]
    [InlineData(
        "severance",
        """{"startedOn":"2024-01-01","endedOn":"2025-01-01","monthlyWages":[1],"localAverageMonthlyWage":-5}""",
        "localAverageMonthlyWage"
    )]
    [InlineData("double-wages", """{"employedOn":"2025-01-01","through":"2024-12-31","monthlyWage":1}""", "through")]
    [InlineData("annual-leave", """{"year":1,"yearsWorked":5,"monthlyWage":8700}""", "year")]
    [InlineData("annual-leave", """{"year":2025,"yearsWorked":-5,"monthlyWage":8700}""", "yearsWorked")]
    [InlineData("annual-leave", """{"year":2025,"yearsWorked":5,"leftOn":"2024-03-01","monthlyWage":8700}""", "leftOn")]
    [InlineData("wage-arrears", """{"arrears":[{"name":"3月","due":10,"paid":20}],"on":"2026-05-01"}""", "arrears[0].paid")]
    [InlineData(
        "wage-arrears",
        """{"arrears":[{"name":"3月","due":10}],"orderedAndOverdue":true,"surchargePercent":49.99,"on":"2026-05-01"}""",
        "surchargePercent"
    )]
    [InlineData(
        "wage-arrears",
        """{"arrears":[{"name":"3月","due":10}],"orderedAndOverdue":true,"surchargePercent":100.01,"on":"2026-05-01"}""",
        "surchargePercent"
    )]
    [InlineData(
        "final-award",
        """{"items":[{"name":"工资","amount":1},{"name":"补偿","amount":-1}],"awardedOn":"2026-03-01","localMinimumMonthlyWage":2520}""",
        "items[1].amount"
    )]
    [InlineData(
        "wage-fund-advance",
        """{"acceptedOn":"2025-09-10","jurisdiction":"440309","localAverageMonthlyWage":14000,"months":[{"month":"2025-13","owed":1}]}""",
        "months[0].month"
    )]
    public async Task Input_that_makes_no_sense_is_refused_with_its_field(string calculator, string input, string field)
    {
        using var mediator = await host.SignInAsync("mediator");
        using var content = new StringContent(input, Encoding.UTF8, "application/json");
        using var answer = await mediator.PostAsync("/api/statutes/amounts/" + calculator, content);
        var problem = await HostFixture.ReadAsync(answer, HttpStatusCode.BadRequest);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
    }

    [Theory]
    [InlineData(
        "severance",
        """{"startedOn":"2024-01-01","endedOn":"2025-01-01","monthlyWages":[8000],"jurisdiction":"440300"}""",
        "amount.open-value"
    )]
    [InlineData(
        "severance",
        """{"startedOn":"2024-01-01","endedOn":"2025-01-01","monthlyWages":[8000],"jurisdiction":"110105"}""",
        "amount.no-value-in-force"
    )]
    [InlineData("overtime", """{"monthlyWage":5000,"on":"1990-01-01"}""", "amount.no-value-in-force")]
    [InlineData(
        "wage-fund-advance",
        """{"acceptedOn":"2025-09-10","jurisdiction":"440309","localAverageMonthlyWage":14000,"shareHeld":200000,"months":[{"month":"2025-08","owed":9000}]}""",
        "amount.excluded"
    )]
    public async Task What_the_register_cannot_answer_is_refused_by_name(string calculator, string input, string code)
    {
        using var mediator = await host.SignInAsync("mediator");
        using var content = new StringContent(input, Encoding.UTF8, "application/json");
        var problem = await HostFixture.ReadAsync(
            await mediator.PostAsync("/api/statutes/amounts/" + calculator, content),
            HttpStatusCode.UnprocessableEntity
        );
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("basis").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_unknown_calculator_is_not_found()
    {
        using var mediator = await host.SignInAsync("mediator");
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        (await mediator.PostAsync("/api/statutes/amounts/lottery", content)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
