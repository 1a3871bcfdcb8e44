namespace LaborFlow.Cases.Tasks;

/// <summary>The tasks of cases. Changes are written when the surrounding unit of work commits.</summary>
public interface ITaskStore
{
    /// <summary>A task with its candidates, tracked; <paramref name="forUpdate"/> locks its row until the transaction ends.</summary>
    ValueTask<CaseTask?> FindAsync(Guid taskId, bool forUpdate, CancellationToken cancellationToken = default);

    /// <summary>The tasks of a case, oldest first, tracked, with candidates; tasks added in this unit of work included.</summary>
    ValueTask<IReadOnlyList<CaseTask>> ListOfCaseAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>What officers have in hand, in the order of the names.</summary>
    /// <param name="userNames">The officers.</param>
    /// <param name="step">The step whose last assignment is asked for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<Workload>> WorkloadsAsync(
        IReadOnlyCollection<string> userNames,
        string step,
        CancellationToken cancellationToken = default
    );

    /// <summary>Adds a new task.</summary>
    void Add(CaseTask task);
}

/// <summary>What an officer has in hand.</summary>
/// <param name="UserName">The officer.</param>
/// <param name="OpenTasks">Tasks that are claimed and not completed.</param>
/// <param name="LastAssignedAt">When the officer last got a task of the step that was asked for; null when never.</param>
public sealed record Workload(string UserName, int OpenTasks, DateTimeOffset? LastAssignedAt);
