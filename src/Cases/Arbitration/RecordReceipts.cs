using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>登记送达日期: what a step's form says of the service on one side or both.</summary>
public sealed class RecordReceipts(ICaseStore cases, ICaseRecords records, ITaskStore tasks, CaseClock clock, TimeProvider time)
{
    /// <summary>公告送达的期间 (民事诉讼法 art 95).</summary>
    public const string PublicNotice = "svc-public-30d";

    /// <param name="served">The case.</param>
    /// <param name="step">The step whose form holds, for each side served, <c>{side}Method</c> and <c>{side}ReceivedOn</c>.</param>
    /// <param name="document">Code of the paper.</param>
    /// <param name="name">Its Chinese name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>One record for each side that the form names.</returns>
    /// <exception cref="InvalidOperationException">The step was never completed.</exception>
    public async ValueTask<IReadOnlyList<Receipt>> HandleAsync(
        Case served,
        string step,
        string document,
        string name,
        CancellationToken cancellationToken = default
    )
    {
        using var data = await StepData.LastAsync(tasks, served.Id, step, cancellationToken);
        var made = new List<Receipt>();
        foreach (var side in new[] { TaskParties.Applicant, TaskParties.Respondent })
        {
            if (data.Date(side + "ReceivedOn") is not { } receivedOn)
                continue;
            var method = data.Required(side + "Method");
            var confirmed = SimpleService.Is(method) ? data.Text(side + "Confirmation") : null;
            made.Add(Enter(served, document, name, side, method, Deemed(served, method, receivedOn), data.Task.CompletedBy!, confirmed));
        }

        served.Revision++;
        return made;
    }

    /// <summary>公告期满: the respondent could not be found, and counts as served with the last day of the notice.</summary>
    /// <exception cref="InvalidOperationException">Nothing was announced.</exception>
    public async ValueTask<Receipt> AnnouncedAsync(Case served, string document, string name, CancellationToken cancellationToken = default)
    {
        var entered = Enter(
            served,
            document,
            name,
            TaskParties.Respondent,
            ServiceMethods.PublicNotice,
            await NoticeOverAsync(served, cancellationToken),
            "workflow"
        );
        served.Revision++;
        return entered;
    }

    /// <summary>The last day of the case's last public notice.</summary>
    /// <exception cref="InvalidOperationException">Nothing was announced.</exception>
    public async ValueTask<DateOnly> NoticeOverAsync(Case served, CancellationToken cancellationToken = default) =>
        (await clock.FindLastAsync(served.Id, PublicNotice, cancellationToken))?.DueOn
        ?? throw new InvalidOperationException("案件没有公告送达期限。");

    /// <summary>A form tells the day of the announcement; whoever it looked for counts as served when the period is over.</summary>
    private DateOnly Deemed(Case served, string method, DateOnly on) =>
        method == ServiceMethods.PublicNotice
            ? clock.Reckon(served, PublicNotice, ChinaDay.Today(time) is var today && on < today ? on : today).DueOn
            : on;

    private Receipt Enter(
        Case served,
        string document,
        string name,
        string side,
        string method,
        DateOnly on,
        string by,
        string? confirmed = null
    )
    {
        var record = new Receipt
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = served.Id,
            Document = document,
            Side = side,
            Method = method,
            ReceivedOn = on,
            RecordedBy = by,
        };
        records.Add(record);
        var who = side == TaskParties.Applicant ? "申请人" : "被申请人";
        cases.Add(
            CaseEvents.Public(
                served.Id,
                time.GetUtcNow(),
                by,
                "document.served",
                method == ServiceMethods.PublicNotice
                    ? $"{name}公告送达{who}，公告期满{on:yyyy-MM-dd}视为送达"
                    : $"{name}于{on:yyyy-MM-dd}{(confirmed is null ? "" : $"以{ServiceMethods.All.First(one => one.Code == method).Zh}方式")}送达{who}{(confirmed is null ? "" : $"，确认收到的情况：{confirmed}")}",
                $"{name}: served on the {side} on {on:yyyy-MM-dd}"
            )
        );
        return record;
    }

    /// <summary>The day on which a side last received a paper, or null.</summary>
    public async ValueTask<DateOnly?> ReceivedOnAsync(
        Guid caseId,
        string document,
        string side,
        CancellationToken cancellationToken = default
    ) =>
        (await records.ListAsync<Receipt>(caseId, cancellationToken))
            .LastOrDefault(r => r.Document == document && r.Side == side)
            ?.ReceivedOn;
}
