using System.Globalization;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Amounts;

/// <summary>The sheet on which a calculator works: it takes rows from the register, notes steps, and remembers the first refusal.</summary>
internal sealed class AmountSheet(StatuteRegister register, Jurisdiction? place, DateOnly date)
{
    private readonly List<AmountStep> steps = [];
    private readonly List<AmountPart> parts = [];
    private bool unconfirmed;

    public Refusal? Refusal { get; private set; }

    /// <summary>The number of a row in force; a missing or open one refuses the calculation, naming its article.</summary>
    public decimal Number(string id) => Take(id)?.Value ?? 0;

    /// <summary>The second number of a row.</summary>
    public decimal Second(string id) => Take(id)?.Value2 ?? 0;

    /// <summary>A further number of a row.</summary>
    public decimal Further(string id, string name) =>
        Take(id, needsNumber: false) is { } row && row.Further.TryGetValue(name, out var number) ? number : 0;

    /// <summary>The article of a row, in force or not.</summary>
    public string Basis(string id) => register.RowsOf(id) is [var row, ..] ? row.Basis : "";

    /// <summary>
    /// A yearly figure of the place (average wage, minimum wage): the one given with the question, else the register's row, under the
    /// general id or Shenzhen's. An open one refuses the calculation.
    /// </summary>
    public Money Figure(string id, decimal? given, string nameZh, string nameEn)
    {
        if (given is { } amount)
        {
            if (amount <= 0)
            {
                Refuse("amount.invalid-input", "", $"{nameZh}应大于零。", $"The {nameEn} must be positive.", FieldOf(id));
            }

            Step(
                "input",
                "",
                new Money(amount),
                $"{nameZh}按申报为{new Money(amount)}元。",
                $"The {nameEn} was given as {new Money(amount)} yuan."
            );
            return new Money(amount);
        }

        var local = register.Find(id, place, date) is { Outcome: StatuteLookupOutcome.Found } ? id : id + "-sz";
        if (Take(local) is not { Value: { } value } row)
        {
            return default;
        }

        Step(
            local,
            row.Basis,
            new Money(value),
            $"{nameZh}为{new Money(value)}元（{row.Basis}）。",
            $"The {nameEn} is {new Money(value)} yuan ({row.Basis})."
        );
        return new Money(value);
    }

    /// <summary>A figure of the place when the register knows it, without refusing when it doesn't.</summary>
    public Money? Known(string id) =>
        (register.Numeric(id, place, date) ?? register.Numeric(id + "-sz", place, date)) is { Value: { } value } ? new Money(value) : null;

    private static string FieldOf(string id) => id == "ref-avg-wage" ? "localAverageMonthlyWage" : "localMinimumMonthlyWage";

    public StatutoryParameter? Take(string id, bool needsNumber = true)
    {
        var found = register.Find(id, place, date);
        if (found is { Outcome: StatuteLookupOutcome.Found, Row: { } row })
        {
            if (row.NeedsConfirmation && !unconfirmed)
            {
                unconfirmed = true;
                Step(
                    id,
                    row.Basis,
                    null,
                    $"注意：参数{id}（{row.Basis}）尚待管理员确认。",
                    $"Note: parameter {id} ({row.Basis}) still awaits confirmation."
                );
            }

            if (row.Value is not null || !needsNumber)
            {
                return row;
            }

            Refuse(
                "amount.open-value",
                row.Basis,
                $"{row.Basis}（{id}）的数值尚未登记，请由管理员登记，或在申报中给出。",
                $"The value of {row.Basis} ({id}) is open: an administrator must set it, or give it with the question."
            );
            return null;
        }

        var basis = found.Row?.Basis ?? "";
        Refuse(
            "amount.no-value-in-force",
            basis,
            $"{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}在该地区没有有效的参数{id}{(basis.Length > 0 ? $"（{basis}）" : "")}。",
            $"No row of {id} {(basis.Length > 0 ? $"({basis}) " : "")}is in force at the place on {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}."
        );
        return null;
    }

    public void Refuse(string code, string basis, string zh, string en, string? field = null) =>
        Refusal ??= new Refusal(code, basis, new(zh, en)) { Field = field };

    /// <summary>Refuses an input that is negative.</summary>
    public void NotNegative(decimal value, string nameZh, string nameEn, string field)
    {
        if (value < 0)
        {
            Refuse("amount.invalid-input", "", $"{nameZh}不能为负数。", $"The {nameEn} can't be negative.", field);
        }
    }

    public void Step(string rule, string basis, Money? amount, string zh, string en) =>
        steps.Add(new AmountStep(rule, basis, amount, zh, en));

    /// <summary>A step that rests on a row.</summary>
    public void Rule(string id, Money? amount, string zh, string en) => Step(id, Basis(id), amount, zh, en);

    public void Part(string name, Money amount, Bilingual note = default) => parts.Add(new AmountPart(name, amount, note));

    public AmountResult Finish(Money total, string basis, string nameZh, string nameEn)
    {
        if (Refusal is { } refusal)
        {
            return new AmountResult(null, refusal);
        }

        var rounded = total.Rounded;
        if (rounded != total)
        {
            Step(
                "rounding",
                "",
                rounded,
                $"结果四舍五入到分，为{rounded}元；中间数不舍入。",
                $"Rounded to the fen, halves away from zero: {rounded} yuan; nothing was rounded before."
            );
        }

        Step("result", basis, rounded, $"{nameZh}共{rounded}元。", $"The {nameEn} is {rounded} yuan.");
        return new AmountResult(new AmountExplanation(rounded, unconfirmed, steps) { Parts = parts }, null);
    }

    public static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
