using System.Security.Cryptography;

namespace LaborFlow.Cases.Tasks;

/// <summary>
/// 分派: gives a new task to one of its candidates by a rule. A rule that finds nobody leaves the task to all of them, so that no case waits
/// for an officer who is away.
/// </summary>
public sealed class ChooseOfficer(ITaskStore tasks, TimeProvider time, IOfficers? officers = null)
{
    /// <summary>Everybody may claim it.</summary>
    public const string Pool = "pool";

    /// <summary>Whoever has least in hand.</summary>
    public const string Load = "load";

    /// <summary>Whoever waited longest for a task of this step.</summary>
    public const string Rota = "rota";

    /// <summary>By lot.</summary>
    public const string Random = "random";

    /// <summary>The one who is named.</summary>
    public const string Name = "name";

    /// <summary>Whom the application asks for, by name; the others when that is none of them.</summary>
    public const string Preferred = "preferred";

    /// <summary>The coordinator of a guided employer's service team; a <see cref="Name"/> that the case itself gives.</summary>
    public const string Team = "team";

    /// <summary>All rules.</summary>
    public static readonly IReadOnlyList<string> Rules = [Pool, Load, Rota, Random, Name, Preferred, Team];

    /// <summary>Gives the task to somebody.</summary>
    /// <param name="task">The new task.</param>
    /// <param name="rule">One of <see cref="Rules"/>.</param>
    /// <param name="named">User name, for <see cref="Name"/>; for <see cref="Preferred"/> a name as people know it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The officer, or null when the task stays with all candidates.</returns>
    public async ValueTask<string?> AssignAsync(CaseTask task, string rule, string? named, CancellationToken cancellationToken = default)
    {
        if (rule is Pool or "" || officers is null)
            return null;

        var candidates = await CandidatesAsync(task, cancellationToken);
        var chosen = rule switch
        {
            Name => candidates.Find(c => string.Equals(c.UserName, named, StringComparison.OrdinalIgnoreCase))?.UserName,
            Preferred => named is null ? null : candidates.Find(c => c.DisplayName == named)?.UserName,
            Random => candidates.Count == 0 ? null : candidates[RandomNumberGenerator.GetInt32(candidates.Count)].UserName,
            Load or Rota => Pick(await tasks.WorkloadsAsync([.. candidates.Select(c => c.UserName)], task.Step, cancellationToken), rule),
            _ => throw new InvalidOperationException($"分派规则“{rule}”无效。"),
        };
        if (chosen is not null)
            task.Claim(chosen, time.GetUtcNow());
        return chosen;
    }

    private async ValueTask<List<Actor>> CandidatesAsync(CaseTask task, CancellationToken cancellationToken) =>
        [
            .. (await officers!.ListAsync([.. task.Candidates.Select(c => c.Role)], cancellationToken)).Where(officer =>
                TaskRights.IsCandidate(task, officer)
            ),
        ];

    private static string? Pick(IReadOnlyList<Workload> loads, string rule) =>
        (
            rule == Load
                ? loads.OrderBy(l => l.OpenTasks).ThenBy(l => l.LastAssignedAt ?? DateTimeOffset.MinValue)
                : loads.OrderBy(l => l.LastAssignedAt ?? DateTimeOffset.MinValue).ThenBy(l => l.OpenTasks)
        )
            .ThenBy(l => l.UserName, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.UserName;
}
