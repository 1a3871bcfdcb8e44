namespace LaborFlow.Cases.Fund;

/// <summary>Where an advance stands.</summary>
public enum AdvanceState
{
    /// <summary>初算: calculated once.</summary>
    Calculated,

    /// <summary>复核一致: another officer reached the same amount.</summary>
    Confirmed,

    /// <summary>已列入支付批次.</summary>
    InBatch,

    /// <summary>已支付.</summary>
    Paid,

    /// <summary>支付失败: the bank returned it.</summary>
    Failed,

    /// <summary>不予垫付.</summary>
    Refused,
}

/// <summary>垫付: what the wage guarantee fund advances to one worker (深圳经济特区欠薪保障条例).</summary>
public sealed class FundAdvance : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>The worker, from 1, in the order of the case's roster.</summary>
    public required int WorkerNumber { get; init; }

    /// <summary>The worker's party; null of an advance that was made before it was noted, whose number tells.</summary>
    public Guid? WorkerId { get; init; }

    /// <summary>The worker's name.</summary>
    public required string WorkerName { get; init; }

    /// <summary>The bank of the worker's own account.</summary>
    public required string Bank { get; set; }

    /// <summary>The account number.</summary>
    public required string Account { get; set; }

    /// <summary>账号核验情况: how the account was proved to be this worker's although another person had used it; null when nobody had.</summary>
    public string? AccountProof { get; set; }

    /// <summary>CNY advanced in all; 0 when refused.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Why nothing is advanced, with the article; null unless refused.</summary>
    public string? Refusal { get; set; }

    /// <summary>The months, in order.</summary>
    public List<FundMonth> Months { get; init; } = [];

    /// <summary>How the amount was reached: JSON array of steps (rule, basis, zh, en).</summary>
    public required string WorkingsJson { get; set; }

    /// <summary>Paid by the district's emergency fund, not by the wage guarantee fund.</summary>
    public bool Emergency { get; init; }

    /// <summary>Who calculated it first.</summary>
    public required string CalculatedBy { get; init; }

    /// <summary>Who reached the same amount.</summary>
    public string? ConfirmedBy { get; set; }

    /// <summary>State.</summary>
    public required AdvanceState State { get; set; }

    /// <summary>The batch that pays it.</summary>
    public Guid? BatchId { get; set; }

    /// <summary>The day on which the bank paid it.</summary>
    public DateOnly? PaidOn { get; set; }

    /// <summary>Why the bank returned it; a paid advance with a failure was paid, and came back later: another took its place.</summary>
    public string? Failure { get; set; }

    /// <summary>已支付且未退回: the bank paid it, and it did not come back.</summary>
    public bool HasReached => State == AdvanceState.Paid && Failure is null;

    /// <summary>已支付又退回: another advance of the same amount took its place; this one stays in the books.</summary>
    public bool CameBack => State == AdvanceState.Paid && Failure is not null;

    /// <summary>Another calculation took its place.</summary>
    public bool Superseded { get; set; }

    /// <summary>The bank answered: paid on a day, or not paid.</summary>
    /// <param name="paidOn">The day.</param>
    /// <param name="failure">Why it was not paid; null when it was.</param>
    internal void Answered(DateOnly? paidOn, string? failure) =>
        (State, PaidOn, Failure) = failure is null
            ? (AdvanceState.Paid, paidOn, null)
            : (AdvanceState.Failed, (DateOnly?)null, (string?)failure);

    /// <summary>The same worker's advance that takes this one's place, in no batch yet.</summary>
    /// <param name="at">When.</param>
    /// <param name="amount">CNY.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="month">CNY owed and advanced of a month now; as they were when it is left out.</param>
    internal FundAdvance Renew(
        DateTimeOffset at,
        decimal amount,
        AdvanceState state,
        Func<FundMonth, (decimal? Owed, decimal Advanced)>? month = null
    )
    {
        var id = Guid.CreateVersion7(at);
        var again = new FundAdvance
        {
            Id = id,
            CaseId = CaseId,
            WorkerNumber = WorkerNumber,
            WorkerId = WorkerId,
            WorkerName = WorkerName,
            Bank = Bank,
            Account = Account,
            AccountProof = AccountProof,
            Amount = amount,
            WorkingsJson = WorkingsJson,
            Emergency = Emergency,
            CalculatedBy = CalculatedBy,
            ConfirmedBy = ConfirmedBy,
            State = state,
        };
        foreach (var known in Months)
        {
            var (owed, advanced) = month?.Invoke(known) ?? (known.Owed, known.Advanced);
            again.Months.Add(
                new FundMonth
                {
                    Id = Guid.CreateVersion7(at),
                    AdvanceId = id,
                    Month = known.Month,
                    Owed = owed,
                    Advanced = advanced,
                }
            );
        }
        return again;
    }
}

/// <summary>A month of an advance.</summary>
public sealed class FundMonth
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The advance.</summary>
    public required Guid AdvanceId { get; init; }

    /// <summary>The month, e.g. <c>2026-03</c>.</summary>
    public required string Month { get; init; }

    /// <summary>CNY owed; null when it cannot be established.</summary>
    public decimal? Owed { get; init; }

    /// <summary>CNY advanced for it.</summary>
    public required decimal Advanced { get; init; }
}
