using LaborFlow.Chaos;
using LaborFlow.Testing;

namespace LaborFlow.Persistence.Tests.Durability;

/// <summary>Real processes killed in the middle of their work, in short; <c>./laborflow bench chaos</c> does the same at length.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task Hosts_killed_in_the_middle_of_their_advances_lose_none_and_repeat_none()
    {
        var result = await ChaosRun.KillHostsAsync(await TestPostgres.ServerAsync(), advances: 80, kills: 2);
        result.Wrong.ShouldBeEmpty(result.What);
    }

    [Fact]
    public async Task A_database_killed_under_load_loses_none_and_repeats_none()
    {
        var result = await ChaosRun.RestartPostgresAsync(advances: 80, restarts: 2);
        result.Wrong.ShouldBeEmpty(result.What);
    }

    [Fact]
    public async Task Three_hosts_that_sweep_at_once_fire_each_timer_once_though_one_is_killed()
    {
        var result = await ChaosRun.SweepAsync(await TestPostgres.ServerAsync(), timers: 60);
        result.Wrong.ShouldBeEmpty(result.What);
    }
}
