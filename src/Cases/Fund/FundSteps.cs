using System.Text.Json;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// What a form of the fund says must fit what was paid: a bank returns only payments of the batch, and no more comes back than is still
/// out. It is judged when the step is completed, so that the officer reads it beside the field.
/// </summary>
public sealed class FundSteps(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    EmergencyLimits limits,
    AccountChecks accounts,
    CommitteeVotes committee,
    ConfirmReceipts receipts,
    AwardedWages awards,
    PaymentHold hold,
    IFundLedger ledger,
    DeductEmployerPayments deduct,
    TimeProvider time
)
{
    /// <summary>Every fault of a form of the fund; empty for every other step.</summary>
    /// <param name="task">The task.</param>
    /// <param name="outcome">The chosen outcome.</param>
    /// <param name="data">The form's data.</param>
    /// <param name="schema">
    /// The form's schema: a case on an older version has the forms of that version, and is not asked for what they have no field for.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="NotAllowedException">See <see cref="PaymentHold"/>.</exception>
    public async ValueTask<IReadOnlyList<FieldError>> CheckAsync(
        CaseTask task,
        string outcome,
        JsonElement data,
        JsonElement schema,
        CancellationToken cancellationToken = default
    )
    {
        if (Anew.Contains((task.Step, outcome)))
            await hold.DemandUnpaidAsync(task.CaseId, cancellationToken);
        // The payment may have begun since the exception was raised.
        if (Decided.TryGetValue((task.Step, outcome), out var kind))
            await hold.DemandAsync(await CaseAsync(task.CaseId, cancellationToken), kind, cancellationToken);
        return await FaultsAsync(task, outcome, data, schema, cancellationToken);
    }

    /// <summary>What would be paid again if it were done after a payment.</summary>
    private static readonly HashSet<(string, string)> Anew =
    [
        ("wgf-eligibility", "emf"),
        ("wgf-calculate", "calculated"),
        ("wgf-review", "reviewed"),
        ("emf-request", "request"),
        ("emf-review", "agree"),
    ];

    /// <summary>The steps that let an exception have its way.</summary>
    private static readonly Dictionary<(string, string), string> Decided = new()
    {
        [("exc-withdrawal", "approve")] = ExceptionKinds.Withdrawal,
        [("exc-no-show", "withdrawn")] = ExceptionKinds.Withdrawal,
        [("exc-member", "approve")] = "member-exit",
        [("exc-transfer", "approve")] = "transfer",
        [("exc-jurisdiction", "upheld")] = "jurisdiction",
        [("exc-merger", "approve")] = "merger",
        [("exc-reopening", "approve")] = "reopening",
    };

    private async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(
        CaseTask task,
        string outcome,
        JsonElement data,
        JsonElement schema,
        CancellationToken cancellationToken
    ) =>
        (task.Step, outcome) switch
        {
            ("exc-reopening", "approve") => await hold.ReopeningFaultAsync(
                await CaseAsync(task.CaseId, cancellationToken),
                data.TryGetProperty("procedure", out var procedure) ? procedure.GetString() : null,
                cancellationToken
            )
                is { } elsewhere
                ? [elsewhere]
                : [],
            ("wgf-post", _) => PostingDays.FaultsOf(Day(data, "from"), Day(data, "to"), ChinaDay.Today(time)),
            ("emf-deposit" or "emf-contractor", SitePayments.Part) =>
            [
                .. SitePayments.FaultsOf((await CaseAsync(task.CaseId, cancellationToken)).Roster.Count, data),
            ],
            ("wgf-recovery", StopAdvances.Fraud or "order-again") => await FraudFaultsAsync(task.CaseId, data, schema, cancellationToken),
            ("wgf-verify", "verified") =>
            [
                .. VerifiedFaults(data),
                .. Asks(schema, AwardedWages.Reason) ? await awards.FaultsAsync(task.CaseId, data, cancellationToken) : [],
            ],
            ("wgf-calculate", _) =>
            [
                .. await ReckonedFaultsAsync(task.CaseId, data, cancellationToken),
                .. await SharedAccountsAsync(task.CaseId, data, schema, "workers", cancellationToken),
            ],
            ("wgf-review", _) => await ReckonedFaultsAsync(task.CaseId, data, cancellationToken),
            ("emf-request", "request") =>
            [
                .. await ConstructionFaultsAsync(task.CaseId, data, cancellationToken),
                .. Asks(schema, "situation") ? await limits.FaultsAsync(task.CaseId, data, cancellationToken) : [],
                .. await SharedAccountsAsync(task.CaseId, data, schema, "workers", cancellationToken),
            ],
            (_, DeductEmployerPayments.Outcome) => await deduct.FaultsAsync(
                await CaseAsync(task.CaseId, cancellationToken),
                data,
                cancellationToken
            ),
            ("wgf-pay" or "emf-pay", "settled") => await PaymentFaultsAsync(task.CaseId, data, cancellationToken),
            ("wgf-fix-account" or "emf-fix-account", _) => await AccountFaultsAsync(task.CaseId, data, schema, cancellationToken),
            ("wgf-receipt" or "emf-receipt", _) => await receipts.FaultsAsync(task, outcome, data, cancellationToken),
            ("wgf-receipt-check" or "emf-receipt-check", "returned") =>
            [
                .. await receipts.ReturnFaultsAsync(task.CaseId, data, cancellationToken),
                .. await ClosedFaultsAsync(task.CaseId, data, "returnedOn", cancellationToken),
            ],
            ("wgf-serve" or "wgf-serve-refusal", _) => ServedFaults(data),
            ("wgf-recovery" or "emf-recovery", "write-off") or ("wgf-write-off" or "emf-write-off", "approve") =>
                await DemandNothingDueAsync(task.CaseId, cancellationToken),
            (CommitteeVotes.Step, "approve") =>
            [
                .. await DemandNothingDueAsync(task.CaseId, cancellationToken),
                .. committee.FaultsOf(data, outcome),
            ],
            (CommitteeVotes.Step, _) => committee.FaultsOf(data, outcome),
            ("wgf-recovery" or "emf-recovery", "record") or ("wgf-recovery", "returned") => await RecoveryFaultsAsync(
                task.CaseId,
                data,
                cancellationToken
            ),
            _ => [],
        };

    /// <summary>应发减已付等于未付, and each month of a worker stands there once.</summary>
    private static IReadOnlyList<FieldError> VerifiedFaults(JsonElement data)
    {
        var errors = new List<FieldError>();
        var seen = new HashSet<(int, string)>();
        foreach (var (row, i) in Rows(data, "rows").Select((row, i) => (row, i)))
        {
            var (due, paid, unpaid) = (Money(row, "due"), Money(row, "paid"), Money(row, "unpaid"));
            if (unpaid != due - paid)
                errors.Add(
                    new(
                        $"data.rows[{i}].unpaid",
                        "contradictory",
                        $"应发{due:0.00}元、已付{paid:0.00}元，未付应为{due - paid:0.00}元，请核对。",
                        $"{due:0.00} due less {paid:0.00} paid leaves {due - paid:0.00}."
                    )
                );
            if (!seen.Add((row.GetProperty("worker").GetInt32(), row.GetProperty("month").GetString()!)))
                errors.Add(
                    new($"data.rows[{i}].month", "duplicate", "同一员工同一月份填写了两次。", "This worker's month stands here twice.")
                );
        }
        return errors;
    }

    /// <summary>What was verified month by month is what is reckoned with; months of which nothing was verified are the officer's.</summary>
    private async ValueTask<IReadOnlyList<FieldError>> ReckonedFaultsAsync(
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken
    )
    {
        var verify = (await tasks.ListOfCaseAsync(caseId, cancellationToken))
            .Where(t => t is { Step: "wgf-verify", Status: CaseTaskStatus.Completed })
            .MaxBy(t => t.CompletedAt);
        if (verify is null)
            return [];
        using var verified = StepData.Of(verify);
        var known = new Dictionary<(int, string), decimal>();
        foreach (var row in verified.List("rows"))
            known[(row.GetProperty("worker").GetInt32(), row.GetProperty("month").GetString()!)] = Money(row, "unpaid");
        var errors = new List<FieldError>();
        if (known.Count == 0)
            return errors;
        foreach (var (worker, i) in Rows(data, "workers").Select((row, i) => (row, i)))
        foreach (var (month, j) in Rows(worker, "months").Select((row, j) => (row, j)))
            if (
                known.TryGetValue((worker.GetProperty("worker").GetInt32(), month.GetProperty("month").GetString()!), out var unpaid)
                && (!month.TryGetProperty("owed", out var owed) || owed.GetDecimal() != unpaid)
            )
                errors.Add(
                    new(
                        $"data.workers[{i}].months[{j}].owed",
                        "contradictory",
                        $"核实表载明该月未付{unpaid:0.00}元，请按核实表填写；核实有误的退回核实。",
                        $"{unpaid:0.00} yuan were verified for this month: enter that, or send the step back to be verified again."
                    )
                );
        return errors;
    }

    /// <summary>工程建设领域: deposit and main contractor come first (保障农民工工资支付条例 arts 30, 32), the revolving fund after them (art 63).</summary>
    private async ValueTask<IReadOnlyList<FieldError>> ConstructionFaultsAsync(
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken
    )
    {
        if (!data.TryGetProperty("construction", out var construction) || construction.ValueKind != JsonValueKind.True)
            return [];
        if (
            !(await tasks.ListOfCaseAsync(caseId, cancellationToken)).Any(t =>
                t is { Step: "emf-contractor", Status: CaseTaskStatus.Completed, Outcome: "unpaid" or SitePayments.Part }
            )
        )
            return
            [
                new(
                    "data.construction",
                    "contradictory",
                    "工程建设领域的欠薪，应当先动用工资保证金（《保障农民工工资支付条例》第32条），并由施工总承包单位先行清偿（第30条），仍不能解决的才可动用应急周转金（第63条）：请选择“先动用工资保证金”。",
                    "In construction the wage deposit and the main contractor pay first: choose to use the deposit."
                ),
            ];
        return data.TryGetProperty("source", out var source) && source.GetString() == "revolving"
            ? []
            :
            [
                new(
                    "data.source",
                    "contradictory",
                    "工程建设领域由应急周转金垫付（《保障农民工工资支付条例》第63条），请选择应急周转金。",
                    "Construction is paid from the revolving fund: choose it."
                ),
            ];
    }

    /// <summary>责令退回: only whoever was paid gives something back, and no more than was paid.</summary>
    private async ValueTask<IReadOnlyList<FieldError>> FraudFaultsAsync(
        Guid caseId,
        JsonElement data,
        JsonElement schema,
        CancellationToken cancellationToken
    )
    {
        if (!Asks(schema, "returnBy"))
            return [];
        var paid = (await AdvancesAsync(caseId, cancellationToken))
            .Where(a => a.HasReached)
            .ToDictionary(a => a.WorkerNumber, a => a.Amount);
        var errors = new List<FieldError>(
            WorkerFaults(data, "workers", [.. paid.Keys], "没有收到垫付款，请按支付清单的员工序号填写。", "was not paid")
        );
        foreach (var (row, i) in Rows(data, "workers").Select((row, i) => (row, i)))
            if (paid.TryGetValue(row.GetProperty("worker").GetInt32(), out var most) && Money(row, "amount") > most)
                errors.Add(
                    new(
                        $"data.workers[{i}].amount",
                        "out-of-range",
                        $"该员工收到垫付款{most:0.00}元，责令退回的不能超过该数。",
                        $"This worker was paid {most:0.00} yuan: no more is to be given back."
                    )
                );
        if (Day(data, "returnBy") <= ChinaDay.Today(time))
            errors.Add(new("data.returnBy", "contradictory", "退回的期限应在今日之后。", "The day for it lies after today."));
        return errors;
    }

    /// <summary>核销: what is still to be paid cannot be written off yet.</summary>
    /// <exception cref="NotAllowedException"><c>fund.due</c>.</exception>
    private async ValueTask<IReadOnlyList<FieldError>> DemandNothingDueAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var due = (await AdvancesAsync(caseId, cancellationToken))
            .Where(a => a.State is AdvanceState.Confirmed or AdvanceState.InBatch or AdvanceState.Failed)
            .Select(a => a.WorkerName)
            .ToList();
        if (due.Count > 0)
            throw new NotAllowedException(
                "fund.due",
                $"{string.Join("、", due)}的垫付款尚未支付完毕，不能核销：请先登记支付结果或者停止垫付，再申请核销。",
                "Somebody is still to be paid: settle or stop that payment first, then write off."
            );
        return [];
    }

    private IReadOnlyList<FieldError> ServedFaults(JsonElement data) =>
        [
            .. new[] { "applicantReceivedOn", "respondentReceivedOn" }
                .Where(field => Day(data, field) > ChinaDay.Today(time))
                .Select(field => new FieldError(
                    $"data.{field}",
                    "contradictory",
                    "送达日期不得晚于今日，请按送达回证填写。",
                    "Nobody received it ahead of today: take the day from the proof of service."
                )),
        ];

    /// <summary>结账: nothing is booked on a day of a month that was closed.</summary>
    private async ValueTask<IReadOnlyList<FieldError>> ClosedFaultsAsync(
        Guid caseId,
        JsonElement data,
        string field,
        CancellationToken cancellationToken
    )
    {
        if (Day(data, field) is not { } day)
            return [];
        var owed = await CaseAsync(caseId, cancellationToken);
        var emergency = (await AdvancesAsync(caseId, cancellationToken)).Any(a => a.Emergency);
        return await ledger.IsClosedAsync(emergency, owed.District, day, cancellationToken)
            ?
            [
                new(
                    $"data.{field}",
                    "month-closed",
                    $"{day:yyyy年M月}已经结账；之后发现的记入发现的月份，请填写尚未结账的日期，并在对账时说明银行回单的日期。",
                    "The month is closed; what is found later is booked in the month in which it is found."
                ),
            ]
            : [];
    }

    private async ValueTask<Case> CaseAsync(Guid caseId, CancellationToken cancellationToken) =>
        await cases.FindAsync(caseId, forUpdate: false, cancellationToken)
        ?? throw new InvalidOperationException($"Case {caseId} is missing.");

    private static bool Asks(JsonElement schema, string field) => schema.GetRawText().Contains($"\"{field}\"", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> Rows(JsonElement data, string list) =>
        data.TryGetProperty(list, out var rows) && rows.ValueKind == JsonValueKind.Array ? rows.EnumerateArray() : [];

    private static decimal Money(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : 0;

    private async ValueTask<IReadOnlyList<FieldError>> PaymentFaultsAsync(
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken
    )
    {
        if (await records.ListAsync<PaymentBatch>(caseId, cancellationToken) is not [.., var batch])
            return [];
        var errors = new List<FieldError>();
        var day = Day(data, "paidOn");
        if (day > ChinaDay.Today(time) || day < ChinaDay.Of(batch.PreparedAt))
            errors.Add(
                new(
                    "data.paidOn",
                    "contradictory",
                    $"支付日期应在生成支付批次（{ChinaDay.Of(batch.PreparedAt):yyyy-MM-dd}）与今日之间，请按银行回单填写。",
                    "The bank paid between the day of the batch and today: take the day from its receipt."
                )
            );
        errors.AddRange(await ClosedFaultsAsync(caseId, data, "paidOn", cancellationToken));
        var listed = (await AdvancesAsync(caseId, cancellationToken)).Where(a => a.BatchId == batch.Id).Select(a => a.WorkerNumber);
        errors.AddRange(
            WorkerFaults(
                data,
                "failed",
                [.. listed],
                $"不在第{batch.Number}支付批次中，请按支付清单的员工序号填写。",
                "is not in this batch"
            )
        );
        return errors;
    }

    private async ValueTask<IReadOnlyList<FieldError>> AccountFaultsAsync(
        Guid caseId,
        JsonElement data,
        JsonElement schema,
        CancellationToken cancellationToken
    )
    {
        var failed = (await AdvancesAsync(caseId, cancellationToken))
            .Where(a => a.State == AdvanceState.Failed)
            .Select(a => a.WorkerNumber);
        var unknown = WorkerFaults(data, "accounts", [.. failed], "没有支付失败，不需要更正账号。", "has no failed payment").ToList();
        return unknown.Count > 0 ? unknown : await SharedAccountsAsync(caseId, data, schema, "accounts", cancellationToken);
    }

    /// <summary>本人账户: an account that is somebody else's too; see <see cref="AccountChecks"/>.</summary>
    private async ValueTask<IReadOnlyList<FieldError>> SharedAccountsAsync(
        Guid caseId,
        JsonElement data,
        JsonElement schema,
        string list,
        CancellationToken cancellationToken
    )
    {
        if (!Asks(schema, "accountProof"))
            return [];
        var owed = await CaseAsync(caseId, cancellationToken);
        var rows = Rows(data, list).ToList();
        var given = rows.ConvertAll(AccountChecks.Read);
        var found =
            list == "accounts"
                ? await accounts.FindCorrectedAsync(owed, await AdvancesAsync(caseId, cancellationToken), given, cancellationToken)
                : await accounts.FindAsync(owed, given, cancellationToken);
        return
        [
            .. found.Select(clash => new FieldError(
                $"data.{list}[{rows.FindIndex(r => r.GetProperty("worker").GetInt32() == clash.Worker)}].account",
                "duplicate",
                clash.Zh,
                clash.En
            )),
        ];
    }

    private async ValueTask<IReadOnlyList<FieldError>> RecoveryFaultsAsync(
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken
    )
    {
        var errors = new List<FieldError>();
        if (Day(data, "receivedOn") > ChinaDay.Today(time))
            errors.Add(new("data.receivedOn", "contradictory", "到账日期不得晚于今日。", "The money cannot come in ahead of today."));
        var advances = (await AdvancesAsync(caseId, cancellationToken)).ToList();
        if (Day(data, "receivedOn") < advances.Min(a => a.PaidOn))
            errors.Add(
                new(
                    "data.receivedOn",
                    "contradictory",
                    $"到账日期不得早于首次支付日期（{advances.Min(a => a.PaidOn):yyyy-MM-dd}）：单位在垫付以前支付的，不是追回款。",
                    "Nothing is recovered before it was paid."
                )
            );
        errors.AddRange(await ClosedFaultsAsync(caseId, data, "receivedOn", cancellationToken));
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

    private static IEnumerable<FieldError> WorkerFaults(JsonElement data, string list, HashSet<int> known, string zh, string en)
    {
        if (!data.TryGetProperty(list, out var rows) || rows.ValueKind != JsonValueKind.Array)
            yield break;
        var seen = new HashSet<int>();
        var index = 0;
        foreach (var row in rows.EnumerateArray())
        {
            var number = row.GetProperty("worker").GetInt32();
            if (!known.Contains(number))
                yield return new($"data.{list}[{index}].worker", "unknown", $"第{number}名员工{zh}", $"Worker {number} {en}.");
            else if (!seen.Add(number))
                yield return new(
                    $"data.{list}[{index}].worker",
                    "duplicate",
                    $"第{number}名员工填写了两次。",
                    $"Worker {number} stands here twice."
                );
            index++;
        }
    }

    private static DateOnly? Day(JsonElement data, string field) =>
        data.TryGetProperty(field, out var value)
        && DateOnly.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var day)
            ? day
            : null;

    private async ValueTask<IEnumerable<FundAdvance>> AdvancesAsync(Guid caseId, CancellationToken cancellationToken) =>
        (await records.ListAsync<FundAdvance>(caseId, cancellationToken)).Where(a => !a.Superseded);
}
