using LaborFlow.Persistence.Migrating;
using LaborFlow.Persistence.SqlServer;
using LaborFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    private static async Task<IReadOnlyList<string>> MigrateAsync(string connectionString)
    {
        await using var provider = TestServices.OnPostgreSql(connectionString);
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync();
    }
}
