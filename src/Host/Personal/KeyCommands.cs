using LaborFlow.Host.Commands;
using LaborFlow.Persistence.Migrating;
using LaborFlow.Persistence.Personal;

namespace LaborFlow.Host.Personal;

/// <summary><c>keys list</c> and <c>keys rotate</c>: the keys of personal data.</summary>
internal static class KeyCommands
{
    public static async Task<int> ListAsync(IServiceProvider services)
    {
        var keys = services.GetRequiredService<PersonalKeys>();
        foreach (var id in keys.Ids)
            await Terminal.Out.WriteLineAsync(id == keys.CurrentId ? $"{id}  (encrypts)" : $"{id}  (reads)");
        return 0;
    }

    /// <summary>
    /// Adds a key and brings everything under it, while hosts go on working: they read the new key from the shared file as soon as they meet
    /// it, and write with it within half a minute; what they wrote under the old one meanwhile is brought over by a second pass.
    /// </summary>
    public static async Task<int> RotateAsync(IServiceProvider services, TimeSpan untilNoticed)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync();
        var keys = scope.ServiceProvider.GetRequiredService<PersonalKeys>();
        var added = scope.ServiceProvider.GetRequiredService<PersonalKeyFile>().Add(TimeProvider.System);
        keys.Reload();
        await Terminal.Out.WriteLineAsync($"Key {added} encrypts from now on.");
        var work = scope.ServiceProvider.GetRequiredService<ReencryptPersonalData>();
        var progress = new ShowProgress();
        var first = await work.RunAsync(progress, CancellationToken.None);
        await Task.Delay(untilNoticed, TimeProvider.System);
        var second = await work.RunAsync(progress, CancellationToken.None);
        foreach (var (column, count) in first)
            await Terminal.Out.WriteLineAsync($"{column}: {count + second[column]}");
        await Terminal.Out.WriteLineAsync("Older keys stay in the ring: backups are read with them.");
        return 0;
    }

    private sealed class ShowProgress : IProgress<(string Column, int Done)>
    {
        void IProgress<(string Column, int Done)>.Report((string Column, int Done) value)
        {
            if (value.Done % 10_000 < 500)
                Terminal.Error.WriteLine($"{value.Column}: {value.Done} …");
        }
    }
}
