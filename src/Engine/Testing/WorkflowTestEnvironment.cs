using System.Reflection;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Primitives;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Testing;

/// <summary>
/// Runs definitions in memory for tests of activities and procedures: with a clock that the test moves, due timers fired in order, and
/// messages handed out until nothing moves. Every command goes through the same runtime as in a host.
/// </summary>
/// <example>
/// <code>
/// var environment = new WorkflowTestEnvironment(activities: typeof(HoldMeeting).Assembly);
/// await environment.PublishAsync(json);
/// var run = await environment.StartAsync("mediation");
/// await environment.CompleteAsync(run.InstanceId, "hold-meeting", new() { ["agreed"] = true });
/// await environment.AdvanceAsync(TimeSpan.FromDays(15));
/// (await environment.StatusAsync(run.InstanceId)).ShouldBe("Finished");
/// </code>
/// </example>
public sealed class WorkflowTestEnvironment
{
    private const int SettleLimit = 100_000;
    private readonly Clock _clock;
    private readonly Services _services = new();
    private readonly List<OutboxMessage> _sent = [];
    private readonly List<TriggerRow> _triggers = [];

    /// <summary>Creates an environment that is empty.</summary>
    /// <param name="now">Where the clock stands; 2026-03-02 01:00 UTC when null.</param>
    /// <param name="options">The engine's options.</param>
    /// <param name="instances">A store that wraps another, e.g. to break it; in memory when null.</param>
    /// <param name="activities">Assemblies with further activities.</param>
    public WorkflowTestEnvironment(
        DateTimeOffset? now = null,
        EngineOptions? options = null,
        Func<MemoryInstanceStore, IInstanceStore>? instances = null,
        params Assembly[] activities
    )
    {
        _clock = new Clock(now ?? new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        Engine = WorkflowEngine.Create(_clock, options, activities);
        Definitions = new DefinitionLibrary(Engine, DefinitionStore, new CompiledDefinitions());
        Runtime = new WorkflowRuntime(Engine, instances?.Invoke(Instances) ?? Instances, Definitions, _services);
    }

    /// <summary>The engine.</summary>
    public WorkflowEngine Engine { get; }

    /// <summary>The definitions.</summary>
    public DefinitionLibrary Definitions { get; }

    /// <summary>The rows of definitions and triggers.</summary>
    public MemoryDefinitionStore DefinitionStore { get; } = new();

    /// <summary>The rows of instances.</summary>
    public MemoryInstanceStore Instances { get; } = new();

    /// <summary>The runtime; after its commands call <see cref="SettleAsync"/>.</summary>
    public WorkflowRuntime Runtime { get; }

    /// <summary>Where the clock stands.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Messages for the host (mail, tasks for workers …) in the order in which they left.</summary>
    public IReadOnlyList<OutboxMessage> Sent => _sent;

    /// <summary>Registers a service that activities ask for.</summary>
    public WorkflowTestEnvironment With<T>(T service)
        where T : notnull
    {
        _services.Add(typeof(T), service);
        return this;
    }

    /// <summary>Saves and publishes a definition.</summary>
    /// <exception cref="DefinitionRefusedException">It has errors.</exception>
    public async ValueTask<DefinitionRow> PublishAsync(string json, CancellationToken cancellationToken = default)
    {
        var row = await Definitions.SaveAsync(WorkflowDefinition.Parse(json), publish: true, cancellationToken: cancellationToken);
        _triggers.RemoveAll(trigger => trigger.DefinitionId == row.DefinitionId);
        foreach (var name in (string[])["Elsa.Timer", "Elsa.Cron", "Elsa.StartAt"])
        {
            var found = await DefinitionStore.FindTriggersAsync(name, null, cancellationToken);
            _triggers.AddRange(found.Where(trigger => trigger.DefinitionId == row.DefinitionId && trigger.NextDueAt is not null));
        }

        return row;
    }

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
        while (NextDue() is { } due && due <= end)
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
            var messages = Instances.TakeOutbox();
            var timers = Instances.DueTimers(_clock.GetUtcNow());
            var triggers = _triggers.Where(trigger => trigger.NextDueAt <= _clock.GetUtcNow()).ToList();
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
            }

            foreach (var timer in timers)
            {
                await Runtime.FireTimerAsync(timer);
            }

            foreach (var trigger in triggers)
            {
                await FireAsync(trigger);
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

    private DateTimeOffset? NextDue()
    {
        var trigger = _triggers.Count == 0 ? null : _triggers.Min(t => t.NextDueAt);
        var timer = Instances.NextTimer();
        return trigger is null || timer < trigger ? timer : trigger;
    }

    /// <summary>Starts an instance by the clock and puts the trigger's next time in its place, as the hosts' sweep does.</summary>
    private async ValueTask FireAsync(TriggerRow trigger)
    {
        await Runtime.FireTriggerAsync(trigger);
        _triggers.Remove(trigger);
        if (Scheduling.TriggerSchedule.Next(trigger, trigger.NextDueAt!.Value) is { } next)
        {
            _triggers.Add(trigger with { NextDueAt = next });
        }
    }

    /// <summary>Each reading is a tick later, so that what happens first has the earlier time.</summary>
    private sealed class Clock(DateTimeOffset start) : TimeProvider
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _now = start;

        public override DateTimeOffset GetUtcNow()
        {
            lock (_lock)
            {
                return _now = _now.AddTicks(1);
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

    private sealed class Services : IServiceProvider
    {
        private readonly Dictionary<Type, object> _registered = [];

        public void Add(Type type, object service) => _registered[type] = service;

        public object? GetService(Type serviceType) => _registered.GetValueOrDefault(serviceType);
    }
}
