using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Exceptions;

/// <summary>
/// 提出例外情形: notes an exception and starts its sub-flow, in one advance. The procedure that carries the case hears of it through its
/// listener; where none listens (a closed case, or a version that was drawn without one) the sub-flow runs by itself.
/// </summary>
public sealed class RunException(WorkflowRuntime runtime, IInstanceStore instances, ICaseStore cases, RaiseException raise)
{
    /// <summary>Raises it.</summary>
    /// <param name="disputed">The case as the caller found it; it is read again in the transaction.</param>
    /// <param name="request">The exception.</param>
    /// <param name="actor">Who raises it.</param>
    /// <param name="operationId">The engine's operation id, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">See <see cref="RaiseException"/>.</exception>
    /// <exception cref="NotAllowedException">See <see cref="RaiseException"/>.</exception>
    /// <exception cref="ChangedException">The file is on its way to another procedure.</exception>
    public async ValueTask HandleAsync(
        Case disputed,
        RaiseExceptionRequest request,
        Actor actor,
        string? operationId,
        CancellationToken cancellationToken = default
    )
    {
        var caseId = disputed.Id;
        var carrier = disputed.WorkflowInstanceId;
        var listening = disputed.ClosedAt is null ? await ListenerAsync(carrier, cancellationToken) : null;
        if (disputed.ClosedAt is null && carrier is not null && await instances.FindAsync(carrier, cancellationToken) is null)
            throw Moving();

        async ValueTask<CaseException> RaiseAsync(string? listener, CancellationToken cancelled)
        {
            var current = (await cases.FindAsync(caseId, forUpdate: true, cancelled))!;
            if (current.WorkflowInstanceId != carrier)
                throw Moving();
            return await raise.HandleAsync(current, request, actor, listener, cancelled);
        }

        if (listening is not null)
        {
            await runtime.ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = listening.InstanceId,
                    BookmarkId = listening.Id,
                    Actor = actor.UserName,
                    OperationId = operationId,
                    Prepare = async (_, cancelled) => await RaiseAsync(listening.InstanceId, cancelled),
                },
                cancellationToken
            );
            return;
        }

        await runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = CaseExceptions.SubFlow,
                CorrelationId = caseId.ToString("N"),
                Actor = actor.UserName,
                OperationId = operationId,
                Prepare = async (context, cancelled) =>
                {
                    var raised = await RaiseAsync(null, cancelled);
                    raised.HandledBy = context.Workflow.Id;
                },
            },
            cancellationToken
        );
    }

    private async ValueTask<BookmarkRow?> ListenerAsync(string? carrier, CancellationToken cancellationToken)
    {
        if (carrier is null)
            return null;
        var query = new BookmarkQuery { InstanceId = carrier, Name = CaseExceptions.BookmarkName };
        return await instances.FindBookmarksAsync(query, cancellationToken) is [var bookmark, ..] ? bookmark : null;
    }

    private static ChangedException Moving() =>
        new("case.changed", "案件正在移送其他程序，请稍后重试。", "The file is on its way to another procedure; try again in a moment.");
}
