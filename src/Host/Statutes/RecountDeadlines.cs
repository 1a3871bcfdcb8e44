using System.Globalization;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Cases;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Statutes.Deadlines;
using Microsoft.EntityFrameworkCore;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Host.Statutes;

/// <summary>
/// 期限重算: counts all open deadlines under the law as it is and as it would be, finds those that move, and moves them. Portion by portion,
/// since a province has many; whoever calls may say how far it is.
/// </summary>
internal sealed class RecountDeadlines(LaborFlowDbContext database, AuditTrail trail, TimeProvider time)
{
    private const int Portion = 500;

    /// <summary>How many deadlines are open.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken) => Open().CountAsync(cancellationToken);

    /// <summary>What the change would move. A row of the register may bear on periods of other parameters, so every open one is counted.</summary>
    /// <param name="before">The law as it is.</param>
    /// <param name="after">The law as it would be.</param>
    /// <param name="tell">Is told how many were counted.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    public async Task<IReadOnlyList<StatuteChanges.Move>> FindAsync(
        StatuteSnapshot before,
        StatuteSnapshot after,
        Func<int, Task> tell,
        CancellationToken cancellationToken
    )
    {
        var today = ChinaDay.Today(time);
        var moves = new List<StatuteChanges.Move>();
        var counted = 0;
        var last = Guid.Empty;
        while (true)
        {
            var portion = await Open()
                .AsNoTracking()
                .Where(deadline => deadline.Id.CompareTo(last) > 0)
                .OrderBy(deadline => deadline.Id)
                .Take(Portion)
                .Join(
                    database.Set<Case>(),
                    deadline => deadline.CaseId,
                    disputed => disputed.Id,
                    (deadline, disputed) => new DeadlineOfCase(deadline, disputed.District, disputed.CaseNumber)
                )
                .ToListAsync(cancellationToken);
            if (portion.Count == 0)
                return moves;
            var questions = portion.Select(one =>
                KeyValuePair.Create(one, CaseClock.RequestOf(one.District, one.Deadline, one.Deadline.Course, today))
            );
            moves.AddRange(DeadlineMoves.Find(questions, before, after).Select(move => Show(move.Key, move.After)));
            last = portion.Max(one => one.Deadline.Id);
            await tell(counted += portion.Count);
        }
    }

    /// <summary>
    /// Moves deadlines with the tasks that are due with them, in the open transaction, and leaves an entry on each case. Their instances and
    /// cases are locked first, in the order in which an advance locks them, and what changed since it was found is counted again. A deadline
    /// that the changed law no longer lets one count stays as it stands; the list of the approval says why.
    /// </summary>
    /// <returns>How many moved.</returns>
    public async Task<int> MoveAsync(
        IReadOnlyList<StatuteChanges.Move> moves,
        StatuteSnapshot after,
        StatuteProposal proposal,
        string by,
        Func<int, Task> tell,
        CancellationToken cancellationToken
    )
    {
        var cases = moves.Where(move => move.After is not null).Select(move => move.CaseId).Distinct().Order().ToList();
        await CaseLocks.TakeAsync(database, cases, cancellationToken);
        var (moved, through) = (0, 0);
        var ofCase = moves.ToLookup(move => move.CaseId, move => move.DeadlineId);
        foreach (var portion in cases.Chunk(Portion))
        {
            var wanted = portion.SelectMany(id => ofCase[id]).ToList();
            var open = await Open()
                .Where(deadline => portion.Contains(deadline.CaseId) && wanted.Contains(deadline.Id))
                .Join(
                    database.Set<Case>(),
                    deadline => deadline.CaseId,
                    disputed => disputed.Id,
                    (deadline, disputed) => new DeadlineOfCase(deadline, disputed.District, disputed.CaseNumber)
                )
                .ToListAsync(cancellationToken);
            var tasks = (
                await database
                    .Set<CaseTask>()
                    .Where(task => portion.Contains(task.CaseId) && (task.DueParameter != null || task.DueDeadlineId != null))
                    .Where(task => task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed)
                    .ToListAsync(cancellationToken)
            ).ToLookup(task => task.CaseId);
            foreach (var one in open)
                if (MoveOne(one, tasks[one.Deadline.CaseId], after, proposal, by))
                    moved++;
            await database.SaveChangesAsync(cancellationToken);
            await tell(through += wanted.Count);
        }
        return moved;
    }

    private IQueryable<CaseDeadline> Open() =>
        database.Set<CaseDeadline>().Where(deadline => deadline.State == DeadlineState.Running || deadline.State == DeadlineState.Paused);

    private bool MoveOne(DeadlineOfCase one, IEnumerable<CaseTask> tasks, StatuteSnapshot after, StatuteProposal proposal, string by)
    {
        var deadline = one.Deadline;
        var request = CaseClock.RequestOf(one.District, deadline, deadline.Course, ChinaDay.Today(time));
        var counted = DeadlineCalculator.Explain(request, after.Register, after.Calendar);
        if (!counted.Succeeded)
            return false;
        var before = deadline.DueOn;
        deadline.Recount(counted.Explanation, CaseClock.Describe(counted.Explanation));
        foreach (var task in tasks)
            task.Follow(deadline, before);
        var (from, to) = (
            before.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            deadline.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
        database.Add(
            CaseEvents.Create(
                deadline.CaseId,
                time.GetUtcNow(),
                by,
                trail.ActorRole,
                "deadline.moved",
                $"因{proposal.LegalBasis}，期限“{deadline.Name}”由{from}改为{to}",
                $"By {proposal.LegalBasis} the period {deadline.ParameterId} moved from {from} to {to}",
                proposal.LegalBasis,
                publicToParties: true
            )
        );
        return true;
    }

    private static StatuteChanges.Move Show(DeadlineOfCase one, DeadlineResult after) =>
        new(
            one.Deadline.Id,
            one.Deadline.CaseId,
            one.CaseNumber,
            one.Deadline.ParameterId,
            one.Deadline.Name,
            one.Deadline.DueOn,
            after.Explanation?.DueOn,
            after.Refusal?.Message.Zh
        );

    private sealed record DeadlineOfCase(CaseDeadline Deadline, string District, string CaseNumber);
}
