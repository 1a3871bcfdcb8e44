using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Activities;

/// <summary>One execution of an activity: its inputs, outputs, variables, children and bookmarks, and what it may do to the workflow.</summary>
public sealed partial class ActivityExecutionContext
{
    private Dictionary<string, object?>? _properties;
    private Dictionary<object, object?>? _transient;
    private Dictionary<string, object?>? _journalData;
    private Dictionary<string, object?>? _outputs;
    private Dictionary<string, object?>? _state;
    private EvaluatedInput[]? _inputs;
    private int _inputCount;
    private ActivityCompletionCallback? _completion;
    private string? _completionName;
    private List<Bookmark>? _bookmarks;
    private List<ActivityExecutionContext>? _children;

    internal ActivityExecutionContext(
        WorkflowExecutionContext workflow,
        IActivity activity,
        ActivityExecutionContext? parent,
        string id,
        DateTimeOffset startedAt
    )
    {
        WorkflowExecutionContext = workflow;
        Activity = activity;
        ParentActivityExecutionContext = parent;
        Id = id;
        StartedAt = startedAt;
        parent?.AddChild(this);
    }

    /// <summary>The id of this execution; a loop body gets a new one in every round.</summary>
    public string Id { get; }

    /// <summary>The activity.</summary>
    public IActivity Activity { get; }

    /// <summary>The workflow's execution.</summary>
    public WorkflowExecutionContext WorkflowExecutionContext { get; }

    /// <summary>The execution of the container; null for the root.</summary>
    public ActivityExecutionContext? ParentActivityExecutionContext { get; }

    /// <summary>The status.</summary>
    public ActivityStatus Status { get; internal set; } = ActivityStatus.Pending;

    /// <summary>When the execution began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>How often it was tried, from 1; a retry of an incident adds one.</summary>
    public int Attempt { get; internal set; } = 1;

    /// <summary>Ends when the caller gives up.</summary>
    public CancellationToken CancellationToken => WorkflowExecutionContext.CancellationToken;

    /// <summary>The instant of this advance, from the injected clock.</summary>
    public DateTimeOffset Now => WorkflowExecutionContext.Time.GetUtcNow();

    /// <summary>Values of this execution that are stored with the instance: plain values, records and lists that JSON can carry.</summary>
    public IDictionary<string, object?> Properties => _properties ??= [];

    /// <summary>Values that live as long as this advance and are not stored.</summary>
    public IDictionary<object, object?> TransientProperties => _transient ??= [];

    /// <summary>What the activity adds to its journal record.</summary>
    public IDictionary<string, object?> JournalData => _journalData ??= [];

    /// <summary>The open bookmarks of this execution.</summary>
    public IReadOnlyList<Bookmark> Bookmarks => _bookmarks ?? (IReadOnlyList<Bookmark>)[];

    /// <summary>Executions that this one scheduled and that are not yet over.</summary>
    public IReadOnlyList<ActivityExecutionContext> Children => _children ?? (IReadOnlyList<ActivityExecutionContext>)[];

    /// <summary>The workflow's input, or what a resume brought, for this advance.</summary>
    public IReadOnlyDictionary<string, object?> WorkflowInput => WorkflowExecutionContext.CurrentInput;

    internal bool HasScheduledChildren { get; set; }

    /// <summary>The name of the container's callback, as the instance's state keeps it.</summary>
    internal string? CompletionCallbackName =>
        _completionName ??=
            _completion is { } callback && ParentActivityExecutionContext is { } parent
                ? Callbacks.NameOf(parent.Activity, callback)
                : null;

    /// <summary>What the object of the container's execution keeps for itself as long as this advance lasts.</summary>
    internal object? Scratch { get; set; }

    /// <summary>What the container gave when it scheduled this execution.</summary>
    public object? Tag { get; internal set; }

    internal Dictionary<string, VariableSlot>? VariableSlots { get; set; }

    internal Dictionary<string, object?>? PropertiesOrNull => _properties;

    internal Dictionary<string, object?>? OutputsOrNull => _outputs;

    /// <summary>The evaluated inputs by name, as the journal and the instance's state keep them.</summary>
    internal Dictionary<string, object?> ActivityState => _state ??= StateOfInputs() ?? [];

    internal Dictionary<string, object?>? ActivityStateOrNull => _state ??= StateOfInputs();

    /// <summary>The evaluated inputs in order, while nobody has asked for them by name: most executions are over before.</summary>
    internal ReadOnlySpan<EvaluatedInput> InputsInOrder => _inputs.AsSpan(0, _inputCount);

