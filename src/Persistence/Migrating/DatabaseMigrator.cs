using System.Data;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LaborFlow.Persistence.Migrating;

/// <summary>Brings the database to this build's schema: makes it if it isn't there, then applies the migrations that it lacks.</summary>
public sealed class DatabaseMigrator(
    LaborFlowDbContext context,
    SqlDialect dialect,
    DatabaseLocation location,
    ILogger<DatabaseMigrator> logger
)
{
    /// <summary>
    /// Migrates. Any number of hosts may call this at once: one works under a session lock, the others wait and then find nothing to do.
    /// </summary>
    /// <returns>The migrations that this call applied, in order.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        await dialect.EnsureDatabaseExistsAsync(location.ConnectionString, cancellationToken);
        IReadOnlyList<string> applied = [];
        await RunAloneAsync(
            async () =>
            {
                applied = [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)];
                if (applied.Count > 0)
                {
                    logger.LogInformation("Applying {Count} migrations, up to {Last}", applied.Count, applied[^1]);
                    await context.Database.MigrateAsync(cancellationToken);
                }
            },
            cancellationToken
        );
        return applied;
    }

    /// <summary>
    /// Runs what one host at a time may do to a database, such as installing procedures: under the lock of the migrations, on this scope's
    /// context.
    /// </summary>
    public async Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken = default)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(dialect.AcquireMigrationLock, cancellationToken);
            try
            {
                await work();
            }
            finally
            {
                await ExecuteAsync(dialect.ReleaseMigrationLock, CancellationToken.None);
            }
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var connection = context.Database.GetDbConnection();
        if (connection.State != ConnectionState.Open)
        {
            // Broken while migrating: the session, and its lock with it, is gone.
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Where the database is. Holds a password: never logged.</summary>
public sealed class DatabaseLocation(string connectionString)
{
    /// <summary>The connection string as configured.</summary>
    public string ConnectionString => connectionString;
}
