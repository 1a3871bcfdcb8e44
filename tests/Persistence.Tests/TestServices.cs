using LaborFlow.Cases.Audit;
using LaborFlow.Persistence.SqlServer;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests;

/// <summary>Service providers as a host composes them.</summary>
internal static class TestServices
{
    /// <summary>The keys of every provider made here.</summary>
    public static AuditKeys Keys { get; } =
        new("test", new Dictionary<string, byte[]> { ["test"] = Enumerable.Repeat((byte)7, 32).ToArray() });

    public static ServiceProvider OnPostgreSql(string connectionString) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(TestKeys.Personal)
            .AddSingleton(Keys)
            .AddLaborFlowPersistence(connectionString)
            .BuildServiceProvider();

    public static ServiceProvider OnSqlServer(string connectionString) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(TestKeys.Personal)
            .AddSingleton(Keys)
            .AddLaborFlowSqlServerPersistence(connectionString)
            .BuildServiceProvider();
}
