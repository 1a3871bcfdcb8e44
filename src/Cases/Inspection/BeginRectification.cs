using System.Globalization;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Inspection;

/// <summary>
/// 起算整改期限: an order binds from the day on which it counts as served. The period of each item begins then, and an item whose day had come
/// by then gave the employer no time: it gets another day, in an order that is served anew.
/// </summary>
public sealed class BeginRectification(ICaseStore cases, ICaseRecords records, ITaskStore tasks, CaseClock clock, TimeProvider time)
{
    private const string Basis = "《劳动保障监察条例》第18条";

    /// <summary>Begins the period of every open item that has none yet.</summary>
    /// <param name="inspected">The case.</param>
    /// <param name="servedOn">The day on which the order counts as served.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the day of an item is not after it; the history says of which, and no period began.</returns>
    public async ValueTask<bool> HandleAsync(Case inspected, DateOnly servedOn, CancellationToken cancellationToken = default)
    {
        var waiting = await WaitingAsync(inspected.Id, cancellationToken);
        var late = waiting.Where(i => i.DueOn <= servedOn).ToList();
        if (late.Count > 0)
        {
            Refuse(
                inspected,
                $"指令书于{servedOn:yyyy-MM-dd}视为送达，{string.Join("、", late.Select(i => $"第{i.Number}项整改期限{i.DueOn:yyyy-MM-dd}"))}不在送达之后，单位没有整改的时间：请选择“重新指定整改期限”，再次出具并送达指令书",
                $"The order counts as served on {servedOn:yyyy-MM-dd}; items {string.Join(", ", late.Select(i => i.Number))} leave no time: name other days, and serve the order anew"
            );
            return false;
        }
        foreach (var item in waiting)
            clock.StartNamed(inspected, item.Id, FollowUp.Period, servedOn, item.DueOn, FollowUp.NameOf(item.Number));
        Tell(
            inspected,
            "workflow",
            "rectification.begun",
            $"限期整改指令书于{servedOn:yyyy-MM-dd}视为送达，{waiting.Count}项整改期限自该日起算",
            $"The order counts as served on {servedOn:yyyy-MM-dd}; the periods of {waiting.Count} items run from that day",
            forParties: true
        );
        return true;
    }

    /// <summary>重新指定整改期限: other days for items whose period has not begun, from a step's form (dates: item, dueOn).</summary>
    /// <returns>False when an item is not one of them, or a day is not after today; nothing was changed then.</returns>
    public async ValueTask<bool> RedateAsync(Case inspected, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        var waiting = await WaitingAsync(inspected.Id, cancellationToken);
        var rows = data.List("dates")
            .Select(r =>
                (
                    Item: waiting.Find(i => i.Number == r.GetProperty("item").GetInt32()),
                    DueOn: DateOnly.ParseExact(r.GetProperty("dueOn").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                )
            )
            .ToList();
        if (rows.Count == 0 || rows.Exists(r => r.Item is null || r.DueOn <= ChinaDay.Today(time)))
        {
            Refuse(
                inspected,
                "重新指定的整改期限应在今日之后，事项应为尚未起算的整改事项，请核对序号和日期",
                "A day is not after today, or an item is not one that waits for its period"
            );
            return false;
        }
        foreach (var (item, dueOn) in rows)
            item!.DueOn = dueOn;
        Tell(
            inspected,
            data.Task.CompletedBy!,
            "rectification.redated",
            $"重新指定整改期限：{string.Join("、", rows.Select(r => $"第{r.Item!.Number}项{r.DueOn:yyyy-MM-dd}"))}，再次出具并送达指令书",
            $"Other days for items {string.Join(", ", rows.Select(r => r.Item!.Number))}; the order is drawn up and served anew",
            forParties: false
        );
        return true;
    }

    private async ValueTask<List<RectificationItem>> WaitingAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var begun = (await cases.DeadlinesAsync(caseId, cancellationToken)).Select(d => d.Id).ToHashSet();
        return
        [
            .. (await records.ListAsync<RectificationItem>(caseId, cancellationToken))
                .Where(i => i.State == RectificationState.Open && !begun.Contains(i.Id))
                .OrderBy(i => i.Number),
        ];
    }

    private void Refuse(Case inspected, string zh, string en) =>
        Tell(inspected, "workflow", "rectification.refused", zh, en, forParties: false);

    private void Tell(Case inspected, string actor, string action, string zh, string en, bool forParties)
    {
        inspected.Revision++;
        cases.Add(CaseEvents.Create(inspected.Id, time.GetUtcNow(), actor, null, action, zh, en, Basis, forParties));
    }
}
