using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 开庭日: what happened at a hearing, or that the applicant stayed away from it, can be recorded from its day on and not before: a party that
/// still has days to come to its hearing has not failed to come (调解仲裁法 art 36).
/// </summary>
public sealed class HearingDay(ICaseRecords records, TimeProvider time)
{
    private static readonly string[] Steps = ["fta-hearing", "arb-hearing"];
    private static readonly string[] OfTheDay = ["held", "applicant-absent"];

    /// <summary>Refuses a record of a hearing whose day has not come.</summary>
    /// <param name="task">The step.</param>
    /// <param name="outcome">What is to be recorded.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="NotAllowedException"><c>hearing.not-yet</c>, <c>hearing.unproven</c>: the day, and what can be done instead.</exception>
    public async ValueTask DemandAsync(CaseTask task, string outcome, CancellationToken cancellationToken = default)
    {
        if (!Steps.Contains(task.Step) || !OfTheDay.Contains(outcome))
            return;
        var next = Hearing.NextOf(await records.ListAsync<Hearing>(task.CaseId, cancellationToken));
        // Whoever was not told of the present day has not failed to come (调解仲裁法 art 35, 36).
        if (next is { NotifiedOn: null } && next.HeldOn <= ChinaDay.Today(time) && outcome == "applicant-absent")
            throw new NotAllowedException(
                "hearing.unproven",
                $"{next.HeldOn:yyyy-MM-dd}开庭的通知没有送达双方的记录，不能按撤回申请处理；请先办理送达，或者延期开庭、重新通知（《劳动争议调解仲裁法》第35条、第36条）。",
                "There is no record that the notice of this hearing was served; serve it, or adjourn and give notice anew."
            );
        if (next is null || next.HeldOn <= ChinaDay.Today(time))
            return;
        throw new NotAllowedException(
            "hearing.not-yet",
            $"本次开庭定于{next.HeldOn:yyyy-MM-dd}，开庭日之前不能登记开庭情况。需要改期的，请选择“延期开庭”并重新排期、通知双方（《劳动争议调解仲裁法》第35条、第36条）。",
            $"The hearing is set for {next.HeldOn:yyyy-MM-dd} and cannot be recorded before; to move it, adjourn and schedule it anew."
        );
    }
}
