using System.Text.Json;
using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Fund;

/// <summary>支付结果: what the bank is said to have done must fit the batch that it was given, however it is entered.</summary>
public sealed class PaymentResults(ICaseRecords records, ClosedMonths closed, TimeProvider time)
{
    /// <summary>The steps at which what the bank did is recorded.</summary>
    public static bool IsStep(string step) => step is "wgf-pay" or "emf-pay";

    /// <summary>The faults of the form (paidOn, failed) of such a step.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(Guid caseId, JsonElement data, CancellationToken cancellationToken)
    {
        if (await records.ListAsync<PaymentBatch>(caseId, cancellationToken) is not [.., var batch])
            return [];
        var errors = new List<FieldError>();
        if (FundFields.Day(data, "paidOn") is { } day)
            errors.AddRange(await DayFaultsAsync(batch, day, "data.paidOn", cancellationToken));
        var listed = (await records.ListAsync<FundAdvance>(caseId, cancellationToken))
            .Where(a => !a.Superseded && a.BatchId == batch.Id)
            .Select(a => a.WorkerNumber);
        errors.AddRange(
            FundFields.WorkerFaults(
                data,
                "failed",
                [.. listed],
                $"不在第{batch.Number}支付批次中，请按支付清单的员工序号填写。",
                "is not in this batch"
            )
        );
        return errors;
    }

    /// <summary>What is wrong with a day on which the bank is said to have paid out of a batch.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> DayFaultsAsync(
        PaymentBatch batch,
        DateOnly day,
        string field,
        CancellationToken cancellationToken
    )
    {
        var errors = new List<FieldError>();
        if (day > ChinaDay.Today(time) || day < ChinaDay.Of(batch.PreparedAt))
            errors.Add(
                new(
                    field,
                    "contradictory",
                    $"支付日期应在生成支付批次（{ChinaDay.Of(batch.PreparedAt):yyyy-MM-dd}）与今日之间，请按银行回单填写。",
                    "The bank paid between the day of the batch and today: take the day from its receipt."
                )
            );
        if (await closed.FaultAsync(batch.CaseId, day, field, cancellationToken) is { } shut)
            errors.Add(shut);
        return errors;
    }
}
