using System.Text.Json.Nodes;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Publishing;
using LaborFlow.Persistence.Procedures;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Cancelling and retrying from the viewer. What carries a case is cancelled as any other alteration of a running case: proposed, and done
/// when a second administrator approves. Trials are cancelled at once.
/// </summary>
internal sealed class InstanceCommands(
    WorkflowRuntime runtime,
    Alterations alterations,
    InUse inUse,
    DesignAudit audit,
    ProcedureOptions options
)
{
    /// <summary>Cancels an instance.</summary>
    /// <returns>The proposal that waits for a second administrator, or null when it is done.</returns>
    public async Task<ChangeProposal?> CancelAsync(InstanceRow row, string actor, CancellationToken stop)
    {
        if (options.PublishNeedsApproval && row.Status == "Running" && await inUse.IsOfCaseAsync(row, stop))
        {
            var plan = new AlterationPlan(
                [new JsonObject { ["type"] = "Cancel" }],
                new AlterationFilter { WorkflowInstanceIds = [row.Id] }
            );
            return await alterations.ProposeAsync(plan, row.DefinitionId, actor, null, stop);
        }

        audit.Note("instance.cancelled", $"取消流程实例：{row.Id}", $"Cancelled the instance {row.Id}", "instance:" + row.Id);
        await runtime.CancelAsync(new CancelRequest { InstanceId = row.Id, Actor = actor }, stop);
        await audit.WriteAsync(stop);
        return null;
    }

    /// <summary>Runs the faulted activities of an instance again. It repeats what the procedure says anyway, so it needs no second person.</summary>
    public async Task RetryAsync(string instanceId, string? activityInstanceId, string actor, CancellationToken stop)
    {
        audit.Note("instance.retried", $"重试流程实例：{instanceId}", $"Retried the instance {instanceId}", "instance:" + instanceId);
        await runtime.RetryAsync(
            new RetryRequest
            {
                InstanceId = instanceId,
                ActivityInstanceId = activityInstanceId,
                Actor = actor,
            },
            stop
        );
        await audit.WriteAsync(stop);
    }
}
