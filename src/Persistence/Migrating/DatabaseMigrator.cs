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
    IEnumerable<DatabaseScript> scripts,
    ILogger<DatabaseMigrator> logger
)
{
    /// <summary>
    /// Migrates. Any number of hosts may call this at once: one works under a session lock, the others wait and then find nothing to do.
    /// With an owner's account the tables become that account's, and the host's own gets the rights that it needs and no more.
    /// </summary>
    /// <returns>The migrations that this call applied, in order.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        await dialect.EnsureDatabaseExistsAsync(location.OwnerConnectionString ?? location.ConnectionString, cancellationToken);
        IReadOnlyList<string> applied = [];
        await using var owners = location.OwnerConnectionString is { } owner ? dialect.Open(owner) : null;
        var target = owners ?? context;
        await RunAloneAsync(
            target,
            async () =>
            {
                applied = [.. await target.Database.GetPendingMigrationsAsync(cancellationToken)];
                if (applied.Count > 0)
                {
                    logger.LogInformation("Applying {Count} migrations, up to {Last}", applied.Count, applied[^1]);
                    await target.Database.MigrateAsync(cancellationToken);
                }

                foreach (var script in scripts)
                {
                    await dialect.RunAsync(target.Database.GetDbConnection(), script, cancellationToken);
                }

                if (owners is not null)
                {
                    await dialect.GrantAsync(
                        owners.Database.GetDbConnection(),
                        location.ConnectionString,
                        applied.Count > 0,
                        cancellationToken
                    );
                }
            },
            cancellationToken
        );
        return applied;
    }

    /// <summary>
    /// Whether the account that the host runs as could change what is only ever appended, if it switched the guards off: it owns the tables
    /// or is a superuser.
    /// </summary>
    public async Task<bool> OwnsTheRecordAsync(CancellationToken cancellationToken = default)
    {
        if (dialect.OwnsTable is not { } question)
        {
            return false;
        }

        return await context.Database.SqlQueryRaw<bool>(question, "audit_entries").SingleAsync(cancellationToken);
    }

    /// <summary>
    /// Runs what one host at a time may do to a database, such as installing procedures: under the lock of the migrations, on this scope's
    /// context.
    /// </summary>
    public Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken = default) =>
        RunAloneAsync(context, work, cancellationToken);

    private async Task RunAloneAsync(LaborFlowDbContext target, Func<Task> work, CancellationToken cancellationToken)
    {
        await target.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(target, dialect.AcquireMigrationLock, cancellationToken);
            try
            {
                await work();
            }
            finally
            {
                await ExecuteAsync(target, dialect.ReleaseMigrationLock, CancellationToken.None);
            }
        }
        finally
        {
            await target.Database.CloseConnectionAsync();
        }
    }

    private static async Task ExecuteAsync(LaborFlowDbContext target, string sql, CancellationToken cancellationToken)
    {
        var connection = target.Database.GetDbConnection();
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

/// <summary>Tables that come with a library and not with the model, as statements that do nothing where these are already.</summary>
/// <param name="Sql">The statements.</param>
public sealed record DatabaseScript(string Sql);

/// <summary>Where the database is. Holds passwords: never logged.</summary>
/// <param name="connectionString">The account that everything runs as.</param>
/// <param name="ownerConnectionString">The account that owns the tables and is used for migrations only; null when there is but one.</param>
public sealed class DatabaseLocation(string connectionString, string? ownerConnectionString = null)
{
    /// <summary>The connection string as configured.</summary>
    public string ConnectionString => connectionString;

    /// <summary>The owner's, if it is another account.</summary>
    public string? OwnerConnectionString => ownerConnectionString;
}
