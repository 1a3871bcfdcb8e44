using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using Quartz;

namespace LaborFlow.Host.Jobs;

/// <summary>
/// Deletes instances and journals whose definition asks to keep them no longer; cases, documents and their audit chain stay. Quartz chooses one
/// host of the cluster.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(IServiceScopeFactory scopes, TimeProvider time, ILogger<RetentionJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var retention = new InstanceRetention(
            services.GetRequiredService<IInstanceStore>(),
            services.GetRequiredService<DefinitionLibrary>(),
            time
        );
        var deleted = await retention.SweepAsync(cancellationToken: cancellationToken);
        if (deleted > 0)
            logger.LogInformation("{Count} instances were over the days that their definitions keep them, and were deleted", deleted);
    }
}
