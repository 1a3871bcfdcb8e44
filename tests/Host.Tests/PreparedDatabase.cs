using LaborFlow.Host.Operations;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests;

/// <summary>Databases on which a host of the demonstration has started once, with its audit keys: made once, and copied in a moment.</summary>
internal static class PreparedDatabase
{
    private static readonly Lazy<Task<(TestDatabase Database, DirectoryInfo Keys)>> Template = new(PrepareAsync);
    private static readonly SemaphoreSlim Gate = new(1, 1);

    /// <summary>A database of its own, and the keys that its entries are sealed with.</summary>
    /// <param name="keyDirectory">Gets the keys.</param>
    public static async Task<TestDatabase> CopyAsync(string keyDirectory)
    {
        var (template, keys) = await Template.Value;
        foreach (var key in keys.EnumerateFiles())
            key.CopyTo(Path.Combine(keyDirectory, key.Name));
        // Two copies at once would be connected to one template.
        await Gate.WaitAsync();
        try
        {
            return await TestPostgres.CloneAsync(template);
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<(TestDatabase, DirectoryInfo)> PrepareAsync()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        var keys = Directory.CreateTempSubdirectory("laborflow-keys-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => keys.Delete(recursive: true);
        TestPostgres.DropAtExit(database);
        // Without its pool's connections a database can be copied; disposing of the host closes them.
        await using var host = LaborFlowHost.Build(
            HostArguments.Parse([
                "--urls",
                "http://127.0.0.1:0",
                "--demo",
                "--ConnectionStrings:LaborFlow",
                database.HostConnectionString,
                "--PersonalData:KeyDirectory",
                TestKeys.Directory,
                "--Audit:KeyDirectory",
                keys.FullName,
                "--Logging:LogLevel:Default",
                "Warning",
                "--Jobs:Scheduler",
                "false",
            ]),
            builder => builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider()).AddQuickPasswords()
        );
        await Startup.PrepareAsync(host.Services, CancellationToken.None);
        return (database, keys);
    }
}
