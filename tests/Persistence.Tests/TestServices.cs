using LaborFlow.Persistence.SqlServer;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests;

/// <summary>Service providers as a host composes them.</summary>
internal static class TestServices
{
    public static ServiceProvider OnPostgreSql(string connectionString) =>
        new ServiceCollection().AddLogging().AddLaborFlowPersistence(connectionString).BuildServiceProvider();

    public static ServiceProvider OnSqlServer(string connectionString) =>
        new ServiceCollection().AddLogging().AddLaborFlowSqlServerPersistence(connectionString).BuildServiceProvider();
}
