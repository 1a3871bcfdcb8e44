using System.Data.Common;
using LaborFlow.Persistence.Migrating;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace LaborFlow.Persistence.Dialects;

/// <summary>
/// Everything that differs between PostgreSQL and SQL Server: row locks, skip-locked queues, JSON columns, notifications, the migration
/// lock and the triggers that guard what may never change. Nothing else in the room may ask which database it runs on.
/// </summary>
/// <remarks>Names are snake_case on both, so table and column names are passed bare; none is a reserved word.</remarks>
public abstract class SqlDialect
{
    /// <summary>The name of the EF Core provider, as <c>Database.ProviderName</c> gives it.</summary>
    public abstract string ProviderName { get; }

    /// <summary>Column type of JSON that is searched; the database may re-order its properties.</summary>
    public abstract string JsonColumnType { get; }

    /// <summary>Column type of JSON that must come back character for character (definitions, instance state).</summary>
    public abstract string ExactJsonColumnType { get; }

    /// <summary>
    /// True when COMMIT can travel in the same batch as the last writes, which saves a round trip. SQL Server's client must send its own.
    /// </summary>
    public abstract bool CommitsInBatch { get; }

    /// <summary>How a statement names a string parameter whose column holds JSON.</summary>
    public abstract string JsonParameter(string parameter);

    /// <summary>A condition: this Boolean column is true.</summary>
    public abstract string IsTrue(string column);

    /// <summary>A condition: the column equals one of the values of a parameter made by <see cref="ListParameter"/>.</summary>
    public abstract string IsAnyOf(string column, string parameter);

    /// <summary>The value of a parameter that holds a list of strings.</summary>
    public abstract object ListParameter(IEnumerable<string> values);

    /// <summary>Reads rows and locks them until the transaction ends; waits for whoever holds them.</summary>
    public abstract string SelectForUpdate(string columns, string table, string where);

    /// <summary>
    /// Reads and locks up to <c>@limit</c> rows in order, passing over rows that another host holds: several hosts share a queue without
    /// waiting for each other and without taking a row twice.
    /// </summary>
    public abstract string ClaimBatch(string columns, string table, string where, string orderBy);

    /// <summary>Reads at most <c>@limit</c> rows in order, without a lock.</summary>
    public abstract string SelectTop(string columns, string table, string where, string orderBy);

    /// <summary>Whether rows without a value come after those with one when an ascending order is asked for.</summary>
    public abstract bool SortsNullsLast { get; }

    /// <summary>Days from one date to another.</summary>
    public abstract SqlExpression DaysBetween(SqlExpression from, SqlExpression to);

    /// <summary>The date in China at an instant.</summary>
    public abstract SqlExpression ChinaDate(SqlExpression instant);

    /// <summary>
    /// The cases with this text in their numbers or in a party's name, as a query of one column <c>Value</c> that an index answers; null
    /// where none helps with such a text.
    /// </summary>
    /// <param name="text">At least one character.</param>
    public abstract FormattableString? CasesWith(string text);

    /// <summary>An expression: the rows of a query as one JSON array of objects, in no order; an empty array for none.</summary>
    public abstract string JsonRows(string select);

    /// <summary>
    /// Adds a row for a key unless it exists. Two hosts that try at once: one adds, the other waits for its commit and adds nothing.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns, in order.</param>
    /// <param name="parameters">One parameter name (with its @) for each column.</param>
    /// <param name="keyColumns">The columns of the unique key.</param>
    public abstract string InsertIfAbsent(
        string table,
        IReadOnlyList<string> columns,
        IReadOnlyList<string> parameters,
        IReadOnlyList<string> keyColumns
    );

    /// <summary>Adds all rows to the batch, table after table, in as few statements as the database allows.</summary>
    public abstract void AppendInserts(DbBatch batch, IReadOnlyList<BulkInsert> tables);

    /// <summary>
    /// The statement that tells listening hosts that <paramref name="channel"/> has news (parameter <c>@payload</c>); null when the
    /// database has no such thing, and the others notice by polling.
    /// </summary>
    public abstract string? Notify(string channel);

    /// <summary>Holds the lock named by <c>@key</c> until the transaction ends; waits for whoever holds it.</summary>
    public abstract string LockKey { get; }

    /// <summary>Takes the session lock under which one host migrates while the others wait.</summary>
    public abstract string AcquireMigrationLock { get; }

    /// <summary>Gives the migration lock back.</summary>
    public abstract string ReleaseMigrationLock { get; }

    /// <summary>Makes the database named in the connection string unless it exists.</summary>
    public abstract Task EnsureDatabaseExistsAsync(string connectionString, CancellationToken cancellationToken);

    /// <summary>A context on an account of its own, without keys of personal data: for migrating.</summary>
    public virtual LaborFlowDbContext Open(string connectionString) =>
        throw new NotSupportedException("On this database the accounts' rights are set by its administrator.");

    /// <summary>
    /// Makes the account of a connection string unless it exists, and gives it what a host needs: to read and write, but neither to change
    /// or remove what is only ever appended, nor to alter tables.
    /// </summary>
    /// <param name="owner">The owner's connection, open.</param>
    /// <param name="connectionString">The host's.</param>
    /// <param name="always">False: only when the account lacks its rights.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual Task GrantAsync(DbConnection owner, string connectionString, bool always, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Runs a library's script, unless the account may make no tables: then somebody else has run it.</summary>
    public virtual Task RunAsync(DbConnection connection, DatabaseScript script, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No library has tables on this database.");

    /// <summary>A query of one Boolean column <c>Value</c>: may the current account alter the table {0}? Null where nobody can say.</summary>
    public virtual string? OwnsTable => null;

    /// <summary>The name of the unique key or index that was already taken (it contains its table's name), or null for other errors.</summary>
    public abstract string? ViolatedUniqueKey(Exception exception);

    /// <summary>True when the same transaction, run again, may succeed: deadlock, serialisation failure, lost connection.</summary>
    public abstract bool IsTransient(Exception exception);
}
