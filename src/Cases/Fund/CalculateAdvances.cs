using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes.Amounts;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 垫付核算: what the fund advances to each worker, month by month, with every step and its article. Those whom the regulation excludes,
/// and those whom the fund paid before, get a refusal with its article instead.
/// </summary>
public sealed class CalculateAdvances(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    IFundLedger ledger,
    AccountChecks accounts,
    PaymentHold hold,
    StatuteRegister register,
    TimeProvider time
)
{
    private const string Exclusions = "wgf-excluded";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="owed">The case.</param>
    /// <param name="step">The step whose form holds the workers, see <see cref="WorkerClaim.Read"/>.</param>
    /// <param name="acceptedBy">The step that accepted the application; its day starts the counting back of months.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the form has a fault that only an officer can mend; the history says which, and nothing was calculated.</returns>
    public async ValueTask<bool> HandleAsync(Case owed, string step, string acceptedBy, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        using var accepted = await StepData.LastAsync(tasks, owed.Id, acceptedBy, cancellationToken);
        var claims = WorkerClaim.Read(data, owed, ChinaDay.Of(accepted.Task.CompletedAt!.Value));
        if (await hold.HasLeftAsync(owed.Id, cancellationToken))
            return Refuse(
                owed,
                "本案的垫付款已经支付，或者已由两人审批待付，不能重新核算",
                "Money of this case was paid: nothing is calculated anew"
            );
        var workers = owed.Roster;
        if (FundForms.FaultOf([.. claims.Select(c => c.Number)], workers) is { } fault)
            return Refuse(owed, fault);
        if (claims.Find(c => !BankAccount.IsValid(c.Account)) is { } wrong)
            return Refuse(
                owed,
                $"{WorkerNames.Of(owed, wrong.Number)}的银行账号校验不通过，请核对本人账号",
                $"The account of worker {wrong.Number} fails its check digit: compare it with the worker's own card and correct it",
                $"data.workers[{claims.IndexOf(wrong)}].account"
            );

        if (await accounts.FindAsync(owed, [.. claims.Select(c => c.Given)], cancellationToken) is [var clash, ..])
            return Refuse(owed, clash.Zh, clash.En, $"data.workers[{claims.FindIndex(c => c.Number == clash.Worker)}].account");

        // Who was accepted although the fund paid before was accepted for wages that another employer, or another time, owes.
        var excused = accepted.Text(CheckConditions.Grounds[CheckConditions.Fund]) is not null;
        var taken = await ledger.TakenAsync(owed, cancellationToken);
        var made = new List<FundAdvance>();
        foreach (var claim in claims.OrderBy(c => c.Number))
        {
            var worker = workers[claim.Number - 1];
            var result = claim.Calculate(register);
            if (!result.Succeeded && result.Refusal.Code != "amount.excluded")
                return Refuse(owed, $"{WorkerNames.Of(owed, claim.Number)}：{result.Refusal.Message.Zh}");
            var refusal =
                claim.Excluded ? $"{Basis(Exclusions)}：单位法定代表人、主要负责人及其近亲属，不予垫付"
                : taken.FirstOrDefault(t => t.IdNumber == worker.IdNumber && (!excused || t.Repeats(claim.Months))) is { } before
                    ? $"{Basis("wgf-condition")}：该员工的欠薪已由保障基金垫付（{before.CaseNumber}），不得重复申请"
                : result.Refusal is { } excluded ? excluded.Message.Zh
                : result.Explanation!.Total.Amount == 0 ? $"{Basis("wgf-months-cap-6")}：所填月份没有可以垫付的欠薪（见计算过程），不予垫付"
                : null;
            made.Add(Advance(owed, claim, worker, data.Task.CompletedBy!, FundForms.LeftOf(worker) ?? refusal, result.Explanation));
        }

        foreach (var earlier in await records.ListAsync<FundAdvance>(owed.Id, cancellationToken))
            earlier.Superseded = true;
        foreach (var advance in made)
            records.Add(advance);
        Tell(
            owed,
            data.Task.CompletedBy!,
            "fund.calculated",
            $"初算垫付{made.Count(a => a.Refusal is null)}人，合计{made.Sum(a => a.Amount):0.00}元，不予垫付{made.Count(a => a.Refusal is not null)}人",
            $"Calculated: {made.Sum(a => a.Amount):0.00} yuan for {made.Count(a => a.Refusal is null)} workers"
        );
        return true;
    }

    private FundAdvance Advance(Case owed, WorkerClaim claim, Party worker, string by, string? refusal, AmountExplanation? explained)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var advance = new FundAdvance
        {
            Id = id,
            CaseId = owed.Id,
            WorkerNumber = claim.Number,
            WorkerId = worker.Id,
            WorkerName = worker.Name,
            Bank = claim.Bank ?? "",
            Account = claim.Account ?? "",
            AccountProof = claim.Proof,
            Amount = refusal is null ? explained!.Total.Amount : 0,
            Refusal = refusal,
            WorkingsJson = JsonSerializer.Serialize(
                explained?.Steps.Select(s => new
                {
                    s.Rule,
                    s.Basis,
                    s.Zh,
                    s.En,
                }) ?? [],
                Json
            ),
            CalculatedBy = by,
            State = refusal is null ? AdvanceState.Calculated : AdvanceState.Refused,
        };
        if (refusal is null)
            advance.Months.AddRange(
                claim
                    .Input.Months.OrderBy(m => (m.Month.Year, m.Month.Month))
                    .Select(m => new FundMonth
                    {
                        Id = Guid.CreateVersion7(time.GetUtcNow()),
                        AdvanceId = id,
                        Month = m.Month.ToString(),
                        Owed = m.Owed,
                        Advanced = explained!.Parts.FirstOrDefault(p => p.Name == m.Month.ToString())?.Amount.Rounded.Amount ?? 0,
                    })
            );
        return advance;
    }

    private string Basis(string parameter) => register.RowsOf(parameter) is [var row, ..] ? row.Basis : parameter;

    private bool Refuse(Case owed, string zh, string? en = null, string? field = null)
    {
        Tell(owed, "workflow", "fund.form-refused", zh, en ?? "The calculation's form has a fault; see the Chinese entry", field);
        return false;
    }

    private void Tell(Case owed, string actor, string action, string zh, string en, string? field = null)
    {
        owed.Revision++;
        cases.Add(CaseEvents.Internal(owed.Id, time.GetUtcNow(), actor, action, zh, en, "《深圳经济特区欠薪保障条例》", field));
    }
}
