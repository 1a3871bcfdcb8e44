using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;

namespace LaborFlow.Engine.Tests.Durability;

/// <summary>
/// Procedures drawn by lot, resumed by lot, on hosts that die by lot: whoever gives a command again with the same operation id comes to the
/// state of a run in which no host died. Seeds are fixed, so a failure can be seen again.
/// </summary>
public sealed class CrashTests
{
    private const int Rounds = 300;
    private const int StepsAtMost = 40;

    [Fact]
    public async Task A_run_that_crashes_by_lot_ends_as_one_that_never_did()
    {
        var crashes = 0;
        var outcomes = new Dictionary<string, int>();
        for (var seed = 1; seed <= Rounds; seed++)
        {
            CrashingStore? crashing = null;
            var fatal = new Random(seed * 7919);
            var steady = await RunAsync(seed, new MemoryStorage());
            var shaken = await RunAsync(seed, new MemoryStorage(store => crashing ??= new CrashingStore(store, fatal)));
            shaken.ShouldBe(steady, $"seed {seed}");
            crashes += crashing!.Crashes;
            var status = steady.Split('\n')[0];
            outcomes[status] = outcomes.GetValueOrDefault(status) + 1;
        }

        crashes.ShouldBeGreaterThan(Rounds * 3, "the hosts did die");
        outcomes.Keys.ShouldContain("Finished 0");
    }

    private static async Task<string> RunAsync(int seed, MemoryStorage storage)
    {
        var lot = new Random(seed);
        var json = new RandomDefinition(lot).Draw("lot");
        await using var environment = new WorkflowTestEnvironment(storage: storage);
        await environment.PublishAsync(json);
        var start = new StartRequest { DefinitionId = "lot", OperationId = "start" };
        await InsistAsync(environment, runtime => runtime.StartAsync(start));
        var id = (await environment.Instances.ListAsync(new InstanceQuery())).Items.ShouldHaveSingleItem().Id;
        for (var step = 0; step < StepsAtMost && (await environment.RowAsync(id)).SubStatus != "Finished"; step++)
        {
            await StepAsync(environment, lot, id, $"step-{step}");
        }

        return await DescribeAsync(environment, id);
    }

    /// <summary>Answers a wait, skips an incident, or lets time pass: the lot decides among what is possible.</summary>
    private static async Task StepAsync(WorkflowTestEnvironment environment, Random lot, string id, string operation)
    {
        var waits = await environment.Instances.FindBookmarksAsync(new BookmarkQuery { InstanceId = id, Name = "Elsa.Event" });
        var incidents = InstanceState.ReadIncidents((await environment.RowAsync(id)).StateJson);
        var choice = lot.Next(waits.Count + incidents.Count + 1);
        if (choice < waits.Count)
        {
            var resume = new ResumeRequest
            {
                InstanceId = id,
                BookmarkId = waits[choice].Id,
                OperationId = operation,
            };
            await InsistAsync(environment, runtime => runtime.ResumeAsync(resume));
        }
        else if (choice < waits.Count + incidents.Count)
        {
            var alter = new AlterRequest
            {
                InstanceId = id,
                Alterations = [new SkipIncident(incidents[choice - waits.Count].ActivityInstanceId)],
                OperationId = operation,
            };
            await InsistAsync(environment, runtime => runtime.AlterAsync(alter));
        }
        else
        {
            var end = environment.Now + TimeSpan.FromMinutes(lot.Next(1, 60));
            await SettleAsync(environment, () => environment.AdvanceAsync(end - environment.Now));
        }
    }

    private static async Task InsistAsync<T>(WorkflowTestEnvironment environment, Func<WorkflowRuntime, ValueTask<T>> command)
    {
        await SettleAsync(environment, async () => await command(environment.Runtime));
        await SettleAsync(environment, environment.SettleAsync);
    }

    private static async Task SettleAsync(WorkflowTestEnvironment environment, Func<ValueTask> work)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (CrashException)
            {
                // The next host gives the command again.
            }
        }
    }

    /// <summary>Status, variables, what waits, and the journal without ids and instants.</summary>
    private static async Task<string> DescribeAsync(WorkflowTestEnvironment environment, string id)
    {
        var row = await environment.RowAsync(id);
        var variables = InstanceState.ReadVariables(row.StateJson).Select(variable => $"{variable.Name}={variable.Value}");
        IEnumerable<string> lines =
        [
            $"{row.SubStatus} {row.IncidentCount}",
            .. variables,
            .. await environment.WaitingAsync(id),
            .. await environment.JournalAsync(id),
        ];
        return string.Join('\n', lines);
    }
}
