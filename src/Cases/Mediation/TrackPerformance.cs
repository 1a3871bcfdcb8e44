using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Mediation;

/// <summary>
/// 履行跟踪: the instalments of an agreement, what is paid of them, and how the agreement ends after all: performed, in default, confirmed by
/// the court (调解仲裁法 art 14–16).
/// </summary>
public sealed class TrackPerformance(ICaseStore cases, ICaseRecords records, ITaskStore tasks, ExceptionDesk desk, TimeProvider time)
{
    /// <summary>已全部履行.</summary>
    public const string Performed = "performed";

    /// <summary>不履行，转仲裁.</summary>
    public const string Arbitrated = "defaulted";

    /// <summary>不履行，告知申请支付令.</summary>
    public const string PaymentOrder = "payment-order";

    /// <summary>已司法确认.</summary>
    public const string Confirmed = "judicially-confirmed";

    /// <summary>How a case that ended with an agreement may be closed: the agreement itself, and what became of it.</summary>
    public static readonly IReadOnlyList<string> AgreedEnds = ["agreement", Performed, "reviewed", Confirmed, PaymentOrder, Arbitrated];

    /// <summary>The step of the tracking procedure that waits for an instalment.</summary>
    public const string TrackingStep = "perf-track";

    private const string Basis = "《劳动争议调解仲裁法》第14条、第15条";

    /// <summary>
    /// 排定期次: the rows of a step's form (<c>instalments</c>: dueOn, amount, what), or one instalment of the whole when the form names only
    /// a day. Of an agreement without any day there is nothing to wait for.
    /// </summary>
    /// <returns>The instalments.</returns>
    public async ValueTask<IReadOnlyList<Instalment>> PlanAsync(Case agreed, string step, CancellationToken cancellationToken = default)
    {
        var agreement = (await cases.AgreementsAsync(agreed.Id, cancellationToken))[^1];
        using var data = await StepData.LastAsync(tasks, agreed.Id, step, cancellationToken);
        var rows = data.List("instalments")
            .Select(row => (DueOn: Day(row.GetProperty("dueOn")), Amount: Money(row), What: What(row) ?? agreement.Terms))
            .OrderBy(row => row.DueOn)
            .ToList();
        if (rows.Count == 0 && agreement.PerformBy is { } whole)
            rows.Add((whole, agreement.Amount, agreement.Terms));
        var planned = rows.Select(
                (row, i) =>
                    new Instalment
                    {
                        Id = Guid.CreateVersion7(time.GetUtcNow()),
                        CaseId = agreed.Id,
                        AgreementId = agreement.Id,
                        Number = i + 1,
                        What = row.What,
                        Amount = row.Amount,
                        DueOn = row.DueOn,
                    }
            )
            .ToList();
        foreach (var instalment in planned)
            records.Add(instalment);
        if (planned.Count > 0)
            Tell(
                agreed,
                "workflow",
                "performance.planned",
                $"协议分{planned.Count}期履行：{string.Join("；", planned.Select(Describe))}",
                $"To be performed in {planned.Count} instalments"
            );
        return planned;
    }

    /// <summary>
    /// What is wrong with the instalments of a form: an amount that the sum misses, or a day before today, or shares that do not fit. Checked
    /// before the agreement is put to the parties.
    /// </summary>
    /// <returns>Null when they fit.</returns>
    public (string Zh, string En)? Fault(Case about, StepData data)
    {
        if (AgreedTerms.Of(data).Fault(about, data.Amount("amount")) is { } unshared)
            return unshared;
        var rows = data.List("instalments");
        if (rows.Count == 0)
            return null;
        if (rows.Any(row => Day(row.GetProperty("dueOn")) < ChinaDay.Today(time)))
            return ("履行期次的日期不能早于今天，请重新填写。", "An instalment cannot be due before today.");
        var sum = rows.Sum(row => Money(row) ?? 0m);
        if (data.Amount("amount") is { } whole && sum != whole)
            return (
                $"各期金额合计{sum:0.00}元，与给付金额{whole:0.00}元不一致，请核对后重新填写。",
                $"The instalments add up to {sum:0.00} and not to {whole:0.00}."
            );
        return null;
    }

