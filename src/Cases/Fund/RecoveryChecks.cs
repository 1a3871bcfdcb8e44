using System.Text.Json;
using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Fund;

/// <summary>追偿: what the forms of the recovery say must fit what was paid and what came back.</summary>
public sealed class RecoveryChecks(ICaseRecords records, ClosedMonths closed, TimeProvider time)
{
    /// <summary>责令退回: only whoever was paid gives something back, and no more than was paid.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> FraudFaultsAsync(
        Guid caseId,
        JsonElement data,
        JsonElement schema,
        CancellationToken cancellationToken
    )
    {
        if (!FundFields.Asks(schema, "returnBy"))
            return [];
        var paid = (await AdvancesAsync(caseId, cancellationToken))
            .Where(a => a.HasReached)
            .ToDictionary(a => a.WorkerNumber, a => a.Amount);
        var errors = new List<FieldError>(
            FundFields.WorkerFaults(data, "workers", [.. paid.Keys], "没有收到垫付款，请按支付清单的员工序号填写。", "was not paid")
        );
        foreach (var (row, i) in FundFields.Rows(data, "workers").Select((row, i) => (row, i)))
            if (paid.TryGetValue(row.GetProperty("worker").GetInt32(), out var most) && FundFields.Money(row, "amount") > most)
                errors.Add(
                    new(
                        $"data.workers[{i}].amount",
                        "out-of-range",
                        $"该员工收到垫付款{most:0.00}元，责令退回的不能超过该数。",
                        $"This worker was paid {most:0.00} yuan: no more is to be given back."
                    )
                );
        if (FundFields.Day(data, "returnBy") <= ChinaDay.Today(time))
            errors.Add(new("data.returnBy", "contradictory", "退回的期限应在今日之后。", "The day for it lies after today."));
        return errors;
    }

    /// <summary>核销: what is still to be paid cannot be written off yet.</summary>
    /// <exception cref="NotAllowedException"><c>fund.due</c>.</exception>
    public async ValueTask<IReadOnlyList<FieldError>> DemandNothingDueAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var advances = await AdvancesAsync(caseId, cancellationToken);
        var due = advances
            .Where(a => a.State is AdvanceState.Confirmed or AdvanceState.InBatch or AdvanceState.Failed)
            .Select(a => WorkerNames.Of(advances, a))
            .ToList();
        if (due.Count > 0)
            throw new NotAllowedException(
                "fund.due",
                $"{string.Join("、", due)}的垫付款尚未支付完毕，不能核销：请先登记支付结果或者停止垫付，再申请核销。",
                "Somebody is still to be paid: settle or stop that payment first, then write off."
            );
        return [];
    }

    /// <summary>登记追回: no more comes back than is still out, and nothing before it was paid.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> RecoveryFaultsAsync(
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken
    )
    {
        var errors = new List<FieldError>();
        if (FundFields.Day(data, "receivedOn") > ChinaDay.Today(time))
            errors.Add(new("data.receivedOn", "contradictory", "到账日期不得晚于今日。", "The money cannot come in ahead of today."));
        var advances = (await AdvancesAsync(caseId, cancellationToken)).ToList();
        if (FundFields.Day(data, "receivedOn") < advances.Min(a => a.PaidOn))
            errors.Add(
                new(
                    "data.receivedOn",
                    "contradictory",
                    $"到账日期不得早于首次支付日期（{advances.Min(a => a.PaidOn):yyyy-MM-dd}）：单位在垫付以前支付的，不是追回款。",
                    "Nothing is recovered before it was paid."
                )
            );
        errors.AddRange(await closed.FaultsAsync(caseId, data, "receivedOn", cancellationToken));
        var paid = advances.Where(a => a.HasReached).Sum(a => a.Amount);
        var open = paid - (await records.ListAsync<FundRecovery>(caseId, cancellationToken)).Where(r => !r.IsReturn).Sum(r => r.Amount);
        var amount = data.TryGetProperty("amount", out var given) && given.ValueKind == JsonValueKind.Number ? given.GetDecimal() : 0;
        // Nothing more comes in where all came back before the last worker was paid again: that is said with nothing.
        if (amount == 0 && open > 0)
            errors.Add(new("data.amount", "out-of-range", "追回金额应大于零。", "The amount is above zero."));
        if (amount > open)
            errors.Add(
                new(
                    "data.amount",
                    "out-of-range",
                    $"尚未追回的垫付款为{open:0.00}元（《深圳经济特区欠薪保障条例》：在垫付金额范围内追偿）。请按{open:0.00}元登记，多出的{amount - open:0.00}元属员工的其余欠薪或者应当退还。",
                    $"Only {open:0.00} yuan are still out, and the fund recovers no more than it advanced: book that, and pass the rest on to the workers or back."
                )
            );
        return errors;
    }

    private async ValueTask<List<FundAdvance>> AdvancesAsync(Guid caseId, CancellationToken cancellationToken) =>
        [.. (await records.ListAsync<FundAdvance>(caseId, cancellationToken)).Where(a => !a.Superseded)];
}
