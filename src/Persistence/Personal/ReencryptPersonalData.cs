using System.Data.Common;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LaborFlow.Persistence.Personal;

/// <summary>
/// Brings everything that lies under older keys, or under none, under the newest one, in small transactions while hosts go on working.
/// Can be stopped and started again at any time.
/// </summary>
public sealed class ReencryptPersonalData(LaborFlowDbContext context, PersonalKeys keys)
{
    private const int Rows = 500;
    private const int Files = 10;

    /// <summary>Re-encrypts; returns how many values each column had under other keys.</summary>
    /// <param name="progress">Told after each batch: the column, and how many of its values are done.</param>
    /// <param name="cancellationToken">Cancels; what is done stays done.</param>
    public async Task<IReadOnlyDictionary<string, int>> RunAsync(
        IProgress<(string Column, int Done)>? progress,
        CancellationToken cancellationToken
    )
    {
        var done = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in Columns())
        {
            Guid? after = null;
            done[column.Name] = 0;
            while (await BatchAsync(column, after, cancellationToken) is { } batch)
            {
                after = batch.Last;
                done[column.Name] += batch.Count;
                progress?.Report((column.Name, done[column.Name]));
            }
        }

        done["evidence_contents.content"] = 0;
        while (await FilesAsync(cancellationToken) is var count and > 0)
        {
            done["evidence_contents.content"] += count;
            progress?.Report(("evidence_contents.content", done["evidence_contents.content"]));
        }

        return done;
    }

    private IEnumerable<Encrypted> Columns() =>
        from type in context.Model.GetEntityTypes()
        let table = StoreObjectIdentifier.Table(type.GetTableName()!)
        from property in PersonalColumns.Of(type)
        let kind = property.FindAnnotation(PersonalColumns.Kind)?.Value as string
        select new Encrypted(
            (string)property.FindAnnotation(PersonalColumns.Column)!.Value!,
            table.Name,
            property.GetColumnName(table)!,
            property.Name.EndsWith("Json", StringComparison.Ordinal),
            kind,
            kind is null ? null : type.FindProperty(PersonalColumns.IndexOf(property.Name))!.GetColumnName(table)
        );

    private async Task<(Guid Last, int Count)?> BatchAsync(Encrypted column, Guid? after, CancellationToken cancellationToken)
    {
        var dialect = context.Dialect;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var values = new List<(Guid Id, string Stored)>();
        await using (var read = DatabaseSession.Create(context))
        {
            var claim = read.Add(
                dialect.ClaimBatch(
                    $"id, {column.Sql}",
                    column.Table,
                    $"{column.Sql} IS NOT NULL AND CAST({column.Sql} AS varchar(80)) NOT LIKE @current {(after is null ? "" : "AND id > @after")}",
                    "id"
                ),
                ("@current", $"{(column.IsJson ? "\"" : "")}{keys.CurrentPrefix}%"),
                ("@limit", Rows)
            );
            if (after is { } last)
            {
                claim.AddParameter("@after", last);
            }

            await using var reader = await read.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                values.Add((reader.GetGuid(0), reader.GetString(1)));
            }
        }

        if (values.Count == 0)
        {
            return null;
        }

        await using (var write = DatabaseSession.Create(context))
        {
            foreach (var (id, stored) in values)
            {
                Append(write, column, id, stored);
            }

            await write.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return (values[^1].Id, values.Count);
    }

    private void Append(DbBatch write, Encrypted column, Guid id, string stored)
    {
        var plain =
            column.IsJson && !stored.StartsWith("\"lf1:", StringComparison.Ordinal)
                ? stored
                : keys.Reveal(column.Name, column.IsJson ? stored.Trim('"') : stored);
        var secret = keys.Protect(column.Name, plain);
        var value = column.IsJson ? context.Dialect.JsonParameter("@value") : "@value";
        var set = column.IndexSql is null ? $"{column.Sql} = {value}" : $"{column.Sql} = {value}, {column.IndexSql} = @index";
        var update = write.Add(
            $"UPDATE {column.Table} SET {set} WHERE id = @id",
            ("@value", column.IsJson ? $"\"{secret}\"" : secret),
            ("@id", id)
        );
        if (column.IndexSql is not null)
        {
            var normal = PersonalKinds.Normalise(column.Kind!, plain);
            update.AddParameter("@index", normal is null ? null : keys.Index(column.Kind!, normal));
        }
    }

    private async Task<int> FilesAsync(CancellationToken cancellationToken)
    {
        var prefix = System.Text.Encoding.ASCII.GetBytes(keys.CurrentPrefix);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var files = new List<(string Key, byte[] Content)>();
        await using (var read = DatabaseSession.Create(context))
        {
            read.Add(
                context.Dialect.ClaimBatch(
                    "storage_key, content",
                    "evidence_contents",
                    $"SUBSTRING(content, 1, {prefix.Length}) <> @current",
                    "storage_key"
                ),
                ("@current", prefix),
                ("@limit", Files)
            );
            await using var reader = await read.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                files.Add((reader.GetString(0), (byte[])reader.GetValue(1)));
            }
        }

        await using (var write = DatabaseSession.Create(context))
        {
            foreach (var (key, content) in files)
            {
                write.Add(
                    "UPDATE evidence_contents SET content = @content WHERE storage_key = @key",
                    ("@content", keys.Protect(EvidenceColumn, keys.Reveal(EvidenceColumn, content).AsSpan())),
                    ("@key", key)
                );
            }

            if (files.Count > 0)
            {
                await write.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return files.Count;
    }

    /// <summary>Contents of files, as their cipher text names them.</summary>
    internal const string EvidenceColumn = "evidence_contents.content";

    private sealed record Encrypted(string Name, string Table, string Sql, bool IsJson, string? Kind, string? IndexSql);
}
