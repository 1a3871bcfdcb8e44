using System.Collections.Concurrent;
using System.Reflection;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Primitives;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Testing;

/// <summary>
/// Runs definitions for tests of activities and procedures, in memory or in a database: with a clock that the test moves, due timers fired
/// in order, and messages handed out until nothing moves. Every command goes through the same runtime as in a host.
/// </summary>
/// <example>
/// <code>
/// await using var environment = new WorkflowTestEnvironment(activities: typeof(HoldMeeting).Assembly);
/// await environment.PublishAsync(json);
/// var run = await environment.StartAsync("mediation");
/// await environment.CompleteAsync(run.InstanceId, "hold-meeting", new() { ["agreed"] = true });
/// await environment.AdvanceAsync(TimeSpan.FromDays(15));
/// (await environment.StatusAsync(run.InstanceId)).ShouldBe("Finished");
/// </code>
/// </example>
public sealed class WorkflowTestEnvironment : IAsyncDisposable
{
    private const int SettleLimit = 100_000;
    private readonly Clock _clock;
    private readonly ITestStorage _storage;
    private readonly CompiledDefinitions _compiled = new();
    private readonly Dictionary<Type, object> _services = [];
    private readonly ConcurrentBag<ITestScope> _scopes = [];
    private readonly List<OutboxMessage> _sent = [];

