using LaborFlow.Persistence;
using LaborFlow.Persistence.Migrating;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LaborFlow.Testing;

/// <summary>
/// A real PostgreSQL for tests. Each <see cref="CreateDatabaseAsync"/> gives a database of its own, cloned in a moment from a migrated
/// template. <c>LABORFLOW_TEST_POSTGRES</c> (a connection string of a superuser) names a server that all test processes share; without it
/// each process starts one of its own.
/// </summary>
public static class TestPostgres
{
    private static readonly Lazy<Task<Server>> Shared = new(StartAsync);

    /// <summary>The server, for tests that make databases of their own.</summary>
    public static async Task<string> ServerAsync() => (await Shared.Value).ConnectionString;

    /// <summary>A migrated, empty database of its own.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync()
    {
        var server = await Shared.Value;
        return await CreateFromAsync(server.ConnectionString, server.Template);
    }

    /// <summary>An empty database without tables: for tests of migrating.</summary>
    public static async Task<TestDatabase> CreateEmptyDatabaseAsync() =>
        await CreateFromAsync((await Shared.Value).ConnectionString, "template0");

    /// <summary>A copy of a database, which nobody may be connected to at that moment.</summary>
    public static async Task<TestDatabase> CloneAsync(TestDatabase template) =>
        await CreateFromAsync((await Shared.Value).ConnectionString, template.Name);

    /// <summary>Drops a database that lasts as long as this process, unless its server ends with the process, too.</summary>
    public static void DropAtExit(TestDatabase database)
    {
        if (Environment.GetEnvironmentVariable("LABORFLOW_TEST_POSTGRES") is { Length: > 0 })
            AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static async Task<TestDatabase> CreateFromAsync(string server, string template)
    {
        var name = $"t_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}";
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        return new(server, name);
    }

    internal static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Server> StartAsync()
    {
        var connectionString = Environment.GetEnvironmentVariable("LABORFLOW_TEST_POSTGRES");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            var embedded = await EmbeddedPostgres.StartAsync();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => embedded.DisposeAsync().AsTask().GetAwaiter().GetResult();
            connectionString = embedded.ConnectionString;
        }

        var template = $"laborflow_template_{Environment.ProcessId}";
        await ExecuteAsync(connectionString, $"DROP DATABASE IF EXISTS {template} WITH (FORCE)");
        await MigrateAsync(
            TestDatabase.HostAccount(connectionString, template),
            new NpgsqlConnectionStringBuilder(connectionString) { Database = template }.ConnectionString
        );
        if (Environment.GetEnvironmentVariable("LABORFLOW_TEST_POSTGRES") is { Length: > 0 } shared)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) =>
                ExecuteAsync(shared, $"DROP DATABASE IF EXISTS {template} WITH (FORCE)").GetAwaiter().GetResult();
        }

        return new(connectionString, template);
    }

    private static async Task MigrateAsync(string connectionString, string owner)
    {
        var services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(TestKeys.Personal)
            .AddLaborFlowPersistence(connectionString, owner);
        // Disposed with its pool: a database with open connections cannot be a template.
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync();
    }

    private sealed record Server(string ConnectionString, string Template);
}

/// <summary>A database of a test class; dropped when disposed.</summary>
public sealed class TestDatabase(string server, string name) : IAsyncDisposable
{
    /// <summary>The database's name at its server.</summary>
    public string Name => name;

    /// <summary>The account that hosts run as, on any of a server's databases: no superuser, and owner of nothing.</summary>
    public string HostConnectionString { get; } = HostAccount(server, name);

    /// <summary>The connection string of this database, of a superuser: what a test does behind the application's back.</summary>
    public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    internal static string HostAccount(string server, string name) =>
        new NpgsqlConnectionStringBuilder(server)
        {
            Database = name,
            Username = "laborflow_test_host",
            Password = "laborflow_test_host",
        }.ConnectionString;

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await TestPostgres.ExecuteAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
}
