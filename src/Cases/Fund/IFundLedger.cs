namespace LaborFlow.Cases.Fund;

/// <summary>What the fund paid in all cases.</summary>
public interface IFundLedger
{
    /// <summary>Those of these identity numbers to whom another case paid an advance already.</summary>
    ValueTask<IReadOnlyList<string>> PaidBeforeAsync(
        Guid exceptCaseId,
        IReadOnlyCollection<string> idNumbers,
        CancellationToken cancellationToken = default
    );
}
