using LaborFlow.Engine.Durability;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LaborFlow.Persistence.Tests.Workflows;

/// <summary>The contract on PostgreSQL, and what only a server can show: statements, round trips, broken connections.</summary>
public sealed class PostgreSqlInstanceStoreTests : InstanceStoreContract, IAsyncLifetime
{
    private TestDatabase database = null!;
    private ServiceProvider provider = null!;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        provider = TestServices.OnPostgreSql(database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_resume_costs_at_most_three_round_trips_and_eight_statements_and_one_commit(bool sendsMessages)
    {
        var (instance, bookmark) = await StartAsync();
        var operation = "counted-" + bookmark.Id;
        await using var wire = await WireProxy.StartAsync(database.ConnectionString);
        await using var counted = TestServices.OnPostgreSql(wire.ConnectionString + ";Max Auto Prepare=0;Pooling=false");
        await using var scope = counted.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(context.Database);
        wire.Reset();
        var store = scope.ServiceProvider.GetRequiredService<IInstanceStore>();
        await using (var advance = await store.BeginAsync(new(BookmarkId: bookmark.Id, OperationId: operation)))
        {
            await advance.CommitAsync(
                Rows.Resume(advance.Instance!, bookmark, "mediator", operation) with
                {
                    Outbox = sendsMessages ? [Rows.Message(instance.Id)] : [],
                }
            );
        }

        wire.RoundTrips.ShouldBeLessThanOrEqualTo(3);
        wire.Statements.Count(s => s == "COMMIT").ShouldBe(1);
        wire.Statements.Count(s => s.Contains("pg_notify", StringComparison.Ordinal)).ShouldBe(sendsMessages ? 1 : 0);
        wire.Statements.Count(s => s != "COMMIT" && !s.StartsWith("BEGIN", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(8);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_connection_that_breaks_leaves_one_effect_after_a_retry_with_the_same_operation(int roundTrip, bool afterItWasSent)
    {
        var (instance, bookmark) = await StartAsync();
        var operation = $"broken-{roundTrip}-{afterItWasSent}-{instance.Id}";
        await using (var wire = await WireProxy.StartAsync(database.ConnectionString))
        {
            await using var broken = TestServices.OnPostgreSql(wire.ConnectionString + ";Pooling=false;Timeout=5");
            await using var scope = broken.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(context.Database);
            wire.Break(roundTrip, afterItWasSent);
            await Should.ThrowAsync<Exception>(async () =>
                await ResumeOnceAsync(scope.ServiceProvider.GetRequiredService<IInstanceStore>(), bookmark, operation)
            );
        }

        await ResumeAsync(bookmark, "mediator", operation);
        await InScopeAsync(async store =>
        {
            (await store.FindAsync(instance.Id))!.Revision.ShouldBe(2);
            (await store.ReadJournalAsync(instance.Id, 0, 100)).TotalCount.ShouldBe(4);
            (await store.FindBookmarksAsync(new() { InstanceId = instance.Id })).Count.ShouldBe(1);
        });
        (await CountAsync($"SELECT count(*) FROM outbox_messages WHERE instance_id = '{instance.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_listening_host_hears_of_messages_once_they_are_committed()
    {
        var (_, bookmark) = await StartAsync();
        await using var listener = new NpgsqlConnection(database.ConnectionString);
        await listener.OpenAsync();
        await using (var listen = new NpgsqlCommand("LISTEN laborflow_outbox", listener))
        {
            await listen.ExecuteNonQueryAsync();
        }

        var heard = 0;
        listener.Notification += (_, _) => heard++;
        await ResumeAsync(bookmark, "mediator");
        await using var nothing = new NpgsqlCommand("SELECT 1", listener);
        await nothing.ExecuteScalarAsync();
        heard.ShouldBe(1);
    }

    [Fact]
    public async Task The_journal_refuses_to_be_changed()
    {
        var (instance, _) = await StartAsync();
        var change = async () =>
            await CountAsync($"UPDATE workflow_journal SET message = 'x' WHERE instance_id = '{instance.Id}' RETURNING 1");
        (await Should.ThrowAsync<PostgresException>(change)).SqlState.ShouldBe("23000");
    }

    protected override async Task<T> InScopeAsync<T>(Func<IInstanceStore, Task<T>> work)
    {
        await using var scope = provider.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IInstanceStore>());
    }

    private static async Task ResumeOnceAsync(IInstanceStore store, BookmarkRow bookmark, string operation)
    {
        await using var advance = await store.BeginAsync(new(BookmarkId: bookmark.Id, OperationId: operation));
        await advance.CommitAsync(Rows.Resume(advance.Instance!, bookmark, "mediator", operation));
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
