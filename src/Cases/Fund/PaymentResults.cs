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
        var items = (await records.ListAsync<FundAdvance>(caseId, cancellationToken))
            .Where(a => !a.Superseded && a.BatchId == batch.Id)
            .ToList();
        var listed = items.Select(a => a.WorkerNumber);
        errors.AddRange(
            FundFields.WorkerFaults(
                data,
                "failed",
                [.. listed],
                $"不在第{batch.Number}支付批次中，请按支付清单的员工序号填写。",
                "is not in this batch"
            )
        );
        if (batch.SettledAt is null)
            errors.AddRange(AnsweredFaults(items, data));
        return errors;
    }

    /// <summary>What a part of the bank's answer said of an item is not entered otherwise by hand.</summary>
    private static IEnumerable<FieldError> AnsweredFaults(List<FundAdvance> items, JsonElement data)
    {
        var failed =
            data.ValueKind == JsonValueKind.Object && data.TryGetProperty("failed", out var rows) && rows.ValueKind == JsonValueKind.Array
                ? rows.EnumerateArray()
                    .Select(r => r.TryGetProperty("worker", out var worker) && worker.TryGetInt32(out var number) ? number : 0)
                    .ToHashSet()
                : [];
        foreach (var item in items)
            if (item.State == AdvanceState.Paid && failed.Contains(item.WorkerNumber))
                yield return new(
                    "data.failed",
                    "contradictory",
                    $"{WorkerNames.Of(items, item)}（{item.WorkerNumber}号）的款项银行已经回复{item.PaidOn:yyyy-MM-dd}支付成功，不能登记为失败：请从失败名单中删去；确属退汇的，在“向银行核查未到账的垫付款”登记退回。",
                    $"The bank answered that worker {item.WorkerNumber} was paid: take the row out."
                );
            else if (item.State == AdvanceState.Failed && !failed.Contains(item.WorkerNumber))
                yield return new(
                    "data.failed",
                    "contradictory",
                    $"{WorkerNames.Of(items, item)}（{item.WorkerNumber}号）的款项银行已经回复失败（{item.Failure}），请列入失败名单。",
                    $"The bank answered that worker {item.WorkerNumber} was not paid: list it as failed."
                );
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