    internal bool HasStateByName => _state is not null;

    internal Dictionary<string, object?>? JournalDataOrNull => _journalData;

    /// <summary>The value of an input that was evaluated when the activity began.</summary>
    public T? Get<T>(Input<T>? input)
    {
        for (var n = 0; n < _inputCount; n++)
        {
            if (ReferenceEquals(_inputs![n].Input, input))
            {
                return (T?)_inputs[n].Value;
            }
        }

        return default;
    }

    /// <summary>Evaluates an input now, e.g. one that the engine doesn't evaluate by itself.</summary>
    public async ValueTask<T?> EvaluateAsync<T>(Input<T>? input)
    {
        if (input?.Expression is null)
        {
            return default;
        }

        var value = ValueConverter.Convert<T>(await WorkflowExecutionContext.Engine.Expressions.EvaluateAsync(input.Expression, this));
        Evaluated(input, value);
        return value;
    }

    /// <summary>Sets an output: the variable or workflow output that it is bound to, and what <c>getOutputFrom</c> reads.</summary>
    public void Set(Output? output, object? value)
    {
        if (output is null)
        {
            return;
        }

        SetNamedOutput(output.Name, value, output.TargetId);
    }

    /// <summary>Sets the result.</summary>
    public void SetResult(object? value) =>
        SetNamedOutput("Result", value, (WorkflowExecutionContext.Engine.Registry.OutputOf(Activity, "Result"))?.TargetId);

    internal void SetNamedOutput(string name, object? value, string? targetId)
    {
        (_outputs ??= [])[name] = value;
        (ParentActivityExecutionContext ?? this).RecordOutputOf(Activity.Id, name, value);
        if (name == "Result")
        {
            WorkflowExecutionContext.LastResult = value;
        }

        if (targetId is not null)
        {
            WorkflowExecutionContext.Bind(this, targetId, value);
        }
    }

    /// <summary>
    /// What an activity put out last, as this execution may see it: activities of the containers around it, not of those that are over.
    /// </summary>
    internal object? FindOutput(string activityId, string name)
    {
        for (var scope = ParentActivityExecutionContext; scope is not null; scope = scope.ParentActivityExecutionContext)
        {
            if (scope.OutputsOfChildren is { } all && all.TryGetValue(activityId, out var outputs))
            {
                return outputs.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
            }
        }

        return null;
    }

    private void RecordOutputOf(string activityId, string name, object? value)
    {
        OutputsOfChildren ??= [];
        if (!OutputsOfChildren.TryGetValue(activityId, out var outputs))
        {
            OutputsOfChildren[activityId] = outputs = [];
        }

        outputs[name] = value;
    }

    /// <summary>What the activities within this container put out last, by activity id and output.</summary>
    internal Dictionary<string, Dictionary<string, object?>>? OutputsOfChildren { get; set; }

    /// <summary>A property that was stored with the instance, in its own type again.</summary>
    public T? GetProperty<T>(string key)
    {
        if (_properties is null || !_properties.TryGetValue(key, out var value))
        {
            return default;
        }

        if (value is T typed)
        {
            return typed;
        }

        var converted = ValueConverter.Convert<T>(value);
        _properties[key] = converted;
        return converted;
    }

    /// <summary>Stores a property with the instance.</summary>
    public void SetProperty(string key, object? value) => Properties[key] = value;

    /// <summary>A service of the advance's scope; null when none is registered.</summary>
    public T? GetService<T>()
        where T : notnull => (T?)WorkflowExecutionContext.ServiceProvider.GetService(typeof(T));

    /// <summary>A service of the advance's scope: what it writes commits with the workflow.</summary>
    /// <exception cref="InvalidOperationException">None is registered.</exception>
    public T GetRequiredService<T>()
        where T : notnull => GetService<T>() ?? throw new InvalidOperationException($"No service of type {typeof(T).Name} is registered.");

    /// <summary>An input of the workflow, or what a resume brought under that name, in any case of letters.</summary>
    public T? GetWorkflowInput<T>(string name) => ValueConverter.Convert<T>(WorkflowExecutionContext.ReadInput(this, name));

    /// <summary>The value of the variable in scope; null when there is none of that name.</summary>
    public object? GetVariable(string name) => FindVariable(name)?.Value;

    /// <summary>The value of the variable in scope, converted.</summary>
    public T? GetVariable<T>(string name) => ValueConverter.Convert<T>(GetVariable(name));

