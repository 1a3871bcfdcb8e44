using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Filing;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Persistence.Audit;
using LaborFlow.Persistence.Workflows;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Persistence.Tests.Durability;

/// <summary>The engine on a PostgreSQL database of its own, with a few procedures, and what a case has come to in all tables.</summary>
public sealed class DurableWorld : IAsyncLifetime
{
    /// <summary>Everything that a case left, one line a row, without ids and instants.</summary>
    private const string Everything = """
        SELECT 'instance ' || definition_id || ' ' || sub_status || ' ' || incident_count FROM workflow_instances WHERE correlation_id = @case
        UNION ALL
        SELECT 'journal ' || i.definition_id || ' ' || lpad(j.sequence::text, 4, '0') || ' ' || j.activity_id || ':' || j.event_name
        FROM workflow_journal j JOIN workflow_instances i ON i.id = j.instance_id WHERE i.correlation_id = @case
        UNION ALL
        SELECT 'bookmark ' || b.activity_id || ' ' || b.name || ' due=' || (b.due_at IS NOT NULL) || ' consumed=' || (b.consumed_at IS NOT NULL)
        FROM workflow_bookmarks b JOIN workflow_instances i ON i.id = b.instance_id WHERE i.correlation_id = @case
        UNION ALL
        SELECT 'outbox ' || m.kind || CASE m.kind WHEN 'mail.send' THEN ' ' || m.payload_json::text ELSE '' END FROM outbox_messages m JOIN workflow_instances i ON i.id = m.instance_id WHERE i.correlation_id = @case
        UNION ALL
        SELECT 'operation' FROM workflow_operations o JOIN workflow_instances i ON i.id = o.instance_id WHERE i.correlation_id = @case
        UNION ALL
        SELECT 'task ' || step FROM case_tasks WHERE case_id = @case::uuid
        UNION ALL
        SELECT 'deadline' FROM case_deadlines WHERE case_id = @case::uuid
        UNION ALL
        SELECT 'event ' || action_code FROM case_events WHERE case_id = @case::uuid
        UNION ALL
        SELECT 'audit ' || lpad(sequence::text, 4, '0') || ' ' || actor || ' ' || action_code FROM audit_entries WHERE chain_id = 'case:' || replace(@case, '-', '')
        UNION ALL
        SELECT 'audit head ' || sequence FROM audit_heads WHERE chain_id = 'case:' || replace(@case, '-', '')
        ORDER BY 1
        """;

    private readonly CompiledDefinitions _compiled = new();
    private TestDatabase _database = null!;
    private ServiceProvider _provider = null!;
    private int _cases;

    public WorkflowTestEnvironment Environment { get; private set; } = null!;

    public string ConnectionString => _database.ConnectionString;

    public async Task InitializeAsync()
    {
        _database = await TestPostgres.CreateDatabaseAsync();
        _provider = TestServices.OnPostgreSql(ConnectionString);
        Environment = new WorkflowTestEnvironment(
            storage: new DatabaseTestStorage(_provider),
            activities: typeof(WriteEverything).Assembly
        );
        foreach (var json in Procedures.All)
        {
            await Environment.PublishAsync(json);
        }
    }

    public async Task DisposeAsync()
    {
        await Environment.DisposeAsync();
        await _provider.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A host of its own on the same database, e.g. over a connection that breaks.</summary>
    public ServiceProvider OpenHost(string? connectionString = null) => TestServices.OnPostgreSql(connectionString ?? ConnectionString);

    /// <summary>The runtime of a host's scope; what was compiled is shared, as in a host that has run for a while.</summary>
    public WorkflowRuntime RuntimeOf(IServiceProvider scope) =>
        new(
            Environment.Engine,
            scope.GetRequiredService<IInstanceStore>(),
            new DefinitionLibrary(Environment.Engine, scope.GetRequiredService<IDefinitionStore>(), _compiled),
            scope
        );

    public async Task<T> OnHostAsync<T>(IServiceProvider host, Func<WorkflowRuntime, ValueTask<T>> command)
    {
        await using var scope = host.CreateAsyncScope();
        return await command(RuntimeOf(scope.ServiceProvider));
    }

    /// <summary>Stores a case; its id is the correlation id of its instances.</summary>
    public async Task<string> NewCaseAsync()
    {
        var id = Guid.CreateVersion7(Environment.Now);
        await using var scope = _provider.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        database.Add(
            new Case
            {
                Id = id,
                CaseNumber = $"test-{Interlocked.Increment(ref _cases)}",
                ProcedureCode = "MED",
                Stage = "filed",
                District = "440309",
                Channel = "online",
                FiledAt = Environment.Now,
                MainCause = "unpaid-wages",
                Facts = "拖欠工资",
                RightInfringedOn = new(2026, 1, 1),
                QueryCodeHash = new('0', 64),
                Employment = new EmploymentFacts
                {
                    StartedOn = new(2024, 1, 1),
                    Post = "焊工",
                    MonthlyWage = 8000m,
                    ContractStatus = "none",
                },
            }
        );
        await database.SaveChangesAsync();
        return id.ToString();
    }

    /// <summary>Starts a procedure on a case of its own.</summary>
    public async Task<(string Case, string Instance)> StartAsync(string definitionId)
    {
        var correlation = await NewCaseAsync();
        var result = await Environment.Runtime.StartAsync(new StartRequest { DefinitionId = definitionId, CorrelationId = correlation });
        return (correlation, result.InstanceId);
    }

    public async Task<BookmarkRow> BookmarkAsync(string instanceId, string? name = null) =>
        (await Environment.Instances.FindBookmarksAsync(new BookmarkQuery { InstanceId = instanceId, Name = name }))[0];

    public async Task<OutboxMessage> MessageAsync(string instanceId, string kind)
    {
        var queues = new DatabaseTestStorage(_provider);
        return (await queues.ReadOutboxAsync(Environment.Now)).Single(message => message.InstanceId == instanceId && message.Kind == kind);
    }

    /// <summary>What is wrong with the audit's chains: a gap, a doubled or a forged entry.</summary>
    public async Task<IReadOnlyList<AuditFinding>> AuditFindingsAsync()
    {
        await using var scope = _provider.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AuditReader>().VerifyAsync(TestServices.Keys)).Findings;
    }

    /// <summary>What a case has come to in all tables.</summary>
    public async Task<string> FingerprintAsync(string correlation)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Everything, connection);
        command.Parameters.AddWithValue("case", correlation);
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
