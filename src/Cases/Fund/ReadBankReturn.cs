using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LaborFlow.Cases.Imports;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Fund;

/// <summary>What a bank's answer says, fit to complete the step at which it is recorded.</summary>
/// <param name="Return">To be recorded with the step, in one transaction; or what was recorded before.</param>
/// <param name="Step">The step; null when this very file was taken before.</param>
/// <param name="Data">The step's form.</param>
public sealed record ReadReturn(BankReturn Return, CaseTask? Step, JsonElement Data);

/// <summary>
/// 导入银行回盘: every item of the batch stands in the bank's answer once, with the amount that was ordered. Anything else refuses the file as
/// a whole, with the row that is wrong; nothing was changed then. The same file a second time has no second effect.
/// </summary>
public sealed class ReadBankReturn(ICaseStore cases, ICaseRecords records, ITaskStore tasks, PaymentResults results, TimeProvider time)
{
    private const int MostLines = 5_000;
    private const int MostFaults = 100;

    private const string Paid = "成功";
    private const string Failed = "失败";

    /// <summary>Reads the file.</summary>
    /// <returns>Null when the case has no such batch.</returns>
    /// <exception cref="InvalidInputException">What is wrong with which row.</exception>
    /// <exception cref="NotAllowedException">See <see cref="TakeBankFile"/>; or another file was taken before.</exception>
    public async ValueTask<ReadReturn?> HandleAsync(
        Guid caseId,
        Guid batchId,
        byte[] content,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        if ((await records.ListAsync<PaymentBatch>(caseId, cancellationToken)).FirstOrDefault(b => b.Id == batchId) is not { } batch)
            return null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if ((await records.ListAsync<BankReturn>(caseId, cancellationToken)).FirstOrDefault(r => r.BatchId == batchId) is { } before)
            return before.Sha256 == hash
                ? new ReadReturn(before, null, default)
                : throw new NotAllowedException(
                    "fund.settled",
                    $"第{batch.Number}支付批次已经由{before.ImportedBy}导入回盘（成功{before.Paid}笔，失败{before.Failed}笔），本文件与其不同，没有导入：请核对是否属于其他批次。",
                    "Another answer to this batch was taken before."
                );
        var step = await TakeBankFile.DemandAsync(tasks, batch, actor, cancellationToken);
        var items = await TakeBankFile.ItemsAsync(records, batch, cancellationToken);
        var answers = await ReadAsync(batch, items, content, cancellationToken);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var read = new BankReturn
        {
            Id = id,
            CaseId = caseId,
            BatchId = batchId,
            Sha256 = hash,
            Paid = answers.Count(a => a.PaidOn is not null),
            Failed = answers.Count(a => a.PaidOn is null),
            ImportedBy = actor.UserName,
            ImportedAt = now,
        };
        read.Payments.AddRange(
            answers
                .Where(a => a.PaidOn is not null)
                .Select(a => new BankPayment
                {
                    Id = Guid.CreateVersion7(now),
                    ReturnId = id,
                    WorkerNumber = a.Worker,
                    PaidOn = a.PaidOn!.Value,
                })
        );
        return new ReadReturn(
            read,
            step,
            JsonSerializer.SerializeToElement(
                new
                {
                    paidOn = (answers.Max(a => a.PaidOn) ?? ChinaDay.Today(time)).ToString("O", CultureInfo.InvariantCulture),
                    failed = answers.Where(a => a.PaidOn is null).Select(a => new { worker = a.Worker, reason = a.Reason }),
                }
            )
        );
    }

    /// <summary>Records the answer; run it where the step is completed.</summary>
    public void Note(ReadReturn read)
    {
        records.Add(read.Return);
        cases.Add(
            CaseEvents.Internal(
                read.Return.CaseId,
                time.GetUtcNow(),
                read.Return.ImportedBy,
                "fund.bank-return",
                $"导入银行回盘：成功{read.Return.Paid}笔，失败{read.Return.Failed}笔，校验值{read.Return.Sha256[..12]}",
                $"Took the bank's answer: {read.Return.Paid} paid, {read.Return.Failed} failed, {read.Return.Sha256[..12]}",
                "《深圳经济特区欠薪保障条例》"
            )
        );
    }

    private async ValueTask<IReadOnlyList<Answer>> ReadAsync(
        PaymentBatch batch,
        List<FundAdvance> items,
        byte[] content,
        CancellationToken cancellationToken
    )
    {
        var sheet = Sheet.Read(content, BankSheet.AnswerColumns, BankSheet.Required, MostLines);
        if (sheet.Faults.Count > 0)
            throw new InvalidInputException(sheet.Faults);
        var known = items.ToDictionary(a => BankSheet.ReferenceOf(batch, a), StringComparer.OrdinalIgnoreCase);
        var (answers, faults) = (new List<Answer>(), new List<FieldError>());
        foreach (var line in sheet.Lines)
        {
            if (line.Fault is null && line[BankSheet.Position] == BankSheet.Sum)
                CheckSum(batch, line, faults);
            else if (ReadLine(batch, known, line, answers, faults) is { } answer)
                answers.Add(answer);
        }
        // Of the days a batch has few; each is looked up once, and told of its first row.
        foreach (var day in answers.Where(a => a.PaidOn is not null).GroupBy(a => a.PaidOn!.Value))
        foreach (var fault in await results.DayFaultsAsync(batch, day.Key, "", cancellationToken))
            faults.Add(At(day.First().Line, BankSheet.PaidOn, fault.Code, fault.Zh, fault.En));
        if (faults.Count == 0 && items.Where(a => !answers.Exists(r => r.Worker == a.WorkerNumber)).ToList() is { Count: > 0 } missing)
            faults.Add(
                new(
                    "file",
                    "incomplete",
                    $"回盘缺少{missing.Count}笔：{string.Join("、", missing.Take(20).Select(a => $"{BankSheet.ReferenceOf(batch, a)}（{a.WorkerName}）"))}。请取得完整的回盘后再导入。",
                    $"{missing.Count} items of the batch are not in the answer; wait for the whole of it."
                )
            );
        return faults.Count == 0 ? answers : throw new InvalidInputException([.. faults.Take(MostFaults)]);
    }

