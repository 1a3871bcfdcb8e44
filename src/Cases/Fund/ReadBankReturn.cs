using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LaborFlow.Cases.Imports;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Fund;

/// <summary>What a bank's answer says, fit to be recorded.</summary>
/// <param name="Return">To be recorded; or what was recorded before.</param>
/// <param name="Already">Nothing in it is new: this very file was taken before, or all that it says.</param>
/// <param name="Waiting">How many items the bank has not answered yet.</param>
/// <param name="Step">The step at which the payment is recorded; it is completed when nothing waits any more.</param>
/// <param name="Data">The step's form: what became of the whole batch.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Fresh">The items of which this file is the first to tell.</param>
public sealed record ReadReturn(
    BankReturn Return,
    bool Already,
    int Waiting,
    CaseTask? Step,
    JsonElement Data,
    PaymentBatch Batch,
    IReadOnlyList<FreshAnswer> Fresh
)
{
    /// <summary>The bank answered the whole batch, so that the step can be completed.</summary>
    public bool IsWhole => !Already && Waiting == 0;
}

/// <summary>What the bank says of one item for the first time.</summary>
/// <param name="Worker">The worker, from 1.</param>
/// <param name="PaidOn">The day of payment; null when it failed.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record FreshAnswer(int Worker, DateOnly? PaidOn, string? Reason);

/// <summary>
/// 导入银行回盘: banks answer a batch at once or in parts. Each row is held against what was ordered; a row that does not fit, or that says
/// something else of an item than an earlier file, refuses the file as a whole, with its number, and nothing was changed then. Items that no
/// file mentions wait. What was answered before, and the same file a second time, is nothing new.
/// </summary>
public sealed class ReadBankReturn(ICaseStore cases, ICaseRecords records, ITaskStore tasks, PaymentResults results, TimeProvider time)
{
    private const int MostLines = 5_000;
    private const int MostFaults = 100;

    private const string Paid = "成功";
    private const string Failed = "失败";

