using LaborFlow.Persistence.SqlServer;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests;

/// <summary>Service providers as a host composes them.</summary>
internal static class TestServices
{
    public static ServiceProvider OnPostgreSql(string connectionString) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(TestKeys.Personal)
            .AddLaborFlowPersistence(connectionString)
            .BuildServiceProvider();

    public static ServiceProvider OnSqlServer(string connectionString) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(TestKeys.Personal)
            .AddLaborFlowSqlServerPersistence(connectionString)
            .BuildServiceProvider();
}
