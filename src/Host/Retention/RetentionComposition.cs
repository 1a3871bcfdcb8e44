using Quartz;

namespace LaborFlow.Host.Retention;

internal static class RetentionComposition
{
    public static WebApplicationBuilder AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Retention").Get<RetentionOptions>() ?? new RetentionOptions());
        builder.Services.AddScoped<ArchiveCases>();
        builder.Services.AddScoped<PurgeExpired>();
        builder.Services.AddScoped<RunRetention>();
        return builder;
    }
}

/// <summary>Every day one host of the cluster deletes what is over its days and archives what the law keeps no longer in use.</summary>
[DisallowConcurrentExecution]
internal sealed class RecordsRetentionJob(IServiceScopeFactory scopes, RetentionOptions options) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var job in new[] { RunRetention.Purge, RunRetention.Archive })
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RunRetention>().RunAsync(job, options.DryRun, "schedule", cancellationToken);
        }
    }
}
