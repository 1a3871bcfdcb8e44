using LaborFlow.Cases;
using LaborFlow.Cases.Guidance;

namespace LaborFlow.Workflows.Tests.Guidance;

/// <summary>新企用工指导.</summary>
public sealed class GuidanceStories : Story
{
    private static NewEnterprise Fresh(string industry = "餐饮业", int headcount = 12) =>
        new()
        {
            CreditCode = "91440300MA5MQ6TD5C",
            Name = "深圳市新味餐饮有限公司",
            Industry = industry,
            District = "440309",
            Address = "深圳市龙华区民治街道1号",
            RegisteredOn = new DateOnly(2026, 10, 20),
            Headcount = headcount,
        };

    private object Visit(bool written = true) =>
        new
        {
            heldOn = Day(0),
            people = 3,
            writtenContracts = written,
            rulesPublished = true,
            payslips = true,
            socialInsurance = true,
            dispatchRatio = true,
            specialHours = true,
            note = "现场走访",
        };

    private async Task VisitedAsync(bool written = true)
    {
        await RegisterAsync(Fresh());
        await DoAsync("new-team", "assign", new { coordinator = "协调员甲", members = "调解员、律师" });
        await DoAsync(
            "new-contact",
            "delivered",
            new
            {
                heldOn = Day(0),
                people = 1,
                note = "微信送达，已签收",
            }
        );
        await DoAsync("new-visit", "visited", Visit(written));
    }

    [Fact]
    public async Task A_new_restaurant_is_visited_followed_up_twice_and_graduates()
    {
        await VisitedAsync(written: false);
        (await CaseAsync()).CaseNumber.ShouldBe("深龙华新企指导〔2026〕1号");
        (await RecordsAsync<EnterpriseProfile>()).Single().Group.ShouldBe("focus");
        (await LastEntryAsync("guidance.recorded")).ShouldContain("1项需要改进：书面劳动合同");
        await DoAsync("new-plan", "planned", new { plan = "提供合同范本，参加培训班" });
        await PassAsync(89);
        (await OpenStepsAsync()).ShouldBeEmpty();
        await PassAsync(1);
        await DoAsync(
            "new-follow-up-3",
            "recorded",
            new
            {
                heldOn = Day(0),
                writtenContracts = true,
                payslips = true,
                socialInsurance = true,
                note = "合同已补签",
            }
        );
        await PassAsync(275);
        await DoAsync(
            "new-follow-up-12",
            "graduate",
            new
            {
                heldOn = Day(0),
                note = "无争议",
                satisfaction = "5",
            }
        );

        (await CaseAsync()).ClosedAs.ShouldBe("guided");
        (await RecordsAsync<GuidanceEvent>())
            .Select(e => (e.Kind, e.Shortcomings))
            .ShouldBe([("package", null), ("visit", 1), ("follow-up", 0), ("follow-up", null)]);
    }

    [Fact]
    public async Task A_shell_without_staff_is_not_served()
    {
        await RegisterAsync(Fresh(headcount: 0));
        (await CaseAsync()).ClosedAs.ShouldBe("not-served");
    }

    [Fact]
    public async Task Findings_go_to_the_inspectorate_only_by_another_officers_explicit_decision()
    {
        await VisitedAsync(written: false);
        await DoAsync("new-plan", "hand-over", new { reason = "多次提醒仍不签合同" }, by: "协调员甲");
        (
            await Should.ThrowAsync<NotAllowedException>(() => DoAsync("new-hand-over", "approve", new { reason = "同意" }, by: "协调员甲"))
        ).Code.ShouldBe("task.two-persons");
        await DoAsync("new-hand-over", "refuse", new { reason = "先行指导" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["new-plan"]);
        await DoAsync("new-plan", "hand-over", new { reason = "仍不改正" }, by: "协调员甲");
        await DoAsync("new-hand-over", "approve", new { reason = "移交监察跟踪" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["insf-issue"]);
    }

    [Fact]
    public async Task An_employer_that_cannot_be_reached_is_noted()
    {
        await RegisterAsync(Fresh("咨询服务"));
        (await RecordsAsync<EnterpriseProfile>()).Single().Group.ShouldBe("general");
        await DoAsync("new-team", "assign", new { coordinator = "协调员甲" });
        await DoAsync("new-contact", "unreachable", new { reason = "电话停机，地址无人" });
        (await CaseAsync()).ClosedAs.ShouldBe("not-served");
    }

    [Fact]
    public async Task An_employer_may_decline_a_service_that_is_no_duty()
    {
        await RegisterAsync(Fresh());
        await DoAsync("new-team", "assign", new { coordinator = "协调员甲" });
        await DoAsync("new-contact", "declined", new { reason = "已有法律顾问" });
        (await CaseAsync()).ClosedAs.ShouldBe("not-served");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cultivate")]
    [InlineData("key")]
    public async Task After_a_year_an_employer_goes_on_to_cultivation_or_to_the_list_of_those_in_difficulty(string outcome)
    {
        await VisitedAsync();
        await DoAsync("new-plan", "planned", new { plan = "参加培训班" });
        await PassAsync(90);
        await DoAsync(
            "new-follow-up-3",
            "recorded",
            new
            {
                heldOn = Day(0),
                writtenContracts = true,
                payslips = true,
                socialInsurance = true,
                note = "正常",
            }
        );
        await PassAsync(275);
        await DoAsync(
            "new-follow-up-12",
            outcome,
            new
            {
                heldOn = Day(0),
                note = "已评估",
                reason = "按评估结果转入",
            }
        );
        (await CaseAsync()).ClosedAs.ShouldBe("guided");
        (await PaperAsync("NEW/service-report")).ShouldContain("已评估");
    }

    [Fact]
    public async Task A_wrong_credit_code_opens_no_file()
    {
        var refused = await Should.ThrowAsync<InvalidInputException>(() =>
            RegisterAsync(Fresh() with { CreditCode = "91440300MA5MQ6TD5D" })
        );
        refused.Errors.Single().Field.ShouldBe("creditCode");
    }
}
