namespace LaborFlow.Cases.Tasks;

/// <summary>The tasks of cases. Changes are written when the surrounding unit of work commits.</summary>
public interface ITaskStore
{
    /// <summary>A task with its candidates, tracked; <paramref name="forUpdate"/> locks its row until the transaction ends.</summary>
    ValueTask<CaseTask?> FindAsync(Guid taskId, bool forUpdate, CancellationToken cancellationToken = default);

    /// <summary>The tasks of a case, oldest first, tracked, with candidates; tasks added in this unit of work included.</summary>
    ValueTask<IReadOnlyList<CaseTask>> ListOfCaseAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Adds a new task.</summary>
    void Add(CaseTask task);
}
