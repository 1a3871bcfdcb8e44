using LaborFlow.Cases;
using LaborFlow.Cases.Inspection.Opening;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using CaseFiling = LaborFlow.Cases.Filing.Filing;

namespace LaborFlow.Host.Inspection;

/// <summary>Opens an inspection without a complainant and starts the procedure that carries it, in one transaction.</summary>
internal sealed class InspectionOpening(
    OpenInspection open,
    WorkflowRuntime runtime,
    LaborFlowDbContext database,
    LogScope log,
    TimeProvider time
)
{
    /// <param name="Case">The case.</param>
    /// <param name="Repeated">It was opened before, with the same operation id.</param>
    public sealed record Opened(Case Case, bool Repeated);

    /// <param name="lead">The lead.</param>
    /// <param name="actor">User name.</param>
    /// <param name="operationId">A lead repeated with it, because the answer was lost, opens nothing.</param>
    /// <param name="inSameTransaction">What else happens when the case is opened, or nothing does.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">The lead has faults; nothing was saved.</exception>
    public async Task<Opened> HandleAsync(
        InspectionLead lead,
        string actor,
        string? operationId,
        Func<Case, CancellationToken, ValueTask>? inSameTransaction = null,
        CancellationToken cancellationToken = default
    )
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        Case? opened = null;
        var started = await runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = lead.Procedure!,
                CorrelationId = id.ToString("N"),
                Actor = actor,
                OperationId = operationId,
                Prepare = async (context, cancelled) =>
                {
                    opened = await open.HandleAsync(lead, new CaseFiling(id, context.Workflow.Id, lead.Source!, actor), cancelled);
                    (log.CaseNumber, log.Instance) = (opened.CaseNumber, context.Workflow.Id);
                    if (inSameTransaction is not null)
                        await inSameTransaction(opened, cancelled);
                },
            },
            cancellationToken
        );
        log.User = actor;
        if (!started.Repeated && opened is not null)
            return new(opened, Repeated: false);
        // The answer was lost and the command came again.
        return new(
            await database
                .Set<Case>()
                .AsNoTracking()
                .Include(found => found.Parties)
                .SingleAsync(found => found.WorkflowInstanceId == started.InstanceId, cancellationToken),
            Repeated: true
        );
    }
}
