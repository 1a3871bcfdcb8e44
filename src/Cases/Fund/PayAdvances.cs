using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Fund;

/// <summary>支付: puts confirmed advances into a batch, takes two approvals by different people, and records what the bank did.</summary>
public sealed class PayAdvances(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    IFundLedger ledger,
    AccountChecks accounts,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <summary>
    /// 拟付: a batch of everything that is confirmed. A batch that an approver sent back is taken apart first, and whom the fund paid, or
    /// is about to pay, for the same months in another case is left out.
    /// </summary>
    /// <param name="owed">The case.</param>
    /// <param name="verifyAccounts">
    /// Whom another person's account was given for waits with a failure until <see cref="CorrectAsync"/>; no batch is made before that. A
    /// drawing without a way for it does not ask.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The batch, or null and whether accounts must be verified first; both absent when there is nothing to pay.</returns>
    public async ValueTask<(PaymentBatch? Batch, bool Verify)> PrepareAsync(
        Case owed,
        bool verifyAccounts,
        CancellationToken cancellationToken = default
    )
    {
        var advances = await AdvancesAsync(owed.Id, cancellationToken);
        var batches = await records.ListAsync<PaymentBatch>(owed.Id, cancellationToken);
        foreach (
            var back in advances.Where(a =>
                a.State == AdvanceState.InBatch && batches.Any(b => b.Id == a.BatchId && b.SecondApprovedBy is null)
            )
        )
            (back.BatchId, back.State) = (null, AdvanceState.Confirmed);
        await RefuseRepeatedAsync(owed, advances, cancellationToken);
        if (verifyAccounts && await StopSharedAccountsAsync(owed, advances, cancellationToken))
            return (null, true);
        var due = advances.Where(a => a.State == AdvanceState.Confirmed).ToList();
        if (due.Count == 0)
            return default;
        var batch = new PaymentBatch
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = owed.Id,
            Number = batches.Count + 1,
            Total = due.Sum(a => a.Amount),
            Workers = due.Count,
            PreparedAt = time.GetUtcNow(),
        };
        records.Add(batch);
        foreach (var advance in due)
        {
            advance.BatchId = batch.Id;
            advance.State = AdvanceState.InBatch;
        }
        Tell(
            owed,
            "workflow",
            "fund.batch",
            $"生成第{batch.Number}支付批次，{batch.Workers}人，{batch.Total:0.00}元",
            $"Payment batch {batch.Number}: {batch.Total:0.00} yuan"
        );
        return (batch, false);
    }

    /// <summary>Whether somebody's account is another person's too; who is concerned waits for a correction or a proof.</summary>
    private async ValueTask<bool> StopSharedAccountsAsync(Case owed, List<FundAdvance> advances, CancellationToken cancellationToken)
    {
        var clashes = await accounts.FindAsync(
            owed,
            [
                .. advances
                    .Where(a => a.State is AdvanceState.Confirmed || a.HasReached)
                    .OrderBy(a => a.State == AdvanceState.Confirmed)
                    .Select(a => new GivenAccount(a.WorkerNumber, a.Account, a.AccountProof)),
            ],
            cancellationToken
        );
        var stopped = false;
        foreach (var clash in clashes)
            if (advances.Find(a => a.WorkerNumber == clash.Worker && a.State == AdvanceState.Confirmed) is { } advance)
            {
                stopped = true;
                (advance.State, advance.Failure) = (AdvanceState.Failed, clash.Zh);
                Tell(owed, "workflow", "fund.account-stopped", $"暂停支付，先核验账号：{clash.Zh}", clash.En);
            }
        return stopped;
    }

    private async ValueTask RefuseRepeatedAsync(Case owed, List<FundAdvance> advances, CancellationToken cancellationToken)
    {
        var taken = await ledger.TakenAsync(owed, cancellationToken);
        if (taken.Count == 0)
            return;
        foreach (var advance in advances.Where(a => a.State == AdvanceState.Confirmed))
            if (Repeated(owed, advance, taken) is { } other)
            {
                advance.State = AdvanceState.Refused;
                advance.Refusal = $"{Basis("wgf-condition")}：同一单位同一月份的欠薪已在{other.CaseNumber}垫付，不得重复支付";
                Tell(
                    owed,
                    "workflow",
                    "fund.repeated",
                    $"{WorkerNames.Of(owed, advance)}未列入支付批次：{advance.Refusal}",
                    $"Worker {advance.WorkerNumber} was left out of the batch: the fund pays these months in {other.CaseNumber}"
                );
            }
    }

    private static TakenAdvance? Repeated(Case owed, FundAdvance advance, IReadOnlyList<TakenAdvance> taken)
    {
        var worker = (
            owed.Parties.Find(p => p.Id == advance.WorkerId) ?? owed.Roster.ElementAtOrDefault(advance.WorkerNumber - 1)
        )?.IdNumber;
        return taken.FirstOrDefault(t => t.IdNumber == worker && t.Repeats(advance));
    }

    /// <summary>
    /// 审批: an approver states the total that was seen; it must be that of the batch and of its items, nobody in it may be paid twice, and
    /// the second approver's fund must have the money.
    /// </summary>
    /// <returns>False when something stands in the way; nothing was approved then, and the history says what to do.</returns>
    public async ValueTask<bool> ApproveAsync(Case owed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        var batch = await BatchAsync(owed.Id, cancellationToken);
        var listed = (await AdvancesAsync(owed.Id, cancellationToken))
            .Where(a => a.BatchId == batch.Id && a.State == AdvanceState.InBatch)
            .ToList();
        var items = listed.Sum(a => a.Amount);
        var seen = data.Amount("total");
        if (seen != batch.Total || items != batch.Total)
        {
            Tell(
                owed,
                data.Task.CompletedBy!,
                "fund.total-differs",
                $"批次金额{batch.Total:0.00}元，明细合计{items:0.00}元，审批填写{seen:0.00}元，不一致，退回核对",
                $"The batch is {batch.Total:0.00} yuan, its items {items:0.00}, the approval {seen:0.00}: compare the list of payments and enter its total, or send the step back",
                "data.total"
            );
            return false;
        }
        if (await StoppedAsync(owed, batch, listed, data.Task.CompletedBy!, cancellationToken))
            return false;

        if (batch.FirstApprovedBy == data.Task.CompletedBy || batch.SecondApprovedBy is not null)
        {
            Tell(
                owed,
                data.Task.CompletedBy!,
                "fund.approved-before",
                batch.SecondApprovedBy is not null
                    ? $"第{batch.Number}支付批次已经两人审批，不得再次审批"
                    : $"第{batch.Number}支付批次已由您初审，同一人不得审批两次：请由另一人审批，或者选择退回，重新编制支付批次",
                "Two different people approve a batch, each once"
            );
            return false;
        }
        if (batch.FirstApprovedBy is null)
            batch.FirstApprovedBy = data.Task.CompletedBy;
        else
            batch.SecondApprovedBy = data.Task.CompletedBy;
        Tell(
            owed,
            data.Task.CompletedBy!,
            "fund.approved",
            $"第{batch.Number}支付批次审批通过",
            $"Payment batch {batch.Number} was approved"
        );
        return true;
    }

    /// <summary>Whether somebody of the batch was paid elsewhere since it was put together, or the fund lacks the money.</summary>
    private async ValueTask<bool> StoppedAsync(
        Case owed,
        PaymentBatch batch,
        List<FundAdvance> listed,
        string by,
        CancellationToken cancellationToken
    )
    {
        // Of two batches that were put together at the same moment the earlier one pays.
        var taken = (await ledger.TakenAsync(owed, cancellationToken)).Where(t => t.Paid || t.BatchId < batch.Id).ToList();
        if (listed.Find(a => Repeated(owed, a, taken) is not null) is { } twice)
        {
            Tell(
                owed,
                by,
                "fund.repeated",
                $"{WorkerNames.Of(owed, twice)}同一单位同一月份的欠薪已在{Repeated(owed, twice, taken)!.CaseNumber}垫付（{Basis("wgf-condition")}），不得重复支付：请选择退回，重新编制支付批次（没有退回的旧版本案件，先由管理员迁移到新版本，再办理一次）",
                $"Worker {twice.WorkerNumber} is paid in another case for the same months: return the batch to be put together again"
            );
            return true;
        }
        if (
            batch.FirstApprovedBy is not null
            && await ledger.BalanceAsync(listed.Exists(a => a.Emergency), owed.District, forUpdate: true, cancellationToken) is { } balance
            && balance < batch.Total
        )
        {
            Tell(
                owed,
                by,
                "fund.short",
                $"基金余额{balance:0.00}元，不足支付本批次{batch.Total:0.00}元：请选择排队并通报安排资金，资金到账登记后再审批",
                $"The fund has {balance:0.00} yuan, the batch needs {batch.Total:0.00}: queue it until money was booked"
            );
            return true;
        }
        return false;
    }

    private string Basis(string parameter) => register.RowsOf(parameter) is [var row, ..] ? row.Basis : parameter;

    /// <summary>登记支付结果: a step's form names the workers whose payment the bank returned (failed: worker, reason) and the day.</summary>
    /// <returns>False when a payment failed.</returns>
    public async ValueTask<bool> SettleAsync(Case owed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        var batch = await BatchAsync(owed.Id, cancellationToken);
        if (batch.SecondApprovedBy is null)
            throw new InvalidOperationException("支付批次未经两人审批。");
        var days = (await records.ListAsync<BankReturn>(owed.Id, cancellationToken))
            .Where(r => r.BatchId == batch.Id)
            .SelectMany(r => r.Payments)
            .ToLookup(p => p.WorkerNumber, p => p.PaidOn);
        var failures = data.List("failed").ToDictionary(f => f.GetProperty("worker").GetInt32(), f => f.GetProperty("reason").GetString()!);
        // What a part of the bank's answer said before stands.
        var listed = await TakeBankFile.ItemsAsync(records, batch, cancellationToken);
        foreach (var advance in listed.Where(a => a.State == AdvanceState.InBatch))
            if (failures.TryGetValue(advance.WorkerNumber, out var why))
                advance.Answered(null, why);
            else
                advance.Answered(days[advance.WorkerNumber].Select(d => (DateOnly?)d).FirstOrDefault() ?? data.Date("paidOn"), null);
        var paid = listed.Count(a => a.State == AdvanceState.Paid);
        var failed = listed.Count - paid;
        batch.SettledAt = time.GetUtcNow();
        Tell(
            owed,
            data.Task.CompletedBy!,
            "fund.settled",
            $"第{batch.Number}支付批次：支付成功{paid}人，失败{failed}人",
            $"Batch {batch.Number}: {paid} paid, {failed} failed"
        );
        return failed == 0;
    }

    /// <summary>更正账号: new accounts for payments that failed (accounts: worker, bank, account).</summary>
    /// <returns>False when a number cannot be right or a failed payment has none; nothing was changed then.</returns>
    public async ValueTask<bool> CorrectAsync(Case owed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        var rows = data.List("accounts").ToDictionary(a => a.GetProperty("worker").GetInt32());
        var advances = await AdvancesAsync(owed.Id, cancellationToken);
        var failed = advances.Where(a => a.State == AdvanceState.Failed).ToList();
        var wrong = failed.Find(a =>
            !rows.TryGetValue(a.WorkerNumber, out var row) || !BankAccount.IsValid(row.GetProperty("account").GetString())
        );
        if (wrong is not null)
        {
            Tell(
                owed,
                "workflow",
                "fund.form-refused",
                $"{WorkerNames.Of(owed, wrong)}的银行账号缺失或者校验不通过",
                "An account is missing or fails its check"
            );
            return false;
        }
        var given = rows.Values.Select(AccountChecks.Read).ToList();
        if (await accounts.FindCorrectedAsync(owed, advances, given, cancellationToken) is [var clash, ..])
        {
            Tell(owed, "workflow", "fund.form-refused", clash.Zh, clash.En);
            return false;
        }
        foreach (var advance in failed)
        {
            advance.AccountProof = given.First(g => g.Worker == advance.WorkerNumber).Proof;
            advance.Failure = null;
            advance.Bank = rows[advance.WorkerNumber].GetProperty("bank").GetString()!;
            advance.Account = rows[advance.WorkerNumber].GetProperty("account").GetString()!;
            advance.State = AdvanceState.Confirmed;
            advance.BatchId = null;
        }
        return true;
    }

    /// <summary>登记追偿: money that came back (receivedOn, amount, source).</summary>
    /// <returns>True when all that was paid has come back, and nothing is being paid any more.</returns>
    public async ValueTask<bool> RecoverAsync(Case owed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        var amount = data.Amount("amount") ?? throw new InvalidOperationException("追回金额缺失。");
        if (amount > 0)
            records.Add(
                new FundRecovery
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    CaseId = owed.Id,
                    ReceivedOn = data.Date("receivedOn") ?? throw new InvalidOperationException("到账日期缺失。"),
                    Amount = amount,
                    Source = FundRecovery.FromDebtor(data.Required("source")),
                    RecordedBy = data.Task.CompletedBy!,
                }
            );
        var recovered = (await records.ListAsync<FundRecovery>(owed.Id, cancellationToken)).Where(r => !r.IsReturn).Sum(r => r.Amount);
        var advances = await AdvancesAsync(owed.Id, cancellationToken);
        var paid = advances.Where(a => a.HasReached).Sum(a => a.Amount);
        Tell(
            owed,
            data.Task.CompletedBy!,
            "fund.recovered",
            $"累计追回{recovered:0.00}元，垫付{paid:0.00}元",
            $"Recovered {recovered:0.00} of {paid:0.00} yuan"
        );
        // What is being paid again is going to be recovered, too.
        return recovered >= paid && !advances.Exists(a => a.State is AdvanceState.Confirmed or AdvanceState.InBatch or AdvanceState.Failed);
    }

    private async ValueTask<List<FundAdvance>> AdvancesAsync(Guid caseId, CancellationToken cancellationToken) =>
        [.. (await records.ListAsync<FundAdvance>(caseId, cancellationToken)).Where(a => !a.Superseded)];

    private async ValueTask<PaymentBatch> BatchAsync(Guid caseId, CancellationToken cancellationToken) =>
        (await records.ListAsync<PaymentBatch>(caseId, cancellationToken)) is [.., var last]
            ? last
            : throw new InvalidOperationException("没有支付批次。");

    private void Tell(Case owed, string actor, string action, string zh, string en, string? field = null)
    {
        owed.Revision++;
        cases.Add(CaseEvents.Internal(owed.Id, time.GetUtcNow(), actor, action, zh, en, "《深圳经济特区欠薪保障条例》", field));
    }
}
