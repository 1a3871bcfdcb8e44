using System.Globalization;
using System.Security.Cryptography;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Fund;

/// <summary>The rows of a file for the bank, before they are written.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Rows">Header, items, and the row of control sum and count.</param>
/// <param name="Earlier">When the file was taken before, oldest first.</param>
public sealed record BankRows(PaymentBatch Batch, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<BankFile> Earlier);

/// <summary>
/// 银行批量代发文件: what two people approved goes to the bank as a file, and only that. Whoever holds the step at which the payment is
/// recorded takes it; a second time only after being told who took it before, so that nobody sends it to the bank twice unawares.
/// </summary>
public sealed class TakeBankFile(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
    /// <summary>Code of the refusal to hand a file out again to somebody who does not know that it was.</summary>
    public const string TakenBefore = "fund.file-taken";

    /// <summary>Code of the refusal to hand a file out of which the bank has already answered a part.</summary>
    public const string PartlyAnswered = "fund.partly-answered";

    /// <summary>The rows of the batch.</summary>
    /// <param name="owed">The case, locked.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="again">The earlier downloads are known.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when the case has no such batch.</returns>
    /// <exception cref="NotAllowedException">
    /// <c>fund.not-approved</c>, <c>fund.settled</c>, <c>fund.total-differs</c>, <see cref="TakenBefore"/>, <see cref="PartlyAnswered"/>, or the step is not the actor's.
    /// </exception>
    public async ValueTask<BankRows?> RowsAsync(
        Case owed,
        Guid batchId,
        Actor actor,
        bool again,
        CancellationToken cancellationToken = default
    )
    {
        if ((await records.ListAsync<PaymentBatch>(owed.Id, cancellationToken)).FirstOrDefault(b => b.Id == batchId) is not { } batch)
            return null;
        await DemandAsync(tasks, batch, actor, cancellationToken);
        List<BankFile> earlier =
        [
            .. (await records.ListAsync<BankFile>(batch.CaseId, cancellationToken)).Where(f => f.BatchId == batch.Id),
        ];
        if (!again && earlier is [.., var last])
            throw new NotAllowedException(
                TakenBefore,
                $"本批次的代发文件已下载{earlier.Count}次，最近一次由{last.TakenBy}于{ChinaDay.Minute(last.TakenAt)}下载。请先核实是否已经提交银行；确需再次下载的，确认后再下载。",
                $"The file was taken {earlier.Count} times, last by {last.TakenBy}: find out whether the bank has it, and confirm to take it again."
            );
        var items = await ItemsAsync(records, batch, cancellationToken);
        if (items.Count(a => a.State != AdvanceState.InBatch) is var answered and > 0)
            throw new NotAllowedException(
                PartlyAnswered,
                $"银行已经回复本批次{answered}笔，不再提供代发文件，以免重复支付：请向银行催要其余{items.Count - answered}笔的回盘。",
                $"The bank answered {answered} items of the batch: ask it for the rest, and send nothing to it again."
            );
        if (items.Sum(a => a.Amount) != batch.Total || items.Count != batch.Workers)
            throw new NotAllowedException(
                "fund.total-differs",
                $"批次为{batch.Workers}人、{batch.Total:0.00}元，现有明细{items.Count}人、{items.Sum(a => a.Amount):0.00}元，不一致，不能提交银行：请由管理员核对。",
                "The items do not add up to the batch that was approved."
            );
        var purpose = $"{(items[0].Emergency ? "应急专项垫付" : "欠薪保障垫付")}{owed.CaseNumber}";
        return new BankRows(
            batch,
            [
                BankSheet.Columns,
                .. items.Select(
                    (a, i) =>
                        (IReadOnlyList<string>)
                            [
                                (i + 1).ToString(CultureInfo.InvariantCulture),
                                BankSheet.ReferenceOf(batch, a),
                                a.WorkerName,
                                a.Account,
                                a.Bank,
                                BankSheet.Money(a.Amount),
                                purpose,
                            ]
                ),
                [
                    BankSheet.Sum,
                    BankSheet.ReferenceOf(batch),
                    "",
                    "",
                    "",
                    BankSheet.Money(batch.Total),
                    $"{items.Count.ToString(CultureInfo.InvariantCulture)}笔",
                ],
            ],
            earlier
        );
    }

    /// <summary>Puts on record that the file was handed out.</summary>
    /// <returns>The record, with the hash of the file.</returns>
    public BankFile Note(Case owed, BankRows rows, byte[] content, Actor actor)
    {
        var (batch, earlier) = (rows.Batch, rows.Earlier);
        var now = time.GetUtcNow();
        var taken = new BankFile
        {
            Id = Guid.CreateVersion7(now),
            CaseId = owed.Id,
            BatchId = batch.Id,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            Items = batch.Workers,
            Total = batch.Total,
            TakenBy = actor.UserName,
            TakenAt = now,
        };
        records.Add(taken);
        owed.Revision++;
        cases.Add(
            CaseEvents.Internal(
                owed.Id,
                now,
                actor.UserName,
                "fund.bank-file",
                $"第{earlier.Count + 1}次下载第{batch.Number}支付批次的银行代发文件：{batch.Workers}笔，{batch.Total:0.00}元，校验值{taken.Sha256[..12]}"
                    + (earlier is [.., var last] ? $"；上一次由{last.TakenBy}于{ChinaDay.Minute(last.TakenAt)}下载" : ""),
                $"Took the bank's file of batch {batch.Number}, time {earlier.Count + 1}: {batch.Workers} items, {batch.Total:0.00} yuan, {taken.Sha256[..12]}",
                "《深圳经济特区欠薪保障条例》"
            )
        );
        return taken;
    }

    /// <summary>What is in the batch, by worker: what waits for the bank, and what it answered before.</summary>
    internal static async ValueTask<List<FundAdvance>> ItemsAsync(
        ICaseRecords records,
        PaymentBatch batch,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await records.ListAsync<FundAdvance>(batch.CaseId, cancellationToken))
                .Where(a =>
                    a is { Superseded: false, State: AdvanceState.InBatch or AdvanceState.Paid or AdvanceState.Failed }
                    && a.BatchId == batch.Id
                )
                .OrderBy(a => a.WorkerNumber),
        ];

    /// <summary>The batch is approved and not settled, and the actor holds the step at which its payment is recorded.</summary>
    /// <returns>That step.</returns>
    internal static async ValueTask<CaseTask> DemandAsync(
        ITaskStore tasks,
        PaymentBatch batch,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        if (batch.SecondApprovedBy is null)
            throw new NotAllowedException(
                "fund.not-approved",
                $"第{batch.Number}支付批次尚未经两人审批，不能提交银行。",
                "Two people approve a batch before it goes to the bank."
            );
        var step = (await tasks.ListOfCaseAsync(batch.CaseId, cancellationToken)).LastOrDefault(t =>
            t.IsOpen && PaymentResults.IsStep(t.Step)
        );
        if (batch.SettledAt is not null || step is null)
            throw new NotAllowedException(
                "fund.settled",
                $"第{batch.Number}支付批次的支付结果已经登记，或者不在登记支付结果的步骤，不再提供代发文件、不再导入回盘。",
                "What the bank did is on record, or the case is at another step."
            );
        TaskRights.Demand(step, actor, "complete");
        return step;
    }
}
