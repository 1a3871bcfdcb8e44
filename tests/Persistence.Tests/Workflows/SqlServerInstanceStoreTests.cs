using System.Reflection;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Migrating;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests.Workflows;

/// <summary>The contract on a real SQL Server, when there is one.</summary>
public sealed class SqlServerInstanceStoreTests
{
    public static TheoryData<string> Sentences =>
        [.. typeof(InstanceStoreContract).GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null).Select(m => m.Name)];

    [SqlServerTheory]
    [MemberData(nameof(Sentences))]
    public async Task The_contract_of_instance_stores_holds(string sentence)
    {
        await using var provider = TestServices.OnSqlServer(SqlServerTheoryAttribute.ConnectionString!);
        await using (var scope = provider.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync();
        }

        var contract = new Contract(provider);
        await (Task)typeof(InstanceStoreContract).GetMethod(sentence)!.Invoke(contract, null)!;
    }

    private sealed class Contract(ServiceProvider provider) : InstanceStoreContract
    {
        protected override async Task<T> InScopeAsync<T>(Func<IInstanceStore, Task<T>> work)
        {
            await using var scope = provider.CreateAsyncScope();
            return await work(scope.ServiceProvider.GetRequiredService<IInstanceStore>());
        }
    }
}

/// <summary>Runs when LABORFLOW_TEST_SQLSERVER holds a connection string of a database that tests may fill; says so when it does not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlServerTheoryAttribute : TheoryAttribute
{
    public SqlServerTheoryAttribute()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
        {
            Skip = "LABORFLOW_TEST_SQLSERVER holds no connection string: there is no SQL Server to test on.";
        }
    }

    public static string? ConnectionString => Environment.GetEnvironmentVariable("LABORFLOW_TEST_SQLSERVER");
}
