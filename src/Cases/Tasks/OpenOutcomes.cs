using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Tasks;

/// <summary>
/// 可选的结果: the outcomes of a step that can be chosen now. What the law or the state of the case would refuse anyway is no button; whoever
/// completes the step by other means still reads why.
/// </summary>
public sealed class OpenOutcomes(ITaskStore tasks, PerformanceSteps performance, TrackPerformance track)
{
    /// <summary>The outcomes open to an officer or to a party.</summary>
    /// <param name="task">The step.</param>
    /// <param name="matter">Its case.</param>
    /// <param name="schemaJson">Its form.</param>
    /// <param name="byParty">Somebody who has the side's query code or link asks, and not an officer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<IReadOnlyList<TaskOutcome>> OfAsync(
        CaseTask task,
        Case matter,
        string? schemaJson,
        bool byParty,
        CancellationToken cancellationToken = default
    )
    {
        var closed = new HashSet<string>(StringComparer.Ordinal);
        if (PerformanceSteps.Concerns(task.Step))
        {
            closed.UnionWith(await performance.ClosedAsync(matter, cancellationToken));
            if (!await track.MayAskForOrderAsync(matter, cancellationToken))
                closed.Add(PerformanceSteps.Order);
        }
        if (byParty && schemaJson is not null)
            closed.UnionWith(DisposingSteps.OnPaperOnly(matter, task, schemaJson));
        return [.. TaskOutcomes.Read(task.OutcomesJson).Where(outcome => !closed.Contains(outcome.Code))];
    }

    /// <summary>须在纸质材料上签名: of several parties on a side no single one can choose what all of them have to sign.</summary>
    public static bool IsOnPaper(CaseTask task, Case matter, string? schemaJson) =>
        schemaJson is not null && DisposingSteps.OnPaperOnly(matter, task, schemaJson).Count > 0;

    /// <summary>What the last agreement says of payer, shares and instalments.</summary>
    public ValueTask<AgreedTerms> TermsAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        AgreedTerms.OfAsync(tasks, caseId, cancellationToken);
}
