using System.Text.Json;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// 受理变更前的核对: a change of claims that could be asked for may not be possible any more when it is granted, because a partial award was made
/// meanwhile (调解仲裁法 art 43 (2)). Then it cannot be granted; it is refused with the reason, and the party reads it.
/// </summary>
public sealed class RequestedClaims(ICaseStore cases, ICaseRecords records)
{
    private const string Step = "exc-claims";

    /// <summary>What stands against granting a change of claims now; nothing for another step or outcome.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(
        CaseTask task,
        string outcome,
        CancellationToken cancellationToken = default
    )
    {
        if (task.Step != Step || outcome != "accept")
            return [];
        var raised = (await records.ListAsync<CaseException>(task.CaseId, cancellationToken)).FirstOrDefault(asked =>
            asked.HandledBy == task.InstanceId
        );
        var disputed = await cases.FindAsync(task.CaseId, forUpdate: false, cancellationToken);
        if (raised is null || disputed is null)
            return [];
        using var asked = JsonDocument.Parse(raised.DataJson);
        var before = Award.DecidedBefore(disputed, await records.ListAsync<Award>(task.CaseId, cancellationToken));
        return ChangeClaims.FaultOf(disputed, before, asked.RootElement) is { } fault
            ?
            [
                new(
                    "outcome",
                    "not-possible",
                    $"提出申请以后情况已经变化，不能受理：{fault.Zh}请选择“不予变更”并把上述理由告知申请的一方；不受影响的其他请求可以另行申请变更。",
                    $"Things changed since this was asked for: {fault.En} Refuse it with this reason; what is not touched may be asked for anew."
                ),
            ]
            : [];
    }
}
