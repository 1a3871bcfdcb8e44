using LaborFlow.Testing;
using Npgsql;

namespace LaborFlow.Workflows.Tests;

/// <summary>Databases in which the procedures are installed already: made once, and cloned in a moment for each story.</summary>
internal static class StoryDatabase
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static TestDatabase? _template;

    /// <summary>A database of its own.</summary>
    /// <param name="install">Installs the procedures into the database of a connection string; called once.</param>
    public static async Task<TestDatabase> CreateAsync(Func<string, Task> install)
    {
        await Gate.WaitAsync();
        try
        {
            if (_template is null)
            {
                var made = await TestPostgres.CreateDatabaseAsync();
                await install(made.ConnectionString);
                _template = made;
                if (Environment.GetEnvironmentVariable("LABORFLOW_TEST_POSTGRES") is { Length: > 0 })
                    AppDomain.CurrentDomain.ProcessExit += (_, _) => made.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        finally
        {
            Gate.Release();
        }

        var template = new NpgsqlConnectionStringBuilder(_template.ConnectionString);
        // Nobody may be connected to a database while it is cloned, so the server's own is used to ask for it.
        var server = new NpgsqlConnectionStringBuilder(_template.ConnectionString)
        {
            Database = "postgres",
            Pooling = false,
        }.ConnectionString;
        var name = $"s_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template.Database}", connection);
        await command.ExecuteNonQueryAsync();
        return new TestDatabase(server, name);
    }
}
