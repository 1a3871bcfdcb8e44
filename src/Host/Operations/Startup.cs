using LaborFlow.Host.Users;
using LaborFlow.Persistence.Migrating;

namespace LaborFlow.Host.Operations;

/// <summary>What must be in place before the first request. Each step finds out cheaply that there is nothing to do.</summary>
public static class Startup
{
    /// <exception cref="SetupException">The host may not or cannot start as it is configured.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var migrator = scope.ServiceProvider.GetRequiredService<DatabaseMigrator>();
        await migrator.MigrateAsync(cancellationToken);
        if (await migrator.OwnsTheRecordAsync(cancellationToken))
        {
            scope
                .ServiceProvider.GetRequiredService<ILogger<DatabaseMigrator>>()
                .LogWarning(
                    "The host's database account owns the audit tables or is a superuser: give it an account of its own (ConnectionStrings__LaborFlow), and name the owner's for migrations (ConnectionStrings__LaborFlowOwner)"
                );
        }
        await scope.ServiceProvider.GetRequiredService<AddUser>().EnsureRolesAsync(cancellationToken);
        foreach (var step in scope.ServiceProvider.GetServices<IStartupStep>())
            await step.RunAsync(cancellationToken);
    }
}

/// <summary>A subject's own preparation, such as installing procedures; run in the order of registration, after the migrations.</summary>
public interface IStartupStep
{
    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>The host cannot start or act as it is configured; the message is for the person who runs it.</summary>
public sealed class SetupException(string message) : Exception(message);
