using System.Globalization;
using System.Text.Json;
using LaborFlow.Activities.Notices;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Primitives;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Reminders;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Host.Reminders;

/// <summary>
/// 逾期督办: a statutory step whose last day has passed goes on the supervision list of the head of office with what follows by law, and on the
/// case's timeline. Where the article gives the parties a right then (调解仲裁法 art. 29, 43), they are told; and the event
/// <c>deadline.overdue.PARAMETER</c> is brought to what the procedures say: an instance of the case that waits for it, a definition that it starts.
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
                (deadline, disputed) =>
                    new
                    {
                        deadline,
                        disputed.District,
                        disputed.CaseNumber,
                        disputed.ClosedAt,
                    }
            )
            .ToListAsync(cancellationToken);
        if (overdue.Count == 0)
            return 0;
        // A period that moved away and came back to a last day that was raised already is overdue again, but nobody is told twice.
        var ids = overdue.Select(one => one.deadline.Id).ToList();
        var told = (
            await database
                .Set<SupervisionItem>()
                .Where(item => ids.Contains(item.DeadlineId))
                .Select(item => new { item.DeadlineId, item.DueOn })
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        var messages = new List<OutboxMessage>();
        foreach (var one in overdue)
        {
            // What still runs after a case was closed is a right of the parties, such as that to ask for enforcement: it ends, and nobody is late.
            if (one.ClosedAt is not null)
            {
                one.deadline.End(DeadlineState.Ended, now);
                continue;
            }
            one.deadline.OverdueSince = now;
            if (told.Contains(new { DeadlineId = one.deadline.Id, one.deadline.DueOn }))
                continue;
            var row = register.Find(one.deadline.ParameterId, new Jurisdiction(one.District), one.deadline.StartsOn).Row;
            var (consequence, follows) = row is { Consequence.Length: > 0 }
                ? (row.Consequence, "法律后果：" + row.Consequence)
                : (SupervisionItem.NoConsequence, SupervisionItem.NoConsequence);
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
                    $"期限“{one.deadline.Name}”已于{one.deadline.DueOn:yyyy-MM-dd}届满未完成，列入督办。{follows}",
                    $"The period {one.deadline.ParameterId} ended on {one.deadline.DueOn:yyyy-MM-dd} undone and is on the supervision list.",
                    row?.Basis
                )
            );
            messages.Add(Message(OutboxKinds.Stimulate, EventOf(one.deadline, one.CaseNumber, row), now));
            if (row?.Remedy.Zh is not null)
                messages.AddRange(Tell(database, one.deadline, one.CaseNumber, row, now));
        }

        try
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
            await scope.ServiceProvider.GetRequiredService<ReminderQueue>().WriteAsync([], messages, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return overdue.Count;
        }
        catch (DbUpdateException)
        {
            // Another host raised some of them, or an officer met one, at the same moment: the next sweep sees what is left.
            return 0;
        }
    }

    private static StimulateMessage EventOf(CaseDeadline deadline, string caseNumber, StatutoryParameter? row) =>
        new(
            "Elsa.Event",
            Event.Stimulus("deadline.overdue." + deadline.ParameterId),
            deadline.CaseId.ToString("N"),
            null,
            Event.InputOf(
                new Dictionary<string, object?>
                {
                    ["caseId"] = deadline.CaseId.ToString(),
                    ["caseNumber"] = caseNumber,
                    ["parameterId"] = deadline.ParameterId,
                    ["dueOn"] = deadline.DueOn.ToString("O", CultureInfo.InvariantCulture),
                    ["basis"] = row?.Basis,
                    ["consequence"] = row?.Consequence,
                }
            )
        );

    /// <summary>Tells both sides what the article lets them do, on the case's page and by mail.</summary>
    private static IEnumerable<OutboxMessage> Tell(
        LaborFlowDbContext database,
        CaseDeadline deadline,
        string caseNumber,
        StatutoryParameter row,
        DateTimeOffset now
    )
    {
        var due = deadline.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var zh = $"法定期限已于{due}届满。依据{row.Basis}，{row.Remedy.Zh}。";
        var en = $"The statutory period ended on {due}. By {row.Basis} {row.Remedy.En}.";
        database.Add(CaseEvents.Create(deadline.CaseId, now, "clock", null, "deadline.remedy", zh, en, row.Basis, publicToParties: true));
        return ((string[])[TaskParties.Applicant, TaskParties.Respondent]).Select(side =>
            Message(
                NotifyParty.MessageKind,
                new Dictionary<string, object?>
                {
                    ["caseId"] = deadline.CaseId.ToString(),
                    ["caseNumber"] = caseNumber,
                    ["side"] = side,
                    ["text"] = zh,
                },
                now
            )
        );
    }

    private static OutboxMessage Message(string kind, object body, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now).ToString("N", CultureInfo.InvariantCulture),
            Kind = kind,
            PayloadJson = JsonSerializer.Serialize(body, JsonValues.Options),
            CreatedAt = now,
        };
}
