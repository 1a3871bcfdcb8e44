using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Migrating;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Chaos;

/// <summary>The engine over a database, composed as the host composes it.</summary>
internal sealed class ChaosEngine : IAsyncDisposable
{
    /// <summary>Waits for an event, notes it, sends a message, and waits again, for ever.</summary>
    private const string Loop = """
        {"definitionId":"loop","name":"loop",
         "variables":[{"id":"Noted","name":"Noted","typeName":"Int64","value":"0"}],
         "root":{"id":"f","type":"Elsa.Flowchart","activities":[
          {"id":"wait","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"step"}}},
          {"id":"note","type":"Elsa.SetVariable","variable":{"id":"Noted","name":"Noted","typeName":"Int64"},
           "value":{"typeName":"Object","expression":{"type":"JavaScript","value":"getVariable('Noted') + 1"}}},
          {"id":"tell","type":"Elsa.PublishEvent","eventName":{"typeName":"String","expression":{"type":"Literal","value":"noted"}}}],
         "connections":[
          {"source":{"activity":"wait","port":"Done"},"target":{"activity":"note","port":"In"}},
          {"source":{"activity":"note","port":"Done"},"target":{"activity":"tell","port":"In"}},
          {"source":{"activity":"tell","port":"Done"},"target":{"activity":"wait","port":"In"}}]}}
        """;

    /// <summary>Waits for the clock, sends a message, and ends.</summary>
    private const string Delay = """
        {"definitionId":"delay","name":"delay","root":{"id":"s","type":"Elsa.Sequence","activities":[
          {"id":"wait","type":"Elsa.Delay","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:00.001"}}},
          {"id":"tell","type":"Elsa.PublishEvent","eventName":{"typeName":"String","expression":{"type":"Literal","value":"late"}}}]}}
        """;

    /// <summary>Waits for an answer, for its last day and for a withdrawal at once; the first ends the others.</summary>
    private const string Race = """
        {"definitionId":"race","name":"race","root":{"id":"f","type":"Elsa.Flowchart","activities":[
          {"id":"go","type":"Elsa.Start"},
          {"id":"answer","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"answer"}}},
          {"id":"late","type":"Elsa.Delay","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"15.00:00:00"}}},
          {"id":"withdrawal","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"withdraw"}}},
          {"id":"answered","type":"Elsa.End"},{"id":"lapsed","type":"Elsa.End"},{"id":"withdrawn","type":"Elsa.End"}],
         "connections":[
          {"source":{"activity":"go","port":"Done"},"target":{"activity":"answer","port":"In"}},
          {"source":{"activity":"go","port":"Done"},"target":{"activity":"late","port":"In"}},
          {"source":{"activity":"go","port":"Done"},"target":{"activity":"withdrawal","port":"In"}},
          {"source":{"activity":"answer","port":"Done"},"target":{"activity":"answered","port":"In"}},
          {"source":{"activity":"late","port":"Done"},"target":{"activity":"lapsed","port":"In"}},
          {"source":{"activity":"withdrawal","port":"Done"},"target":{"activity":"withdrawn","port":"In"}}]}}
        """;

    private readonly ServiceProvider _services;

    public ChaosEngine(string connectionString) =>
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TestKeys.Personal)
            .AddSingleton(TestKeys.Audit)
            .AddLaborFlowPersistence(connectionString)
            .AddSingleton(WorkflowEngine.Create(TimeProvider.System))
            .AddSingleton(new CompiledDefinitions())
            .AddScoped<DefinitionLibrary>()
            .AddScoped(provider => new WorkflowRuntime(
                provider.GetRequiredService<WorkflowEngine>(),
                provider.GetRequiredService<IInstanceStore>(),
                provider.GetRequiredService<DefinitionLibrary>(),
                provider
            ))
            .BuildServiceProvider();

    /// <summary>Migrates the database and publishes the procedures.</summary>
    public async Task PrepareAsync()
    {
        await InScopeAsync(services => services.GetRequiredService<DatabaseMigrator>().MigrateAsync());
        foreach (var json in (string[])[Loop, Delay, Race])
        {
            await InScopeAsync(services =>
                services.GetRequiredService<DefinitionLibrary>().SaveAsync(WorkflowDefinition.Parse(json), publish: true).AsTask()
            );
        }
    }

    /// <summary>Starts instances, which run to their first wait.</summary>
    public async Task<IReadOnlyList<string>> StartAsync(string definitionId, int count)
    {
        var ids = new string[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (n, _) =>
                ids[n] = (await AdvanceAsync(runtime => runtime.StartAsync(new StartRequest { DefinitionId = definitionId }))).InstanceId
        );
        return ids;
    }

    public Task<AdvanceResult> AdvanceAsync(Func<WorkflowRuntime, ValueTask<AdvanceResult>> command) =>
        InScopeAsync(services => command(services.GetRequiredService<WorkflowRuntime>()).AsTask());

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
