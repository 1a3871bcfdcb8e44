using System.Globalization;
using Npgsql;

namespace LaborFlow.Chaos;

/// <summary>What instances left in the tables, held against one that nobody disturbed.</summary>
internal sealed class Records(string connectionString)
{
    private const string OfEach = """
        SELECT i.id, concat_ws(' | ',
            i.status,
            'noted ' || coalesce((SELECT string_agg(j.activity_id || ':' || j.event_name, ' ' ORDER BY j.sequence) FROM workflow_journal j WHERE j.instance_id = i.id), ''),
            'gaps ' || (SELECT coalesce(max(j.sequence), 0) - count(DISTINCT j.sequence) FROM workflow_journal j WHERE j.instance_id = i.id),
            'consumed ' || (SELECT count(*) FROM workflow_bookmarks b WHERE b.instance_id = i.id AND b.consumed_at IS NOT NULL),
            'open ' || (SELECT count(*) FROM workflow_bookmarks b WHERE b.instance_id = i.id AND b.consumed_at IS NULL),
            'operations ' || (SELECT count(*) FROM workflow_operations o WHERE o.instance_id = i.id),
            'messages ' || (SELECT count(*) FROM outbox_messages m WHERE m.instance_id = i.id))
        FROM workflow_instances i
        """;

    /// <summary>Instances whose record is not that of the undisturbed one.</summary>
    public async Task<IReadOnlyList<string>> DifferentFromAsync(string undisturbed)
    {
        var all = await ReadAsync(OfEach);
        var right = all.Single(row => row.Id == undisturbed).Record;
        return [.. all.Where(row => row.Record != right).Select(row => $"{row.Id}: {row.Record}")];
    }

    /// <summary>The number that a query gives.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private async Task<List<(string Id, string Record)>> ReadAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }
}
