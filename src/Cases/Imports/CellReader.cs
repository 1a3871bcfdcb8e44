using System.Globalization;

namespace LaborFlow.Cases.Imports;

/// <summary>Reads typed cells; a cell that is not what its column needs becomes a fault and counts as not given.</summary>
internal sealed class CellReader
{
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public void Add(string field, string code, string zh, string en) => _errors.Add(new FieldError(field, code, zh, en));

    public DateOnly? Day(string? text, string field)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Add(
            field,
            "invalid-date",
            $"“{Shown(text)}”不是日期，应为2026-06-30这样的格式。",
            $"'{Shown(text)}' is not a date; write it as 2026-06-30."
        );
        return null;
    }

    public decimal? Amount(string? text, string field)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        const NumberStyles plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var amount))
            return amount;
        Add(
            field,
            "invalid-amount",
            $"“{Shown(text)}”不是金额，应为6200.00这样的格式。",
            $"'{Shown(text)}' is not an amount; write it as 6200.00."
        );
        return null;
    }

    public bool Flag(string? text, string field)
    {
        if (string.IsNullOrEmpty(text) || text is "否" || text.Equals("false", StringComparison.OrdinalIgnoreCase))
            return false;
        // Spreadsheets write TRUE and FALSE in capitals.
        if (text is "是" || text.Equals("true", StringComparison.OrdinalIgnoreCase))
            return true;
        Add(field, "invalid-flag", $"“{Shown(text)}”应为是、否、true或者false。", $"'{Shown(text)}' is neither true nor false.");
        return false;
    }

    private static string Shown(string text) => text.Length > 40 ? text[..40] : text;
}
