using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Inspection;

/// <summary>What a recheck of all items came to.</summary>
public enum RecheckResult
{
    /// <summary>The form leaves an item out; nothing was recorded.</summary>
    Incomplete,

    /// <summary>全部整改到位.</summary>
    AllDone,

    /// <summary>What was due is put right; other items have their date before them.</summary>
    Pending,

    /// <summary>Wages are still owed.</summary>
    WagesUnpaid,

    /// <summary>Something else is not put right.</summary>
    NotDone,
}

/// <summary>What is left of a case after items were stopped.</summary>
public enum StopResult
{
    /// <summary>The form names an item that is not open; nothing was stopped.</summary>
    Refused,

    /// <summary>Other items are still to be put right.</summary>
    OthersOpen,

    /// <summary>Everything else is put right, or nothing else was ordered.</summary>
    NoneOpen,
}

/// <summary>
/// 限期整改: issues rectification items, gives one extension each, and records rechecks. The day of each item is a period of the case, which
/// has the item's id: the clock watches it, the inspector is reminded of it, and so is the employer.
/// </summary>
public sealed class FollowUp(ICaseStore cases, ICaseRecords records, ITaskStore tasks, CaseClock clock, TimeProvider time)
{
    /// <summary>The period of an item; the paper names its last day.</summary>
    public const string Period = "ins-rectify-period";

    private const string Basis = "《劳动保障监察条例》第18条";

    /// <summary>The name of an item's period in the case's list.</summary>
    internal static string NameOf(int number) => $"第{number}项整改期限";

