using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 扣减单位已付: a part of the wages that the employer paid after the decision comes off the advance, month by month; the rest is advanced.
/// Only an employer who paid everything stops it (<see cref="StopAdvances"/>).
/// </summary>
public sealed class DeductEmployerPayments(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    SitePayments site,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <summary>The outcome of an approval that says so.</summary>
    public const string Outcome = "employer-paid-part";

    private const string List = "paidByEmployer";
    private const string Basis = "《深圳经济特区欠薪保障条例》";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Payment(int Worker, string? Month, decimal Amount);

    /// <summary>Every fault of what an approver says was paid.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(
        Case owed,
        JsonElement data,
        CancellationToken cancellationToken = default
    )
    {
        var errors = new List<FieldError>();
        var listed = await ListedAsync(owed.Id, cancellationToken);
        var given = data.TryGetProperty(List, out var rows) ? Read([.. rows.EnumerateArray()]) : [];
        var arrears = await ArrearsAsync(owed.Id, cancellationToken);
        var seen = new HashSet<(int, string?)>();
        foreach (var (row, i) in given.Select((row, i) => (row, i)))
        {
            var at = $"data.{List}[{i}]";
            if (listed.Find(a => a.WorkerNumber == row.Worker) is not { } advance)
                errors.Add(
                    new($"{at}.worker", "unknown", $"第{row.Worker}名员工不在本支付批次中。", $"Worker {row.Worker} is not in this batch.")
                );
            else if (!seen.Add((row.Worker, row.Month)))
                errors.Add(new($"{at}.worker", "duplicate", "同一员工同一月份填写了两次。", "This worker and month stand here twice."));
            else if (OwedTo(advance, row, arrears) is not { } most)
                errors.Add(
                    new(
                        $"{at}.month",
                        "unknown",
                        $"请按核算的月份填写：{string.Join("、", advance.Months.Select(m => m.Month))}；单位支付其他月份工资的，不影响垫付。",
                        "Name a month of the calculation; payments for other months do not concern the advance."
                    )
                );
            else if (row.Amount > most)
                errors.Add(
                    new(
                        $"{at}.amount",
                        "out-of-range",
                        $"尚欠{most:0.00}元，单位支付的不能超过该数；多付的属其他月份或者其他款项，请分别填写。",
                        $"{most:0.00} yuan are owed: enter no more for it."
                    )
                );
        }
        var rules = RulesOf(owed);
        if (errors.Count == 0 && listed.TrueForAll(a => Left(a, PaidTo(given, a), arrears, rules) == 0))
            errors.Add(
                new(
                    $"data.{List}",
                    "contradictory",
                    "扣减后本批次没有需要垫付的员工，请选择“单位已支付，停止垫付”。",
                    "Nothing of the batch is left to be advanced: choose that the employer paid."
                )
            );
        return errors;
    }

    /// <param name="owed">The case.</param>
    /// <param name="step">The approval whose form lists what the employer paid (worker, month, amount).</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask HandleAsync(Case owed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        var given = Read(data.List(List));
        var arrears = await ArrearsAsync(owed.Id, cancellationToken, except: data.Task.Id);
        var rules = RulesOf(owed);
        var lines = new List<string>();
        foreach (var advance in await ListedAsync(owed.Id, cancellationToken))
        {
            var paid = PaidTo(given, advance);
            if (paid.Count == 0)
                continue;
            var amount = Left(advance, paid, arrears, rules);
            var again = advance.Renew(
                time.GetUtcNow(),
                amount,
                amount > 0 ? AdvanceState.Confirmed : AdvanceState.Refused,
                month => Reduced(month, paid)
            );
            again.Refusal = amount > 0 ? null : StopAdvances.Reason;
            again.WorkingsJson = Explained(advance, paid, amount);
            (advance.Superseded, advance.State, advance.BatchId) = (true, AdvanceState.Confirmed, null);
            records.Add(again);
            lines.Add(
                $"{WorkerNames.Of(owed, advance)}单位已支付{paid.Sum(p => p.Amount):0.00}元，垫付{advance.Amount:0.00}元改为{amount:0.00}元"
            );
        }
        owed.Revision++;
        cases.Add(
            CaseEvents.Internal(
                owed.Id,
                time.GetUtcNow(),
                data.Task.CompletedBy!,
                "fund.deducted",
                $"扣减单位已支付的工资：{string.Join("；", lines)}",
                $"What the employer paid was deducted from {lines.Count} advances",
                Basis
            )
        );
    }

    /// <summary>What the batch would pay that two people have not approved yet.</summary>
    private async ValueTask<List<FundAdvance>> ListedAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var batches = await records.ListAsync<PaymentBatch>(caseId, cancellationToken);
        return
        [
            .. (await records.ListAsync<FundAdvance>(caseId, cancellationToken)).Where(a =>
                a is { Superseded: false, State: AdvanceState.InBatch } && batches.Any(b => b.Id == a.BatchId && b.SecondApprovedBy is null)
            ),
        ];
    }

    /// <summary>What the emergency fund's request says is owed to each worker, less what the site paid before, and the employer since.</summary>
    private async ValueTask<Dictionary<int, decimal>> ArrearsAsync(Guid caseId, CancellationToken cancellationToken, Guid? except = null)
    {
        var done = (await tasks.ListOfCaseAsync(caseId, cancellationToken)).Where(t => t.Status == CaseTaskStatus.Completed).ToList();
        var owed = new Dictionary<int, decimal>();
        if (done.Where(t => t is { Step: "emf-request", Outcome: "request" }).MaxBy(t => t.CompletedAt) is not { } request)
            return owed;
        using var asked = StepData.Of(request);
        var before = await site.OfAsync(caseId, cancellationToken);
        foreach (var row in asked.List("workers"))
        {
            var worker = row.GetProperty("worker").GetInt32();
            owed[worker] = (row.TryGetProperty("arrears", out var arrears) ? arrears.GetDecimal() : 0) - before.GetValueOrDefault(worker);
        }
        foreach (var told in done.Where(t => t.Outcome == Outcome && t.Id != except && t.CompletedAt > request.CompletedAt))
        {
            using var data = StepData.Of(told);
            foreach (var paid in Read(data.List(List)))
                owed[paid.Worker] = owed.GetValueOrDefault(paid.Worker) - paid.Amount;
        }
        return owed;
    }

    /// <summary>CNY still owed for what a row names; null when it names a month of which nothing was calculated.</summary>
    private static decimal? OwedTo(FundAdvance advance, Payment row, Dictionary<int, decimal> arrears) =>
        advance.Emergency ? arrears.GetValueOrDefault(row.Worker)
        : advance.Months.Find(m => m.Month == row.Month) is { } month ? month.Owed ?? month.Advanced
        : null;

    private static decimal Left(FundAdvance advance, List<Payment> paid, Dictionary<int, decimal> arrears, EmergencyRules? rules)
    {
        if (paid.Count == 0)
            return advance.Amount;
        if (!advance.Emergency)
            return Math.Max(0, advance.Amount - advance.Months.Sum(m => m.Advanced - Reduced(m, paid).Advanced));
        // The district advances a share of what is still owed, by its own rules.
        var due = arrears.GetValueOrDefault(advance.WorkerNumber) - paid.Sum(p => p.Amount);
        return Math.Max(0, Math.Min(advance.Amount, rules?.MostFor(due).Most ?? due));
    }

    private static (decimal? Owed, decimal Advanced) Reduced(FundMonth month, List<Payment> paid)
    {
        var received = paid.Where(p => p.Month == month.Month).Sum(p => p.Amount);
        return month.Owed is { } owed
            ? (owed - received, Math.Min(month.Advanced, Math.Max(0, owed - received)))
            : (null, Math.Max(0, month.Advanced - received));
    }

    private EmergencyRules? RulesOf(Case owed) =>
        EmergencyRules.Read(register, new Jurisdiction(owed.District[..6]), ChinaDay.Today(time)).Rules;

    private static List<Payment> Read(IReadOnlyList<JsonElement> rows) =>
        [
            .. rows.Select(row => new Payment(
                row.GetProperty("worker").GetInt32(),
                row.TryGetProperty("month", out var month) ? month.GetString() : null,
                row.GetProperty("amount").GetDecimal()
            )),
        ];

    private static List<Payment> PaidTo(List<Payment> given, FundAdvance advance) =>
        [.. given.Where(p => p.Worker == advance.WorkerNumber)];

    private static string Explained(FundAdvance advance, List<Payment> paid, decimal amount)
    {
        var steps = JsonNode.Parse(advance.WorkingsJson)!.AsArray();
        steps.Add(
            new JsonObject
            {
                ["rule"] = Outcome,
                ["basis"] = Basis,
                ["zh"] = $"单位在支付前已付{string.Join("、", paid.Select(p => $"{p.Month}{p.Amount:0.00}元"))}，扣减后垫付{amount:0.00}元",
                ["en"] = $"The employer paid {paid.Sum(p => p.Amount):0.00} yuan before the fund did; {amount:0.00} are left",
            }
        );
        return steps.ToJsonString(Json);
    }
}
