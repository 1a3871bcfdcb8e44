using LaborFlow.Cases;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// What belongs to a case, by kind: records, tasks, periods. An advance makes several papers, and each asks for all of it; within an advance a
/// kind is read once, and what the advance itself adds is seen. What another transaction writes meanwhile either moves the revision of the case,
/// so that this advance is carried out again, or might as well have come after it. Outside of an advance everything is read each time.
/// </summary>
internal sealed class CaseLists(LaborFlowDbContext context)
{
    private readonly Dictionary<(Type Kind, Guid Case), Case> read = [];
    private Guid transactionId;

    /// <summary>The rows of a case, tracked, in no particular order.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="rows">Those of the case.</param>
    /// <param name="isOf">The same of what is tracked.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<IEnumerable<T>> ListAsync<T>(
        Guid caseId,
        IQueryable<T> rows,
        Func<T, bool> isOf,
        CancellationToken cancellationToken
    )
        where T : class
    {
        if (IsRead<T>(caseId))
            return Tracked(isOf);
        await rows.LoadAsync(cancellationToken);
        var tracked = Tracked(isOf);
        if (context.DefersAudit && TrackedCase(caseId) is { } matter)
            read[(typeof(T), caseId)] = matter;
        return tracked;
    }

    /// <summary>A row of the case was locked: what the one who held the lock before wrote is read again.</summary>
    public void Forget(Guid caseId)
    {
        foreach (var key in read.Keys.Where(key => key.Case == caseId).ToList())
            read.Remove(key);
    }

    private bool IsRead<T>(Guid caseId)
        where T : class
    {
        if (!context.DefersAudit || context.Database.CurrentTransaction is not { } current)
            return false;
        if (current.TransactionId != transactionId)
        {
            transactionId = current.TransactionId;
            read.Clear();
        }

        // The context that was emptied meanwhile tracks the case no more, or another copy of it.
        return read.TryGetValue((typeof(T), caseId), out var witness) && ReferenceEquals(witness, TrackedCase(caseId));
    }

    private Case? TrackedCase(Guid caseId) => Quietly(() => context.Set<Case>().Local.FindEntry(caseId)?.Entity);

    private List<T> Tracked<T>(Func<T, bool> isOf)
        where T : class => Quietly<List<T>>(() => [.. context.Set<T>().Local.Where(isOf)]);

    /// <summary>Everything here is added to the context by itself: looking for changes first would find nothing, and takes long.</summary>
    private T Quietly<T>(Func<T> ask)
    {
        var detects = context.ChangeTracker.AutoDetectChangesEnabled;
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return ask();
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }
}
