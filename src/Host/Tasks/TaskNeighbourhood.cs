using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>What stands around the tasks of a page in their procedures, read at once: it decides whether a step can be sent or taken back.</summary>
internal sealed class TaskNeighbourhood(ILookup<string, TaskNeighbourhood.Step> steps, IReadOnlySet<Guid> held)
{
    internal sealed record Step(Guid Id, string InstanceId, string ActivityId, CaseTaskStatus Status, DateTimeOffset? CompletedAt);

    /// <param name="tasks">The page.</param>
    /// <param name="userName">Only what this officer has or did can go back; the rest is not read.</param>
    /// <param name="database">The database.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<TaskNeighbourhood> ReadAsync(
        IReadOnlyList<CaseTask> tasks,
        string userName,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var own = tasks.Where(task => (task.IsOpen && task.Assignee == userName) || task.CompletedBy == userName).ToList();
        var instances = own.Select(task => task.InstanceId).Distinct(StringComparer.Ordinal).ToList();
        // By the case, which is indexed: all steps of an instance are its case's.
        var cases = own.Select(task => task.CaseId).Distinct().ToList();
        var steps =
            own.Count == 0
                ? []
                : await database
                    .Set<CaseTask>()
                    .AsNoTracking()
                    .Where(task =>
                        cases.Contains(task.CaseId) && instances.Contains(task.InstanceId) && task.Status != CaseTaskStatus.Cancelled
                    )
                    .Select(task => new Step(task.Id, task.InstanceId, task.ActivityId, task.Status, task.CompletedAt))
                    .ToListAsync(cancellationToken);
        return new TaskNeighbourhood(
            steps.ToLookup(step => step.InstanceId, StringComparer.Ordinal),
            await HeldAsync(own, database, cancellationToken)
        );
    }

    /// <summary>The cases of the funds whose payment was approved or made: what <see cref="PaymentHold"/> would refuse is not offered.</summary>
    public static async Task<IReadOnlySet<Guid>> HeldAsync(
        IEnumerable<CaseTask> tasks,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cases = tasks.Where(task => PaymentHold.IsFund(task.ProcedureCode)).Select(task => task.CaseId).Distinct().ToList();
        return cases.Count == 0
            ? new HashSet<Guid>()
            : await database
                .Set<FundAdvance>()
                .IgnoreAutoIncludes()
                .Where(advance => cases.Contains(advance.CaseId))
                .Where(PaymentHold.Holds(database.Set<PaymentBatch>().Where(batch => batch.FirstApprovedBy != null)))
                .Select(advance => advance.CaseId)
                .ToHashSetAsync(cancellationToken);
    }

    public TaskNeighbours Of(CaseTask task)
    {
        var others = steps[task.InstanceId].Where(step => step.Id != task.Id).ToList();
        var open = others.Where(step => step.Status is CaseTaskStatus.Open or CaseTaskStatus.Claimed).ToList();
        return new TaskNeighbours(
            others.Exists(step => step.Status == CaseTaskStatus.Completed && step.ActivityId != task.ActivityId),
            open.Count > 0
                && open.TrueForAll(step => step.Status == CaseTaskStatus.Open)
                && !others.Exists(step => step.Status == CaseTaskStatus.Completed && step.CompletedAt > task.CompletedAt),
            held.Contains(task.CaseId) && PaymentHold.IsFund(task.ProcedureCode)
        );
    }
}
