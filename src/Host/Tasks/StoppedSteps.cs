using LaborFlow.Cases;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>
/// 依法不能通过的步骤: a step whose data the law does not let pass would come back at once with an entry that says why. Over HTTP it is refused
/// instead: the officer keeps the step and the form, and reads the article and what can be done. The attempt is noted on the case all the same.
/// </summary>
internal sealed class StoppedSteps(LaborFlowDbContext database, IServiceScopeFactory scopes)
{
    /// <summary>The problem's code.</summary>
    public const string Code = "step.stopped";

    /// <summary>What use cases note when they let a step not pass.</summary>
    private static readonly HashSet<string> Actions = new(StringComparer.Ordinal)
    {
        "condition.failed",
        "fund.form-refused",
        "fund.total-differs",
        "tribunal.refused",
        "hearing.refused",
        "mediation.refused",
        "inspectors.refused",
        "rectification.refused",
        "recheck.refused",
        "award.refused",
        "representatives.refused",
        "merge.refused",
        "party.refused",
    };

    private List<CaseEvent> _stopped = [];

    /// <summary>Refuses an advance that only brought the step back.</summary>
    /// <exception cref="NotAllowedException"><see cref="Code"/>: why, by which article, and what can be done.</exception>
    public ValueTask ConfirmAsync(CaseTask completed)
    {
        var again = database
            .ChangeTracker.Entries<CaseTask>()
            .Any(row =>
                row.State == EntityState.Added && row.Entity.Step == completed.Step && row.Entity.InstanceId == completed.InstanceId
            );
        var stopped = database
            .ChangeTracker.Entries<CaseEvent>()
            .Where(row => row.State == EntityState.Added && Actions.Contains(row.Entity.Action))
            .Select(row => row.Entity)
            .ToList();
        if (!again || stopped.Count == 0)
            return ValueTask.CompletedTask;
        _stopped = stopped;
        throw new NotAllowedException(
            Code,
            string.Join("；", stopped.Select(entry => Told(entry.Zh, entry.LegalBasis, "依据"))),
            string.Join(" ", stopped.Select(entry => Told(entry.En, entry.LegalBasis, "By "))),
            [
                .. stopped
                    .Where(entry => entry.Field is not null)
                    .Select(entry => new FieldError(entry.Field!, entry.Action, entry.Zh, entry.En)),
            ]
        );
    }

    /// <summary>Notes on the case, in a transaction of its own, that the step was tried and stopped.</summary>
    public async Task NoteAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var other = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        await using var transaction = await other.Database.BeginTransactionAsync(cancellationToken);
        other.AddRange(_stopped);
        await other.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string Told(string text, string? basis, string by) =>
        basis is null || text.Contains(basis, StringComparison.Ordinal) ? text : $"{text}（{by}{basis}）";
}
