using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Publication;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Cases.Tests.Publication;

/// <summary>What anybody may read of an award, and what nobody may.</summary>
public sealed class RedactionTests
{
    [Fact]
    public void People_keep_their_surname_and_are_told_apart_by_numbers_and_firms_keep_their_names()
    {
        var redaction = Of(Worker("陈晓明"), Worker("陈晓"), Worker("欧阳海"), Firm("深圳市陈晓电子有限公司"));
        redaction
            .Apply("申请人陈晓明、陈晓、欧阳海诉深圳市北方电子有限公司，陈晓明到庭。")
            .ShouldBe("申请人陈某1、陈某2、欧阳某诉深圳市北方电子有限公司，陈某1到庭。");
    }

    [Fact]
    public void Numbers_contacts_birthdays_and_homes_of_people_go_and_sums_dates_and_articles_stay()
    {
        var worker = Worker("陈晓明", Applications.ResidentNumber(1), "13800138000", "深圳市龙华区民治街道梅龙路1号");
        worker.BornOn = new DateOnly(1990, 1, 1);
        var text = Of(worker)
            .Apply(
                $"陈晓明，1990年1月1日出生，公民身份号码{Applications.ResidentNumber(1)}，住址深圳市龙华区民治街道梅龙路1号，电话13800138000。"
                    + "工资卡6222021234567890123，于2026年9月30日前支付19500.00元，依据《劳动法》第50条，文号深龙劳人仲案〔2026〕123号。"
            );
        text.ShouldBe(
            "陈某，×××出生，公民身份号码×××，住址×××，电话×××。"
                + "工资卡×××，于2026年9月30日前支付19500.00元，依据《劳动法》第50条，文号深龙劳人仲案〔2026〕123号。"
        );
    }

    [Fact]
    public void The_owner_of_a_dissolved_firm_is_a_person_and_a_credit_code_of_digits_is_no_bank_account()
    {
        var firm = Firm("深圳市北方电子有限公司", "914403000000000018");
        var owner = Firm("黄建国", Applications.ResidentNumber(79), IdTypes.ResidentId);
        owner.ServiceAddress = "深圳市福田区莲花街道3号";
        Of(firm, owner)
            .Apply($"统一社会信用代码914403000000000018；出资人黄建国，{Applications.ResidentNumber(79)}，深圳市福田区莲花街道3号。")
            .ShouldBe("统一社会信用代码914403000000000018；出资人黄某，×××，×××。");
    }

    [Fact]
    public void What_the_officer_adds_goes_first_and_is_counted_by_its_kind()
    {
        var redaction = Redaction.Of(Matter(Worker("陈晓明")), [new MaskedTerm("蓝海配方", "secret")]);
        redaction.Apply("陈晓明离职时带走蓝海配方，蓝海配方未公开。").ShouldBe("陈某离职时带走×××，×××未公开。");
        redaction.Found["secret"].ShouldBe(2);
        redaction.Found["name"].ShouldBe(1);
        redaction.Remaining("蓝海配方").ShouldBe(["蓝海配方"]);
    }

    private static Redaction Of(params Party[] parties) => Redaction.Of(Matter(parties), []);

    private static Case Matter(params Party[] parties)
    {
        var matter = new Case
        {
            Id = Guid.Empty,
            CaseNumber = "深龙劳人仲案〔2026〕123号",
            ProcedureCode = "ARB",
            Stage = "closed",
            MainCause = "unpaid-wages",
            District = "440309",
            FiledAt = default,
            Channel = "window",
            Facts = "",
            RightInfringedOn = default,
            QueryCodeHash = "",
            Employment = new EmploymentFacts
            {
                StartedOn = default,
                Post = "装配工",
                MonthlyWage = 6500m,
                ContractStatus = "written",
            },
        };
        matter.Parties.AddRange(parties);
        return matter;
    }

    private static Party Worker(string name, string? number = null, string? phone = null, string? address = null) =>
        new()
        {
            Id = Guid.Empty,
            CaseId = Guid.Empty,
            Side = PartySide.Applicant,
            Position = 0,
            Kind = "worker",
            Role = "worker",
            Name = name,
            IdType = number is null ? null : IdTypes.ResidentId,
            IdNumber = number,
            Phone = phone,
            ServiceAddress = address,
        };

    private static Party Firm(string name, string? number = null, string idType = IdTypes.CreditCode) =>
        new()
        {
            Id = Guid.Empty,
            CaseId = Guid.Empty,
            Side = PartySide.Respondent,
            Position = 0,
            Kind = "employer",
            Role = "employer",
            Name = name,
            IdType = number is null ? null : idType,
            IdNumber = number,
        };
}
