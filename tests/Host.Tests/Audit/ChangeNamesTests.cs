using LaborFlow.Host.Audit;

namespace LaborFlow.Host.Tests.Audit;

/// <summary>What an entry changed is told in words; the chain keeps the codes.</summary>
public sealed class ChangeNamesTests
{
    [Theory]
    [InlineData("""{"field":"case.stage","before":"received","after":"mediation"}""", "案件 · 阶段", "待受理审查", "调解中")]
    [InlineData("""{"field":"task.status","of":"调解","before":"Open","after":"Claimed"}""", "步骤 · 状态", "待认领", "办理中")]
    [InlineData("""{"field":"case.migrantWorker","before":false,"after":true}""", "案件 · 农民工", "否", "是")]
    [InlineData("""{"field":"role","before":null,"after":"mediator"}""", "身份", null, "调解员")]
    [InlineData(
        """{"field":"case.closedAt","before":null,"after":"2026-11-22T02:00:00+00:00"}""",
        "案件 · 办结时间",
        null,
        "2026-11-22 10:00"
    )]
    [InlineData("""{"field":"case.closedAs","before":null,"after":"agreement"}""", "案件 · 办结方式", null, "达成调解协议")]
    [InlineData(
        """{"field":"task.dataJson","before":null,"after":"{\"heldOn\":\"2026-12-01\"}"}""",
        "步骤 · 所填内容",
        null,
        "日期：2026-12-01"
    )]
    [InlineData("""{"field":"drawn.byHand","before":1,"after":2}""", "byHand", "1", "2")]
    public void A_change_is_told_in_the_words_of_the_office(string change, string field, string? before, string? after)
    {
        var told = ChangeNames.Of($"[{change}]").ShouldHaveSingleItem();
        (told.Zh, told.Before, told.After).ShouldBe((field, before, after));
    }

    [Fact]
    public void An_outcome_is_told_in_the_words_of_its_steps_buttons()
    {
        var told = ChangeNames.Of("""[{"field":"task.outcome","of":"安排调解","before":null,"after":"set"}]""").ShouldHaveSingleItem();
        (told.After, told.AfterEn, told.Of).ShouldBe(("排定", "Set", "安排调解"));
    }

    [Fact]
    public void Ids_that_only_tie_a_row_to_its_case_are_left_out()
    {
        ChangeNames.Of("""[{"field":"hearing.id","after":"x"},{"field":"hearing.caseId","after":"y"}]""").ShouldBeEmpty();
        ChangeNames.Of(null).ShouldBeEmpty();
        ChangeNames.Of("{}").ShouldBeEmpty();
    }
}
