using System.Data.Common;
using System.Linq.Expressions;
using LaborFlow.Persistence.Migrating;
using LaborFlow.Persistence.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace LaborFlow.Persistence.Dialects;

/// <summary>PostgreSQL 14 or later: the database that every test runs on.</summary>
public sealed class PostgreSqlDialect : SqlDialect
{
    /// <summary>Any constant does, as long as nothing else in the database uses it.</summary>
    private const long MigrationLockKey = 0x4C41424F52;

    /// <inheritdoc />
    public override string ProviderName => "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <inheritdoc />
    public override string JsonColumnType => "jsonb";

    /// <inheritdoc />
    public override string ExactJsonColumnType => "json";

    /// <inheritdoc />
    public override bool CommitsInBatch => true;

    /// <inheritdoc />
    public override string LockKey => "SELECT pg_advisory_xact_lock(hashtextextended(@key, 0))";

    /// <inheritdoc />
    public override string AcquireMigrationLock => $"SELECT pg_advisory_lock({MigrationLockKey})";

    /// <inheritdoc />
    public override string ReleaseMigrationLock => $"SELECT pg_advisory_unlock({MigrationLockKey})";

    /// <inheritdoc />
    public override string JsonParameter(string parameter) => $"CAST({parameter} AS json)";

    /// <inheritdoc />
    public override string IsTrue(string column) => column;

    /// <inheritdoc />
    public override string IsAnyOf(string column, string parameter) => $"{column} = ANY({parameter})";

    /// <inheritdoc />
    public override object ListParameter(IEnumerable<string> values) => values.ToArray();

    /// <inheritdoc />
    public override string SelectForUpdate(string columns, string table, string where) =>
        $"SELECT {columns} FROM {table} WHERE {where} FOR UPDATE";

    /// <inheritdoc />
    public override string ClaimBatch(string columns, string table, string where, string orderBy) =>
        $"SELECT {columns} FROM {table} WHERE {where} ORDER BY {orderBy} LIMIT @limit FOR UPDATE SKIP LOCKED";

    /// <inheritdoc />
    public override string SelectTop(string columns, string table, string where, string orderBy) =>
        $"SELECT {columns} FROM {table} WHERE {where} ORDER BY {orderBy} LIMIT @limit";

    /// <inheritdoc />
    public override bool SortsNullsLast => true;

    /// <inheritdoc />
    public override SqlExpression DaysBetween(SqlExpression from, SqlExpression to) =>
        new SqlBinaryExpression(ExpressionType.Subtract, to, from, typeof(int), IntTypeMapping.Default);

    /// <inheritdoc />
    public override SqlExpression ChinaDate(SqlExpression instant) =>
        new SqlFunctionExpression(
            "date",
            [
                new SqlFunctionExpression(
                    "timezone",
                    [new SqlConstantExpression("Asia/Shanghai", StringTypeMapping.Default), instant],
                    nullable: true,
                    [false, true],
                    typeof(DateTime),
                    DateTimeTypeMapping.Default
                ),
            ],
            nullable: true,
            [true],
            typeof(DateOnly),
            DateOnlyTypeMapping.Default
        );

    /// <summary>
    /// By pairs of neighbouring characters: names of two characters are the rule, and neither word nor trigram indexes find those.
    /// </summary>
    public override FormattableString? CasesWith(string text)
    {
        if (text.Length < 2)
        {
            return null;
        }

        var like =
            $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        return $"""
            SELECT id AS "Value" FROM cases WHERE text_bigrams(case_number) @> text_bigrams({text}) AND case_number LIKE {like}
            UNION SELECT id FROM cases WHERE text_bigrams(docket_number) @> text_bigrams({text}) AND docket_number LIKE {like}
            UNION SELECT case_id FROM parties WHERE text_bigrams(name) @> text_bigrams({text}) AND name LIKE {like}
            """;
    }

    /// <inheritdoc />
    public override string JsonRows(string select) => $"(SELECT coalesce(json_agg(r), '[]')::text FROM ({select}) r)";

    /// <inheritdoc />
    public override string InsertIfAbsent(
        string table,
        IReadOnlyList<string> columns,
        IReadOnlyList<string> parameters,
        IReadOnlyList<string> keyColumns
    ) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", parameters)}) "
        + $"ON CONFLICT ({string.Join(", ", keyColumns)}) DO NOTHING";

