using LaborFlow.Persistence.Migrating;
using LaborFlow.Persistence.SqlServer;
using LaborFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LaborFlow.Persistence.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void Model_has_no_changes_that_PostgreSQL_migrations_lack()
    {
        using var scope = TestServices.OnPostgreSql("Host=none;Database=none").CreateScope();
        scope
            .ServiceProvider.GetRequiredService<LaborFlowDbContext>()
            .Database.HasPendingModelChanges()
            .ShouldBeFalse("run: dotnet run --project tools/Migrations -- add NAME");
    }

    [Fact]
    public void Model_has_no_changes_that_SQL_Server_migrations_lack()
    {
        using var scope = TestServices.OnSqlServer("Server=none;Database=none").CreateScope();
        scope
            .ServiceProvider.GetRequiredService<LaborFlowDbContext>()
            .Database.HasPendingModelChanges()
            .ShouldBeFalse("run: dotnet run --project tools/Migrations -- add NAME");
    }

    [Fact]
    public async Task Several_hosts_that_start_at_once_migrate_once()
    {
        await using var database = await TestPostgres.CreateEmptyDatabaseAsync();
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync(database.ConnectionString)));
        applied.Count(migrations => migrations.Count > 0).ShouldBe(1);
        applied.Max(migrations => migrations.Count).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_made()
    {
        await using var database = await TestPostgres.CreateEmptyDatabaseAsync();
        var connectionString = database.ConnectionString;
        await database.DisposeAsync();
        (await MigrateAsync(connectionString)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Rows_that_stand_against_a_new_unique_index_are_named_and_nothing_is_changed()
    {
        await using var database = await TestPostgres.CreateEmptyDatabaseAsync();
        await using (var provider = TestServices.OnPostgreSql(database.ConnectionString))
        await using (var scope = provider.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            await context.GetService<IMigrator>().MigrateAsync("20261122224405_FigureIndexes");
            foreach (var id in new[] { "0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f6", "0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f7" })
                await context.Database.ExecuteSqlRawAsync(
                    "INSERT INTO fund_reconciliations VALUES ({0}, false, '440309', '2026-10-01', 0, 0, 0, 0, '', 'Closed', 'finance', now(), 'head', now())",
                    Guid.Parse(id)
                );
        }

        var refused = await Should.ThrowAsync<PostgresException>(() => MigrateAsync(database.ConnectionString));
        refused.MessageText.ShouldContain("同一月份结账不止一次");
        refused.MessageText.ShouldContain(
            "2026-10-01 / 440309 / f: 0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f6, 0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f7"
        );
    }

    private static async Task<IReadOnlyList<string>> MigrateAsync(string connectionString)
    {
        await using var provider = TestServices.OnPostgreSql(connectionString);
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync();
    }
}