    /// <summary>Sets the variable in scope; one of a new name is declared in the nearest container, and ends with it.</summary>
    public void SetVariable(string name, object? value)
    {
        if (FindVariable(name) is { } slot)
        {
            slot.Value = slot.Variable.Convert(value);
            return;
        }

        var scope = this;
        while (scope.Activity is not IVariableContainer && scope.ParentActivityExecutionContext is { } parent)
        {
            scope = parent;
        }

        scope.Declare(new Variable { Id = name, Name = name }, value, hasValue: true);
    }

    /// <summary>The variable of that name or id, from this execution outwards to the workflow's own.</summary>
    internal VariableSlot? FindVariable(string nameOrId)
    {
        for (var scope = this; scope is not null; scope = scope.ParentActivityExecutionContext)
        {
            if (scope.VariableSlots is { } slots)
            {
                if (slots.TryGetValue(nameOrId, out var byId))
                {
                    return byId;
                }

                foreach (var slot in slots.Values)
                {
                    if (slot.Variable.Name == nameOrId)
                    {
                        return slot;
                    }
                }
            }

            if (scope.Activity is Composition.Workflow)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The names of the variables in scope, from this execution outwards.</summary>
    internal IEnumerable<string> VariableNames()
    {
        for (
            var scope = this;
            scope is not null;
            scope = scope.Activity is Composition.Workflow ? null : scope.ParentActivityExecutionContext
        )
        {
            foreach (var slot in scope.VariableSlots?.Values ?? Enumerable.Empty<VariableSlot>())
            {
                yield return slot.Variable.Name;
            }
        }
    }

    /// <summary>The variable of that name or id that this execution itself declares.</summary>
    internal VariableSlot? OwnVariable(string nameOrId) =>
        VariableSlots is null ? null
        : VariableSlots.TryGetValue(nameOrId, out var byId) ? byId
        : VariableSlots.Values.FirstOrDefault(slot => slot.Variable.Name == nameOrId);

    internal void Declare(Variable variable, object? value, bool hasValue = false)
    {
        var id = variable.Id.Length > 0 ? variable.Id : variable.Name;
        (VariableSlots ??= [])[id] = new VariableSlot(variable) { Value = hasValue ? value : variable.Default() };
    }

    /// <summary>Keeps the value of an input for <see cref="Get{T}"/>; activities have few, so a list is the quickest.</summary>
    internal void Evaluated(Input input, object? value, string? name = null)
    {
        if (name is not null && _state is not null)
        {
            _state[name] = value;
        }

        for (var n = 0; n < _inputCount; n++)
        {
            if (ReferenceEquals(_inputs![n].Input, input))
            {
                _inputs[n] = new(input, name ?? _inputs[n].Name, value);
                return;
            }
        }

        _inputs ??= new EvaluatedInput[1];
        if (_inputCount == _inputs.Length)
        {
            Array.Resize(ref _inputs, _inputCount * 2);
        }

        _inputs[_inputCount++] = new(input, name, value);
    }

    private Dictionary<string, object?>? StateOfInputs()
    {
        Dictionary<string, object?>? state = null;
        foreach (var (_, name, value) in InputsInOrder)
        {
            if (name is not null)
            {
                (state ??= [])[name] = value;
            }
        }

        return state;
    }

    internal void CompletesWith(ActivityCompletionCallback? callback) => _completion = callback;

    internal void CompletesWith(string? callbackName) => _completionName = callbackName;

    internal void ForgetCompletion()
    {
        _completion = null;
        _completionName = null;
    }

    internal ActivityCompletionCallback? CompletionCallback(ActivityExecutionContext parent) =>
        _completion ?? (_completionName is { } name ? Callbacks.Completion(parent.Activity, name) : null);

    internal void AddChild(ActivityExecutionContext child) => (_children ??= []).Add(child);

    internal void RemoveChild(ActivityExecutionContext child) => _children?.Remove(child);

    internal void AddBookmark(Bookmark bookmark) => (_bookmarks ??= []).Add(bookmark);

    internal void RemoveBookmark(Bookmark bookmark) => _bookmarks?.Remove(bookmark);

    internal void ClearBookmarks() => _bookmarks?.Clear();
}

/// <summary>A declared variable and its value.</summary>
internal sealed class VariableSlot(Variable variable)
{
    public Variable Variable { get; } = variable;

    public object? Value { get; set; }
}
