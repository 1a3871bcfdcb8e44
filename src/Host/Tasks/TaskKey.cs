using System.Linq.Expressions;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Tasks;

/// <summary>What a list of tasks is sorted and cut by, without its rows.</summary>
internal sealed class TaskKey
{
    public required Guid Id { get; init; }

    /// <summary>The last day; null when no period runs.</summary>
    public required DateOnly? DueOn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The key of a task, as a part of a query.</summary>
    public static readonly Expression<Func<CaseTask, TaskKey>> Of = task => new TaskKey
    {
        Id = task.Id,
        DueOn = task.DueOn,
        CreatedAt = task.CreatedAt,
    };
}
