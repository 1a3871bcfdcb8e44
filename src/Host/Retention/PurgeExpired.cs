using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Runs;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Retention;

/// <summary>清理: drafts of finished tasks, query codes of cases long closed, messages long read, sessions long ended.</summary>
internal sealed class PurgeExpired(LaborFlowDbContext database, RetentionOptions options, AuditTrail trail, TimeProvider time)
{
    /// <summary>Of cases and drafts one run takes so many; the next day's goes on.</summary>
    private const int Most = 5000;

    /// <summary>Of each kind how many were deleted, or would be.</summary>
    public sealed record Outcome(int Drafts, int QueryCodes, int Messages, int Sessions, int Runs)
    {
        public int Total => Drafts + QueryCodes + Messages + Sessions + Runs;
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
        // What somebody had worked out in the background, exported lists among it, is fetched soon or not at all.
        var runs = database.Set<LongRun>().Where(run => run.FinishedAt < drafted);
        if (dryRun)
            return new Outcome(
                await drafts.CountAsync(stop),
                await codes.CountAsync(stop),
                await messages.CountAsync(stop),
                await sessions.CountAsync(stop),
                await runs.CountAsync(stop)
            );
        await using var transaction = await database.Database.BeginTransactionAsync(stop);
        var finished = await drafts
            .OrderBy(task => task.Id)
            .Take(Most)
            .Select(task => new
            {
                task.Id,
                task.CaseId,
                task.Step,
            })
            .ToListAsync(stop);
        var draftIds = finished.Select(task => task.Id).ToList();
        var coded = await codes.OrderBy(found => found.Id).Take(Most).Select(found => found.Id).ToListAsync(stop);
        var outcome = new Outcome(
            await drafts
                .Where(task => draftIds.Contains(task.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(task => task.DraftJson, (string?)null), stop),
            await codes
                .Where(found => coded.Contains(found.Id))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(found => found.QueryCodeHash, "")
                            .SetProperty(found => found.RespondentQueryCodeHash, (string?)null),
                    stop
                ),
            await messages.ExecuteDeleteAsync(stop),
            await sessions.ExecuteDeleteAsync(stop),
            await runs.ExecuteDeleteAsync(stop)
        );
        foreach (var task in finished)
            Tell(task.CaseId, "draft.deleted", $"清理已办结步骤“{task.Step}”的草稿", $"Deleted the draft of the finished step {task.Step}");
        foreach (var caseId in coded)
            Tell(caseId, "query-code.expired", "结案已久，当事人查询码失效", "The parties' query codes opened the closed case long enough");
        await database.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return outcome;
    }

    private void Tell(Guid caseId, string action, string zh, string en) =>
        trail.Record(
            new AuditFact(AuditChain.OfCase(caseId), time.GetUtcNow(), trail.Actor ?? "retention", action, zh, en)
            {
                ActorRole = trail.ActorRole,
                LegalBasis = "《个人信息保护法》第47条",
            }
        );
}
