using System.Globalization;

namespace LaborFlow.Cases.Filing;

/// <summary>Collects the faults of a request, field by field.</summary>
internal sealed class FieldCheck
{
    /// <summary>Twelve digits before the point are beyond any dispute and within decimal(18,2).</summary>
    private const decimal LargestAmount = 999_999_999_999.99m;

    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public void Add(string field, string code, string zh, string en) => _errors.Add(new FieldError(field, code, zh, en));

    public bool Required(string field, string? text, int longest, string zhName)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Add(field, "required", $"请填写{zhName}。", "This field is required.");
            return false;
        }

        return Optional(field, text, longest, zhName);
    }

    public bool Optional(string field, string? text, int longest, string zhName)
    {
        if (text is null)
            return true;

        if (text.Length > longest)
        {
            Add(
                field,
                "too-long",
                $"{zhName}不得超过{longest}个字符，现为{text.Length}个。",
                $"At most {longest} characters; this has {text.Length}."
            );
            return false;
        }

        // A control character has no place in an official paper, and NUL cannot be stored at all.
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || text.Contains('\uFFFD'))
        {
            Add(field, "invalid-text", $"{zhName}含有无法识别的字符。", "The text holds characters that cannot be read.");
            return false;
        }

        return true;
    }

    public bool OneOf(string field, string? code, IEnumerable<string> codes, string zhName, bool required = true)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            if (required)
                Add(field, "required", $"请选择{zhName}。", "This field is required.");
            return !required;
        }

        if (codes.Contains(code))
            return true;

        var shown = code.Length > 40 ? code[..40] : code;
        Add(field, "unknown-code", $"{zhName}“{shown}”不在可选范围内。", $"'{shown}' is not one of the choices.");
        return false;
    }

    public void Amount(string field, decimal? amount, string zhName, bool mayBeZero = false)
    {
        if (amount is not { } value)
            return;

        if (value < 0 || (value == 0 && !mayBeZero))
            Add(field, "not-positive", $"{zhName}应大于零。", "The amount must be positive.");
        else if (value > LargestAmount)
            Add(field, "too-large", $"{zhName}过大，请核对。", "The amount is too large.");
        else if (decimal.Round(value, 2) != value)
            Add(field, "too-many-decimals", $"{zhName}最多两位小数。", "At most two decimals.");
    }

    public void NotAfter(string field, DateOnly? day, DateOnly limit, string zhName)
    {
        if (day > limit)
            Add(field, "in-future", $"{zhName}不得晚于{Zh(limit)}。", $"Not later than {limit:yyyy-MM-dd}.");
        else if (day < new DateOnly(1949, 10, 1))
            Add(field, "too-early", $"{zhName}过早，请核对。", "The date is too early.");
    }

    public static string Zh(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
