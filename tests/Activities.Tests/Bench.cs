using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Activities.Tasks;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;
using LaborFlow.Workflows;

namespace LaborFlow.Activities.Tests;

/// <summary>The activity that a test is of.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class OfAttribute(Type activity) : Attribute
{
    public Type Activity { get; } = activity;
}

/// <summary>
/// One activity alone on the real engine: a drawing that holds nothing else, a case that was filed before, steps that a test says are done,
/// stores in memory. Use cases are put together from their constructors.
/// </summary>
internal sealed class Bench : IServiceProvider
{
    private readonly Dictionary<Type, object> _services = [];
    private readonly MemoryInstanceStore _instances = new();
    private readonly DefinitionLibrary _library;
    private readonly WorkflowRuntime _runtime;
    private long _done;

    private Bench(StatuteRegister? register)
    {
        var engine = WorkflowEngine.Create(Time, null, typeof(HumanTask).Assembly);
        var definitions = new MemoryDefinitionStore();
        _library = new DefinitionLibrary(engine, definitions, new CompiledDefinitions());
        _runtime = new WorkflowRuntime(engine, _instances, _library, this);
        foreach (
            var store in new[]
            {
                typeof(ICaseStore),
                typeof(ICaseRecords),
                typeof(ITaskStore),
                typeof(ICaseNumbers),
                typeof(IEvidenceFiles),
                typeof(IFormStore),
                typeof(IDocumentStore),
                typeof(ISealStore),
            }
        )
            _services[store] = Stores;
        _services[typeof(IDefinitionStore)] = definitions;
        _services[typeof(TimeProvider)] = Time;
        _services[typeof(StatuteRegister)] = register ?? StatuteRegister.Installed;
        _services[typeof(WorkingCalendar)] = WorkingCalendar.Installed;
        _services[typeof(Cases.Inspection.IEmployerHistory)] = new CleanRecord();
        _services[typeof(IFundLedger)] = Ledger;
        _services[typeof(Cases.Guidance.IGuidanceLoads)] = Guided;
        _services[typeof(ITribunalRota)] = new Rota(Stores);
        _services[typeof(IOfficers)] = new Register();
        _services[typeof(TemplateTexts)] = new TemplateTexts();
    }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero));

    public MemoryStores Stores { get; } = new();

    /// <summary>What coordinators have in hand.</summary>
    internal GuidedElsewhere Guided { get; } = new();

    /// <summary>What the fund paid in other cases.</summary>
    internal NobodyPaid Ledger { get; } = new();

    /// <summary>The case that the activity works on.</summary>
    public Cases.Case Case { get; private set; } = null!;

    /// <summary>The instance of the last run.</summary>
    public string Instance { get; private set; } = "";

    /// <summary>What the last run sent on its way.</summary>
    public IReadOnlyList<OutboxMessage> Sent { get; private set; } = [];

    /// <summary>Files a case; without one nothing can be done to it.</summary>
    public static async Task<Bench> OpenAsync(FileDisputeRequest? application = null, StatuteRegister? register = null)
    {
        var bench = new Bench(register);
        bench.Stores.Organisations.Add(
            new MediationOrganisation
            {
                Id = Guid.CreateVersion7(bench.Time.GetUtcNow()),
                Name = "龙华区劳动争议调解中心",
                Level = MediationLevel.District,
                Jurisdiction = "440309",
            }
        );
        bench.Case = await bench.FileAsync(application);
        return bench;
    }

    /// <summary>Files another case.</summary>
    public async Task<Cases.Case> FileAsync(FileDisputeRequest? application = null)
    {
        var id = Guid.CreateVersion7(Time.GetUtcNow());
        await ((FileDispute)GetService(typeof(FileDispute))!).HandleAsync(
            application ?? Applications.UnpaidWages(),
            [],
            new Filing(id, $"instance-{Stores.Cases.Count}", "online", "applicant"),
            default
        );
        return Stores.Cases.Single(c => c.Id == id);
    }

    /// <summary>The templates of the release.</summary>
    public async Task InstallTemplatesAsync() =>
        await new InstallTemplates(Stores, Stores, Time).FromReleaseAsync(DocumentSources.ReadAll());

    /// <summary>A definition that cases may be handed to; it does nothing.</summary>
    public async Task PublishAsync(string definitionId) =>
        await _library.SaveAsync(
            new WorkflowDefinition(Drawing(definitionId, new JsonObject { ["id"] = "end", ["type"] = "Elsa.End" })),
            publish: true
        );

    /// <summary>Somebody did a step earlier.</summary>
    public void Done(string step, object data, string by = "officer", string outcome = "done")
    {
        var id = Guid.CreateVersion7(Time.GetUtcNow());
        var task = new CaseTask
        {
            Id = id,
            CaseId = Case.Id,
            ProcedureCode = Case.ProcedureCode,
            Title = step,
            Step = step,
            FormId = "none",
            OutcomesJson = "[]",
            Jurisdiction = Case.District,
            InstanceId = "earlier",
            BookmarkId = id.ToString("N"),
            ActivityId = step,
            DefinitionVersionId = "earlier",
            CreatedAt = Time.GetUtcNow(),
        };
        task.Complete(outcome, JsonSerializer.Serialize(data, JsonSerializerOptions.Web), by, Time.GetUtcNow(), ++_done);
        Stores.Tasks.Add(task);
    }

    /// <summary>Runs one activity on the case; inputs by their names in the drawing.</summary>
    /// <returns>The outcome; empty while it waits.</returns>
    public async Task<string> RunAsync<T>(params (string Input, object? Value)[] inputs)
        where T : IActivity
    {
        var incident = await StartAsync<T>(inputs);
        incident.ShouldBeNull();
        return await OutcomeAsync();
    }

    /// <summary>Runs an activity that must stop on an incident; gives what the incident says.</summary>
    public async Task<string> FailAsync<T>(params (string Input, object? Value)[] inputs)
        where T : IActivity => (await StartAsync<T>(inputs)).ShouldNotBeNull("it should have failed");

    private async Task<string?> StartAsync<T>((string Input, object? Value)[] inputs)
        where T : IActivity
    {
        var activity = new JsonObject { ["id"] = "it", ["type"] = "LaborFlow." + typeof(T).Name };
        foreach (var (name, value) in inputs)
            activity[name] = new JsonObject
            {
                ["typeName"] = value is string ? "String" : "Object",
                ["expression"] = value is string text
                    ? new JsonObject { ["type"] = "Literal", ["value"] = text }
                    : new JsonObject { ["type"] = "Object", ["value"] = JsonSerializer.Serialize(value, JsonSerializerOptions.Web) },
            };
        var row = await _library.SaveAsync(new WorkflowDefinition(Drawing($"OF-{typeof(T).Name}", activity)), publish: true);
        var started = await _runtime.StartAsync(new StartRequest { DefinitionVersionId = row.Id, CorrelationId = Case.Id.ToString("N") });
        Instance = started.InstanceId;
        Sent = _instances.TakeOutbox();
        return started.IncidentCount == 0 ? null : (await _instances.FindAsync(Instance))!.StateJson ?? "";
    }

    /// <summary>Days go by; what falls due happens.</summary>
    public async Task<string> PassAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            Time.Advance(TimeSpan.FromDays(1));
            foreach (var timer in _instances.DueTimers(Time.GetUtcNow()))
                await _runtime.FireTimerAsync(timer);
        }
        return await OutcomeAsync();
    }

    /// <summary>An officer completes the open task of a step.</summary>
    public async Task<string> CompleteAsync(string step, string outcome, string by = "officer")
    {
        var task = Stores.Tasks.First(t => t.IsOpen && t.Step == step && (t.Assignee ?? by) == by);
        if (task.Status == CaseTaskStatus.Open)
            task.Claim(by, Time.GetUtcNow());
        await _runtime.ResumeAsync(
            new ResumeRequest
            {
                InstanceId = Instance,
                BookmarkId = task.BookmarkId,
                Prepare = (_, _) =>
                {
                    task.Complete(outcome, "{}", by, Time.GetUtcNow(), ++_done);
                    return ValueTask.CompletedTask;
                },
            }
        );
        return await OutcomeAsync();
    }

    public IReadOnlyList<T> Records<T>()
        where T : ICaseRecord => [.. Stores.Records.OfType<T>()];

    /// <summary>The last entry of an action in the history, in Chinese.</summary>
    public string Entry(string action) => Stores.Events.Last(e => e.Action == action).Zh;

    public object? GetService(Type serviceType)
    {
        if (_services.TryGetValue(serviceType, out var known))
            return known;
        if (!CasesComposition.UseCases.Contains(serviceType))
            return null;
        var constructor = serviceType.GetConstructors().Single();
        return _services[serviceType] = constructor.Invoke([
            .. constructor
                .GetParameters()
                .Select(parameter => GetService(parameter.ParameterType) ?? Missing(serviceType, parameter.Name!)),
        ]);
    }

    private static object Missing(Type type, string parameter) => throw new ShouldAssertException($"{type.Name} lacks {parameter}");

    private async Task<string> OutcomeAsync()
    {
        var entries = History.EntriesOf((await _instances.ReadJournalAsync(Instance, 0, int.MaxValue)).Items);
        return entries.LastOrDefault(e => e.StartsWith("it:Completed", StringComparison.Ordinal))?.Split(':') switch
        {
            null => "",
            [_, _, var outcome] => outcome,
            _ => "Done",
        };
    }

    private static JsonObject Drawing(string definitionId, JsonObject activity) =>
        new()
        {
            ["definitionId"] = definitionId,
            ["name"] = definitionId,
            ["root"] = new JsonObject
            {
                ["id"] = "Flowchart1",
                ["type"] = "Elsa.Flowchart",
                ["activities"] = new JsonArray(activity),
                ["connections"] = new JsonArray(),
            },
        };

    /// <summary>Three arbitrators and two secretaries.</summary>
    private sealed class Register : IOfficers
    {
        private static readonly Actor[] All =
        [
            .. new[] { "li", "wang", "zhao" }.Select(name => new Actor(name, ["arbitrator"], Jurisdiction: "440309", DisplayName: name)),
            .. new[] { "qian", "sun" }.Select(name => new Actor(name, ["tribunal-secretary"], Jurisdiction: "440309", DisplayName: name)),
        ];

        public ValueTask<Actor?> FindAsync(string userName, CancellationToken cancellationToken = default) =>
            new(All.FirstOrDefault(officer => officer.UserName == userName));

        public ValueTask<IReadOnlyList<Actor>> ListAsync(
            IReadOnlyCollection<string> roles,
            CancellationToken cancellationToken = default
        ) => new([.. All.Where(officer => officer.Roles.Any(roles.Contains))]);
    }

    private sealed class Rota(MemoryStores stores) : ITribunalRota
    {
        public ValueTask<IReadOnlyList<SeatLoad>> LoadsAsync(
            IReadOnlyCollection<string> userNames,
            CancellationToken cancellationToken = default
        )
        {
            var seats = stores.Records.OfType<TribunalMember>().ToList();
            return new([
                .. userNames.Select(name => new SeatLoad(
                    name,
                    seats.Count(s => s.Name == name && s.ReplacedAt is null),
                    seats.Where(s => s.Name == name).Select(s => (DateTimeOffset?)s.AppointedAt).Max()
                )),
            ]);
        }
    }
}
