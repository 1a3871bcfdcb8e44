using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Fund;

/// <summary>停止垫付: the employer paid, so what the fund did not pay yet is not paid any more, and stands in no batch.</summary>
internal static class StopAdvances
{
    /// <summary>The refusal of whoever was paid by the employer before the fund paid.</summary>
    public const string Reason = "单位已支付";

    private const string Outcome = "employer-paid";

    /// <summary>Stops them when the step that was completed last said that the employer paid.</summary>
    /// <returns>Those that were stopped.</returns>
    public static async ValueTask<IReadOnlyList<FundAdvance>> AfterEmployerPaidAsync(
        ITaskStore tasks,
        ICaseRecords records,
        Guid caseId,
        CancellationToken cancellationToken
    )
    {
        var last = (await tasks.ListOfCaseAsync(caseId, cancellationToken))
            .Where(t => t.Status == CaseTaskStatus.Completed && PaymentHold.IsFund(t.ProcedureCode))
            .MaxBy(t => t.CompletedAt);
        if (last?.Outcome != Outcome)
            return [];
        var batches = await records.ListAsync<PaymentBatch>(caseId, cancellationToken);
        var stopped = (await records.ListAsync<FundAdvance>(caseId, cancellationToken))
            .Where(a => !a.Superseded)
            .Where(a =>
                a.State is AdvanceState.Calculated or AdvanceState.Confirmed or AdvanceState.Failed
                || a.State == AdvanceState.InBatch && batches.Any(b => b.Id == a.BatchId && b.SecondApprovedBy is null)
            )
            .ToList();
        foreach (var advance in stopped)
            (advance.State, advance.Refusal, advance.BatchId) = (AdvanceState.Refused, Reason, null);
        return stopped;
    }
}
