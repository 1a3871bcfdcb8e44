using System.Text.Json;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 收款确认: the workers say, with the query code or through an officer, whether the fund's money reached them. It never holds the recovery
/// up. What did not arrive is looked into, and what the bank took back is paid again.
/// </summary>
public sealed class ConfirmReceipts(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
    /// <summary>全部收到: everybody whom the fund paid has confirmed.</summary>
    public const string All = "all-received";

    /// <summary>部分收到: others have not confirmed yet.</summary>
    public const string Some = "some-received";

    /// <summary>没有收到: the bank must be asked.</summary>
    public const string Missing = "not-received";

    private const string Received = "received";

    /// <summary>The register entry of a confirmation.</summary>
    public const string Entry = "fund-receipt";

    private const string Basis = "《深圳经济特区欠薪保障条例》";

    /// <summary>What a step's form says: which workers (all that are still asked, when it names none), since when, or that nothing arrived.</summary>
    /// <returns><see cref="All"/>, <see cref="Some"/> or <see cref="Missing"/>.</returns>
    public async ValueTask<string> HandleAsync(Case owed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        var asked = await AskedAsync(owed.Id, cancellationToken);
        var named = Named(data, asked);
        var by = data.Task.CompletedBy!;
        var who = WorkerNames.Of(owed, named);
        if (data.Task.Outcome != Received)
        {
            Tell(
                owed,
                by,
                "fund.not-received",
                $"{who}称没有收到垫付款，转财务向银行核查",
                "Somebody says that the advance did not arrive"
            );
            return Missing;
        }
        var on = data.Required("receivedOn");
        records.Add(
            new RegisterEntry
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                CaseId = owed.Id,
                Kind = Entry,
                Text = $"{who}于{on}收到垫付款{named.Sum(a => a.Amount):0.00}元",
                DataJson = JsonSerializer.Serialize(new { advances = named.Select(a => a.Id), receivedOn = on }),
                RecordedBy = by,
                RecordedAt = time.GetUtcNow(),
            }
        );
        Tell(owed, by, "fund.received", $"收款确认：{who}已收到垫付款", $"Receipt confirmed by {named.Count} of {asked.Count} workers");
        return named.Count == asked.Count ? All : Some;
    }

    /// <summary>
    /// 退回: finance found at the bank that the money of those who missed it never arrived. It is booked as come back, and is due again to a
    /// verified account.
    /// </summary>
    /// <param name="owed">The case.</param>
    /// <param name="step">The step whose form holds the bank's word (returnedOn, reason, workers).</param>
    /// <param name="askedBy">The step in which the workers said that nothing arrived.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask ReturnAsync(Case owed, string step, string askedBy, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        using var said = await StepData.LastAsync(tasks, owed.Id, askedBy, cancellationToken);
        var asked = await AskedAsync(owed.Id, cancellationToken);
        var missing = Named(said, asked);
        var back = data.List("workers").Count > 0 ? Named(data, missing) : missing;
        var batches = await records.ListAsync<PaymentBatch>(owed.Id, cancellationToken);
        var on = data.Date("returnedOn") ?? throw new InvalidOperationException("退回日期缺失。");
        var reason = data.Required("bankReason");
        foreach (var advance in back)
        {
            var batch = batches.First(b => b.Id == advance.BatchId);
            advance.Failure = $"{on:yyyy-MM-dd}银行退回：{reason}";
            records.Add(DueAgain(advance));
            records.Add(
                new FundRecovery
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    CaseId = owed.Id,
                    ReceivedOn = on,
                    Amount = advance.Amount,
                    Source = $"{FundRecovery.Returned}（第{batch.Number}支付批次{WorkerNames.Of(owed, advance)}）",
                    RecordedBy = data.Task.CompletedBy!,
                }
            );
        }
        Tell(
            owed,
            data.Task.CompletedBy!,
            "fund.returned",
            $"{WorkerNames.Of(owed, back)}的垫付款{back.Sum(a => a.Amount):0.00}元未入账，银行已退回，核验账号后重新支付",
            $"{back.Count} payments came back from the bank and are due again"
        );
    }

    /// <summary>Every fault of a form about receipts.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(
        CaseTask task,
        string outcome,
        JsonElement data,
        CancellationToken cancellationToken = default
    )
    {
        var asked = await AskedAsync(task.CaseId, cancellationToken);
        var numbers = Numbers(data);
        var errors = new List<FieldError>();
        if (numbers.Find(n => asked.All(a => a.WorkerNumber != n)) is var stranger and not 0)
            errors.Add(
                new(
                    "data.workers",
                    "unknown",
                    $"第{stranger}名员工没有待确认的垫付款；待确认的员工序号：{Sequence(asked)}。",
                    $"Worker {stranger} has no payment to confirm; those who have: {Sequence(asked)}."
                )
            );
        else if (numbers.Count == 0 && asked.Count > 1)
            errors.Add(
                new(
                    "data.workers",
                    "required",
                    $"本案有多名员工获得垫付，请填写员工序号；待确认的：{Sequence(asked)}。",
                    $"Several workers were paid: enter which of them; to be confirmed: {Sequence(asked)}."
                )
            );
        if (outcome == Received && errors.Count == 0)
        {
            var on = Day(data, "receivedOn");
            var first = asked.Where(a => numbers.Count == 0 || numbers.Contains(a.WorkerNumber)).Max(a => a.PaidOn);
            if (on > ChinaDay.Today(time) || on < first)
                errors.Add(
                    new(
                        "data.receivedOn",
                        "contradictory",
                        $"到账日期应在支付之日（{first:yyyy-MM-dd}）与今日之间。",
                        $"The money arrived between the day of payment ({first:yyyy-MM-dd}) and today."
                    )
                );
        }
        return errors;
    }

    /// <summary>Faults of the form in which finance enters what the bank said.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> ReturnFaultsAsync(
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken = default
    )
    {
        if (Day(data, "returnedOn") is not { } day)
            return [];
        var numbers = Numbers(data);
        var paid = (await AskedAsync(caseId, cancellationToken))
            .Where(a => numbers.Count == 0 || numbers.Contains(a.WorkerNumber))
            .Min(a => a.PaidOn);
        return day > ChinaDay.Today(time)
                ? [new("data.returnedOn", "contradictory", "退回日期不得晚于今日。", "The money cannot come back ahead of today.")]
            : day < paid
                ?
                [
                    new(
                        "data.returnedOn",
                        "contradictory",
                        $"退回日期不得早于支付日期（{paid:yyyy-MM-dd}），请按银行回单填写。",
                        $"The money cannot come back before it was paid ({paid:yyyy-MM-dd})."
                    ),
                ]
            : [];
    }

    /// <summary>Somebody whom the fund paid has not confirmed yet.</summary>
    public async ValueTask<bool> AreAskedAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await AskedAsync(caseId, cancellationToken)).Count > 0;

    private async ValueTask<List<FundAdvance>> AskedAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var confirmed = new HashSet<Guid>();
        foreach (var entry in await records.EntriesAsync(caseId, Entry, cancellationToken))
            if (entry.DataJson is { } json)
            {
                using var told = JsonDocument.Parse(json);
                confirmed.UnionWith(told.RootElement.GetProperty("advances").EnumerateArray().Select(id => id.GetGuid()));
            }
        return
        [
            .. (await records.ListAsync<FundAdvance>(caseId, cancellationToken))
                .Where(a => a is { Superseded: false, HasReached: true } && !confirmed.Contains(a.Id))
                .OrderBy(a => a.WorkerNumber),
        ];
    }

    private static List<FundAdvance> Named(StepData data, List<FundAdvance> asked)
    {
        var numbers = data.List("workers").Select(n => n.GetInt32()).ToHashSet();
        return numbers.Count == 0 ? asked : asked.FindAll(a => numbers.Contains(a.WorkerNumber));
    }

    private FundAdvance DueAgain(FundAdvance returned)
    {
        var again = returned.Renew(time.GetUtcNow(), returned.Amount, AdvanceState.Failed);
        again.Failure = returned.Failure;
        return again;
    }

    private static List<int> Numbers(JsonElement data) =>
        data.TryGetProperty("workers", out var rows) && rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray().Select(n => n.GetInt32())]
            : [];

    private static string Sequence(List<FundAdvance> asked) => string.Join("、", asked.Select(a => a.WorkerNumber));

    private static DateOnly? Day(JsonElement data, string field) =>
        data.TryGetProperty(field, out var value)
        && DateOnly.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var day)
            ? day
            : null;

    private void Tell(Case owed, string actor, string action, string zh, string en)
    {
        owed.Revision++;
        cases.Add(CaseEvents.Internal(owed.Id, time.GetUtcNow(), actor, action, zh, en, Basis));
    }
}
