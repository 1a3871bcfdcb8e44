using LaborFlow.Statutes.Register;
using static LaborFlow.Statutes.Amounts.AmountSheet;

namespace LaborFlow.Statutes.Amounts;

/// <summary>The items of an award.</summary>
public sealed record FinalAwardInput
{
    /// <summary>Each item awarded, by its name.</summary>
    public required IReadOnlyList<AwardItem> Items { get; init; }

    /// <summary>The day of the award, whose minimum wage holds.</summary>
    public required DateOnly AwardedOn { get; init; }

    /// <summary>The seat of the commission; null: the nation.</summary>
    public Jurisdiction? Jurisdiction { get; init; }

    /// <summary>The minimum monthly wage of the place, when the register has none.</summary>
    public decimal? LocalMinimumMonthlyWage { get; init; }
}

/// <summary>One item of an award: wages, medical cost of a work injury, severance or compensation.</summary>
/// <param name="Name">Which.</param>
/// <param name="Amount">Its amount.</param>
public sealed record AwardItem(string Name, decimal Amount);

/// <summary>
/// 终局裁决金额 (调解仲裁法 art. 47 (1), 司法解释(一) art. 19): an award is final for an item that doesn't exceed twelve months of the local minimum
/// wage; each item is measured by itself. The result is the threshold; the parts say what holds for each item.
/// </summary>
public static class FinalAwardThreshold
{
    private static readonly Bilingual IsFinal = new("终局", "final");
    private static readonly Bilingual IsNotFinal = new("非终局", "not final");

    /// <summary>Calculates the threshold and judges the items.</summary>
    public static AmountResult Calculate(FinalAwardInput input, StatuteRegister register)
    {
        var sheet = new AmountSheet(register, input.Jurisdiction, input.AwardedOn);
        var months = sheet.Number("arb-final-12x");
        var minimum = sheet.Figure("ref-min-wage", input.LocalMinimumMonthlyWage, "当地月最低工资标准", "local minimum monthly wage");
        var threshold = minimum * months;
        sheet.Rule(
            "arb-final-12x",
            threshold,
            $"{minimum}元 × {Text(months)}个月 = {threshold}元，按每项分别比较。",
            $"{minimum} yuan × {Text(months)} months = {threshold} yuan, for each item by itself."
        );
        foreach (var (i, item) in input.Items.Index())
        {
            sheet.NotNegative(item.Amount, item.Name, item.Name, $"items[{i}].amount");
            var final = item.Amount <= threshold.Amount;
            sheet.Part(item.Name, new Money(item.Amount), final ? IsFinal : IsNotFinal);
            sheet.Rule(
                "arb-final-12x",
                new Money(item.Amount),
                $"{item.Name}{new Money(item.Amount)}元{(final ? "不超过上限，为终局裁决" : "超过上限，为非终局裁决")}。",
                $"{item.Name}, {new Money(item.Amount)} yuan, {(final ? "does not exceed it: final" : "exceeds it: not final")}."
            );
        }

        return sheet.Finish(threshold, sheet.Basis("arb-final-12x"), "每项终局裁决上限", "threshold for each item");
    }
}
