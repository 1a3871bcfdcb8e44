using LaborFlow.Cases;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Retention;

/// <summary>清理: drafts of finished tasks, query codes of cases long closed, messages long read, sessions long ended.</summary>
internal sealed class PurgeExpired(LaborFlowDbContext database, RetentionOptions options, TimeProvider time)
{
    /// <summary>Of each kind how many were deleted, or would be.</summary>
    public sealed record Outcome(int Drafts, int QueryCodes, int Messages, int Sessions)
    {
        public int Total => Drafts + QueryCodes + Messages + Sessions;
    }

    public async Task<Outcome> RunAsync(bool dryRun, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var (drafted, portal, session) = (
            now.AddDays(-options.DraftDays),
            now.AddDays(-options.PortalDays),
            now.AddDays(-options.SessionDays)
        );
        var drafts = database
            .Set<CaseTask>()
            .Where(task =>
                task.DraftJson != null
                && (task.Status == CaseTaskStatus.Completed || task.Status == CaseTaskStatus.Cancelled)
                && (task.CompletedAt ?? task.CreatedAt) < drafted
            );
        var codes = database
            .Set<Case>()
            .Where(found => found.ClosedAt < portal && (found.QueryCodeHash != "" || found.RespondentQueryCodeHash != null));
        var messages = database.Set<Notification>().Where(message => message.ReadAt < session);
        var sessions = database.Set<UserSession>().Where(row => row.EndedAt < session || row.SeenAt < session);
        if (dryRun)
            return new Outcome(
                await drafts.CountAsync(stop),
                await codes.CountAsync(stop),
                await messages.CountAsync(stop),
                await sessions.CountAsync(stop)
            );
        return new Outcome(
            await drafts.ExecuteUpdateAsync(set => set.SetProperty(task => task.DraftJson, (string?)null), stop),
            await codes.ExecuteUpdateAsync(
                set => set.SetProperty(found => found.QueryCodeHash, "").SetProperty(found => found.RespondentQueryCodeHash, (string?)null),
                stop
            ),
            await messages.ExecuteDeleteAsync(stop),
            await sessions.ExecuteDeleteAsync(stop)
        );
    }
}
