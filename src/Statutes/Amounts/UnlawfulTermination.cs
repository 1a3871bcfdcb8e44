using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Amounts;

/// <summary>违法解除或终止的赔偿金 (劳动合同法 art. 87, 实施条例 art. 25): twice the severance, with years from the first day of work.</summary>
public static class UnlawfulTermination
{
    /// <summary>Calculates the damages (2N).</summary>
    public static AmountResult Calculate(SeveranceInput input, StatuteRegister register)
    {
        var sheet = new AmountSheet(register, input.Jurisdiction, input.EndedOn);
        var severance = Severance.Count(input, input.StartedOn, sheet);
        var multiple = sheet.Number("unlawful-multiple");
        var total = severance * multiple;
        sheet.Rule(
            "unlawful-multiple",
            total,
            $"违法解除或者终止，按经济补偿标准的{AmountSheet.Text(multiple)}倍支付。",
            $"The termination was unlawful: {AmountSheet.Text(multiple)} times the severance."
        );
        return sheet.Finish(total, sheet.Basis("unlawful-multiple"), "赔偿金", "compensation for unlawful termination");
    }
}
