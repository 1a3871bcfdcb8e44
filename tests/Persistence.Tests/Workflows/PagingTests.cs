using LaborFlow.Engine.Durability;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LaborFlow.Persistence.Tests.Workflows;

/// <summary>What a page of instances costs the server, counted in rows that it reads.</summary>
public sealed class PagingTests : IAsyncLifetime
{
    private const int Instances = 5_000;
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestPostgres.CreateDatabaseAsync();
        var first = Rows.Instance();
        await using var provider = TestServices.OnPostgreSql(_database.ConnectionString);
        await using var scope = provider.CreateAsyncScope();
        await using (var advance = await scope.ServiceProvider.GetRequiredService<IInstanceStore>().BeginAsync(new()))
        {
            await advance.CommitAsync(Rows.Start(first, Rows.Bookmark(first.Id)));
        }

        await ExecuteAsync(
            $"""
            INSERT INTO workflow_instances
            SELECT (made.row).* FROM (
              SELECT jsonb_populate_record(i, jsonb_build_object('id', lpad(to_hex(n), 32, '0'),
                'created_at', i.created_at + n * interval '1 second', 'updated_at', i.updated_at + n * interval '1 second')) AS row
              FROM workflow_instances i, generate_series(1, {Instances}) n OFFSET 0) made
            """
        );
        await ExecuteAsync("ANALYZE workflow_instances");
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData("Created")]
    [InlineData("UpdatedAt")]
    public async Task A_deep_page_reads_no_more_rows_than_the_first(string order)
    {
        var deep = Instances / 10;
        var rows = await RowsReadAsync(order, deep.ToString("x32", System.Globalization.CultureInfo.InvariantCulture));
        rows.ShouldBeLessThan(200, $"{Instances - deep} rows lie before the page");
    }

    [Theory]
    [InlineData("Created")]
    [InlineData("UpdatedAt")]
    public async Task A_page_by_its_number_passes_the_rows_before_it_in_the_index_alone(string order)
    {
        await MarkVisibleAsync();
        var rows = await RowsReadAsync(order, skip: Instances - 100);
        rows.ShouldBeLessThan(200, "only the rows of the page are fetched");
    }

    /// <summary>
    /// Lets the server know that all rows are visible to everybody. The test server commits before it has written its log, and it may be
    /// analysing the table by itself: what is not yet written or still looked at cannot be marked, and is asked for again.
    /// </summary>
    private async Task MarkVisibleAsync()
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            await ExecuteAsync("CHECKPOINT");
            await ExecuteAsync("VACUUM (ANALYZE) workflow_instances");
            if (await ExecuteAsync("SELECT relallvisible = relpages FROM pg_class WHERE relname = 'workflow_instances'") is true)
            {
                return;
            }
        }

        throw new InvalidOperationException("Somebody still looks at the rows as they were before.");
    }

    /// <summary>The rows of the table that the server touched for one page.</summary>
    private async Task<long> RowsReadAsync(string order, string? after = null, int skip = 0)
    {
        await ExecuteAsync("SELECT pg_stat_reset()");
        // The planner reads a table as small as this one whole; one of a million rows it does not.
        await using (var provider = TestServices.OnPostgreSql(_database.ConnectionString + ";Pooling=false;Options=-c enable_seqscan=off"))
        {
            await using var scope = provider.CreateAsyncScope();
            var page = await scope
                .ServiceProvider.GetRequiredService<IInstanceStore>()
                .ListAsync(
                    new()
                    {
                        OrderBy = order,
                        AfterId = after,
                        Skip = skip,
                        WithTotal = false,
                    }
                );
            page.Items.Count.ShouldBe(25);
        }

        // A connection hands in its figures when it ends, a moment after the client has left.
        for (var tries = 0; tries < 1_000; tries++)
        {
            var read = await ExecuteAsync(
                "SELECT (seq_tup_read + COALESCE(idx_tup_fetch, 0))::bigint FROM pg_stat_user_tables WHERE relname = 'workflow_instances'"
            );
            if (read is > 0L)
            {
                return (long)read;
            }
        }

        throw new InvalidOperationException("The server told no figures.");
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
