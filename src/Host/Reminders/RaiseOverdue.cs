using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Host.Reminders;

/// <summary>
/// 逾期督办: a statutory step whose last day has passed goes on the supervision list of the head of office with what follows by law, and on the
/// case's timeline. What the procedure does then is its own: it waits for the same instant.
/// </summary>
public sealed class RaiseOverdue(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int Batch = 200;

    /// <summary>Raises what is newly overdue; returns how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var raised = 0;
        while (await RaiseAsync(cancellationToken) is var some && some > 0)
            raised += some;
        return raised;
    }

    private async Task<int> RaiseAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var register = scope.ServiceProvider.GetRequiredService<StatuteRegister>();
        var now = time.GetUtcNow();
        var today = ChinaDay.Of(now);
        var overdue = await database
            .Set<CaseDeadline>()
            .Where(deadline => deadline.State == DeadlineState.Running && deadline.DueOn < today && deadline.OverdueSince == null)
            .OrderBy(deadline => deadline.Id)
            .Take(Batch)
            .Join(
                database.Set<Case>(),
                deadline => deadline.CaseId,
                disputed => disputed.Id,
                (deadline, disputed) => new { deadline, disputed.District }
            )
            .ToListAsync(cancellationToken);
        foreach (var one in overdue)
        {
            var row = register.Find(one.deadline.ParameterId, new Jurisdiction(one.District), one.deadline.StartsOn).Row;
            var consequence = row is { Consequence.Length: > 0 } ? row.Consequence : "登记簿未载明后果";
            one.deadline.OverdueSince = now;
            database.Add(
                new SupervisionItem
                {
                    Id = Guid.CreateVersion7(now),
                    CaseId = one.deadline.CaseId,
                    DeadlineId = one.deadline.Id,
                    DueOn = one.deadline.DueOn,
                    Basis = row?.Basis ?? one.deadline.ParameterId,
                    Consequence = consequence,
                    RaisedAt = now,
                }
            );
            database.Add(
                CaseEvents.Internal(
                    one.deadline.CaseId,
                    now,
                    "clock",
                    "deadline.missed",
                    $"期限“{one.deadline.Name}”已于{one.deadline.DueOn:yyyy-MM-dd}届满未完成，列入督办。法律后果：{consequence}",
                    $"The period {one.deadline.ParameterId} ended on {one.deadline.DueOn:yyyy-MM-dd} undone and is on the supervision list.",
                    row?.Basis
                )
            );
        }

        if (overdue.Count == 0)
            return 0;
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return overdue.Count;
        }
        catch (DbUpdateException)
        {
            // Another host raised some of them, or an officer met one, at the same moment: the next sweep sees what is left.
            return 0;
        }
    }
}
