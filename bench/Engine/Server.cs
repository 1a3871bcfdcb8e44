using LaborFlow.Cases.Audit;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Migrating;
using LaborFlow.Persistence.Personal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LaborFlow.Bench;

/// <summary>A migrated database of its own on the PostgreSQL that the launcher started, and the engine over it as the host composes it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly PersonalKeys Keys = PersonalKeys.Fixed(("bench", new byte[PersonalKeys.KeyLength]));

    /// <summary>What the audit chains of these databases are sealed with.</summary>
    public static AuditKeys AuditKeys { get; } = new("bench", new Dictionary<string, byte[]> { ["bench"] = new byte[32] });

    private readonly string _server;
    private readonly string _name;
    private readonly ServiceProvider _services;

    private Server(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(Keys)
            .AddSingleton(AuditKeys)
            .AddLaborFlowPersistence(ConnectionString)
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
    }

    /// <summary>The database.</summary>
    public string ConnectionString { get; }

    /// <summary>Writes the keys that seal this database's audit where a host on it looks for them.</summary>
    public static void WriteAuditKeys(string directory)
    {
        var file = Path.Combine(directory, "audit.key");
        File.WriteAllText(file, $"bench {Convert.ToBase64String(new byte[32])}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Makes and migrates the database.</summary>
    public static async Task<Server> CreateAsync(string name)
    {
        var server =
            Environment.GetEnvironmentVariable("LABORFLOW_TEST_POSTGRES")
            ?? throw new InvalidOperationException(
                "./laborflow bench starts a PostgreSQL; LABORFLOW_TEST_POSTGRES names one when a program is run by itself."
            );
        var created = new Server(server, $"bench_{name}");
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {created._name} WITH (FORCE)");
        await using var scope = created._services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync();
        return created;
    }

    /// <summary>Something that one request does, in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>One command to the runtime.</summary>
    public Task<AdvanceResult> AdvanceAsync(Func<WorkflowRuntime, ValueTask<AdvanceResult>> command) =>
        InScopeAsync(async services => await command(services.GetRequiredService<WorkflowRuntime>()));

    /// <summary>Publishes a definition.</summary>
    public Task<DefinitionRow> PublishAsync(WorkflowDefinition definition) =>
        InScopeAsync(async services => await services.GetRequiredService<DefinitionLibrary>().SaveAsync(definition, publish: true));

    /// <summary>A statement by hand, however long it takes.</summary>
    public Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    /// <summary>The rows of a query, as text.</summary>
    public async Task<List<string>> ReadAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        }

        return rows;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
