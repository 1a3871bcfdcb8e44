namespace LaborFlow.Host.Jobs;

/// <summary>How background work is taken up; section <c>Jobs</c> of the configuration.</summary>
internal sealed record JobOptions
{
    /// <summary>Work that no notification announced is found within this time.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the cluster's scheduler wakes one of the hosts.</summary>
    public TimeSpan ClusterSweep { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the cluster looks for due reminders and overdue periods.</summary>
    public TimeSpan Reminders { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reminders go out by themselves; otherwise only when something else calls for the sweep.</summary>
    public bool RemindersAutomatic { get; init; } = true;

    /// <summary>How often the cluster deletes instances that their definitions keep no longer.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often the cluster looks for collective disputes among single cases.</summary>
    public TimeSpan Collective { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often the cluster looks whether a year is to be rated, and whether uncontested grades are final.</summary>
    public TimeSpan CreditYear { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Quartz runs; without it each host's own sweep does the same work, at the same bound.</summary>
    public bool Scheduler { get; init; } = true;

    /// <summary>How long a claim holds: work of a host that died is free again after it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many rows one claim takes.</summary>
    public int Batch { get; init; } = 100;

    /// <summary>How many advances this host makes at once.</summary>
    public int Workers { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>The pause after a failed try: one second, doubled with each, at most ten minutes.</summary>
    public static TimeSpan PauseAfter(int attempts) => TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, Math.Min(attempts, 10))));
}
