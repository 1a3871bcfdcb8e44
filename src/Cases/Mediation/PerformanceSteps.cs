using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Mediation;

/// <summary>
/// 协议不履行的途径: an agreement that became an arbitral mediation document, or that the court confirmed, is enforced by the court and not
/// arbitrated anew, nor put into an order to pay (调解仲裁法 art 15, 16, 51); and nobody is in default before the first day on which something
/// is due.
/// </summary>
public sealed class PerformanceSteps(ICaseRecords records, TimeProvider time)
{
    /// <summary>申请强制执行: the outcome for what is enforceable.</summary>
    public const string Enforce = "enforce";

    private const string Exception = "exc-performance";

    /// <summary>申请支付令: the outcome by which the worker goes to the court for an order to pay.</summary>
    public const string Order = "order";

    private static readonly string[] Defaults = ["arbitrate", Order];

    /// <summary>The steps that say what became of an agreement.</summary>
    internal static bool Concerns(string step) => step is TrackPerformance.TrackingStep or Exception;

    /// <summary>The outcomes that <see cref="DemandAsync"/>, or the drawing, would refuse now.</summary>
    internal async ValueTask<IReadOnlyList<string>> ClosedAsync(Case agreed, CancellationToken cancellationToken)
    {
        if (IsEnforceable(agreed))
            return Defaults;
        var open = (await records.ListAsync<Instalment>(agreed.Id, cancellationToken)).Where(i => i.IsOpen).ToList();
        return open.Count > 0 && open.Min(i => i.DueOn) >= ChinaDay.Today(time) ? [.. Defaults, Enforce] : [Enforce];
    }

    /// <summary>The court enforces it.</summary>
    public static bool IsEnforceable(Case agreed) => agreed.ClosedAs is "reviewed" or TrackPerformance.Confirmed;

    /// <summary>Refuses a default that is none, and a road that this agreement does not have.</summary>
    /// <param name="agreed">The case.</param>
    /// <param name="task">The step.</param>
    /// <param name="outcome">What is to be recorded.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="NotAllowedException">
    /// <c>performance.enforceable</c>, <c>performance.not-enforceable</c>, <c>performance.not-due</c>; the message says what can be done.
    /// </exception>
    public async ValueTask DemandAsync(Case agreed, CaseTask task, string outcome, CancellationToken cancellationToken = default)
    {
        if (task.Step is not (TrackPerformance.TrackingStep or Exception))
            return;
        if (Defaults.Contains(outcome) && IsEnforceable(agreed))
            throw new NotAllowedException(
                "performance.enforceable",
                $"本案协议已经{(agreed.ClosedAs == TrackPerformance.Confirmed ? "人民法院司法确认" : "置换为仲裁调解书")}，不履行的向人民法院申请强制执行，不再申请仲裁或者支付令（《劳动争议调解仲裁法》第51条）：请选择“申请强制执行”，或者在案件页面登记“申请执行或者履行情况”。",
                "The agreement is enforceable: apply to the court for enforcement instead of arbitration or an order to pay."
            );
        if (outcome == Enforce && !IsEnforceable(agreed))
            throw new NotAllowedException(
                "performance.not-enforceable",
                "本案协议没有置换为仲裁调解书，也没有经人民法院司法确认，不能直接申请强制执行：请选择转仲裁或者申请支付令；仍在期限内的，可以共同申请仲裁审查或者司法确认。",
                "The agreement was neither reviewed nor confirmed: choose arbitration or an order to pay."
            );
        // The tracking step says so itself and stays; what is raised on the case has no instalment before it.
        if (task.Step != Exception || !Defaults.Contains(outcome))
            return;
        var instalments = (await records.ListAsync<Instalment>(agreed.Id, cancellationToken)).Where(i => i.IsOpen).ToList();
        if (instalments.Count > 0 && instalments.Min(i => i.DueOn) is var first && first >= ChinaDay.Today(time))
            throw new NotAllowedException(
                "performance.not-due",
                $"最近一期的履行期限为{first:yyyy-MM-dd}，尚未届满，不能按逾期不履行办理；到期后仍未履行的，请再登记。",
                $"Nothing is in default before {first:yyyy-MM-dd} has passed."
            );
    }
}
