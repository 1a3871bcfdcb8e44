using LaborFlow.Cases.Documents.Papers;

namespace LaborFlow.Cases.Tests.Documents;

public sealed class ChineseAmountTests
{
    [Theory]
    [InlineData("0", "零元整")]
    [InlineData("0.05", "伍分")]
    [InlineData("0.50", "伍角")]
    [InlineData("1.05", "壹元零伍分")]
    [InlineData("10", "壹拾元整")]
    [InlineData("105", "壹佰零伍元整")]
    [InlineData("1000", "壹仟元整")]
    [InlineData("1010", "壹仟零壹拾元整")]
    [InlineData("19500", "壹万玖仟伍佰元整")]
    [InlineData("12000.50", "壹万贰仟元伍角")]
    [InlineData("100000", "壹拾万元整")]
    [InlineData("100005", "壹拾万零伍元整")]
    [InlineData("10000500", "壹仟万零伍佰元整")]
    [InlineData("100000000", "壹亿元整")]
    [InlineData("100005000.01", "壹亿零伍仟元零壹分")]
    [InlineData("123456789.12", "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分")]
    public void Amounts_are_written_out_in_capitals(string amount, string capitals) =>
        ChineseAmount.Capital(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(capitals);

    [Fact]
    public void Negative_amounts_are_no_amounts_of_a_paper() => Should.Throw<ArgumentOutOfRangeException>(() => ChineseAmount.Capital(-1m));

    [Fact]
    public void Days_are_written_as_papers_date_them()
    {
        ChineseAmount.CapitalDay(new DateOnly(2026, 11, 21)).ShouldBe("二〇二六年十一月二十一日");
        ChineseAmount.CapitalDay(new DateOnly(2030, 10, 10)).ShouldBe("二〇三〇年十月十日");
        ChineseAmount.Day(new DateOnly(2026, 2, 3)).ShouldBe("2026年2月3日");
    }
}
