using System.Globalization;
using System.Text.Json;
using LaborFlow.Activities.Exceptions;
using LaborFlow.Activities.Tasks;
using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Inspection;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Workflows;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;
using LaborFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LaborFlow.Workflows.Tests;

/// <summary>
/// The stage of a story: the installed procedures on a real database of their own, a clock that the story moves, and officers who do the
/// steps. One case at a time.
/// </summary>
public abstract partial class Story : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero));
    private readonly LoggedLines _lines = new();
    private TestDatabase? _database;
    private ServiceProvider? _services;
    private Guid _caseId;

    /// <summary>Whether the log is kept, at its chattiest, for <see cref="DemandUnreadableAsync"/>: most of it is writing that nobody reads.</summary>
    protected virtual bool ListensToLog => false;

    protected DateOnly Today => ChinaDay.Of(_clock.GetUtcNow());

    /// <summary>The register by which the story's authority goes.</summary>
    protected virtual StatuteRegister Register => StatuteRegister.Installed;

    /// <summary>A day from today on, as forms write it.</summary>
    protected string Day(int later) => Today.AddDays(later).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task InitializeAsync()
    {
        _database = await StoryDatabase.CreateAsync(InstallAsync);
        _services = Compose(_database.ConnectionString);
    }

    private ServiceProvider Compose(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            if (ListensToLog)
                logging.AddProvider(_lines).SetMinimumLevel(LogLevel.Trace);
        });
        services.AddSingleton(TestKeys.Personal);
        services.AddSingleton(new AuditKeys("story", new Dictionary<string, byte[]> { ["story"] = new byte[32] }));
        services.AddLaborFlowPersistence(connectionString);
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton(Register);
        services.AddSingleton(WorkingCalendar.Installed);
        services.AddSingleton(WorkflowEngine.Create(_clock, null, typeof(HumanTask).Assembly));
        services.AddSingleton(new CompiledDefinitions());
        services.AddScoped<DefinitionLibrary>();
        services.AddScoped<WorkflowRuntime>();
        services.AddScoped<ProcedureLibrary>();
        services.AddScoped<RunException>();
        services.AddScoped<RateYear>();
        services.AddScoped<IStepOrder, StepOrder>();
        services.AddSingleton<IOfficers, StoryOfficers>();
        services.AddSingleton<TemplateTexts>();
        foreach (var useCase in CasesComposition.UseCases)
            services.AddScoped(useCase);
        return services.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <summary>
    /// What must not be read by anybody but those whom the program shows it to: no table holds it in clear, no line of the log at its
    /// chattiest, and no waiting mail.
    /// </summary>
    protected async Task DemandUnreadableAsync(params string[] secrets)
    {
        await using var connection = new NpgsqlConnection(_database!.ConnectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", connection))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }
        tables.Count.ShouldBeGreaterThan(40);
        _lines.All.Count.ShouldBeGreaterThan(100, "the log is really listened to");
        foreach (var secret in secrets)
        {
            foreach (var table in tables)
            {
                await using var search = new NpgsqlCommand(
                    $"SELECT count(*) FROM \"{table}\" t WHERE position($1 in t::text) > 0",
                    connection
                );
                search.Parameters.AddWithValue(secret);
                ((long)(await search.ExecuteScalarAsync())!).ShouldBe(0, $"{table} holds {secret}");
            }
            _lines.All.ShouldNotContain(line => line.Contains(secret), secret);
        }
    }

    private sealed class LoggedLines : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _written = new();

        public IReadOnlyCollection<string> All => _written;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _written.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }

    /// <summary>An application comes in and its procedure starts.</summary>
    protected Task FileAsync(string definitionId, FileDisputeRequest? application = null, string channel = "online")
    {
        var filed = application ?? Applications.UnpaidWages();
        // What goes to the commission straight away is an application for arbitration.
        if (definitionId == "ARB-INTAKE" && filed.Procedure == Procedures.Mediation)
            filed = filed with { Procedure = Procedures.Arbitration };
        return StartAsync(
            definitionId,
            async (scope, filing, ct) =>
                await scope.GetRequiredService<FileDispute>().HandleAsync(filed, [], filing with { Channel = channel }, ct)
        );
    }

    /// <summary>A newly registered employer comes in with the feed.</summary>
    protected Task RegisterAsync(NewEnterprise enterprise) =>
        StartAsync(
            "NEW",
            async (scope, filing, ct) => await scope.GetRequiredService<RegisterEnterprise>().HandleAsync(enterprise, filing, ct)
        );

    private async Task StartAsync(string definitionId, Func<IServiceProvider, Filing, CancellationToken, Task> open)
    {
        _caseId = Guid.CreateVersion7(_clock.GetUtcNow());
        await InScopeAsync(async scope =>
        {
            var started = await scope
                .GetRequiredService<WorkflowRuntime>()
                .StartAsync(
                    new StartRequest
                    {
                        DefinitionId = definitionId,
                        CorrelationId = _caseId.ToString("N"),
                        Prepare = async (context, ct) =>
                            await open(scope, new Filing(_caseId, context.Workflow.Id, "online", "applicant"), ct),
                    }
                );
            started.IncidentCount.ShouldBe(0, await IncidentAsync(scope, started.InstanceId));
            return 0;
        });
        await DeliverAsync();
    }

    /// <summary>An officer of the step's role (or somebody else who is named) does a step, or a party its own.</summary>
    protected async Task DoAsync(string step, string outcome, object? form = null, string? by = null)
    {
        // Work takes a while, and what was done later must be later.
        _clock.Advance(TimeSpan.FromMinutes(5));
        var task = await OpenTaskAsync(step);
        var officer = new Actor(
            by ?? task.Assignee ?? task.Candidates.Select(c => c.Role).FirstOrDefault() ?? "officer",
            [.. task.Candidates.Select(c => c.Role)]
        );
        var actor = task.Candidates.Count == 0 ? Actor.OfParty(task.Party!) : officer;
        var revision = task.Revision;
        if (actor.Party is null && task.Status == CaseTaskStatus.Open)
            revision = await InScopeAsync(async scope =>
            {
                var database = scope.GetRequiredService<LaborFlowDbContext>();
                await using var transaction = await database.Database.BeginTransactionAsync();
                var claimed = await scope.GetRequiredService<ClaimTask>().HandleAsync(task.Id, new TaskCommand(task.Revision), actor);
                await database.SaveChangesAsync();
                await transaction.CommitAsync();
                return claimed.Revision;
            });
        await InScopeAsync(async scope =>
        {
            var data = JsonSerializer.SerializeToElement(form ?? new { }, JsonSerializerOptions.Web);
            var result = await scope
                .GetRequiredService<WorkflowRuntime>()
                .ResumeAsync(
                    new ResumeRequest
                    {
                        BookmarkId = task.BookmarkId,
                        InstanceId = task.InstanceId,
                        Prepare = async (_, ct) =>
                            await scope
                                .GetRequiredService<CompleteTask>()
                                .HandleAsync(task.Id, new CompleteTaskRequest(outcome, data, revision), actor, ct),
                    }
                );
            result.IncidentCount.ShouldBe(0, $"{step} → {outcome}: {await IncidentAsync(scope, task.InstanceId)}");
            return 0;
        });
        await DeliverAsync();
        await NoIncidentAsync();
    }

    /// <summary>Something happens that may happen at any moment; raised by an officer, or by the party that is named.</summary>
    protected async Task RaiseAsync(string kind, string reason, object? data = null, string? party = null, string? side = null)
    {
        _clock.Advance(TimeSpan.FromMinutes(5));
        await InScopeAsync(async scope =>
        {
            var about = (await scope.GetRequiredService<ICaseStore>().FindAsync(_caseId, forUpdate: false))!;
            scope.GetRequiredService<LaborFlowDbContext>().ChangeTracker.Clear();
            await scope
                .GetRequiredService<RunException>()
                .HandleAsync(
                    about,
                    new RaiseExceptionRequest(
                        kind,
                        reason,
                        data is null ? null : JsonSerializer.SerializeToElement(data, JsonSerializerOptions.Web),
                        side
                    ),
                    party is null ? new Actor("officer", ["registrar"]) : Actor.OfParty(party),
                    null
                );
            return 0;
        });
        await DeliverAsync();
        await NoIncidentAsync();
    }

    /// <summary>The text of the case's last paper of a kind.</summary>
    protected Task<string> PaperAsync(string kind) =>
        InScopeAsync(async scope =>
        {
            var papers = await scope.GetRequiredService<IDocumentStore>().DocumentsAsync(_caseId);
            var paper =
                papers.LastOrDefault(d => d.Kind == kind)
                ?? throw new ShouldAssertException($"No paper {kind}; there are: {string.Join(", ", papers.Select(p => p.Kind))}");
            await using var content = await scope.GetRequiredService<Cases.Evidence.IEvidenceFiles>().OpenAsync(paper.StorageKey, default);
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy);
            return DocxText.Whole(copy.ToArray());
        });

    /// <summary>The numbers of the issued papers, by kind, in the order of their issue.</summary>
    protected Task<IReadOnlyList<(string Kind, string Number)>> PaperNumbersAsync() =>
        InScopeAsync<IReadOnlyList<(string, string)>>(async scope =>
            [
                .. (await scope.GetRequiredService<IDocumentStore>().DocumentsAsync(_caseId))
                    .Where(d => d.Number is not null)
                    .Select(d => (d.Kind, d.Number!)),
            ]
        );

    /// <summary>How many papers of a kind the case has.</summary>
    protected Task<int> PapersAsync(string kind) =>
        InScopeAsync(async scope => (await scope.GetRequiredService<IDocumentStore>().DocumentsAsync(_caseId)).Count(d => d.Kind == kind));

    /// <summary>The story goes on with another case.</summary>
    protected void Follow(Guid caseId) => _caseId = caseId;

    /// <summary>No instance of the case stands on an incident.</summary>
    protected Task NoIncidentAsync() =>
        InScopeAsync(async scope =>
        {
            var page = await scope
                .GetRequiredService<Engine.Durability.IInstanceStore>()
                .ListAsync(new Engine.Durability.InstanceQuery { CorrelationId = _caseId.ToString("N"), Take = 50 });
            foreach (var row in page.Items.Where(r => r.IncidentCount > 0))
                throw new ShouldAssertException($"{row.DefinitionId}: {await IncidentAsync(scope, row.Id)}");
            return 0;
        });

    /// <summary>From now on cases begin on this version of a procedure, as they did while it was the newest.</summary>
    protected Task InstallVersionAsync(string definitionId, int version) =>
        InScopeAsync(async scope =>
        {
            var folder = Path.Combine(Here(), "..", "..", "src", "Workflows", definitionId);
            var files = Directory
                .EnumerateFiles(Path.Combine(folder, "forms"))
                .ToDictionary(file => $"{definitionId}/forms/{Path.GetFileName(file)}", File.ReadAllText);
            files[$"{definitionId}/definition.v{version}.json"] = await File.ReadAllTextAsync(
                Path.Combine(folder, $"definition.v{version}.json")
            );
            var procedure = ProcedureFiles.Read(files).Single();
            await InstallFormsAsync(scope, procedure);
            var model = System.Text.Json.Nodes.JsonNode.Parse(procedure.Json)!.AsObject();
            await scope.GetRequiredService<DefinitionLibrary>().SaveAsync(new WorkflowDefinition(model), publish: true);
            return 0;
        });

    /// <summary>An administrator moves the case's instance to the newest version of its procedure.</summary>
    protected Task MoveAsync(string definitionId) =>
        InScopeAsync(async scope =>
        {
            var versions = await scope.GetRequiredService<DefinitionLibrary>().ListVersionsAsync(definitionId);
            var moved = (await scope.GetRequiredService<ICaseStore>().FindAsync(_caseId, forUpdate: false))!;
            var report = await scope
                .GetRequiredService<WorkflowRuntime>()
                .AlterAsync(
                    new Engine.Alterations.AlterRequest
                    {
                        InstanceId = moved.WorkflowInstanceId!,
                        Alterations = [new Engine.Alterations.MigrateToVersion(versions.Max(v => v.Version))],
                        Actor = "administrator",
                    }
                );
            report.Problems.ShouldBeEmpty();
            report.Applied.ShouldBeTrue();
            return 0;
        });

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    /// <summary>Days go by; what falls due on the way happens, and so does what follows from it.</summary>
    protected async Task PassAsync(int days)
    {
        var until = _clock.GetUtcNow().AddDays(days);
        while (
            await InScopeAsync(async scope => await scope.GetRequiredService<WorkflowQueues>().NextDueAtAsync()) is { } due && due <= until
        )
        {
            if (due > _clock.GetUtcNow())
                _clock.Advance(due - _clock.GetUtcNow());
            await InScopeAsync(async scope =>
            {
                var timers = await scope
                    .GetRequiredService<WorkflowQueues>()
                    .ClaimTimersAsync(_clock.GetUtcNow(), TimeSpan.FromMinutes(1), 100);
                timers.ShouldNotBeEmpty();
                foreach (var timer in timers)
                    await scope.GetRequiredService<WorkflowRuntime>().FireTimerAsync(timer);
                return 0;
            });
            await DeliverAsync();
        }
        _clock.Advance(until - _clock.GetUtcNow());
    }

    protected Task PassUntilAsync(DateOnly day) => PassAsync(day.DayNumber - Today.DayNumber);

    protected Task<LaborFlow.Cases.Case> CaseAsync() =>
        InScopeAsync(async scope => (await scope.GetRequiredService<ICaseStore>().FindAsync(_caseId, forUpdate: false))!);

    protected Task<IReadOnlyList<string>> OpenStepsAsync() =>
        InScopeAsync<IReadOnlyList<string>>(async scope =>
            [.. (await scope.GetRequiredService<ITaskStore>().ListOfCaseAsync(_caseId)).Where(t => t.IsOpen).Select(t => t.Step).Order()]
        );

    protected async Task<CaseTask> OpenTaskAsync(string step)
    {
        var open = await InScopeAsync(async scope =>
            (await scope.GetRequiredService<ITaskStore>().ListOfCaseAsync(_caseId)).Where(t => t.IsOpen).ToList()
        );
        return open.Find(t => t.Step == step)
            ?? throw new ShouldAssertException($"The step {step} is not open; open are: {string.Join(", ", open.Select(t => t.Step))}");
    }

    protected async Task<CaseDeadline> DeadlineAsync(string parameterId, string? name = null) =>
        (await DeadlinesAsync()).Last(d =>
            d.ParameterId == parameterId && (name is null || d.Name.Contains(name, StringComparison.Ordinal))
        );

    protected Task<IReadOnlyList<CaseDeadline>> DeadlinesAsync() =>
        InScopeAsync(async scope => await scope.GetRequiredService<ICaseStore>().DeadlinesAsync(_caseId));

    protected Task<IReadOnlyList<T>> RecordsAsync<T>()
        where T : class, ICaseRecord => InScopeAsync(async scope => await scope.GetRequiredService<ICaseRecords>().ListAsync<T>(_caseId));

    protected Task<List<CaseEvent>> HistoryAsync() =>
        InScopeAsync(scope =>
            scope.GetRequiredService<LaborFlowDbContext>().Set<CaseEvent>().Where(e => e.CaseId == _caseId).OrderBy(e => e.Id).ToListAsync()
        );

    /// <summary>The last entry of an action in the history, in Chinese.</summary>
    protected async Task<string> LastEntryAsync(string action) => (await HistoryAsync()).Last(e => e.Action == action).Zh;

    protected Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work) => InScopeOfAsync(_services!, work);

    private static async Task<T> InScopeOfAsync<T>(ServiceProvider services, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private ValueTask InstallFormsAsync(IServiceProvider scope, Procedure procedure) =>
        scope
            .GetRequiredService<IFormStore>()
            .InstallAsync([
                .. procedure.Forms.Select(f => new FormVersion
                {
                    Id = f.Id,
                    Key = f.Key,
                    SchemaJson = f.SchemaJson,
                    UiSchemaJson = f.UiSchemaJson,
                    InstalledAt = _clock.GetUtcNow(),
                }),
            ]);

    private async Task InstallAsync(string connectionString)
    {
        await using var services = Compose(connectionString);
        await InScopeOfAsync(
            services,
            async scope =>
            {
                foreach (var procedure in ProcedureFiles.ReadAll())
                {
                    await InstallFormsAsync(scope, procedure);
                    (await scope.GetRequiredService<ProcedureLibrary>().InstallAsync(procedure)).ShouldBe(InstallOutcome.Installed);
                }
                await scope.GetRequiredService<InstallTemplates>().FromReleaseAsync(DocumentSources.ReadAll());
                var database = scope.GetRequiredService<LaborFlowDbContext>();
                database.Add(
                    new MediationOrganisation
                    {
                        Id = Guid.CreateVersion7(_clock.GetUtcNow()),
                        Name = "龙华区劳动争议调解中心",
                        Level = MediationLevel.District,
                        Jurisdiction = "440309",
                    }
                );
                await database.SaveChangesAsync();
                return 0;
            }
        );
    }

    // Messages start further instances, which may leave messages of their own; notices to people are a host's to send.
    private async Task DeliverAsync()
    {
        for (var round = 0; round < 10; round++)
        {
            var delivered = await InScopeAsync(async scope =>
            {
                var queues = scope.GetRequiredService<WorkflowQueues>();
                var claimed = await queues.ClaimOutboxAsync(_clock.GetUtcNow(), TimeSpan.FromMinutes(1), 100);
                foreach (var message in claimed)
                    await scope.GetRequiredService<WorkflowRuntime>().HandleAsync(message.Message);
                await queues.CompleteOutboxAsync([.. claimed.Select(c => c.Message.Id)]);
                return claimed.Count;
            });
            if (delivered == 0)
                return;
        }
    }

    private static async Task<string> IncidentAsync(IServiceProvider scope, string instanceId)
    {
        var row = await scope.GetRequiredService<Engine.Durability.IInstanceStore>().FindAsync(instanceId);
        return row?.StateJson is { } state && state.IndexOf("ncident", StringComparison.Ordinal) is var at and >= 0
            ? state.Substring(at, Math.Min(1500, state.Length - at))
            : "";
    }
}
