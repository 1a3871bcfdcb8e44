using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 区级应急专项: amounts that the district decides by its own rules (<c>emf-scope</c> is configuration, no law), as a step's form lists
/// them and another officer's form repeats them.
/// </summary>
public sealed class EnterAdvances(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    AccountChecks accounts,
    PaymentHold hold,
    TimeProvider time
)
{
    /// <param name="owed">The case.</param>
    /// <param name="step">The step whose form lists workers (worker, amount, bank, account).</param>
    /// <param name="approvedBy">The step whose form repeats the total.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when a worker is missing, an account fails its check or the totals differ; the history says which.</returns>
    public async ValueTask<bool> HandleAsync(Case owed, string step, string approvedBy, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        using var approval = await StepData.LastAsync(tasks, owed.Id, approvedBy, cancellationToken);
        var workers = owed.Roster;
        var rows = data.List("workers");
        var numbers = rows.Select(r => r.GetProperty("worker").GetInt32()).ToList();
        var total = rows.Sum(r => r.GetProperty("amount").GetDecimal());
        var fault =
            (await hold.HasLeftAsync(owed.Id, cancellationToken) ? "本案的垫付款已经支付，或者已由两人审批待付，不能重新登记" : null)
            ?? FundForms.FaultOf(numbers, workers)
            ?? (numbers.Exists(n => FundForms.LeftOf(workers[n - 1]) is not null) ? "申请中有已退出本案的员工，请删除该员工" : null)
            ?? (rows.Any(r => !BankAccount.IsValid(r.GetProperty("account").GetString())) ? "有银行账号校验不通过" : null)
            ?? (
                await accounts.FindAsync(owed, [.. rows.Select(AccountChecks.Read)], cancellationToken) is [var clash, ..] ? clash.Zh : null
            )
            ?? (approval.Amount("total") != total ? $"明细合计{total:0.00}元，审核填写{approval.Amount("total"):0.00}元，不一致" : null);
        owed.Revision++;
        if (fault is not null)
        {
            cases.Add(
                CaseEvents.Internal(owed.Id, time.GetUtcNow(), "workflow", "fund.form-refused", fault, "The list of workers has a fault")
            );
            return false;
        }

        foreach (var earlier in await records.ListAsync<FundAdvance>(owed.Id, cancellationToken))
            earlier.Superseded = true;
        foreach (var row in rows)
        {
            var number = row.GetProperty("worker").GetInt32();
            records.Add(
                new FundAdvance
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    CaseId = owed.Id,
                    WorkerNumber = number,
                    WorkerId = workers[number - 1].Id,
                    WorkerName = workers[number - 1].Name,
                    Bank = row.GetProperty("bank").GetString()!,
                    Account = row.GetProperty("account").GetString()!,
                    AccountProof = AccountChecks.Read(row).Proof,
                    Amount = row.GetProperty("amount").GetDecimal(),
                    WorkingsJson = "[]",
                    Emergency = true,
                    CalculatedBy = data.Task.CompletedBy!,
                    ConfirmedBy = approval.Task.CompletedBy,
                    State = AdvanceState.Confirmed,
                }
            );
        }
        return true;
    }
}