    /// <summary>Nothing is open, and nobody had to go to court for any of it.</summary>
    public async ValueTask<bool> IsPerformedAsync(Case agreed, CancellationToken cancellationToken = default) =>
        (await records.ListAsync<Instalment>(agreed.Id, cancellationToken)).All(i => i.State == InstalmentState.Performed);

    /// <summary>The instalment that comes next, or null when none is open.</summary>
    public async ValueTask<Instalment?> NextAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await records.ListAsync<Instalment>(caseId, cancellationToken))
            .Where(instalment => instalment.IsOpen)
            .OrderBy(instalment => instalment.DueOn)
            .ThenBy(instalment => instalment.Number)
            .FirstOrDefault();

    /// <summary>登记履行: what a step's form says was paid (<c>paid</c>, <c>performedOn</c>) of the instalment that comes next.</summary>
    /// <param name="agreed">The case.</param>
    /// <param name="step">The step.</param>
    /// <param name="whole">It was performed in full, whatever amount the form names.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the form says that a payment was made in the future, or none at all; the history says so and nothing changes.</returns>
    public async ValueTask<bool> RecordAsync(Case agreed, string step, bool whole, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, agreed.Id, step, cancellationToken);
        var today = ChinaDay.Today(time);
        var on = data.Date("performedOn") ?? today;
        var next = await NextAsync(agreed.Id, cancellationToken);
        if (next is null)
            return true;
        if (on > today || (!whole && data.Amount("paid") is not > 0m))
        {
            cases.Add(
                CaseEvents.Internal(
                    agreed.Id,
                    time.GetUtcNow(),
                    "workflow",
                    "performance.refused",
                    "履行日期不能晚于今天，部分履行的须填写已履行金额，请重新登记。",
                    "Nothing can be performed in the future, and a part needs its amount."
                )
            );
            return false;
        }

        next.Pay(whole ? null : data.Amount("paid"), on);
        Tell(
            agreed,
            data.Task.CompletedBy!,
            "performance.recorded",
            next.State == InstalmentState.Performed
                ? $"第{next.Number}期已于{on:yyyy-MM-dd}履行"
                : $"第{next.Number}期已履行{next.Paid:0.00}元，尚欠{next.Amount - next.Paid:0.00}元",
            $"Instalment {next.Number}: {next.State}"
        );
        return true;
    }

    /// <summary>The agreement has come to its end: how the case ended is told anew, and whoever still waits for an instalment need not.</summary>
    /// <param name="agreed">The closed case.</param>
    /// <param name="endedAs">One of <see cref="AgreedEnds"/>.</param>
    /// <param name="step">The step whose completer found it; null when the tracking itself did.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The instances that track the agreement, to be ended by the caller.</returns>
    public async ValueTask<IReadOnlyList<string>> EndAsync(
        Case agreed,
        string endedAs,
        string? step,
        CancellationToken cancellationToken = default
    )
    {
        var (by, reason) = await desk.DeciderAsync(agreed, step, cancellationToken);
        var today = ChinaDay.Today(time);
        var owed = await OwedAsync(agreed.Id, cancellationToken);
        foreach (var instalment in await records.ListAsync<Instalment>(agreed.Id, cancellationToken))
        {
            if (instalment.IsOpen && endedAs == Performed)
                instalment.Pay(null, today);
            // An order to pay is asked for what is due; a dispute that goes to arbitration is decided as a whole.
            else if (endedAs is Arbitrated || (endedAs is PaymentOrder && instalment.DueOn < today))
                instalment.Default();
        }

        if (agreed.ClosedAt is not null)
            agreed.EndAs(endedAs);
        desk.Enter(
            agreed,
            "performance",
            $"协议履行结果：{Name(endedAs)}{(reason is null ? "" : $"，{reason}")}",
            by,
            new
            {
                endedAs,
                reason,
                owed,
                shares = owed is { } sum
                    ? (await TermsAsync(agreed.Id, cancellationToken))
                        .Divide(sum)
                        .Select(share => new { name = share.Name, amount = share.Amount })
                    : [],
            }
        );
        var rest = endedAs == PaymentOrder && await NextAsync(agreed.Id, cancellationToken) is not null;
        Tell(
            agreed,
            by,
            "performance.ended",
            $"调解协议{Name(endedAs)}{(rest ? "；尚未到期的期次继续跟踪" : "")}",
            $"The agreement: {endedAs}{(rest ? "; instalments that are not due yet are followed on" : "")}"
        );
        // The court's confirmation makes the agreement enforceable; it is still to be performed.
        return endedAs == Confirmed ? [] : await TrackersAsync(agreed.Id, cancellationToken);
    }

    /// <summary>
    /// What of the agreement should have been paid by today and was not, CNY; of one that names no day, all of it. Null when nothing of the
    /// kind is owed.
    /// </summary>
    public async ValueTask<decimal?> OwedAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var instalments = await records.ListAsync<Instalment>(caseId, cancellationToken);
        var owed =
            instalments.Count > 0 ? instalments.Where(i => i.IsOpen && i.DueOn < ChinaDay.Today(time)).Sum(i => (i.Amount ?? 0m) - i.Paid)
            : await cases.AgreementsAsync(caseId, cancellationToken) is [.., { IsEffective: true, Amount: { } whole }] ? whole
            : 0m;
        return owed > 0m ? owed : null;
    }

    /// <summary>支付令: the agreement is of the kind that the article covers, and money of it is overdue.</summary>
    public async ValueTask<bool> MayAskForOrderAsync(Case agreed, CancellationToken cancellationToken = default) =>
        PaymentOrders.Covers(agreed, await TermsAsync(agreed.Id, cancellationToken))
        && await OwedAsync(agreed.Id, cancellationToken) is not null;

    /// <summary>Who pays whom.</summary>
    public ValueTask<AgreedTerms> TermsAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        AgreedTerms.OfAsync(tasks, caseId, cancellationToken);

    /// <summary>The instances whose step waits for an instalment.</summary>
    public async ValueTask<IReadOnlyList<string>> TrackersAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        [
            .. (await tasks.ListOfCaseAsync(caseId, cancellationToken))
                .Where(task => task.IsOpen && task.Step == TrackingStep)
                .Select(task => task.InstanceId)
                .Distinct(StringComparer.Ordinal),
        ];

    private static string Name(string endedAs) =>
        endedAs switch
        {
            Performed => "已全部履行",
            Arbitrated => "未履行，转仲裁",
            PaymentOrder => "未履行，告知申请支付令",
            Confirmed => "已经人民法院司法确认",
            _ => endedAs,
        };

    private static string Describe(Instalment instalment) =>
        instalment.Amount is { } amount
            ? $"第{instalment.Number}期{instalment.DueOn:yyyy-MM-dd}前{amount:0.00}元"
            : $"第{instalment.Number}期{instalment.DueOn:yyyy-MM-dd}前";

    private static DateOnly Day(JsonElement value) => DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal? Money(JsonElement row) =>
        row.TryGetProperty("amount", out var amount) && amount.ValueKind == JsonValueKind.Number ? amount.GetDecimal() : null;

    private static string? What(JsonElement row) =>
        row.TryGetProperty("what", out var what) && what.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private void Tell(Case agreed, string by, string action, string zh, string en)
    {
        agreed.Revision++;
        cases.Add(CaseEvents.Public(agreed.Id, time.GetUtcNow(), by, action, zh, en, Basis));
    }
}