    /// <summary>Creates an environment that is empty.</summary>
    /// <param name="now">Where the clock stands; 2026-03-02 01:00 UTC when null.</param>
    /// <param name="options">The engine's options.</param>
    /// <param name="storage">Where rows are kept; in memory when null.</param>
    /// <param name="activities">Assemblies with further activities.</param>
    public WorkflowTestEnvironment(
        DateTimeOffset? now = null,
        EngineOptions? options = null,
        ITestStorage? storage = null,
        params Assembly[] activities
    )
    {
        _clock = new Clock(now ?? new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        _storage = storage ?? new MemoryStorage();
        Engine = WorkflowEngine.Create(_clock, options, activities);
    }

    /// <summary>The engine.</summary>
    public WorkflowEngine Engine { get; }

    /// <summary>The definitions, in a scope of their own.</summary>
    public DefinitionLibrary Definitions => LibraryOf(NewScope());

    /// <summary>The rows of instances, in a scope of their own.</summary>
    public IInstanceStore Instances => NewScope().Instances;

    /// <summary>The runtime, in a scope of its own; after its commands call <see cref="SettleAsync"/>.</summary>
    public WorkflowRuntime Runtime => RuntimeOf(NewScope());

    /// <summary>Where the clock stands.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Messages for the host (mail, tasks for workers …) in the order in which they left.</summary>
    public IReadOnlyList<OutboxMessage> Sent => _sent;

    /// <summary>Registers a service that activities ask for.</summary>
    public WorkflowTestEnvironment With<T>(T service)
        where T : notnull
    {
        _services[typeof(T)] = service;
        return this;
    }

    /// <summary>Saves and publishes a definition.</summary>
    /// <exception cref="DefinitionRefusedException">It has errors.</exception>
    public ValueTask<DefinitionRow> PublishAsync(string json, CancellationToken cancellationToken = default) =>
        Definitions.SaveAsync(WorkflowDefinition.Parse(json), publish: true, cancellationToken: cancellationToken);

    /// <summary>Starts an instance and runs on until nothing moves.</summary>
    public ValueTask<AdvanceResult> StartAsync(
        string definitionId,
        Dictionary<string, object?>? input = null,
        string? correlationId = null
    ) =>
        StartAsync(
            new StartRequest
            {
                DefinitionId = definitionId,
                Input = input,
                CorrelationId = correlationId,
            }
        );

    /// <summary>Starts an instance and runs on until nothing moves.</summary>
    public async ValueTask<AdvanceResult> StartAsync(StartRequest request)
    {
        var result = await Runtime.StartAsync(request);
        await SettleAsync();
        return result;
    }

    /// <summary>Resumes the bookmark of the activity that waits.</summary>
    /// <exception cref="NotFoundException">The activity doesn't wait.</exception>
    public async ValueTask<AdvanceResult> CompleteAsync(
        string instanceId,
        string activityId,
        Dictionary<string, object?>? input = null,
        string actor = "tester"
    )
    {
        var waiting = await Instances.FindBookmarksAsync(new BookmarkQuery { InstanceId = instanceId, ActivityId = activityId });
        var bookmark =
            waiting.Count > 0
                ? waiting[0]
                : throw new NotFoundException($"Activity '{activityId}' of instance {instanceId} does not wait.");
        var result = await Runtime.ResumeAsync(
            new ResumeRequest
            {
                InstanceId = instanceId,
                BookmarkId = bookmark.Id,
                Input = input,
                Actor = actor,
            }
        );
        await SettleAsync();
        return result;
    }

    /// <summary>Publishes an event to waiting instances and to definitions that it starts.</summary>
    public async ValueTask<IReadOnlyList<AdvanceResult>> PublishEventAsync(
        string eventName,
        object? payload = null,
        string? correlationId = null
    )
    {
        var results = await Runtime.StimulateAsync(
            new StimulusRequest
            {
                Name = "Elsa.Event",
                Stimulus = Event.Stimulus(eventName),
                CorrelationId = correlationId,
                Input = new Dictionary<string, object?> { [Event.InputKey] = payload },
            }
        );
        await SettleAsync();
        return results;
    }

    /// <summary>Moves the clock forward, stopping at every timer and trigger on the way, and runs on until nothing moves.</summary>
    public async ValueTask AdvanceAsync(TimeSpan period)
    {
        var end = _clock.GetUtcNow() + period;
        await SettleAsync();
        while (await _storage.NextDueAsync() is { } due && due <= end)
        {
            _clock.MoveTo(due);
            await SettleAsync();
        }

        _clock.MoveTo(end);
    }

    /// <summary>Hands out messages and fires what is due until nothing moves.</summary>
    /// <exception cref="InvalidOperationException">It never comes to rest.</exception>
    public async ValueTask SettleAsync()
    {
        for (var round = 0; round < SettleLimit; round++)
        {
            var messages = await _storage.ReadOutboxAsync(_clock.GetUtcNow());
            var timers = await _storage.ReadTimersAsync(_clock.GetUtcNow());
            var triggers = await _storage.ReadTriggersAsync(_clock.GetUtcNow());
            if (messages.Count + timers.Count + triggers.Count == 0)
            {
                return;
            }

            foreach (var message in messages)
            {
                if (!await Runtime.HandleAsync(message))
                {
                    _sent.Add(message);
                }

                await _storage.HandledAsync(message);
            }

            foreach (var timer in timers)
            {
                await Runtime.FireTimerAsync(timer);
                await _storage.FiredAsync(timer);
            }

            foreach (var trigger in triggers)
            {
                await Runtime.FireTriggerAsync(trigger);
                await _storage.FiredAsync(trigger, Scheduling.TriggerSchedule.Next(trigger, _clock.GetUtcNow()));
            }
        }

        throw new InvalidOperationException($"The workflows did not come to rest in {SettleLimit} rounds.");
    }

    /// <summary>The sub-status of an instance: Suspended, Finished, Faulted …</summary>
    public async ValueTask<string> StatusAsync(string instanceId) => (await RowAsync(instanceId)).SubStatus;

    /// <summary>An instance as stored.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async ValueTask<InstanceRow> RowAsync(string instanceId) =>
        await Instances.FindAsync(instanceId) ?? throw new NotFoundException($"There is no instance {instanceId}.");

    /// <summary>The ids of the activities that wait, in the order in which they began to.</summary>
    public async ValueTask<IReadOnlyList<string>> WaitingAsync(string instanceId) =>
        (await Instances.FindBookmarksAsync(new BookmarkQuery { InstanceId = instanceId }))
            .Select(bookmark => bookmark.ActivityId)
            .ToList();

    /// <summary>The value of a variable of the workflow.</summary>
    public async ValueTask<object?> VariableAsync(string instanceId, string name) =>
        InstanceState.ReadVariables((await RowAsync(instanceId)).StateJson).FirstOrDefault(variable => variable.Name == name)?.Value;

    /// <summary>The journal, as <c>activity:event</c>.</summary>
    public async ValueTask<IReadOnlyList<string>> JournalAsync(string instanceId) =>
        (await Instances.ReadJournalAsync(instanceId, 0, int.MaxValue)).Items.Select(row => $"{row.ActivityId}:{row.EventName}").ToList();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var scope in _scopes)
        {
            await scope.DisposeAsync();
        }
    }

    private ITestScope NewScope()
    {
        var scope = _storage.OpenScope();
        _scopes.Add(scope);
        return scope;
    }

    private DefinitionLibrary LibraryOf(ITestScope scope) => new(Engine, scope.Definitions, _compiled);

    private WorkflowRuntime RuntimeOf(ITestScope scope) =>
        new(Engine, scope.Instances, LibraryOf(scope), new Services(_services, scope.Services));

    /// <summary>Each reading is a microsecond later, so that what happens first has the earlier time in every database.</summary>
    private sealed class Clock(DateTimeOffset start) : TimeProvider
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _now = start;

        public override DateTimeOffset GetUtcNow()
        {
            lock (_lock)
            {
                return _now = _now.AddMicroseconds(1);
            }
        }

        public void MoveTo(DateTimeOffset instant)
        {
            lock (_lock)
            {
                _now = instant > _now ? instant : _now;
            }
        }
    }

    private sealed class Services(Dictionary<Type, object> registered, IServiceProvider others) : IServiceProvider
    {
        public object? GetService(Type serviceType) => registered.GetValueOrDefault(serviceType) ?? others.GetService(serviceType);
    }
}