    /// <summary>
    /// One statement whatever the number of rows and tables, and the notification in it: few texts, so the server keeps their plans. All but
    /// the last part are common table expressions, which PostgreSQL carries out to their end even if nobody reads them.
    /// </summary>
    public override void AppendInserts(DbBatch batch, IReadOnlyList<BulkInsert> tables)
    {
        if (tables.Count == 0)
        {
            return;
        }

        var command = (NpgsqlBatchCommand)batch.CreateBatchCommand();
        var parts = tables.Select((rows, i) => InsertOf(command, rows, $"t{i}c")).ToList();
        parts.AddRange(
            tables.Where(rows => rows.NotifyChannel is not null).Select(rows => $"SELECT pg_notify('{rows.NotifyChannel}', '')")
        );
        var before = string.Join(", ", parts.SkipLast(1).Select((part, i) => $"p{i} AS ({part})"));
        command.CommandText = before.Length == 0 ? parts[^1] : $"WITH {before} {parts[^1]}";
        batch.BatchCommands.Add(command);
    }

    private static string InsertOf(NpgsqlBatchCommand command, BulkInsert rows, string prefix)
    {
        var source = new string[rows.Columns.Count];
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            var type = rows.Columns[i].Type;
            source[i] = $"@{prefix}{i}";
            command.Parameters.Add(
                new NpgsqlParameter($"{prefix}{i}", NpgsqlDbType.Array | ParameterType(type)) { Value = Column(rows.Rows, i, type) }
            );
        }

        var names = string.Join(", ", rows.Columns.Select(column => column.Name));
        return $"INSERT INTO {rows.Table} ({names}) SELECT * FROM unnest({string.Join(", ", source)})";
    }

    /// <inheritdoc />
    public override string Notify(string channel) => $"SELECT pg_notify('{channel}', @payload)";

    /// <inheritdoc />
    public override async Task EnsureDatabaseExistsAsync(string connectionString, CancellationToken cancellationToken)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var name = target.Database ?? "";
        await using (
            var probe = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString)
        )
        {
            try
            {
                await probe.OpenAsync(cancellationToken);
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                // Not there yet: made below.
            }
        }

        var maintenance = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another host made it at the same moment.
        }
    }

    /// <inheritdoc />
    public override LaborFlowDbContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<LaborFlowDbContext>();
        PersistenceRegistration.UsePostgreSql(
            options,
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        return new LaborFlowDbContext(options.Options, this);
    }

    /// <inheritdoc />
    public override Task GrantAsync(DbConnection owner, string connectionString, bool always, CancellationToken cancellationToken) =>
        PostgreSqlAccount.GrantAsync((NpgsqlConnection)owner, connectionString, always, cancellationToken);

    /// <inheritdoc />
    public override Task RunAsync(DbConnection connection, DatabaseScript script, CancellationToken cancellationToken) =>
        PostgreSqlAccount.RunAsync((NpgsqlConnection)connection, script.Sql, cancellationToken);

    /// <inheritdoc />
    public override string OwnsTable =>
        """
            SELECT r.rolsuper OR pg_has_role(current_user, c.relowner, 'USAGE') AS "Value"
            FROM pg_class c, pg_roles r WHERE c.oid = CAST({0} AS regclass) AND r.rolname = current_user
            """;

    /// <inheritdoc />
    public override string? ViolatedUniqueKey(Exception exception) =>
        Unwrap(exception) is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation
            ? violation.ConstraintName ?? ""
            : null;

    /// <inheritdoc />
    public override bool IsTransient(Exception exception) => Unwrap(exception) is NpgsqlException { IsTransient: true };

    private static Exception Unwrap(Exception exception) =>
        exception is not NpgsqlException && exception.InnerException is { } inner ? Unwrap(inner) : exception;

    private static NpgsqlDbType ParameterType(BulkType type) =>
        type switch
        {
            BulkType.Text => NpgsqlDbType.Text,
            BulkType.Json => NpgsqlDbType.Json,
            BulkType.Integer => NpgsqlDbType.Integer,
            BulkType.Long => NpgsqlDbType.Bigint,
            BulkType.Boolean => NpgsqlDbType.Boolean,
            BulkType.Instant => NpgsqlDbType.TimestampTz,
            BulkType.Uuid => NpgsqlDbType.Uuid,
            BulkType.Date => NpgsqlDbType.Date,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No PostgreSQL type for this column."),
        };

    private static Array Column(IReadOnlyList<object?[]> rows, int index, BulkType type) =>
        type switch
        {
            BulkType.Text or BulkType.Json => Values(rows, index, value => (string?)value),
            BulkType.Integer => Values(rows, index, value => (int?)value),
            BulkType.Long => Values(rows, index, value => (long?)value),
            BulkType.Boolean => Values(rows, index, value => (bool?)value),
            BulkType.Instant => Values(
                rows,
                index,
                value => value is DateTimeOffset instant ? UtcInstant.Normalize(instant) : (DateTimeOffset?)null
            ),
            BulkType.Uuid => Values(rows, index, value => (Guid?)value),
            BulkType.Date => Values(rows, index, value => (DateOnly?)value),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No PostgreSQL type for this column."),
        };

    private static T[] Values<T>(IReadOnlyList<object?[]> rows, int index, Func<object?, T> convert)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = convert(rows[i][index]);
        }

        return values;
    }
}
