using Npgsql;

namespace LaborFlow.Persistence.Dialects;

/// <summary>
/// The account that hosts run as: it reads and writes, but what is only ever appended it cannot change or remove, and no table is its own,
/// so that it can switch no trigger off. The owner's account is used for migrations and for nothing else.
/// </summary>
internal static class PostgreSqlAccount
{
    /// <summary>What is only ever appended.</summary>
    private const string Appended = "audit_entries, audit_roots, case_events, form_versions, statute_rows, calendar_years";

    /// <summary>Makes the account unless it exists, and sets its rights.</summary>
    /// <param name="owner">The owner's connection, open.</param>
    /// <param name="connectionString">The host's; its user name and password are the account's.</param>
    /// <param name="always">False: only when the account lacks its rights.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task GrantAsync(NpgsqlConnection owner, string connectionString, bool always, CancellationToken cancellationToken)
    {
        var host = new NpgsqlConnectionStringBuilder(connectionString);
        if (
            host.Username is not { Length: > 0 } name
            || name == await ScalarAsync(owner, "SELECT current_user::text", "", cancellationToken)
        )
        {
            return;
        }

        var account = "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        if (await ScalarAsync(owner, "SELECT rolname::text FROM pg_roles WHERE rolname = $1", name, cancellationToken) is null)
        {
            var password = "'" + (host.Password ?? "").Replace("'", "''", StringComparison.Ordinal) + "'";
            try
            {
                await ExecuteAsync(
                    owner,
                    $"CREATE ROLE {account} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {password}",
                    cancellationToken
                );
            }
            catch (PostgresException exception)
                when (exception.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation)
            {
                // A host of another database of this server made it at the same moment.
            }
        }
        else if (
            !always
            && await ScalarAsync(
                owner,
                $"SELECT 'x' WHERE has_table_privilege($1, '{PersistenceRegistration.MigrationsHistoryTable}', 'SELECT')",
                name,
                cancellationToken
            )
                is not null
        )
        {
            return;
        }

        var schema = await ScalarAsync(owner, "SELECT quote_ident(current_schema())", "", cancellationToken);
        await ExecuteAsync(
            owner,
            $"""
            GRANT USAGE ON SCHEMA {schema} TO {account};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {account};
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {account};
            ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {account};
            REVOKE UPDATE, DELETE ON {Appended} FROM {account};
            REVOKE UPDATE ON workflow_journal FROM {account};
            REVOKE DELETE ON audit_heads FROM {account};
            REVOKE INSERT, UPDATE, DELETE ON {PersistenceRegistration.MigrationsHistoryTable} FROM {account};
            """,
            cancellationToken
        );
    }

    /// <summary>Runs statements that make tables, if the connection's account may make any.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        if (
            await ScalarAsync(connection, "SELECT 'x' WHERE has_schema_privilege(current_schema()::text, 'CREATE')", "", cancellationToken)
            is not null
        )
        {
            await ExecuteAsync(connection, sql, cancellationToken);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection owner, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<string?> ScalarAsync(NpgsqlConnection owner, string sql, string argument, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        if (sql.Contains("$1", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue(argument);
        }

        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
