using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Filing;

/// <summary>A withdrawal.</summary>
/// <param name="Reason">Why.</param>
/// <param name="OperationId">Chosen by the client; a repeated command with the same id has no second effect.</param>
public sealed record WithdrawRequest(string? Reason, string? OperationId = null);

/// <summary>
/// 撤回申请: closes the case at the applicant's wish, at any stage before it is closed. Run it in the transaction that cancels the case's
/// workflow instance.
/// </summary>
public sealed class WithdrawApplication(ICaseStore cases, ITaskStore tasks, TimeProvider time)
{
    /// <summary>Withdraws.</summary>
    /// <exception cref="InvalidInputException">The reason is missing or too long.</exception>
    /// <exception cref="NotAllowedException">The case is closed (<c>case.closed</c>).</exception>
    public async ValueTask HandleAsync(Case disputed, WithdrawRequest request, string actor, CancellationToken cancellationToken = default)
    {
        var check = new FieldCheck();
        check.Required("reason", request.Reason, 2_000, "撤回理由");
        if (check.Errors.Count > 0)
            throw new InvalidInputException(check.Errors);
        if (disputed.ClosedAt is not null)
            throw new NotAllowedException("case.closed", "案件已办结，不能撤回。", "The case is closed and cannot be withdrawn.");

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
                $"申请人撤回申请：{request.Reason!.Trim()}",
                "The applicant withdrew the application"
            )
        );
    }
}
