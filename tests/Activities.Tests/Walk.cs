using System.Text.Json;
using LaborFlow.Activities.Tasks;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;
using LaborFlow.Workflows;

namespace LaborFlow.Activities.Tests;

/// <summary>The installed procedures on the real engine, with stores in memory and a clock that stands still.</summary>
internal sealed class Walk : IServiceProvider
{
    private readonly Dictionary<Type, object> _services = [];
    private readonly MemoryInstanceStore _instances = new();
    private readonly WorkflowRuntime _runtime;

    public Walk()
    {
        var engine = WorkflowEngine.Create(Time, null, typeof(HumanTask).Assembly);
        var definitionStore = new MemoryDefinitionStore();
        Definitions = new DefinitionLibrary(engine, definitionStore, new CompiledDefinitions());
        _runtime = new WorkflowRuntime(engine, _instances, Definitions, this);
        var calendar = WorkingCalendar.Installed;
        Add<ICaseStore>(Stores);
        Add<ITaskStore>(Stores);
        Add<IFormStore>(Stores);
        Add<IDefinitionStore>(definitionStore);
        Add(new CaseClock(Stores, StatuteRegister.Installed, calendar, Time));
        Add(new AssignOrganisation(Stores));
        Add(new RecordMediation(Stores, Stores, Stores, Time));
        Add(new DocketCase(Stores, Stores, Time));
        Add(new SuggestTrack(Stores, StatuteRegister.Installed, Time));
        Add(new ApplyCorrections(Stores, Stores, Time));
        var clock = new CaseClock(Stores, StatuteRegister.Installed, calendar, Time);
        Add(StatuteRegister.Installed);
        var desk = new ExceptionDesk(Stores, Stores, Stores, new ChangeDeadline(Stores, Stores, Stores, clock, Time), Time);
        Add(desk);
        Add(new ApplyForArbitration(Stores, Stores, Stores, Stores, clock, desk, Time));
        Add(new TrackPerformance(Stores, Stores, Stores, desk, Time));
        Add<ICaseRecords>(Stores);
        Add(calendar);
        var history = new CleanRecord();
        var assess = new AssessConsequences(Stores, Stores, Stores, history, desk, StatuteRegister.Installed, Time);
        Add(assess);
        Add(
            new CheckConditions(
                Stores,
                Stores,
                new NobodyPaid(),
                Stores,
                clock,
                new InspectionConditions(Stores, Stores, Stores, history, assess, StatuteRegister.Installed, Time),
                new StopAdvances(Stores, Stores, Stores, Time),
                StatuteRegister.Installed,
                Time
            )
        );
        Add(new KeepListing(Stores, Stores, desk, clock, StatuteRegister.Installed, Time));
        Add(new FollowUp(Stores, Stores, Stores, clock, Time));
        Add<IDocumentStore>(Stores);
        Add<ISealStore>(Stores);
        Add(
            new DocumentDesk(
                Stores,
                Stores,
                Stores,
                Stores,
                new DocumentData(Stores, Stores, Stores, new RecordData(Stores, Stores), clock, Time),
                new TemplateTexts(),
                new CaseClock(Stores, StatuteRegister.Installed, calendar, Time),
                Time
            )
        );
        Stores.Organisations.Add(
            new MediationOrganisation
            {
                Id = Guid.CreateVersion7(Time.GetUtcNow()),
                Name = "龙华区劳动争议调解中心",
                Level = MediationLevel.District,
                Jurisdiction = "440309",
            }
        );
    }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero));

    public MemoryStores Stores { get; } = new();

    public DefinitionLibrary Definitions { get; }

    public LaborFlow.Cases.Case Case => Stores.Cases.Single();

    public IEnumerable<string> OpenSteps => Stores.Tasks.Where(t => t.IsOpen).Select(t => t.Step);

    /// <summary>What the last paper of a kind says.</summary>
    public string TextOf(string kind) => DocxText.Whole(Stores.Contents[Stores.Documents.Last(d => d.Kind == kind).StorageKey]);

    public object? GetService(Type serviceType) => _services.GetValueOrDefault(serviceType);

    public async Task InstallAsync()
    {
        await new InstallTemplates(Stores, Stores, Time).FromReleaseAsync(DocumentSources.ReadAll());
        var library = new ProcedureLibrary(Definitions);
        foreach (var procedure in ProcedureFiles.ReadAll())
        {
            await Stores.InstallAsync([
                .. procedure.Forms.Select(f => new FormVersion
                {
                    Id = f.Id,
                    Key = f.Key,
                    SchemaJson = f.SchemaJson,
                    UiSchemaJson = f.UiSchemaJson,
                    InstalledAt = Time.GetUtcNow(),
                }),
            ]);
            (await library.InstallAsync(procedure)).ShouldBe(InstallOutcome.Installed);
        }
    }

    public async Task FileAsync()
    {
        await InstallAsync();
        var caseId = Guid.CreateVersion7(Time.GetUtcNow());
        var file = new FileDispute(Stores, Stores, Stores, new SubmitEvidence(Stores, Stores, Time), StatuteRegister.Installed, Time);
        var started = await _runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = "MED",
                CorrelationId = caseId.ToString("N"),
                Prepare = async (context, ct) =>
                    await file.HandleAsync(
                        Applications.UnpaidWages(),
                        [],
                        new Filing(caseId, context.Workflow.Id, "online", "applicant"),
                        ct
                    ),
            }
        );
        started.IncidentCount.ShouldBe(0);
    }

    public async Task CompleteAsync(string step, string outcome, string data)
    {
        var task = Stores.Tasks.Single(t => t.IsOpen && t.Step == step);
        var officer = new Actor("officer", [.. task.Candidates.Select(c => c.Role)]);
        if (task.Party is null)
            await new ClaimTask(Stores, Time).HandleAsync(task.Id, new TaskCommand(task.Revision), officer);
        using var document = JsonDocument.Parse(data);
        var request = new CompleteTaskRequest(outcome, document.RootElement.Clone(), task.Revision);
        var complete = new CompleteTask(
            Stores,
            Stores,
            Stores,
            new HearingDay(Stores, Time),
            new AdvanceEnforcement(Stores, Stores, Stores, Time),
            new LaborFlow.Cases.Exceptions.RequestedClaims(Stores, Stores),
            new PerformanceSteps(Stores, Time),
            NobodyPaid.Steps(Stores, Time),
            Time
        );
        var result = await _runtime.ResumeAsync(
            new ResumeRequest
            {
                BookmarkId = task.BookmarkId,
                InstanceId = task.InstanceId,
                Prepare = async (_, ct) =>
                    await complete.HandleAsync(task.Id, request, task.Party is null ? officer : Actor.OfParty(task.Party), ct),
            }
        );
        result.IncidentCount.ShouldBe(0);
        await DeliverAsync();
    }

    public Task ResumeBareAsync(string step)
    {
        var task = Stores.Tasks.Single(t => t.IsOpen && t.Step == step);
        return _runtime.ResumeAsync(new ResumeRequest { BookmarkId = task.BookmarkId, InstanceId = task.InstanceId }).AsTask();
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        Time.Advance(by);
        foreach (var timer in _instances.DueTimers(Time.GetUtcNow()))
            await _runtime.FireTimerAsync(timer);
        await DeliverAsync();
    }

    private async Task DeliverAsync()
    {
        foreach (var message in _instances.TakeOutbox())
            await _runtime.HandleAsync(message);
    }

    private void Add<T>(T service)
        where T : notnull => _services[typeof(T)] = service;
}

