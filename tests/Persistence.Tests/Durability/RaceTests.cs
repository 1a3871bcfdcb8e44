using System.Globalization;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests.Durability;

/// <summary>
/// Two hosts give commands on the same instance at once. One wins, and the other is told who it was and when.
/// <c>LABORFLOW_RACE_ROUNDS</c> sets the rounds of each race (10,000 for the figure that the decision records quote).
/// </summary>
public sealed class RaceTests(DurableWorld world) : IClassFixture<DurableWorld>, IAsyncLifetime
{
    private static readonly int Rounds = int.TryParse(
        Environment.GetEnvironmentVariable("LABORFLOW_RACE_ROUNDS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var rounds
    )
        ? rounds
        : 100;

    private ServiceProvider _one = null!;
    private ServiceProvider _other = null!;

    public Task InitializeAsync()
    {
        _one = world.OpenHost();
        _other = world.OpenHost();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public Task Of_two_who_complete_one_task_one_wins_and_the_other_hears_who_and_when() =>
        RaceAsync(
            "two-steps",
            async instance =>
            {
                var bookmark = (await world.BookmarkAsync(instance)).Id;
                return (Resume(instance, bookmark, "mediator-a"), Resume(instance, bookmark, "mediator-b"));
            },
            "first:Completed"
        );

    [Fact]
    public Task A_completion_and_the_timeout_of_its_task_have_one_winner() =>
        RaceAsync(
            "two-steps",
            async instance =>
            {
                var answer = (await world.BookmarkAsync(instance, "Tests.WriteEverything")).Id;
                var late = (await world.BookmarkAsync(instance, "Tests.Late")).Id;
                return (
                    Resume(instance, answer, "mediator"),
                    runtime => runtime.FireTimerAsync(new TimerRow(instance, late, world.Environment.Now))
                );
            },
            "first:Completed"
        );

    [Fact]
    public Task A_completion_and_a_withdrawal_have_one_winner() =>
        RaceAsync(
            "withdrawable",
            async instance =>
            {
                var answer = (await world.BookmarkAsync(instance, "Tests.WriteEverything")).Id;
                var withdrawal = (await world.BookmarkAsync(instance, "Elsa.Event")).Id;
                return (Resume(instance, answer, "mediator"), Resume(instance, withdrawal, "applicant"));
            },
            "f:Completed"
        );

    [Fact]
    public Task A_completion_and_the_cancellation_of_the_instance_leave_one_of_two_states() =>
        RaceAsync(
            "withdrawable",
            async instance =>
            {
                var answer = (await world.BookmarkAsync(instance, "Tests.WriteEverything")).Id;
                return (
                    Resume(instance, answer, "mediator"),
                    async runtime =>
                        (await runtime.CancelAsync(new() { InstanceId = instance, Actor = "administrator" })).SubStatus == "Cancelled"
                            ? new AdvanceResult
                            {
                                InstanceId = instance,
                                Status = "Finished",
                                SubStatus = "Cancelled",
                            }
                            : null
                );
            },
            null
        );

    [Fact]
    public async Task Of_two_hosts_that_start_a_single_instance_one_starts_it()
    {
        for (var round = 0; round < Rounds / 4; round++)
        {
            var start = new StartRequest { DefinitionId = "single" };
            var results = await BothAsync(runtime => runtime.StartAsync(start)!, runtime => runtime.StartAsync(start)!);
            results.Count(result => result is { CannotStart: false }).ShouldBe(1);
            var running = results.First(result => result is { CannotStart: false })!.InstanceId;
            results.ShouldAllBe(result => result!.InstanceId == running);
            await world.Environment.Runtime.CancelAsync(new() { InstanceId = running });
        }
    }

    private async Task RaceAsync(
        string definition,
        Func<string, Task<(Func<WorkflowRuntime, ValueTask<AdvanceResult?>>, Func<WorkflowRuntime, ValueTask<AdvanceResult?>>)>> commands,
        string? oneEntry
    )
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (correlation, instance) = await world.StartAsync(definition);
            var (first, second) = await commands(instance);
            var results = await BothAsync(first, second);
            results.Count(result => result is not null).ShouldBe(1, $"round {round}");
            if (oneEntry is not null)
            {
                var row = (await world.Environment.Instances.FindAsync(instance))!;
                row.Revision.ShouldBe(2, "only one command advanced the instance");
                var lines = (await world.FingerprintAsync(correlation)).Split('\n');
                lines.Count(line => line.EndsWith(' ' + oneEntry, StringComparison.Ordinal)).ShouldBe(1);
            }
        }
    }

    /// <summary>Gives both commands at once, each on its own host; null for the one that was refused.</summary>
    private async Task<AdvanceResult?[]> BothAsync(
        Func<WorkflowRuntime, ValueTask<AdvanceResult?>> first,
        Func<WorkflowRuntime, ValueTask<AdvanceResult?>> second
    )
    {
        using var gate = new Barrier(2);
        return await Task.WhenAll(Task.Run(() => GiveAsync(_one, first, gate)), Task.Run(() => GiveAsync(_other, second, gate)));
    }

    private async Task<AdvanceResult?> GiveAsync(
        ServiceProvider host,
        Func<WorkflowRuntime, ValueTask<AdvanceResult?>> command,
        Barrier gate
    )
    {
        gate.SignalAndWait();
        try
        {
            return await world.OnHostAsync(host, command);
        }
        catch (ConflictException conflict)
        {
            conflict.Reason.ShouldBe(ConflictReason.BookmarkConsumed);
            conflict.By.ShouldNotBeNullOrEmpty();
            conflict.At.ShouldNotBeNull();
            return null;
        }
    }

    private static Func<WorkflowRuntime, ValueTask<AdvanceResult?>> Resume(string instance, string bookmark, string actor) =>
        async runtime =>
            await runtime.ResumeAsync(
                new()
                {
                    InstanceId = instance,
                    BookmarkId = bookmark,
                    Actor = actor,
                }
            );
}
