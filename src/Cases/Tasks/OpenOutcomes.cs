using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Tasks;

/// <summary>
/// 可选的结果: the outcomes of a step that can be chosen now. What the law or the state of the case would refuse anyway is no button; whoever
/// completes the step by other means still reads why.
/// </summary>
public sealed class OpenOutcomes(ITaskStore tasks, ICaseStore cases, PerformanceSteps performance, TrackPerformance track)
{
    /// <summary>The outcomes open to an officer. The whole case is read for the steps alone whose outcomes depend on it.</summary>
    /// <param name="task">The step.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<IReadOnlyList<TaskOutcome>> ForOfficerAsync(CaseTask task, CancellationToken cancellationToken = default) =>
        PerformanceSteps.Concerns(task.Step)
            ? Open(task, await ClosedAsync((await cases.FindAsync(task.CaseId, forUpdate: false, cancellationToken))!, cancellationToken))
            : TaskOutcomes.Read(task.OutcomesJson);

    /// <summary>The outcomes open to a party, who has the side's query code or link.</summary>
    /// <param name="task">The step.</param>
    /// <param name="matter">Its case.</param>
    /// <param name="schemaJson">Its form.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<IReadOnlyList<TaskOutcome>> ForPartyAsync(
        CaseTask task,
        Case matter,
        string? schemaJson,
        CancellationToken cancellationToken = default
    )
    {
        var closed = PerformanceSteps.Concerns(task.Step) ? await ClosedAsync(matter, cancellationToken) : [];
        if (schemaJson is not null)
            closed.UnionWith(DisposingSteps.OnPaperOnly(matter, task, schemaJson));
        return Open(task, closed);
    }

    /// <summary>须在纸质材料上签名: of several parties on a side no single one can choose what all of them have to sign.</summary>
    public static bool IsOnPaper(CaseTask task, Case matter, string? schemaJson) =>
        schemaJson is not null && DisposingSteps.OnPaperOnly(matter, task, schemaJson).Count > 0;

    /// <summary>What the last agreement says of payer, shares and instalments.</summary>
    public ValueTask<AgreedTerms> TermsAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        AgreedTerms.OfAsync(tasks, caseId, cancellationToken);

    private async ValueTask<HashSet<string>> ClosedAsync(Case matter, CancellationToken cancellationToken)
    {
        var closed = new HashSet<string>(await performance.ClosedAsync(matter, cancellationToken), StringComparer.Ordinal);
        if (!await track.MayAskForOrderAsync(matter, cancellationToken))
            closed.Add(PerformanceSteps.Order);
        return closed;
    }

    private static List<TaskOutcome> Open(CaseTask task, HashSet<string> closed) =>
        [.. TaskOutcomes.Read(task.OutcomesJson).Where(outcome => !closed.Contains(outcome.Code))];
}