    /// <summary>Reads the file.</summary>
    /// <param name="caseId">The case, locked: two files at one moment are read one after the other.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="content">The file.</param>
    /// <param name="actor">Who brings it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when the case has no such batch.</returns>
    /// <exception cref="InvalidInputException">What is wrong with which row.</exception>
    /// <exception cref="NotAllowedException">See <see cref="TakeBankFile"/>; or another file answered the whole batch before.</exception>
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
        var earlier = (await records.ListAsync<BankReturn>(caseId, cancellationToken)).Where(r => r.BatchId == batchId).ToList();
        var items = await TakeBankFile.ItemsAsync(records, batch, cancellationToken);
        var waiting = items.Count(a => a.State == AdvanceState.InBatch);
        if (earlier.Find(r => r.Sha256 == hash) is { } before)
            return new ReadReturn(before, Already: true, waiting, null, default, batch, []);
        if (batch.SettledAt is not null && earlier is [.., var last])
            throw new NotAllowedException(
                "fund.settled",
                $"第{batch.Number}支付批次的回盘已经由{last.ImportedBy}导入完毕，本文件与其不同，没有导入：请核对是否属于其他批次。",
                "The whole answer to this batch was taken before, and this file is another."
            );
        var step = await TakeBankFile.DemandAsync(tasks, batch, actor, cancellationToken);
        var answers = await ReadAsync(batch, items, content, cancellationToken);
        var fresh = answers
            .Where(a => items.Exists(i => i.WorkerNumber == a.Worker && i.State == AdvanceState.InBatch))
            .Select(a => new FreshAnswer(a.Worker, a.PaidOn, a.Reason))
            .ToList();
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var read = new BankReturn
        {
            Id = id,
            CaseId = caseId,
            BatchId = batchId,
            Sha256 = hash,
            Paid = fresh.Count(a => a.PaidOn is not null),
            Failed = fresh.Count(a => a.PaidOn is null),
            ImportedBy = actor.UserName,
            ImportedAt = now,
        };
        read.Payments.AddRange(
            fresh
                .Where(a => a.PaidOn is not null)
                .Select(a => new BankPayment
                {
                    Id = Guid.CreateVersion7(now),
                    ReturnId = id,
                    WorkerNumber = a.Worker,
                    PaidOn = a.PaidOn!.Value,
                })
        );
        var failed = items
            .Where(i => i.State == AdvanceState.Failed)
            .Select(i => (i.WorkerNumber, Reason: i.Failure))
            .Concat(fresh.Where(a => a.PaidOn is null).Select(a => (WorkerNumber: a.Worker, a.Reason)))
            .OrderBy(f => f.WorkerNumber);
        return new ReadReturn(
            read,
            Already: fresh.Count == 0,
            waiting - fresh.Count,
            step,
            JsonSerializer.SerializeToElement(
                new
                {
                    paidOn = (fresh.Max(a => a.PaidOn) ?? ChinaDay.Today(time)).ToString("O", CultureInfo.InvariantCulture),
                    failed = failed.Select(f => new { worker = f.WorkerNumber, reason = f.Reason }),
                }
            ),
            batch,
            fresh
        );
    }

    /// <summary>Records an answer to the whole batch, or what was missing of it; run it where the step is completed.</summary>
    public void Note(ReadReturn read)
    {
        records.Add(read.Return);
        Tell(read, "");
    }

    /// <summary>
    /// Records a part of the answer: what was paid is paid, and in the books of its day; the step stays open for the rest. Whoever had the
    /// step's form open reads that it moved on.
    /// </summary>
    public async ValueTask NotePartAsync(ReadReturn read, CancellationToken cancellationToken = default)
    {
        records.Add(read.Return);
        foreach (var advance in await TakeBankFile.ItemsAsync(records, read.Batch, cancellationToken))
            if (read.Fresh.FirstOrDefault(a => a.Worker == advance.WorkerNumber) is { } answer)
                advance.Answered(answer.PaidOn, answer.Reason);
        read.Step!.Touch();
        Tell(read, $"，尚有{read.Waiting}笔待银行回复");
    }

    private void Tell(ReadReturn read, string rest) =>
        cases.Add(
            CaseEvents.Internal(
                read.Return.CaseId,
                time.GetUtcNow(),
                read.Return.ImportedBy,
                "fund.bank-return",
                $"导入银行回盘：成功{read.Return.Paid}笔，失败{read.Return.Failed}笔{rest}，校验值{read.Return.Sha256[..12]}",
                $"Took the bank's answer: {read.Return.Paid} paid, {read.Return.Failed} failed, {read.Waiting} to come, {read.Return.Sha256[..12]}",
                "《深圳经济特区欠薪保障条例》"
            )
        );

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
                CheckSum(batch, answers.Sum(a => a.Amount), line, faults);
            else if (ReadLine(batch, known, line, answers, faults) is { } answer)
                answers.Add(answer);
        }
        if (faults.Count == 0 && answers.Count == 0)
            faults.Add(new("file", "required", "回盘没有一笔明细，没有导入。", "The answer holds no item."));
        // Of the days a batch has few; each is looked up once, and told of its first row.
        foreach (var day in answers.Where(a => a.PaidOn is not null).GroupBy(a => a.PaidOn!.Value))
        foreach (var fault in await results.DayFaultsAsync(batch, day.Key, "", cancellationToken))
            faults.Add(At(day.First().Line, BankSheet.PaidOn, fault.Code, fault.Zh, fault.En));
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
        if (faults.Count > before)
            return null;
        var answer = new Answer(line.Number, item.WorkerNumber, item.Amount, day, paid ? null : reason);
        if (answers.Find(a => a.Worker == item.WorkerNumber) is { } twice)
        {
            if (twice.PaidOn != answer.PaidOn)
                faults.Add(
                    At(
                        line.Number,
                        BankSheet.Reference,
                        "duplicate",
                        $"明细编号“{reference}”与第{twice.Line}行重复，结果不同，请向银行核实后保留一行。",
                        $"The item stands in line {twice.Line}, too, with another result."
                    )
                );
            return null;
        }
        if (Contradicts(known.Values, item, answer) is { } otherwise)
            faults.Add(At(line.Number, BankSheet.Result, "contradictory", otherwise.Zh, otherwise.En));
        return answer;
    }

    /// <summary>An earlier file said something else of the item: which of the two is right only the bank can say.</summary>
    private static (string Zh, string En)? Contradicts(IReadOnlyCollection<FundAdvance> items, FundAdvance item, Answer answer) =>
        item.State switch
        {
            AdvanceState.Paid when answer.PaidOn is null => (
                $"{WorkerNames.Of(items, item)}的款项以前的回盘为{item.PaidOn:yyyy-MM-dd}支付成功，本文件为失败。请向银行核实；确属退汇的，从文件中删去本行导入其余各笔，全部登记后由财务在“向银行核查未到账的垫付款”登记退回。",
                "An earlier answer says that it was paid. Ask the bank; leave the row out, and enter money that came back once the batch is recorded."
            ),
            AdvanceState.Paid when answer.PaidOn != item.PaidOn => (
                $"{WorkerNames.Of(items, item)}的款项以前的回盘为{item.PaidOn:yyyy-MM-dd}支付成功，本文件的支付日期不同。请按银行回单核实，从文件中删去本行或者更正日期。",
                "An earlier answer has another day of payment: correct the day by the bank's receipt, or leave the row out."
            ),
            AdvanceState.Failed when answer.PaidOn is not null => (
                $"{WorkerNames.Of(items, item)}的款项以前的回盘为失败（{item.Failure}），本文件为成功。请向银行书面核实，核实以前不得更正账号再次支付；从文件中删去本行可以导入其余各笔。",
                "An earlier answer says that it failed. Have the bank confirm it in writing, and pay nothing again before; the other rows can be taken without this one."
            ),
            _ => null,
        };

    /// <summary>The control sum is that of the batch, or that of the rows above it in a part of the answer.</summary>
    private static void CheckSum(PaymentBatch batch, decimal above, SheetLine line, List<FieldError> faults)
    {
        var cells = new CellReader();
        var sum = cells.Amount(line[BankSheet.Amount], BankSheet.Amount);
        if (sum != batch.Total && sum != above)
            faults.Add(
                At(
                    line.Number,
                    BankSheet.Amount,
                    "contradictory",
                    $"合计金额{line[BankSheet.Amount] ?? "空"}与批次的{batch.Total:0.00}元、本文件各笔合计{above:0.00}元都不一致。",
                    $"The sum is neither the {batch.Total:0.00} yuan of the batch nor the {above:0.00} yuan of the rows."
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

    private sealed record Answer(int Line, int Worker, decimal Amount, DateOnly? PaidOn, string? Reason);
}
