using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Fund;

/// <summary>复核: another officer calculates from the papers again; only amounts that agree to the fen go on.</summary>
public sealed class ConfirmAdvances(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    AccountChecks accounts,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <param name="owed">The case.</param>
    /// <param name="step">The step whose form holds the second calculation.</param>
    /// <param name="acceptedBy">The step that accepted the application.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when an amount differs or the form has a fault; the history says which.</returns>
    public async ValueTask<bool> HandleAsync(Case owed, string step, string acceptedBy, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        using var accepted = await StepData.LastAsync(tasks, owed.Id, acceptedBy, cancellationToken);
        var second = WorkerClaim.Read(data, owed, ChinaDay.Of(accepted.Task.CompletedAt!.Value)).ToDictionary(c => c.Number);
        var first = (await records.ListAsync<FundAdvance>(owed.Id, cancellationToken)).Where(a => !a.Superseded).ToList();
        var differences = new List<string>();
        foreach (var advance in first.OrderBy(a => a.WorkerNumber))
        {
            if (!second.TryGetValue(advance.WorkerNumber, out var claim))
            {
                if (advance.Refusal == FundForms.Left)
                    continue;
                differences.Add($"缺少{WorkerNames.Of(owed, advance)}的复核");
                continue;
            }
            var result = claim.Calculate(register);
            var amount = claim.Excluded || !result.Succeeded ? 0 : result.Explanation.Total.Amount;
            // Whoever was refused for an earlier payment stays refused: that is the ledger's word, not a sum.
            if (
                advance.State != AdvanceState.Refused && amount != advance.Amount
                || advance.State == AdvanceState.Refused && amount > 0 && !WasPaidBefore(advance) && advance.Refusal != FundForms.Left
            )
                differences.Add($"{WorkerNames.Of(owed, advance)}初算{advance.Amount:0.00}元，复核{amount:0.00}元");
            // The second officer types the account from the worker's card again, where the first one's is to be checked.
            if (claim.Account is { } again && again != advance.Account)
                differences.Add($"{WorkerNames.Of(owed, advance)}的银行账号与初算不同，请对照本人银行卡核对");
        }
        // Since the first calculation another case may have come in with the same account.
        var given = first.Where(a => a.Refusal is null).Select(a => new GivenAccount(a.WorkerNumber, a.Account, a.AccountProof));
        differences.AddRange((await accounts.FindAsync(owed, [.. given], cancellationToken)).Select(clash => clash.Zh));

        owed.Revision++;
        if (differences.Count > 0)
        {
            Tell(
                owed,
                data.Task.CompletedBy!,
                "fund.review-differs",
                "复核不一致：" + string.Join("；", differences),
                "The second calculation differs"
            );
            return false;
        }

        foreach (var advance in first)
        {
            advance.ConfirmedBy = data.Task.CompletedBy;
            if (advance.State == AdvanceState.Calculated)
                advance.State = AdvanceState.Confirmed;
        }
        Tell(
            owed,
            data.Task.CompletedBy!,
            "fund.confirmed",
            $"复核一致，合计{first.Sum(a => a.Amount):0.00}元",
            $"The second calculation agrees: {first.Sum(a => a.Amount):0.00} yuan"
        );
        return true;
    }

    private static bool WasPaidBefore(FundAdvance advance) => advance.Refusal?.Contains("不得重复申请", StringComparison.Ordinal) == true;

    private void Tell(Case owed, string actor, string action, string zh, string en) =>
        cases.Add(CaseEvents.Internal(owed.Id, time.GetUtcNow(), actor, action, zh, en, "《深圳经济特区欠薪保障条例》"));
}
