using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 停止垫付: the employer paid, or an approver found that the roster is false: what the fund did not pay yet is not paid any more, and stands in
/// no batch.
/// </summary>
public sealed class StopAdvances(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
    /// <summary>The refusal of whoever was paid by the employer before the fund paid.</summary>
    public const string Reason = "单位已支付";

    /// <summary>The outcome of an approval that found fraud (虚报、冒领).</summary>
    public const string Fraud = "fraud";

    private const string FraudReason = "虚报、冒领，停止支付";

    private const string Outcome = "employer-paid";

    private const string Basis = "《深圳经济特区欠薪保障条例》";

    /// <param name="owed">The case.</param>
    /// <param name="step">The step in which an approver said that the employer paid, or that there is fraud.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when the fund had paid nothing before; what it paid in earlier batches is recovered.</returns>
    public async ValueTask<bool> HandleAsync(Case owed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        await StopAsync(owed, data.Task.CompletedBy!, data.Task.Outcome == Fraud ? FraudReason : Reason, cancellationToken);
        var paid = (await records.ListAsync<FundAdvance>(owed.Id, cancellationToken))
            .Where(a => a is { Superseded: false, HasReached: true })
            .ToList();
        if (paid.Count > 0)
            Tell(
                owed,
                "workflow",
                "fund.paid-before",
                $"本案以前的批次已支付{paid.Count}人{paid.Sum(a => a.Amount):0.00}元，转入追偿",
                $"{paid.Sum(a => a.Amount):0.00} yuan of earlier batches are recovered"
            );
        return paid.Count == 0;
    }

    /// <summary>
    /// Drawings without a step of their own for it (WGF to version 7, EMF to version 6) stop the advances when they ask whether anything was
    /// paid: what the step that was completed last said decides.
    /// </summary>
    internal async ValueTask AfterEmployerPaidAsync(Case owed, CancellationToken cancellationToken)
    {
        var last = (await tasks.ListOfCaseAsync(owed.Id, cancellationToken))
            .Where(t => t.Status == CaseTaskStatus.Completed && PaymentHold.IsFund(t.ProcedureCode))
            .MaxBy(t => t.CompletedAt);
        if (last?.Outcome == Outcome)
            await StopAsync(owed, "workflow", Reason, cancellationToken);
    }

    private async ValueTask StopAsync(Case owed, string by, string reason, CancellationToken cancellationToken)
    {
        var batches = await records.ListAsync<PaymentBatch>(owed.Id, cancellationToken);
        var stopped = (await records.ListAsync<FundAdvance>(owed.Id, cancellationToken))
            .Where(a => !a.Superseded)
            .Where(a =>
                a.State is AdvanceState.Calculated or AdvanceState.Confirmed or AdvanceState.Failed
                || a.State == AdvanceState.InBatch && batches.Any(b => b.Id == a.BatchId && b.SecondApprovedBy is null)
            )
            .ToList();
        if (stopped.Count == 0)
            return;
        foreach (var advance in stopped)
            (advance.State, advance.Refusal, advance.BatchId) = (AdvanceState.Refused, reason, null);
        Tell(
            owed,
            by,
            "fund.stopped",
            $"{reason}{(reason == Reason ? "，停止垫付" : "：")}{WorkerNames.Of(owed, stopped)}，合计{stopped.Sum(a => a.Amount):0.00}元",
            reason == Reason
                ? $"The employer paid: {stopped.Count} advances are stopped"
                : $"Fraud was found: {stopped.Count} advances are stopped"
        );
    }

    private void Tell(Case owed, string by, string action, string zh, string en)
    {
        owed.Revision++;
        cases.Add(CaseEvents.Internal(owed.Id, time.GetUtcNow(), by, action, zh, en, Basis));
    }
}
