using LaborFlow.Cases.Deadlines;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// Procedures that wait for a deadline (<see cref="DeadlineWait"/>) wait until its new last day as soon as it is saved: whoever moves it, an
/// officer, a procedure or a change of law, the clock of the wait moves in the same transaction, forward as well as back.
/// </summary>
internal static class MovedWaits
{
    /// <summary>The running deadlines among what is being saved whose last day moved. Call it before the save.</summary>
    public static IReadOnlyList<(string Hash, DateTimeOffset Until)> Of(ChangeTracker tracker) =>
        [
            .. tracker
                .Entries<CaseDeadline>()
                .Where(entry =>
                    entry.State == EntityState.Modified
                    && entry.Entity.State == DeadlineState.Running
                    && entry.Property(deadline => deadline.DueOn).IsModified
                )
                .Select(entry => entry.Entity)
                .Select(deadline =>
                    (
                        StimulusHash.Compute(DeadlineWait.Name, DeadlineWait.StimulusOf(deadline.Id)),
                        DeadlineWait.EndOf(deadline, DateTimeOffset.MinValue)
                    )
                ),
        ];

    /// <summary>Sets the clocks, in the open transaction.</summary>
    public static async Task WriteAsync(
        LaborFlowDbContext context,
        IReadOnlyList<(string Hash, DateTimeOffset Until)> moved,
        CancellationToken cancellationToken
    )
    {
        if (moved.Count == 0)
            return;
        await using var batch = DatabaseSession.Create(context);
        foreach (var (hash, until) in moved)
            batch.Add(
                "UPDATE workflow_bookmarks SET due_at = @until, leased_until = NULL WHERE hash = @hash AND consumed_at IS NULL",
                ("@until", until),
                ("@hash", hash)
            );
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