    /// <summary>下达整改指令: the items of a step's form (violation, legalBasis, workers, amount, dueOn), each with its own due date.</summary>
    /// <param name="inspected">The case.</param>
    /// <param name="step">The step whose form is read.</param>
    /// <param name="onSpot">当场改正: the employer put everything right while the inspectors were there; no date is set.</param>
    /// <param name="byProof">On the spot only rows with <c>corrected</c> and its <c>proof</c> are done; the others need a date.</param>
    /// <param name="unserved">The order is still to be served: no day of it counts before (<see cref="BeginRectification"/>).</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The last due date; null when one lies in the past (the history says so, and nothing was issued).</returns>
    public async ValueTask<DateOnly?> IssueAsync(
        Case inspected,
        string step,
        bool onSpot = false,
        bool byProof = false,
        bool unserved = false,
        CancellationToken cancellationToken = default
    )
    {
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        var today = ChinaDay.Today(time);
        var rows = data.List("items")
            .Select(r => (Row: r, Done: onSpot && (!byProof || IsProven(r))))
            .Select(r =>
                (
                    r.Row,
                    r.Done,
                    DueOn: r.Done || !r.Row.TryGetProperty("dueOn", out var day)
                        ? today
                        : DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                )
            )
            .ToList();
        if (rows.Count == 0 || rows.Exists(r => !r.Done && r.DueOn <= today))
        {
            Tell(
                inspected,
                "workflow",
                "rectification.refused",
                byProof ? "当场改正的事项应当写明改正的证据，没有改正的应当写明今日之后的整改期限" : "整改期限应在今日之后，请重新填写",
                byProof ? "An item has neither proof that it was put right nor a date by which it must be" : "A due date lies in the past",
                forParties: false
            );
            return null;
        }

        var number = (await records.ListAsync<RectificationItem>(inspected.Id, cancellationToken)).Count;
        foreach (var (row, done, dueOn) in rows)
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            records.Add(
                new RectificationItem
                {
                    Id = id,
                    CaseId = inspected.Id,
                    Number = ++number,
                    Violation = row.GetProperty("violation").GetString()!,
                    LegalBasis = row.GetProperty("legalBasis").GetString()!,
                    Workers = row.TryGetProperty("workers", out var workers) ? workers.GetInt32() : 0,
                    Amount = row.TryGetProperty("amount", out var amount) ? amount.GetDecimal() : null,
                    DueOn = dueOn,
                    State = done ? RectificationState.Done : RectificationState.Open,
                    CheckedOn = done ? today : null,
                    Finding =
                        !done ? null
                        : byProof ? $"当场改正：{row.GetProperty("proof").GetString()}"
                        : "当场改正",
                }
            );
            if (!done && !unserved)
                clock.StartNamed(inspected, id, Period, today, dueOn, NameOf(number));
        }
        Tell(
            inspected,
            data.Task.CompletedBy!,
            "rectification.issued",
            rows.TrueForAll(r => r.Done) ? $"当场发现违法行为{rows.Count}项，单位当场改正"
                : onSpot
                    ? $"当场发现违法行为{rows.Count}项，{rows.Count(r => r.Done)}项当场改正，其余责令最迟{rows.Max(r => r.DueOn):yyyy-MM-dd}前改正"
                : $"下达限期整改指令书，共{rows.Count}项，最迟{rows.Max(r => r.DueOn):yyyy-MM-dd}前整改",
            rows.TrueForAll(r => r.Done)
                ? $"{rows.Count} items were put right on the spot"
                : $"{rows.Count(r => !r.Done)} items to be put right by {rows.Max(r => r.DueOn):yyyy-MM-dd} at the latest"
        );
        return rows.Max(r => r.DueOn);
    }

    private static bool IsProven(JsonElement row) =>
        row.TryGetProperty("corrected", out var corrected)
        && corrected.ValueKind == JsonValueKind.True
        && row.TryGetProperty("proof", out var proof)
        && !string.IsNullOrWhiteSpace(proof.GetString());

    /// <summary>延长整改期限: the item of a step's form (item, dueOn) gets another due date, once.</summary>
    /// <returns>The last due date of all items; null when the item is not there, was extended before, or the day is not later.</returns>
    public async ValueTask<DateOnly?> ExtendAsync(Case inspected, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        var periods = await PeriodsAsync(inspected.Id, cancellationToken);
        var items = await ItemsAsync(inspected.Id, periods, cancellationToken);
        var dueOn = data.Date("dueOn") ?? default;
        if (items.FirstOrDefault(i => i.Number == data.Count("item")) is not { Extended: false } item || dueOn <= item.DueOn)
        {
            Tell(
                inspected,
                "workflow",
                "rectification.refused",
                "该整改事项不能延期：不存在、已延期一次或者新期限不晚于原期限",
                "The item cannot be extended",
                forParties: false
            );
            return null;
        }
        item.DueOn = dueOn;
        item.Extended = true;
        if (periods.GetValueOrDefault(item.Id) is { State: DeadlineState.Running } period)
        {
            var before = period.DueOn;
            clock.Name(inspected, period, dueOn);
            foreach (var task in await tasks.ListOfCaseAsync(inspected.Id, cancellationToken))
                task.Follow(period, before);
        }
        Tell(
            inspected,
            data.Task.CompletedBy!,
            "rectification.extended",
            $"第{item.Number}项整改期限延长至{dueOn:yyyy-MM-dd}",
            $"Item {item.Number} was extended to {dueOn:yyyy-MM-dd}"
        );
        return items.Max(i => i.DueOn);
    }

    /// <summary>
    /// 停止处理: the items of a step's form (items, forum, docket) are before mediation, arbitration or the court; the inspectorate goes no
    /// further with them and says which way is open (劳动保障监察条例 art 21).
    /// </summary>
    public async ValueTask<StopResult> StopAsync(Case inspected, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        var numbers = data.List("routed").Select(n => n.GetInt32()).Distinct().ToList();
        var all = await records.ListAsync<RectificationItem>(inspected.Id, cancellationToken);
        if (
            numbers.Count == 0
            || numbers.Find(n => all.All(i => i.Number != n || i.State is RectificationState.Done or RectificationState.Routed)) > 0
        )
        {
            Tell(
                inspected,
                "workflow",
                "rectification.refused",
                "停止处理的事项不存在、已改正或者已停止，请核对序号",
                "An item to be stopped is not there or not open",
                forParties: false
            );
            return StopResult.Refused;
        }
        var forum = data.Text("forum") ?? "仲裁";
        var periods = await PeriodsAsync(inspected.Id, cancellationToken);
        foreach (var item in all.Where(i => numbers.Contains(i.Number)))
        {
            periods.GetValueOrDefault(item.Id)?.End(DeadlineState.Ended, time.GetUtcNow());
            item.State = RectificationState.Routed;
            item.CheckedOn = ChinaDay.Today(time);
            item.Finding = $"劳动者已申请{forum}（{data.Text("docket") ?? "案号待核"}）";
        }
        Tell(
            inspected,
            data.Task.CompletedBy!,
            "item.stopped",
            $"第{string.Join("、", numbers.Order())}项劳动者已申请{forum}（{data.Text("docket") ?? "案号待核"}），监察机构停止处理该项，请按{forum}程序主张",
            $"Items {string.Join(", ", numbers.Order())} are before another forum: the inspectorate stops them, they go on there",
            "《劳动保障监察条例》第21条"
        );
        return all.Any(i => i.State is not (RectificationState.Done or RectificationState.Routed))
            ? StopResult.OthersOpen
            : StopResult.NoneOpen;
    }

    /// <summary>The date on which the next item that was never rechecked is due; the last date of all when each was; null without items.</summary>
    public async ValueTask<DateOnly?> NextDueAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var items = await ItemsAsync(caseId, await PeriodsAsync(caseId, cancellationToken), cancellationToken);
        var open = items.Where(i => i.State == RectificationState.Open).ToList();
        return open.Count > 0 ? open.Min(i => i.DueOn)
            : items.Count > 0 ? items.Max(i => i.DueOn)
            : null;
    }

    /// <summary>复查: what a step's form finds of every item that is not done (results: item, result, finding).</summary>
    /// <param name="inspected">The case.</param>
    /// <param name="step">The step whose form is read.</param>
    /// <param name="byItem">Items whose date has not come may be left to a later recheck.</param>
    /// <param name="onlyNew">What was rechecked before is dealt with elsewhere: only items that never were need a result.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<RecheckResult> CheckAsync(
        Case inspected,
        string step,
        bool byItem = false,
        bool onlyNew = false,
        CancellationToken cancellationToken = default
    )
    {
        var today = ChinaDay.Today(time);
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        var results = data.List("results").GroupBy(r => r.GetProperty("item").GetInt32()).ToDictionary(g => g.Key, g => g.Last());
        // What was found done before may be found undone on another visit.
        var periods = await PeriodsAsync(inspected.Id, cancellationToken);
        var open = (await ItemsAsync(inspected.Id, periods, cancellationToken))
            .Where(i =>
                i.State != RectificationState.Routed
                && (results.ContainsKey(i.Number) || (onlyNew ? i.State == RectificationState.Open : i.State != RectificationState.Done))
            )
            .ToList();
        var later = byItem
            ? open.Where(i => i.State == RectificationState.Open && i.DueOn > today && !results.ContainsKey(i.Number)).ToList()
            : [];
        open.RemoveAll(later.Contains);
        if (open.Find(i => !results.ContainsKey(i.Number)) is { } missing)
        {
            Tell(
                inspected,
                "workflow",
                "recheck.refused",
                $"第{missing.Number}项没有复查结果，请补充",
                $"Item {missing.Number} has no result",
                forParties: false
            );
            return RecheckResult.Incomplete;
        }

        // The employer has until the day: before it, an item can be found done and nothing else.
        if (byItem && open.Find(i => i.DueOn > today && results[i.Number].GetProperty("result").GetString() != "done") is { } early)
        {
            Tell(
                inspected,
                "workflow",
                "recheck.refused",
                $"第{early.Number}项整改期限为{early.DueOn:yyyy-MM-dd}，尚未届满，不能登记为未整改到位；该项留待到期复查",
                $"Item {early.Number} is not due before {early.DueOn:yyyy-MM-dd}: leave it to a recheck on its day",
                forParties: false
            );
            return RecheckResult.Incomplete;
        }

        foreach (var item in open)
        {
            var row = results[item.Number];
            item.State = row.GetProperty("result").GetString() switch
            {
                "done" => RectificationState.Done,
                "partial" => RectificationState.Partial,
                "not-done" => RectificationState.NotDone,
                _ => RectificationState.Unverifiable,
            };
            item.CheckedOn = today;
            item.Finding = row.TryGetProperty("finding", out var finding) ? finding.GetString() : null;
            // The day was the employer's: that the visit came later makes nothing late that was put right.
            periods
                .GetValueOrDefault(item.Id)
                ?.End(item.State == RectificationState.Done ? DeadlineState.Met : DeadlineState.Missed, time.GetUtcNow());
        }
        var left = open.Where(i => i.State != RectificationState.Done).ToList();
        Tell(
            inspected,
            data.Task.CompletedBy!,
            "recheck.recorded",
            left.Count > 0 ? $"复查：尚有{left.Count}项未整改到位"
                : later.Count > 0
                    ? $"复查：到期事项已整改到位，另有{later.Count}项尚未到期，最近一项{later.Min(i => i.DueOn):yyyy-MM-dd}到期"
                : "复查：全部整改到位",
            left.Count > 0 ? $"Recheck: {left.Count} items are not put right"
                : later.Count > 0 ? $"Recheck: what was due is put right; {later.Count} items have their date before them"
                : "Recheck: everything is put right"
        );
        return left.Count == 0 && later.Count > 0 ? RecheckResult.Pending
            : left.Count == 0 ? RecheckResult.AllDone
            : left.Exists(i => i.Amount > 0) ? RecheckResult.WagesUnpaid
            : RecheckResult.NotDone;
    }

    /// <summary>作出决定: a decision as a step's form gives it (reasons, legalBasis, fine, payable).</summary>
    public async ValueTask DecideAsync(Case inspected, string step, string kind, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        var decision = new InspectionDecision
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = inspected.Id,
            Kind = kind,
            Fine = data.Amount("fine"),
            Payable = data.Amount("payable"),
            LegalBasis = data.Required("legalBasis"),
            Reasons = data.Text("reasons") ?? data.Required("reason"),
            DecidedOn = ChinaDay.Today(time),
            DecidedBy = data.Task.CompletedBy!,
        };
        records.Add(decision);
        var name = kind switch
        {
            "correct-order" => "责令限期支付",
            "handling" => "行政处理决定",
            "penalty" => "行政处罚决定",
            "referral" => "移送涉嫌犯罪案件",
            _ => "撤销立案决定",
        };
        Tell(
            inspected,
            decision.DecidedBy,
            "inspection.decided",
            name
                + (decision.Payable is { } payable ? $"，应支付{payable:0.00}元" : "")
                + (decision.Fine is { } fine ? $"，罚款{fine:0.00}元" : ""),
            $"Decision: {kind}",
            decision.LegalBasis
        );
    }

    /// <summary>登记后果: what follows for the employer, as a step's form says (creditGrade, publish, blacklist, deposit, note).</summary>
    public async ValueTask RegisterConsequencesAsync(Case inspected, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        var parts = new List<string>();
        if (data.Text("creditGrade") is { } grade)
            parts.Add($"守法诚信等级建议{grade}级（crd-c-3）");
        if (data.Flag("publish"))
            parts.Add("列入重大违法社会公布（pub-quarterly）");
        if (data.Flag("blacklist"))
            parts.Add("建议列入拖欠农民工工资失信联合惩戒名单（blk-condition）");
        if (data.Text("deposit") is { } deposit and not "keep")
            parts.Add(
                $"工资保证金{AssessConsequences.DepositName(deposit)}{(data.Amount("depositRatio") is { } ratio ? $"，按{ratio:0.##}%存储" : "")}（dep-reduce-2y）"
            );
        Tell(
            inspected,
            data.Task.CompletedBy!,
            "consequence.registered",
            parts.Count == 0 ? "无信用等级、公布、失信名单、工资保证金后果" : string.Join("；", parts),
            "Consequences for the employer were registered",
            forParties: false
        );
    }

    /// <summary>The periods of the case's items, each under the id of its item; items of before they had one have none.</summary>
    private async ValueTask<Dictionary<Guid, CaseDeadline>> PeriodsAsync(Guid caseId, CancellationToken cancellationToken) =>
        (await cases.DeadlinesAsync(caseId, cancellationToken)).Where(d => d.ParameterId == Period).ToDictionary(d => d.Id);

    /// <summary>The items, each with the day on which its period ends: one that stood still with the case ends later than its paper says.</summary>
    private async ValueTask<IReadOnlyList<RectificationItem>> ItemsAsync(
        Guid caseId,
        IReadOnlyDictionary<Guid, CaseDeadline> periods,
        CancellationToken cancellationToken
    )
    {
        var items = await records.ListAsync<RectificationItem>(caseId, cancellationToken);
        foreach (var item in items)
            if (periods.TryGetValue(item.Id, out var period) && period.State == DeadlineState.Running)
                item.DueOn = period.DueOn;
        return items;
    }

    private void Tell(Case inspected, string actor, string action, string zh, string en, string? basis = null, bool forParties = true)
    {
        inspected.Revision++;
        cases.Add(CaseEvents.Create(inspected.Id, time.GetUtcNow(), actor, null, action, zh, en, basis ?? Basis, forParties));
    }
}
