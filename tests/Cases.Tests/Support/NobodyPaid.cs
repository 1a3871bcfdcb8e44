using LaborFlow.Cases.Fund;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Tests.Support;

/// <summary>A fund that has paid nobody yet, unless a test says so.</summary>
internal sealed class NobodyPaid : IFundLedger
{
    public List<TakenAdvance> Taken { get; } = [];

    public ValueTask<IReadOnlyList<TakenAdvance>> TakenAsync(Case owed, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<TakenAdvance>>(Taken);

    /// <summary>Earlier applications that are undecided.</summary>
    public List<PendingApplication> Pending { get; } = [];

    public ValueTask<IReadOnlyList<PendingApplication>> PendingAsync(Case owed, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<PendingApplication>>(Pending);

    /// <summary>What the emergency fund advances in other cases of the event.</summary>
    public decimal EventTotal { get; set; }

    public List<AccountHolder> Holders { get; } = [];

    public ValueTask<decimal> EventTotalAsync(Case owed, CancellationToken cancellationToken = default) => ValueTask.FromResult(EventTotal);

    public ValueTask<IReadOnlyList<AccountHolder>> HoldersAsync(
        Case owed,
        IReadOnlyCollection<string> accounts,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult<IReadOnlyList<AccountHolder>>([.. Holders.Where(h => accounts.Contains(h.Account))]);

    public ValueTask<decimal?> BalanceAsync(
        bool emergency,
        string district,
        bool forUpdate = false,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult<decimal?>(null);

    /// <summary>A day of a month that is closed.</summary>
    public DateOnly? Closed { get; set; }

    public ValueTask<bool> IsClosedAsync(bool emergency, string district, DateOnly day, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Closed == day);

    /// <summary>The checks of the fund's forms over stores in memory, where nobody was paid.</summary>
    public static FundSteps Steps(MemoryStores stores, TimeProvider time)
    {
        var nobody = new NobodyPaid();
        var register = StatuteRegister.Installed;
        var closed = new ClosedMonths(stores, stores, nobody);
        return new FundSteps(
            stores,
            stores,
            stores,
            new EmergencyLimits(stores, stores, stores, nobody, new SitePayments(stores), register, time),
            new AccountChecks(nobody),
            new CommitteeVotes(register),
            new ConfirmReceipts(stores, stores, stores, time),
            new AwardedWages(stores, stores, stores, time),
            new PaymentHold(stores),
            closed,
            new PaymentResults(stores, closed, time),
            new RecoveryChecks(stores, closed, time),
            new DeductEmployerPayments(stores, stores, stores, new SitePayments(stores), register, time),
            time
        );
    }
}
