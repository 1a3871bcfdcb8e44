using LaborFlow.Persistence.Audit;

namespace LaborFlow.Host.Audit;

/// <summary>
/// 日根: shortly after midnight UTC the heads of all chains are condensed and signed for the day that ended; a host that was down does it
/// when it starts. Any host may: the first one's root stands.
/// </summary>
public sealed class SignDailyRoots(IServiceScopeFactory scopes, AuditKeyFiles files, TimeProvider time, ILogger<SignDailyRoots> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await SignAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                logger.LogError(failed, "The daily root of the audit chains could not be signed; it is tried again.");
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Signs the root of yesterday unless it is there.</summary>
    public async Task SignAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var roots = scope.ServiceProvider.GetRequiredService<AuditRoots>();
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);
        if (await roots.IsSignedAsync(day, cancellationToken))
            return;
        using var key = files.LoadRootKey();
        if (await roots.SignAsync(day, key, cancellationToken) is { } root)
            files.Witness(root);
    }
}
