using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>登记送达日期: what a step's form says of the service on one side or both.</summary>
public sealed class RecordReceipts(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
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
            var record = new Receipt
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                CaseId = served.Id,
                Document = document,
                Side = side,
                Method = data.Required(side + "Method"),
                ReceivedOn = receivedOn,
                RecordedBy = data.Task.CompletedBy!,
            };
            records.Add(record);
            made.Add(record);
            var who = side == TaskParties.Applicant ? "申请人" : "被申请人";
            cases.Add(
                CaseEvents.Public(
                    served.Id,
                    time.GetUtcNow(),
                    record.RecordedBy,
                    "document.served",
                    $"{name}于{receivedOn:yyyy-MM-dd}送达{who}",
                    $"{name}: served on the {side} on {receivedOn:yyyy-MM-dd}"
                )
            );
        }

        served.Revision++;
        return made;
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
