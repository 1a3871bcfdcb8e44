using LaborFlow.Statutes.Identifiers;

namespace LaborFlow.Statutes.Tests.Identifiers;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", false)] // the worked example of GB 11643-1999
    [InlineData("440524188001010014", "1880-01-01", true)] // its second example
    [InlineData(" 11010519491231002x ", "1949-12-31", false)]
    public void A_well_formed_identity_number_states_birth_and_sex(string text, string bornOn, bool male)
    {
        ResidentIdentityNumber.TryParse(text, out var number, out _).ShouldBeTrue();
        number!.BornOn.ShouldBe(DateOnly.Parse(bornOn, System.Globalization.CultureInfo.InvariantCulture));
        number.IsMale.ShouldBe(male);
    }

    [Theory]
    [InlineData(null, "请填写")]
    [InlineData("110105491231002", "15位")]
    [InlineData("11010519491231002", "17位")]
    [InlineData("1101051949123100A2", "前17位")]
    [InlineData("110105194912310０2X", "前17位")] // a full-width zero is no digit
    [InlineData("99010519491231002X", "省级")]
    [InlineData("110105194913310021", "出生日期")]
    [InlineData("110105194912310021", "校验码")]
    [InlineData("11010519491231003X", "校验码")]
    public void A_malformed_identity_number_is_refused_with_its_reason(string? text, string reasonPart)
    {
        ResidentIdentityNumber.TryParse(text, out var number, out var reason).ShouldBeFalse();
        number.ShouldBeNull();
        reason.Zh.ShouldContain(reasonPart);
        reason.En.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void The_masked_number_hides_the_birth_date()
    {
        ResidentIdentityNumber.TryParse("11010519491231002X", out var number, out _).ShouldBeTrue();
        number!.Masked.ShouldBe("110105********002X");
    }

    [Theory]
    [InlineData("91350100M000100Y43")] // the worked example of GB 32100-2015
    [InlineData("91440300708461136T")]
    [InlineData("9144030071526726xg")]
    [InlineData("914403001922038216")]
    public void A_well_formed_credit_code_is_accepted(string text) =>
        UnifiedCreditCode.TryParse(text, out _, out var reason).ShouldBeTrue(reason.Zh);

    [Theory]
    [InlineData("", "请填写")]
    [InlineData("91440300708461136", "17位")]
    [InlineData("9144030070846I136T", "I")]
    [InlineData("91440A00708461136T", "行政区划")]
    [InlineData("91440300708461135T", "17位")]
    [InlineData("91440300708461136U", "校验码")]
    [InlineData("19440300708461136T", "校验码")]
    public void A_malformed_credit_code_is_refused_with_its_reason(string text, string reasonPart)
    {
        UnifiedCreditCode.TryParse(text, out var code, out var reason).ShouldBeFalse();
        code.ShouldBeNull();
        reason.Zh.ShouldContain(reasonPart);
    }

    [Fact]
    public void Every_single_wrong_character_of_a_credit_code_is_caught()
    {
        const string Right = "91350100M000100Y43";
        foreach (var place in Enumerable.Range(0, 18))
        {
            foreach (var other in "0123456789ABCDEFGHJKLMNPQRTUWXY".Where(c => c != Right[place]))
            {
                var wrong = Right[..place] + other + Right[(place + 1)..];
                UnifiedCreditCode.TryParse(wrong, out _, out _).ShouldBeFalse(wrong);
            }
        }
    }
}
