using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 先行裁决的独立效力 (调解仲裁法 art 43 (2), 47–51): a partial award is an award of its own. However the rest of the case ends, by withdrawal,
/// settlement or termination, or wherever it is handed to, the periods to go to court against it run on, it takes effect on its own day, and
/// the two years to ask for its enforcement are counted from that day.
/// </summary>
public sealed class PartialAwards(ICaseStore cases, ICaseRecords records, ITaskStore tasks, CourtOutcomes courts)
{
    /// <summary>The procedure that sees to a partial award when what made it has ended.</summary>
    public const string FollowUp = Procedures.PartialAward;

    /// <summary>The word by which the periods against a partial award are told from those against the award that follows it.</summary>
    internal const string Word = "先行裁决";

    private static readonly string[] Remedies = [StartRemedies.WorkerSues, StartRemedies.EmployerChallenges, StartRemedies.EitherSues];

    private static readonly string[] FollowingSteps = ["partial-serve", "partial-watch"];

    /// <summary>Whether a period is one to go to court against a partial award.</summary>
    public static bool IsRemedy(CaseDeadline deadline) =>
        Remedies.Contains(deadline.ParameterId) && deadline.Name.Contains(Word, StringComparison.Ordinal);

    /// <summary>All partial awards were served, and their periods have begun.</summary>
    public async ValueTask<bool> AreServedAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await records.ListAsync<Award>(caseId, cancellationToken)).All(award => !award.Partial || award.RemediesBegun);

    /// <summary>
    /// Whether it is still open if a partial award takes effect, so that somebody has to see to it: it is not served, or may still be taken to
    /// court. One that a court has to decide about is recorded when the court has (see <see cref="CourtOutcomes"/>).
    /// </summary>
    public async ValueTask<bool> AreOpenAsync(Case decided, CancellationToken cancellationToken = default) =>
        decided.DocketNumber is not null
        && (await records.ListAsync<Award>(decided.Id, cancellationToken)).Any(award => award.Partial)
        && !await courts.AwaitsPartialAsync(decided, cancellationToken)
        && (
            !await AreServedAsync(decided.Id, cancellationToken)
            || (await cases.DeadlinesAsync(decided.Id, cancellationToken)).Any(open =>
                open.State == DeadlineState.Running && IsRemedy(open)
            )
        );

    /// <summary>Somebody sees to it already.</summary>
    public async ValueTask<bool> AreFollowedAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        (await tasks.ListOfCaseAsync(caseId, cancellationToken)).Any(task => task.IsOpen && FollowingSteps.Contains(task.Step));
}
