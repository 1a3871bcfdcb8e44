using LaborFlow.Cases.Places;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Fund;

/// <summary>基金收入: money that came into a fund beside what was recovered.</summary>
public sealed class FundIncome
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The district's emergency fund instead of the wage guarantee fund.</summary>
    public required bool Emergency { get; init; }

    /// <summary>The digits with which the districts begin that keep the book.</summary>
    public required string Places { get; init; }

    /// <summary>One of <see cref="RecordIncome.Kinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The day it came in.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>CNY, above zero.</summary>
    public required decimal Amount { get; init; }

    /// <summary>From whom, by which paper.</summary>
    public required string Note { get; init; }

    /// <summary>User name.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Chosen by the client: a repeated command books nothing more.</summary>
    public string? OperationId { get; init; }
}

/// <summary>An income to be booked.</summary>
/// <param name="Kind">One of <see cref="RecordIncome.Kinds"/>.</param>
/// <param name="ReceivedOn">The day it came in.</param>
/// <param name="Amount">CNY.</param>
/// <param name="Note">From whom, by which paper.</param>
/// <param name="OperationId">Chosen by the client; a repeated command with the same id books nothing more.</param>
public sealed record FundIncomeInput(string? Kind, DateOnly? ReceivedOn, decimal? Amount, string? Note, string? OperationId = null);

/// <summary>
/// 登记基金收入. The wage guarantee fee (欠薪保障费) can be booked only for days on which its collection is not suspended
/// (<c>wgf-fee-suspended</c>): the register's row is the switch, with the days between which it holds.
/// </summary>
public sealed class RecordIncome(IFundBooks books, StatuteRegister register, TimeProvider time)
{
    private const string Fee = "fee";
    private const string Suspended = "wgf-fee-suspended";
    private const int LongestNote = 500;

    /// <summary>What a fund lives on, with the Chinese names.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["opening"] = "期初结余",
        [Fee] = "欠薪保障费",
        ["appropriation"] = "财政拨款",
        ["interest"] = "利息",
        ["donation"] = "捐赠",
        ["other"] = "其他收入",
    };

    /// <summary>The row that sets the fee to nothing on a day at a place; null when it is collected.</summary>
    public StatutoryParameter? FeeSuspended(string places, DateOnly day)
    {
        var found = register.Find(Suspended, new Jurisdiction(places.PadRight(6, '0')), day);
        return found is { Outcome: StatuteLookupOutcome.Found, Row: { Value: 0 } row } ? row : null;
    }

    /// <summary>Books it.</summary>
    /// <exception cref="InvalidInputException">A field is missing or wrong.</exception>
    /// <exception cref="NotAllowedException"><c>fund.fee-suspended</c>, <c>fund.month-closed</c>.</exception>
    public async ValueTask<FundIncome> HandleAsync(
        bool emergency,
        string places,
        FundIncomeInput input,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        Check(input);
        if (input.OperationId is { } operation && await books.FindIncomeAsync(operation, cancellationToken) is { } booked)
            return booked;
        var day = input.ReceivedOn!.Value;
        if (input.Kind == Fee && FeeSuspended(places, day) is { } row)
            throw new NotAllowedException(
                "fund.fee-suspended",
                $"{row.Basis}：{row.RuleZh}。{day:yyyy-MM-dd}不得登记欠薪保障费；已收的应当退还，恢复征收后由管理员更新参数登记册再登记。",
                "The fee's collection is suspended on that day: give it back, or have the register of parameters updated when it is resumed."
            );
        var month = new DateOnly(day.Year, day.Month, 1);
        if ((await books.ClosedMonthsAsync(emergency, places, month, month, cancellationToken)).Count > 0)
            throw new NotAllowedException(
                "fund.month-closed",
                $"{day:yyyy年M月}已经结账；之后发现的收入记入发现的月份。",
                "The month is closed; what is found later is booked in the month in which it is found."
            );
        var income = new FundIncome
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Emergency = emergency,
            Places = places,
            Kind = input.Kind!,
            ReceivedOn = day,
            Amount = input.Amount!.Value,
            Note = input.Note!.Trim(),
            RecordedBy = by,
            RecordedAt = time.GetUtcNow(),
            OperationId = input.OperationId,
        };
        books.Add(income);
        return income;
    }

    private void Check(FundIncomeInput input)
    {
        var errors = new List<FieldError>();
        if (input.Kind is null || !Kinds.ContainsKey(input.Kind))
            errors.Add(new("kind", "unknown-code", $"请选择收入种类：{string.Join("、", Kinds.Values)}。", "Choose the kind of income."));
        if (input.ReceivedOn is not { } day || day > ChinaDay.Today(time))
            errors.Add(new("receivedOn", "contradictory", "请填写到账日期，不得晚于今日。", "The day of receipt, not ahead of today."));
        if (input.Amount is not > 0 || decimal.Round(input.Amount.Value, 2) != input.Amount)
            errors.Add(new("amount", "out-of-range", "金额应大于零，最多两位小数。", "An amount above zero with at most two decimals."));
        if (string.IsNullOrWhiteSpace(input.Note) || input.Note.Length > LongestNote)
            errors.Add(new("note", "required", $"请填写来源和凭证（不超过{LongestNote}个字符）。", "Say from whom, by which paper."));
        if (errors.Count > 0)
            throw new InvalidInputException(errors);
    }
}
