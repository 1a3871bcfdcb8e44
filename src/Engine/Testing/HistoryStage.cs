using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Definitions.Checks;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Expressions;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Testing;

/// <summary>An engine in memory on which only control flow is real; everything that waits or touches the world is a <see cref="StandIn"/>.</summary>
internal sealed class HistoryStage
{
    private readonly MemoryInstanceStore _instances = new();
    private readonly WorkflowRuntime _runtime;
    private readonly DefinitionLibrary _library;
    private string _instanceId = "";

    public HistoryStage(TimeProvider time, IStandInScript script)
    {
        var standIn = ActivityDescriber.Describe(typeof(StandIn));

        // A name without a dot is a definition that is used as an activity.
        var registry = new ActivityRegistry(type => type.Contains('.', StringComparison.Ordinal) ? standIn with { TypeName = type } : null);
        var real = typeof(WorkflowEngine)
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract && Attribute.IsDefined(type, typeof(ActivityAttribute)) && IsReal(type));
        foreach (var type in real)
        {
            registry.Add(type);
        }

        var engine = new WorkflowEngine(registry, ExpressionEvaluator.CreateDefault(time), time);
        _library = new DefinitionLibrary(engine, new MemoryDefinitionStore(), new CompiledDefinitions());
        _runtime = new WorkflowRuntime(engine, _instances, _library, new Script(script));
    }

    /// <summary>Starts the definition; versions that it uses as activities come first.</summary>
    /// <param name="definitionJson">The version.</param>
    /// <param name="used">Versions that it uses.</param>
    /// <param name="trigger">The activity that starts it; null for the first.</param>
    public async ValueTask<InstanceRow> StartAsync(string definitionJson, IEnumerable<string> used, string? trigger = null)
    {
        foreach (var json in used)
        {
            await _library.SaveAsync(WorkflowDefinition.Parse(json), publish: true);
        }

        var model = WorkflowDefinition.Parse(definitionJson);

        // A procedure's files don't say under which activation strategy or version they ran.
        (model.Json["options"] as JsonObject)?.Remove("activationStrategyType");
        var row = await _library.SaveAsync(model, publish: true);
        _instanceId = (
            await _runtime.StartAsync(new StartRequest { DefinitionVersionId = row.Id, TriggerActivityId = trigger })
        ).InstanceId;
        return await RowAsync();
    }

    public async ValueTask<IReadOnlyList<BookmarkRow>> WaitingAsync() =>
        await _instances.FindBookmarksAsync(new BookmarkQuery { InstanceId = _instanceId });

    public async ValueTask ResumeAsync(BookmarkRow bookmark) =>
        await _runtime.ResumeAsync(new ResumeRequest { InstanceId = _instanceId, BookmarkId = bookmark.Id });

    public async ValueTask<InstanceRow> RowAsync() => (await _instances.FindAsync(_instanceId))!;

    public async ValueTask<IReadOnlyList<string>> EntriesAsync() =>
        History.EntriesOf((await _instances.ReadJournalAsync(_instanceId, 0, int.MaxValue)).Items);

    /// <summary>Control flow runs as it is; what waits, sends or starts other workflows does not.</summary>
    private static bool IsReal(Type type) =>
        Activator.CreateInstance(type) is IActivity activity
        && (Waiting.ChildrenOf(activity) is not null || (!Waiting.May(activity) && activity is not Primitives.PublishEvent));

    private sealed class Script(IStandInScript script) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IStandInScript) ? script : null;
    }
}
