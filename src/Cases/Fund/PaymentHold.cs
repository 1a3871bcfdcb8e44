using System.Linq.Expressions;
using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 不得重复支付: what a case of the funds cannot go back to, or be taken away to, once its payment is under way. Whoever is refused reads who
/// decides instead.
/// </summary>
public sealed class PaymentHold(ICaseRecords records)
{
    private static readonly string[] Funds = ["WGF", "EMF"];

    /// <summary>Exceptions that would take the file, or one of its workers, away from the payment, and what the words for it are.</summary>
    private static readonly Dictionary<string, string> Moves = new(StringComparer.Ordinal)
    {
        ["transfer"] = "移送管辖",
        ["jurisdiction"] = "移送管辖",
        ["merger"] = "合并办理",
        ["member-exit"] = "成员退出",
    };

    /// <summary>A procedure of the funds.</summary>
    public static bool IsFund(string procedure) => Funds.Contains(procedure);

    /// <summary>
    /// What holds a case: an advance that was paid, or that stands in a batch which was approved. The rule as a part of a query, too, for lists
    /// that leave out what this class would refuse.
    /// </summary>
    /// <param name="approved">The batches that are approved, once or twice as it is asked.</param>
    public static Expression<Func<FundAdvance, bool>> Holds(IQueryable<PaymentBatch> approved) =>
        advance =>
            advance.State == AdvanceState.Paid
            || (!advance.Superseded && advance.State == AdvanceState.InBatch && approved.Any(batch => batch.Id == advance.BatchId));

    /// <summary>已支付或者两人审批待付: money of the case left the fund, or is on its way out.</summary>
    public ValueTask<bool> HasLeftAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        IsHeldAsync(caseId, batch => batch.SecondApprovedBy is not null, cancellationToken);

    private async ValueTask<bool> IsHeldAsync(Guid caseId, Func<PaymentBatch, bool> isApproved, CancellationToken cancellationToken)
    {
        var advances = await records.ListAsync<FundAdvance>(caseId, cancellationToken);
        var approved = (await records.ListAsync<PaymentBatch>(caseId, cancellationToken)).Where(isApproved).ToList();
        return advances.AsQueryable().Any(Holds(approved.AsQueryable()));
    }

    /// <summary>Refuses to calculate, enter or grant anything anew once money left: whoever was paid would be paid again.</summary>
    /// <exception cref="NotAllowedException"><c>fund.paid</c>.</exception>
    public async ValueTask DemandUnpaidAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        if (await HasLeftAsync(caseId, cancellationToken))
            throw new NotAllowedException("fund.paid", Paid, PaidEn);
    }

    /// <summary>退回、撤回: nobody goes back behind an approval of the payment; the steps of payment have ways of their own.</summary>
    /// <exception cref="NotAllowedException"><c>fund.paid</c>, <c>fund.approved</c>.</exception>
    public async ValueTask DemandStepBackAsync(string procedure, Guid caseId, CancellationToken cancellationToken = default)
    {
        if (!IsFund(procedure))
            return;
        if (await HasLeftAsync(caseId, cancellationToken))
            throw new NotAllowedException(
                "fund.paid",
                $"{Paid}支付结果、账号登记有误的，在“核验、更正账号”“向银行核查未到账的垫付款”办理。",
                $"{PaidEn} A wrong result or account is mended by the steps of payment."
            );
        if (await IsHeldAsync(caseId, batch => batch.FirstApprovedBy is not null, cancellationToken))
            throw new NotAllowedException(
                "fund.approved",
                "支付批次已经初审，不能退回或者撤回步骤：请由复审人员选择“退回，重新编制支付批次”，新的批次重新审批。",
                "The batch has its first approval: the second approver returns it, and the new batch is approved again."
            );
    }

    /// <summary>Refuses an exception that the payment does not allow any more.</summary>
    /// <param name="owed">The case.</param>
    /// <param name="kind">A code of <see cref="ExceptionKinds"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="NotAllowedException"><c>fund.in-payment</c>.</exception>
    public async ValueTask DemandAsync(Case owed, string kind, CancellationToken cancellationToken = default)
    {
        if (!IsFund(owed.ProcedureCode))
            return;
        if (kind == ExceptionKinds.Withdrawal)
            DemandWithdrawal(owed);
        else if (Moves.TryGetValue(kind, out var move) && (IsInPayment(owed) || await HasLeftAsync(owed.Id, cancellationToken)))
            throw new NotAllowedException(
                "fund.in-payment",
                kind == "member-exit"
                    ? "案件已进入垫付支付，员工不能退出：该员工已由单位付清的，由支付审批人员（负责人、财务）选择单位已支付；已经支付的，由基金追偿。"
                    : $"案件已进入垫付支付，不能{move}：由支付垫付款的机构支付完毕并追偿。",
                kind == "member-exit"
                    ? "The advance is being paid: nobody leaves now; the approvers stop the payment of whom the employer paid."
                    : "The advance is being paid: the fund that pays also recovers, and the file stays here."
            );
    }

    /// <summary>
    /// 重新办理: a case that was paid goes on in its own procedure, which takes it to the recovery: fraud that came to light, an employer with
    /// property again. Any other procedure would begin anew with money that was paid.
    /// </summary>
    /// <param name="owed">The case.</param>
    /// <param name="procedure">The procedure that the approval names.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<FieldError?> ReopeningFaultAsync(Case owed, string? procedure, CancellationToken cancellationToken = default) =>
        IsFund(owed.ProcedureCode) && procedure != owed.ProcedureCode && await HasLeftAsync(owed.Id, cancellationToken)
            ? new FieldError(
                "data.procedure",
                "contradictory",
                $"本案的垫付款已经支付，重新办理只能继续追偿：请选择{(owed.ProcedureCode == "WGF" ? "欠薪垫付" : "区级应急专项")}。",
                "Money of this case was paid: it is taken up again in its own procedure, which goes on with the recovery."
            )
            : null;

    /// <summary>撤回: from the payment on the approvers decide whether the advance is stopped; what was paid is recovered.</summary>
    /// <exception cref="NotAllowedException"><c>fund.in-payment</c>.</exception>
    public static void DemandWithdrawal(Case owed)
    {
        if (IsInPayment(owed))
            throw new NotAllowedException(
                "fund.in-payment",
                "案件已进入垫付支付，不能撤回申请：尚未支付的，请联系基金经办人员，由支付审批人员（负责人、财务）决定停止垫付；已经支付的，由基金向用人单位追偿。",
                "The advance is being paid and cannot be withdrawn: tell the fund's officer; the approvers decide whether it is stopped, and what was paid is recovered."
            );
    }

    private static bool IsInPayment(Case owed) => owed.Stage is Stages.FundPayment or Stages.FundRecovery;

    private const string Paid =
        "本案的垫付款已经支付，或者已由两人审批待付，不能重新核算、审批，以免重复支付。多付的在追偿中责令退回；少付的另行申请。";

    private const string PaidEn =
        "Money of this case was paid, or two people approved it: nothing is calculated anew, or somebody would be paid twice.";
}