    private static Answer? ReadLine(
        PaymentBatch batch,
        Dictionary<string, FundAdvance> known,
        SheetLine line,
        List<Answer> answers,
        List<FieldError> faults
    )
    {
        if (line.Fault is { } broken)
        {
            faults.Add(At(line.Number, broken.Field, broken.Code, broken.Zh, broken.En));
            return null;
        }
        var before = faults.Count;
        if (line[BankSheet.Reference] is not { } reference || !known.TryGetValue(reference, out var item))
        {
            faults.Add(
                At(
                    line.Number,
                    BankSheet.Reference,
                    "unknown",
                    $"明细编号“{line[BankSheet.Reference] ?? "空"}”不在第{batch.Number}支付批次中。",
                    "There is no such item in the batch."
                )
            );
            return null;
        }
        if (answers.Exists(a => a.Worker == item.WorkerNumber))
            faults.Add(
                At(line.Number, BankSheet.Reference, "duplicate", $"明细编号“{reference}”出现两次。", "The item stands here twice.")
            );
        var cells = new CellReader();
        if (cells.Amount(line[BankSheet.Amount], BankSheet.Amount) is var amount && cells.Errors.Count == 0 && amount != item.Amount)
            faults.Add(
                At(
                    line.Number,
                    BankSheet.Amount,
                    "contradictory",
                    $"金额{line[BankSheet.Amount] ?? "空"}与批准的{item.Amount:0.00}元不一致。",
                    $"The amount is not the {item.Amount:0.00} yuan that were approved."
                )
            );
        if (line[BankSheet.Account] is { } account && account != item.Account)
            faults.Add(
                At(
                    line.Number,
                    BankSheet.Account,
                    "contradictory",
                    "收款账号与支付批次的不一致。",
                    "The account is not the one of the batch."
                )
            );
        var paid = line[BankSheet.Result] == Paid;
        if (!paid && line[BankSheet.Result] != Failed)
            faults.Add(
                At(
                    line.Number,
                    BankSheet.Result,
                    "unknown-code",
                    $"处理结果应为“{Paid}”或者“{Failed}”。",
                    "The result says neither that it was paid nor that it failed."
                )
            );
        var day = paid ? cells.Day(line[BankSheet.PaidOn], BankSheet.PaidOn) : null;
        foreach (var fault in cells.Errors)
            faults.Add(At(line.Number, fault.Field, fault.Code, fault.Zh, fault.En));
        if (paid && line[BankSheet.PaidOn] is null)
            faults.Add(At(line.Number, BankSheet.PaidOn, "required", "支付成功的须有支付日期。", "A day is needed for what was paid."));
        var reason = line[BankSheet.Reason];
        if (!paid && reason is null)
            faults.Add(At(line.Number, BankSheet.Reason, "required", "支付失败的须有失败原因。", "A failure needs its reason."));
        if (reason is { Length: > 200 })
            faults.Add(At(line.Number, BankSheet.Reason, "too-long", "失败原因最多200字。", "The reason has at most 200 characters."));
        return faults.Count == before ? new Answer(line.Number, item.WorkerNumber, day, reason) : null;
    }

    private static void CheckSum(PaymentBatch batch, SheetLine line, List<FieldError> faults)
    {
        var cells = new CellReader();
        if (cells.Amount(line[BankSheet.Amount], BankSheet.Amount) != batch.Total)
            faults.Add(
                At(
                    line.Number,
                    BankSheet.Amount,
                    "contradictory",
                    $"合计金额{line[BankSheet.Amount] ?? "空"}与批次的{batch.Total:0.00}元不一致。",
                    $"The sum is not the {batch.Total:0.00} yuan of the batch."
                )
            );
        if (
            line[BankSheet.Reference] is { } reference
            && !reference.Equals(BankSheet.ReferenceOf(batch), StringComparison.OrdinalIgnoreCase)
        )
            faults.Add(At(line.Number, BankSheet.Reference, "unknown", "这不是本批次的回盘。", "This answers another batch."));
    }

    private static FieldError At(int line, string column, string code, string zh, string en) =>
        new(
            column.Length == 0 ? $"第{line}行" : $"第{line}行 {column}",
            code,
            $"第{line}行：{zh}",
            string.Create(CultureInfo.InvariantCulture, $"Line {line}: {en}")
        );

    private sealed record Answer(int Line, int Worker, DateOnly? PaidOn, string? Reason);
}
