using System.Data.Common;
using System.Linq.Expressions;
using System.Text.Json;
using System.Text.RegularExpressions;
using LaborFlow.Persistence.Dialects;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace LaborFlow.Persistence.SqlServer;

/// <summary>SQL Server 2019 or later.</summary>
public sealed class SqlServerDialect : SqlDialect
{
    /// <summary>SQL Server takes 2,100 parameters a statement; some are left for the rest of it.</summary>
    private const int MaximumParameters = 2000;

    /// <summary>Deadlock victim, lock time-out, connection lost or refused, resource limits of the server.</summary>
    private static readonly HashSet<int> TransientErrors =
    [
        1205,
        1222,
        -2,
        20,
        64,
        233,
        10053,
        10054,
        10060,
        10928,
        10929,
        40197,
        40501,
        40613,
    ];

    /// <summary>The message names the key in any language; names are ours.</summary>
    private static readonly Regex KeyName = new(
        "(pk|ix|ak)_[a-z0-9_]+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)
    );

    /// <inheritdoc />
    public override string ProviderName => "Microsoft.EntityFrameworkCore.SqlServer";

    /// <inheritdoc />
    public override string JsonColumnType => "nvarchar(max)";

    /// <inheritdoc />
    public override string ExactJsonColumnType => "nvarchar(max)";

    /// <inheritdoc />
    public override bool CommitsInBatch => false;

    /// <inheritdoc />
    /// <remarks>Application locks have names of at most 255 characters, so the key's digest stands for it.</remarks>
    public override string LockKey =>
        "DECLARE @name nvarchar(64) = CONVERT(nvarchar(64), HASHBYTES('SHA2_256', @key), 2); "
        + "EXEC sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = -1";

    /// <inheritdoc />
    public override string AcquireMigrationLock =>
        "EXEC sp_getapplock @Resource = 'laborflow-migrations', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = -1";

    /// <inheritdoc />
    public override string ReleaseMigrationLock => "EXEC sp_releaseapplock @Resource = 'laborflow-migrations', @LockOwner = 'Session'";

    /// <inheritdoc />
    public override string JsonParameter(string parameter) => parameter;

    /// <inheritdoc />
    public override string IsTrue(string column) => $"{column} = 1";

    /// <inheritdoc />
    public override string IsAnyOf(string column, string parameter) => $"{column} IN (SELECT value FROM OPENJSON({parameter}))";

    /// <inheritdoc />
    public override object ListParameter(IEnumerable<string> values) => JsonSerializer.Serialize(values);

    /// <inheritdoc />
    public override string SelectForUpdate(string columns, string table, string where) =>
        $"SELECT {columns} FROM {table} WITH (UPDLOCK, ROWLOCK) WHERE {where}";

    /// <inheritdoc />
    public override string ClaimBatch(string columns, string table, string where, string orderBy) =>
        $"SELECT TOP (@limit) {columns} FROM {table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE {where} ORDER BY {orderBy}";

    /// <inheritdoc />
    public override string SelectTop(string columns, string table, string where, string orderBy) =>
        $"SELECT TOP (@limit) {columns} FROM {table} WHERE {where} ORDER BY {orderBy}";

    /// <inheritdoc />
    public override bool SortsNullsLast => false;

    /// <inheritdoc />
    public override SqlExpression DaysBetween(SqlExpression from, SqlExpression to) =>
        new SqlFunctionExpression(
            "DATEDIFF",
            [new SqlFragmentExpression("day"), from, to],
            nullable: true,
            [false, true, true],
            typeof(int),
            IntTypeMapping.Default
        );

    /// <inheritdoc />
    public override SqlExpression ChinaDate(SqlExpression instant) =>
        new SqlUnaryExpression(
            ExpressionType.Convert,
            new SqlFunctionExpression(
                "SWITCHOFFSET",
                [instant, new SqlConstantExpression("+08:00", StringTypeMapping.Default)],
                nullable: true,
                [true, false],
                typeof(DateTimeOffset),
                instant.TypeMapping
            ),
            typeof(DateOnly),
            DateOnlyTypeMapping.Default
        );

    /// <summary>None: full-text search is an option of the server's installation.</summary>
    public override FormattableString? CasesWith(string text) => null;

    /// <inheritdoc />
    public override string JsonRows(string select) => $"COALESCE((SELECT * FROM ({select}) r FOR JSON PATH, INCLUDE_NULL_VALUES), N'[]')";

    /// <summary>HOLDLOCK keeps the gap: without it two hosts could both find nothing and both insert.</summary>
    public override string InsertIfAbsent(
        string table,
        IReadOnlyList<string> columns,
        IReadOnlyList<string> parameters,
        IReadOnlyList<string> keyColumns
    )
    {
        var match = keyColumns.Select(key => $"{key} = {parameters[IndexOf(columns, key)]}");
        return $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", parameters)} "
            + $"WHERE NOT EXISTS (SELECT 1 FROM {table} WITH (UPDLOCK, HOLDLOCK) WHERE {string.Join(" AND ", match)})";
    }

    /// <inheritdoc />
    public override void AppendInserts(DbBatch batch, IReadOnlyList<BulkInsert> tables)
    {
        foreach (var rows in tables)
        {
            AppendInsert(batch, rows);
        }
    }

    private static void AppendInsert(DbBatch batch, BulkInsert rows)
    {
        var names = string.Join(", ", rows.Columns.Select(column => column.Name));
        foreach (var chunk in rows.Rows.Chunk(Math.Max(1, MaximumParameters / rows.Columns.Count)))
        {
            var command = batch.CreateBatchCommand();
            var tuples = new List<string>(chunk.Length);
            foreach (var row in chunk)
            {
                var parameters = new string[row.Length];
                for (var i = 0; i < row.Length; i++)
                {
                    parameters[i] = $"@p{command.Parameters.Count}";
                    command.AddParameter(parameters[i], row[i]);
                }

                tuples.Add($"({string.Join(", ", parameters)})");
            }

            command.CommandText = $"INSERT INTO {rows.Table} ({names}) VALUES {string.Join(", ", tuples)}";
            batch.BatchCommands.Add(command);
        }
    }

    /// <summary>Service Broker would be the counterpart; offices that run SQL Server rely on the sweep's polling instead.</summary>
    public override string? Notify(string channel) => null;

    /// <inheritdoc />
    public override async Task EnsureDatabaseExistsAsync(string connectionString, CancellationToken cancellationToken)
    {
        var target = new SqlConnectionStringBuilder(connectionString);
        var name = target.InitialCatalog;
        target.InitialCatalog = "master";
        await using var connection = new SqlConnection(target.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var create = connection.CreateCommand();
        create.CommandText =
            "IF DB_ID(@name) IS NULL BEGIN DECLARE @sql nvarchar(max) = N'CREATE DATABASE ' + QUOTENAME(@name); EXEC(@sql) END";
        create.Parameters.AddWithValue("@name", name);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override string? ViolatedUniqueKey(Exception exception) =>
        Find(exception) is { Number: 2601 or 2627 } violation ? KeyName.Match(violation.Message).Value : null;

    /// <inheritdoc />
    public override bool IsTransient(Exception exception) =>
        Find(exception) is { } sql && sql.Errors.Cast<SqlError>().Any(error => TransientErrors.Contains(error.Number));

    private static SqlException? Find(Exception? exception) =>
        exception as SqlException ?? (exception is null ? null : Find(exception.InnerException));

    private static int IndexOf(IReadOnlyList<string> columns, string column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] == column)
            {
                return i;
            }
        }

        throw new ArgumentException($"The key column {column} is not among the columns.", nameof(column));
    }
}
