using LaborFlow.Cases.Places;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Statutes;

/// <summary>
/// The register and calendar in force, read from the database and swapped whole when a row comes. A change made on another host is seen
/// within <see cref="Pause"/>; one made here, at once. Before the database was read, it is what came with the program.
/// </summary>
internal sealed class StoredStatutes(IServiceScopeFactory scopes, TimeProvider time, ILogger<StoredStatutes> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private StatuteSnapshot? current;
    private string? stamp;
    private DateOnly readOn;

    /// <summary>The snapshot.</summary>
    public StatuteSnapshot Current =>
        Volatile.Read(ref current) ?? new StatuteSnapshot(StatuteRegister.Installed, WorkingCalendar.Installed);

    /// <summary>Reads what is stored if it changed since, or a day began (local days are effective-dated).</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<StatuteStore>();
        var stored = await store.StampAsync(cancellationToken);
        var today = ChinaDay.Today(time);
        if (stored == stamp && today == readOn)
            return;
        Volatile.Write(ref current, await store.ReadAsync(today, cancellationToken));
        (stamp, readOn) = (stored, today);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                logger.LogWarning(failed, "The statute register could not be read; the one in memory goes on.");
            }
        }
    }
}

/// <summary>Stores the rows and years that came with the program, and reads the register.</summary>
internal sealed class InstallStatutes(LaborFlowDbContext database, StatuteStore store, StoredStatutes statutes, TimeProvider time)
    : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await store.InstallAsync(time.GetUtcNow(), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await statutes.RefreshAsync(cancellationToken);
    }
}
