using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// 人民法院受理诉讼: when the commission missed the time limit for its decision, a party may sue; once the court has accepted, arbitration ends,
/// and while it has not, arbitration goes on (办案规则 art. 48).
/// </summary>
public sealed class CourtAcceptance(ICaseStore cases, StatuteRegister register, TimeProvider time)
{
    /// <summary>The code of the kind of exception.</summary>
    public const string Kind = "court-accepted";

    /// <summary>
    /// Whether a period has passed whose article then opens the way to court: 调解仲裁法 art. 29 for the decision to accept, art. 43 for the
    /// award. That the decision came late does not take the right away.
    /// </summary>
    public async ValueTask<bool> IsPossibleAsync(Case disputed, CancellationToken cancellationToken = default)
    {
        var (today, place) = (ChinaDay.Today(time), new Jurisdiction(disputed.District));
        return (await cases.DeadlinesAsync(disputed.Id, cancellationToken)).Any(deadline =>
            (deadline.State == DeadlineState.Missed || (deadline.State == DeadlineState.Running && deadline.DueOn < today))
            && register.Find(deadline.ParameterId, place, deadline.StartsOn).Row?.Remedy.Zh is not null
        );
    }

    /// <summary>Refuses what cannot be yet.</summary>
    /// <exception cref="NotAllowedException">No such period has passed.</exception>
    public async ValueTask DemandAsync(Case disputed, CancellationToken cancellationToken = default)
    {
        if (!await IsPossibleAsync(disputed, cancellationToken))
            throw new NotAllowedException(
                "exception.not-late",
                "受理、裁决的法定期限未届满，不适用《劳动争议调解仲裁法》第29条、第43条和《劳动人事争议仲裁办案规则》第48条的终止审理。",
                "No time limit for acceptance or award has passed: articles 29 and 43 of the Mediation and Arbitration Law open no way to court yet."
            );
    }
}
