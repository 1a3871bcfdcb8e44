using System.Globalization;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// The columns of a file for the bank and of its answer. The layout is this product's own, no statute's: the answer is the file itself with
/// three columns more, or its reference, amount and those three alone.
/// </summary>
internal static class BankSheet
{
    public const string Position = "序号";
    public const string Reference = "明细编号";
    public const string Name = "收款人户名";
    public const string Account = "收款账号";
    public const string Bank = "收款银行";
    public const string Amount = "金额";
    public const string Purpose = "用途";
    public const string Result = "处理结果";
    public const string Reason = "失败原因";
    public const string PaidOn = "支付日期";

    /// <summary>What stands in <see cref="Position"/> of the last row, which holds control sum and count.</summary>
    public const string Sum = "合计";

    /// <summary>The columns of the file.</summary>
    public static IReadOnlyList<string> Columns { get; } = [Position, Reference, Name, Account, Bank, Amount, Purpose];

    /// <summary>What the answer may have.</summary>
    public static IReadOnlyList<string> AnswerColumns { get; } = [.. Columns, Result, Reason, PaidOn];

    /// <summary>What it must have.</summary>
    public static IReadOnlyList<string> Required { get; } = [Reference, Amount, Result, PaidOn];

    /// <summary>The batch as the bank knows it: the random half of its id, in capitals.</summary>
    public static string ReferenceOf(PaymentBatch batch) => batch.Id.ToString("N")[20..].ToUpperInvariant();

    /// <summary>An item as the bank knows it; of a worker who is paid again it differs, as the batch does.</summary>
    public static string ReferenceOf(PaymentBatch batch, FundAdvance advance) =>
        string.Create(CultureInfo.InvariantCulture, $"{ReferenceOf(batch)}-{advance.WorkerNumber:000}");

    /// <summary>CNY as the bank reads it.</summary>
    public static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
