using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Workflows.Tests.Arbitration;

namespace LaborFlow.Workflows.Tests.Exceptions;

/// <summary>追加当事人: who is drawn into a case, or joins it, while it runs.</summary>
public sealed class JoinderStories : ArbitrationStory
{
    [Fact]
    public async Task The_firm_that_uses_dispatched_workers_is_joined_and_the_award_period_begins_anew()
    {
        await AcceptedAsync("ordinary");
        await PassAsync(10);
        await RaiseAsync(
            "add-party",
            "申请人系劳务派遣人员，用工单位未参加",
            new { newParty = "深圳市北方精密有限公司" },
            party: "applicant"
        );
        var wrong = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("exc-add-party", "accept", Firm("91440300MA5F0000XX")));
        wrong.Errors.ShouldHaveSingleItem().Field.ShouldBe("data.idNumber");
        (await CaseAsync()).Respondents.Count().ShouldBe(1);
        await DoAsync("exc-add-party", "accept", Firm(null));

        var joined = (await CaseAsync()).Respondents.OrderBy(p => p.Position).Last();
        (joined.Name, joined.Role).ShouldBe(("深圳市北方精密有限公司", "user-firm"));
        (await DeadlineAsync("arb-award-45d")).DueOn.ShouldBe(new DateOnly(2026, 12, 28), "45 days from 12 November, not from the 2nd");
        (await PaperAsync("EXC/joinder-notice")).ShouldContain("决定追加深圳市北方精密有限公司参加本案程序");
        (await OpenStepsAsync()).ShouldBe(["arb-appoint"]);

        await RaiseAsync("add-party", "再次申请", new { newParty = "深圳市北方精密有限公司" }, party: "applicant");
        await DoAsync("exc-add-party", "accept", Firm(null));
        (await LastEntryAsync("party.refused")).ShouldContain("已是本案当事人");
        await DoAsync("exc-add-party", "refuse", new { reason = "已经追加" });
        (await CaseAsync()).Respondents.Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_worker_joins_a_mediation_with_claims_of_the_own_and_the_fifteen_days_are_not_reset()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        var before = (await DeadlineAsync("med-duration-15d")).DueOn;
        await PassAsync(3);
        await RaiseAsync("add-party", "同车间工人要求一并调解", new { newParty = "李海" }, party: "applicant");
        object Joining(bool consents) =>
            new
            {
                role = "worker",
                name = "李海",
                idType = "resident-id",
                idNumber = Applications.ResidentNumber(78),
                phone = "13900139001",
                withinLimitation = true,
                consentsToMediation = consents,
                cause = "unpaid-wages",
                amount = 6_000m,
                basis = "一个月工资",
            };
        await DoAsync("exc-add-party", "accept", Joining(consents: false));

        // Mediation is voluntary: the other side agrees to it anew, and the worker for himself.
        (await OpenTaskAsync("exc-reconsent")).Party.ShouldBe("respondent");
        (await CaseAsync()).Applicants.Count().ShouldBe(1);
        await DoAsync("exc-reconsent", "agree");
        (await LastEntryAsync("party.refused")).ShouldContain("须由其本人同意参加调解");
        await DoAsync("exc-add-party", "accept", Joining(consents: true));

        var joined = await CaseAsync();
        joined.Applicants.Select(p => p.Name).ShouldContain("李海");
        joined.Claims.OrderBy(c => c.Position).Last().Basis.ShouldBe("李海：一个月工资");
        var clock = await DeadlineAsync("med-duration-15d");
        (clock.DueOn, clock.State).ShouldBe((before, DeadlineState.Running));
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
        (await PaperAsync("EXC/renewed-consent")).ShouldContain("调解期限自收到调解申请之日起连续计算");
    }

    [Fact]
    public async Task New_claims_in_a_mediation_need_the_other_sides_consent_and_without_it_the_old_ones_are_mediated_on()
    {
        await FileAsync("MED");
        await DoAsync("clerk-review", "accept", BothConsent);
        var before = (await DeadlineAsync("med-duration-15d")).DueOn;
        await PassAsync(2);
        var more = new
        {
            claims = new[]
            {
                new
                {
                    cause = "overtime",
                    amount = 3_000m,
                    basis = "八月加班",
                },
            },
        };
        await RaiseAsync("claims", "漏列加班费", more, party: "applicant");
        await DoAsync("exc-claims", "accept", new { withinEvidencePeriod = true });
        (await OpenTaskAsync("exc-reconsent")).FormDataJson!.ShouldContain("\"amount\":3000");
        await DoAsync("exc-reconsent", "refuse", new { reason = "加班费不在调解范围" });
        (await CaseAsync()).Claims.ShouldHaveSingleItem();
        (await LastEntryAsync("party.notified")).ShouldContain("原请求的调解继续进行");
        (await OpenStepsAsync()).ShouldBe(["mediate"]);

        await RaiseAsync("claims", "再次请求一并调解", more, party: "applicant");
        await DoAsync("exc-claims", "accept", new { withinEvidencePeriod = true });
        await DoAsync("exc-reconsent", "agree");
        (await CaseAsync()).Claims.Count.ShouldBe(2);
        (await PaperAsync("EXC/renewed-consent")).ShouldContain("八月加班");
        var clock = await DeadlineAsync("med-duration-15d");
        (clock.DueOn, clock.State).ShouldBe((before, DeadlineState.Running));
        (await OpenStepsAsync()).ShouldBe(["mediate"]);
    }

    [Fact]
    public async Task A_colleague_from_Hong_Kong_and_the_owner_of_a_dissolved_firm_are_joined_by_their_own_documents()
    {
        await AcceptedAsync("ordinary");
        await RaiseAsync("add-party", "同事要求一并审理", new { newParty = "陈家明" }, party: "applicant");
        object Colleague(string number) =>
            new
            {
                role = "worker",
                name = "陈家明",
                idType = "hk-macao-permit",
                idNumber = number,
                withinLimitation = true,
                cause = "overtime",
                amount = 4_200m,
                basis = "休息日加班14天",
            };
        var wrong = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("exc-add-party", "accept", Colleague("440301")));
        wrong.Errors.ShouldHaveSingleItem().Code.ShouldBe("invalid-number");
        await DoAsync("exc-add-party", "accept", Colleague("H0123456701"));
        await RaiseAsync("add-party", "公司已注销，由出资人承担", new { newParty = "黄建国" }, party: "applicant");
        await DoAsync(
            "exc-add-party",
            "accept",
            new
            {
                role = "successor",
                name = "黄建国",
                idType = "resident-id",
                idNumber = Applications.ResidentNumber(79),
                address = "深圳市福田区莲花街道3号",
            }
        );

        var joined = await CaseAsync();
        var colleague = joined.Applicants.Single(p => p.Name == "陈家明");
        (colleague.IdType, colleague.IdNumber).ShouldBe(("hk-macao-permit", "H0123456701"));
        var owner = joined.Respondents.Single(p => p.Name == "黄建国");
        (owner.IdType, owner.IdNumber).ShouldBe(("resident-id", Applications.ResidentNumber(79)));
    }

    private static object Firm(string? code) =>
        new
        {
            role = "user-firm",
            name = "深圳市北方精密有限公司",
            idType = code is null ? null : "credit-code",
            idNumber = code,
            address = "深圳市龙华区观澜街道2号",
        };
}