/// <summary>An employer that the authority has nothing on.</summary>
internal sealed class CleanRecord : LaborFlow.Cases.Inspection.IEmployerHistory
{
    public ValueTask<IReadOnlyList<LaborFlow.Cases.Inspection.EmployerFinding>> FindingsAsync(
        LaborFlow.Cases.Case about,
        DateOnly since,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult<IReadOnlyList<LaborFlow.Cases.Inspection.EmployerFinding>>([]);

    public ValueTask<IReadOnlyList<RegisterEntry>> EntriesAsync(
        LaborFlow.Cases.Case about,
        string kind,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult<IReadOnlyList<RegisterEntry>>([]);
}

/// <summary>Coordinators with the loads that a test gives them.</summary>
internal sealed class GuidedElsewhere : LaborFlow.Cases.Guidance.IGuidanceLoads
{
    public List<LaborFlow.Cases.Guidance.GuidanceLoad> Loads { get; } = [];

    public ValueTask<IReadOnlyList<LaborFlow.Cases.Guidance.GuidanceLoad>> OfAsync(
        IReadOnlyCollection<string> userNames,
        string? park,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult<IReadOnlyList<LaborFlow.Cases.Guidance.GuidanceLoad>>([.. Loads.Where(l => userNames.Contains(l.UserName))]);

    public List<LaborFlow.Cases.Guidance.TeamLoad> Teams { get; } = [];

    public ValueTask<IReadOnlyList<LaborFlow.Cases.Guidance.TeamLoad>> MembershipsAsync(
        IReadOnlyCollection<string> userNames,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult<IReadOnlyList<LaborFlow.Cases.Guidance.TeamLoad>>([.. Teams.Where(t => userNames.Contains(t.UserName))]);
}
