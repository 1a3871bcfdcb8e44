using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Expressions;

namespace LaborFlow.Engine.Runtime;

/// <summary>How the engine behaves. Immutable once the host runs.</summary>
public sealed record EngineOptions
{
    /// <summary>Flowcharts follow tokens instead of counting visits. Default: false, as in Elsa.</summary>
    public bool UseTokenFlow { get; init; }

    /// <summary>Activities that one advance may run before it is stopped as an incident. Default: 10,000.</summary>
    public int BurstLimit { get; init; } = 10_000;

    /// <summary>How deep workflows may run one another inline. Default: 20.</summary>
    public int InlineDepthLimit { get; init; } = 20;

    /// <summary>Used by definitions that name no incident strategy. Default: <c>FaultStrategy</c>.</summary>
    public string DefaultIncidentStrategy { get; init; } = "FaultStrategy";

    /// <summary>Attempts, the first included, of an activity whose failure will probably pass. Default: 5; 1 never tries again.</summary>
    public int RetryAttempts { get; init; } = 5;

    /// <summary>The wait before the second attempt; doubled for each further one, up to an hour. Default: 10 seconds.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long SendHttpRequest waits for a complete answer, redirects included. Default: 30 seconds.</summary>
    public TimeSpan HttpTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an answer that SendHttpRequest takes at most. Default: 1 MiB.</summary>
    public int HttpResponseLimit { get; init; } = 1024 * 1024;

    /// <summary>Hosts that SendHttpRequest may call, as <c>name</c> (any port) or <c>name:port</c>; empty means none.</summary>
    public IReadOnlySet<string> AllowedHosts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long an event that nobody waits for yet is kept. Default: 10 minutes, as in Elsa.</summary>
    public TimeSpan EventQueueRetention { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Compiled definitions kept in memory. Default: 1,000.</summary>
    public int DefinitionCacheSize { get; init; } = 1_000;
}

/// <summary>What all instances share: the activity types, the expressions, the clock. One per process, thread-safe.</summary>
public sealed class WorkflowEngine(
    ActivityRegistry registry,
    ExpressionEvaluator expressions,
    TimeProvider time,
    EngineOptions? options = null
)
{
    /// <summary>The activity types.</summary>
    public ActivityRegistry Registry { get; } = registry;

    /// <summary>The expressions.</summary>
    public ExpressionEvaluator Expressions { get; } = expressions;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The options.</summary>
    public EngineOptions Options { get; } = options ?? new EngineOptions();

    internal Primitives.HttpSender Http { get; } = new(options ?? new EngineOptions());

    /// <summary>An engine with the built-in activities and expressions, and more activities of these assemblies.</summary>
    public static WorkflowEngine Create(TimeProvider time, EngineOptions? options = null, params System.Reflection.Assembly[] activities)
    {
        var registry = new ActivityRegistry();
        registry.AddAssembly(typeof(WorkflowEngine).Assembly);
        foreach (var assembly in activities)
        {
            registry.AddAssembly(assembly);
        }

        return new WorkflowEngine(registry, ExpressionEvaluator.CreateDefault(time), time, options);
    }
}
