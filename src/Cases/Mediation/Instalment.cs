namespace LaborFlow.Cases.Mediation;

/// <summary>What became of an instalment.</summary>
public enum InstalmentState
{
    /// <summary>待履行.</summary>
    Pending,

    /// <summary>部分履行: some of it was paid, the rest is still owed.</summary>
    Partly,

    /// <summary>已履行.</summary>
    Performed,

    /// <summary>违约: its day passed, and the creditor goes to arbitration or to the court (调解仲裁法 art 15, 16).</summary>
    Defaulted,
}

/// <summary>履行期次: one of the acts by which an agreement is performed, with the day by which the agreement asks for it.</summary>
public sealed class Instalment : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>The agreement.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>From 1 in the agreement.</summary>
    public required int Number { get; init; }

    /// <summary>What is to be done, in the agreement's words.</summary>
    public required string What { get; init; }

    /// <summary>CNY to be paid, two decimals; null for an act that is no payment.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The last day, as the agreement sets it: no period of law, so days off do not move it.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>CNY paid so far.</summary>
    public decimal Paid { get; private set; }

    /// <summary>The day on which it was performed in full.</summary>
    public DateOnly? PerformedOn { get; private set; }

    /// <summary>State.</summary>
    public InstalmentState State { get; private set; } = InstalmentState.Pending;

    /// <summary>Something of it is still owed, and nobody has gone to law for it.</summary>
    public bool IsOpen => State is InstalmentState.Pending or InstalmentState.Partly;

    /// <summary>Enters a payment; the whole amount, or an act that is no payment, performs it.</summary>
    /// <param name="paid">CNY; null for the rest.</param>
    /// <param name="on">The day.</param>
    internal void Pay(decimal? paid, DateOnly on)
    {
        Paid = Math.Min(Amount ?? 0m, Paid + (paid ?? Amount ?? 0m));
        State = Amount is { } whole && Paid < whole ? InstalmentState.Partly : InstalmentState.Performed;
        PerformedOn = State == InstalmentState.Performed ? on : null;
    }

    /// <summary>What is still owed goes to law.</summary>
    internal void Default() => State = IsOpen ? InstalmentState.Defaulted : State;
}
