using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Filing;

/// <summary>A withdrawal.</summary>
/// <param name="Reason">Why.</param>
/// <param name="OperationId">Chosen by the client; a repeated command with the same id has no second effect.</param>
/// <param name="ActedBy"><c>party</c> or <c>agent</c>: who withdraws. An agent needs special authority.</param>
public sealed record WithdrawRequest(string? Reason, string? OperationId = null, string? ActedBy = null);

/// <summary>
/// 撤回申请: closes the case at the applicant's wish, at any stage before it is closed. Run it in the transaction that cancels the case's
/// workflow instance.
/// </summary>
public sealed class WithdrawApplication(ICaseStore cases, ITaskStore tasks, TimeProvider time)
{
    /// <summary>
    /// Mediation is over and nobody has applied for arbitration: there is nothing to withdraw, and who does not apply is told the last day on
    /// which they still may (调解仲裁法 art 27).
    /// </summary>
    public static NotAllowedException NothingApplied() =>
        new(
            "case.not-applied",
            "调解已经终结，尚未申请仲裁，没有可以撤回的申请。不申请仲裁的，请办理“不申请仲裁”：办结告知书写明仍可以申请的最后一日（《劳动争议调解仲裁法》第27条）。",
            "Mediation is over and nothing has been applied for. Whoever does not want arbitration says so in the step 不申请仲裁 and is told the last day."
        );

    /// <summary>Withdraws.</summary>
    /// <exception cref="InvalidInputException">The reason is missing or too long.</exception>
    /// <exception cref="NotAllowedException">The case is closed (<c>case.closed</c>); see <see cref="NothingApplied"/>; or see <see cref="PaymentHold.DemandWithdrawal"/> and
    /// <see cref="Authorities.Demand"/>.</exception>
    public async ValueTask HandleAsync(Case disputed, WithdrawRequest request, string actor, CancellationToken cancellationToken = default)
    {
        var check = new FieldCheck();
        check.Required("reason", request.Reason, 2_000, "撤回理由");
        check.OneOf("actedBy", request.ActedBy, [Authorities.ByParty, Authorities.ByAgent], "由谁办理", required: false);
        if (check.Errors.Count > 0)
            throw new InvalidInputException(check.Errors);
        if (disputed.ClosedAt is not null)
            throw new NotAllowedException("case.closed", "案件已办结，不能撤回。", "The case is closed and cannot be withdrawn.");
        if (disputed.Stage == Stages.ArbitrationApplication)
            throw NothingApplied();
        PaymentHold.DemandWithdrawal(disputed);
        Authorities.Demand(disputed, PartySide.Applicant, request.ActedBy, seen: false, "actedBy", "撤回申请");
        Authorities.DemandEach(disputed, PartySide.Applicant, request.ActedBy, seen: false, "", "撤回申请");

        var now = time.GetUtcNow();
        foreach (var task in await tasks.ListOfCaseAsync(disputed.Id, cancellationToken))
            task.Cancel(actor, now);
        foreach (var deadline in await cases.DeadlinesAsync(disputed.Id, cancellationToken))
            deadline.End(DeadlineState.Ended, now);
        disputed.Close("withdrawn", request.Reason!.Trim(), now);
        cases.Add(
            CaseEvents.Public(
                disputed.Id,
                now,
                actor,
                "withdrawn",
                $"申请人{(request.ActedBy == Authorities.ByAgent ? "（由委托代理人）" : "")}撤回申请：{request.Reason!.Trim()}",
                "The applicant withdrew the application"
            )
        );
    }
}
