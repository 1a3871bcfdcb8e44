using LaborFlow.Statutes.Register;
using static LaborFlow.Statutes.Amounts.AmountSheet;

namespace LaborFlow.Statutes.Amounts;

/// <summary>Wages owed.</summary>
public sealed record WageArrearsInput
{
    /// <summary>What is owed for each month or item, less what was paid.</summary>
    public required IReadOnlyList<WageArrear> Arrears { get; init; }

    /// <summary>Whether the authority ordered payment within a time that has passed; without that there is no surcharge.</summary>
    public bool OrderedAndOverdue { get; init; }

    /// <summary>The surcharge decided, in per cent; needed when <see cref="OrderedAndOverdue"/>.</summary>
    public decimal? SurchargePercent { get; init; }

    /// <summary>The date whose rates hold.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The place of work; null: the nation.</summary>
    public Jurisdiction? Jurisdiction { get; init; }
}

/// <summary>One item of wages owed.</summary>
/// <param name="Name">The month or item.</param>
/// <param name="Due">What was due.</param>
/// <param name="Paid">What was paid.</param>
public sealed record WageArrear(string Name, decimal Due, decimal Paid = 0);

/// <summary>拖欠工资与加付赔偿金 (劳动合同法 art. 85, 劳动保障监察条例 art. 26): the arrears, and 50 to 100 % on top when an order to pay was not obeyed in time.</summary>
public static class WageArrears
{
    /// <summary>Calculates arrears and surcharge.</summary>
    public static AmountResult Calculate(WageArrearsInput input, StatuteRegister register)
    {
        var sheet = new AmountSheet(register, input.Jurisdiction, input.On);
        var owed = Money.Zero;
        foreach (var (i, item) in input.Arrears.Index())
        {
            if (item.Due < 0 || item.Paid < 0 || item.Paid > item.Due)
            {
                sheet.Refuse(
                    "amount.invalid-input",
                    "",
                    $"“{item.Name}”的已付金额应在零与应付金额之间。",
                    $"'{item.Name}': what was paid must lie between zero and what was due.",
                    $"arrears[{i}].{(item.Due < 0 ? "due" : "paid")}"
                );
                break;
            }

            var left = new Money(item.Due) - new Money(item.Paid);
            owed += left;
            sheet.Part(item.Name, left);
            sheet.Step(
                "input",
                "",
                left,
                $"{item.Name}：应付{new Money(item.Due)}元，已付{new Money(item.Paid)}元，尚欠{left}元。",
                $"{item.Name}: {new Money(item.Due)} due, {new Money(item.Paid)} paid, {left} yuan owed."
            );
        }

        var total = owed + (input.OrderedAndOverdue ? Surcharge(input, owed, sheet) : Money.Zero);
        return sheet.Finish(
            total,
            sheet.Basis("ins-wage-surcharge"),
            input.OrderedAndOverdue ? "拖欠工资及加付赔偿金" : "拖欠工资",
            "sum owed"
        );
    }

    private static Money Surcharge(WageArrearsInput input, Money owed, AmountSheet sheet)
    {
        var least = sheet.Number("ins-wage-surcharge");
        var most = sheet.Second("ins-wage-surcharge");
        if (sheet.Refusal is not null)
        {
            return default;
        }

        if (input.SurchargePercent is not { } percent || percent < least || percent > most)
        {
            var basis = sheet.Basis("ins-wage-surcharge");
            sheet.Refuse(
                "amount.surcharge-outside-range",
                basis,
                $"{basis}规定加付赔偿金为应付金额的{Text(least)}%以上{Text(most)}%以下。",
                $"{basis} sets the surcharge between {Text(least)} % and {Text(most)} %.",
                "surchargePercent"
            );
            return default;
        }

        var surcharge = new Money(owed.Amount * percent) / 100;
        sheet.Part("surcharge", surcharge);
        sheet.Rule(
            "ins-wage-surcharge",
            surcharge,
            $"责令期限届满仍未支付，按{Text(percent)}%加付赔偿金{surcharge}元。",
            $"The order was not obeyed in time: a surcharge of {Text(percent)} %, {surcharge} yuan."
        );
        return surcharge;
    }
}
