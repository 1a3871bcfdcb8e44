using LaborFlow.Cases;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Filing;

/// <summary>
/// Files a dispute and starts the procedure that carries it, in one transaction, however it came: online, at the window, or from an import.
/// </summary>
internal sealed class DisputeFiling(
    FileDispute fileDispute,
    WorkflowRuntime runtime,
    IInstanceStore instances,
    ICaseStore cases,
    IssueQueryCode issueQueryCode,
    LaborFlowDbContext database,
    LogScope log,
    ILogger<DisputeFiling> logger,
    TimeProvider time
)
{
    /// <summary>
    /// The definition that an application starts has its procedure's code. An application that names none that takes applications is
    /// refused by its own rules, inside the start.
    /// </summary>
    private static string DefinitionOf(FileDisputeRequest application) =>
        application.Procedure switch
        {
            Procedures.Inspection or Procedures.WageFund => application.Procedure,
            // 调解仲裁法 art 5: who does not want mediation may apply for arbitration at once.
            Procedures.Arbitration => "ARB-INTAKE",
            _ => Procedures.Mediation,
        };

    /// <param name="application">The application.</param>
    /// <param name="files">Its evidence.</param>
    /// <param name="channel"><c>online</c>, <c>window</c> or <c>import</c>.</param>
    /// <param name="actor"><c>applicant</c>, or the user name of the clerk.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="caseId">The case's id when the caller knows it: a sheet that is read again must not file a line again.</param>
    /// <param name="operationId">Chosen by the client: an application repeated with it, because the answer was lost, files nothing.</param>
    /// <exception cref="InvalidInputException">The application has faults; nothing was saved.</exception>
    /// <exception cref="NotAllowedException"><c>operation.other</c>: the operation id stands for another application.</exception>
    public async Task<FiledDispute> HandleAsync(
        FileDisputeRequest application,
        IReadOnlyList<UploadedFile> files,
        string channel,
        string actor,
        CancellationToken cancellationToken,
        Guid? caseId = null,
        string? operationId = null
    )
    {
        var id = caseId ?? Guid.CreateVersion7(time.GetUtcNow());
        FiledDispute? filed = null;
        var started = await runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = DefinitionOf(application),
                CorrelationId = id.ToString("N"),
                Actor = actor,
                OperationId = OperationIds.Of(operationId, "file", channel, actor),
                Prepare = async (advance, cancelled) =>
                {
                    filed = await fileDispute.HandleAsync(
                        application,
                        files,
                        new LaborFlow.Cases.Filing.Filing(id, advance.Workflow.Id, channel, actor),
                        cancelled
                    );
                    log.CaseNumber = filed.Case.CaseNumber;
                    log.Instance = advance.Workflow.Id;
                },
            },
            cancellationToken
        );
        log.User = actor;
        if (!started.Repeated)
            logger.LogInformation("Filed a dispute that came {Channel}", channel);
        return started.Repeated || filed is null ? await AgainAsync(application, actor, started.InstanceId, cancellationToken) : filed;
    }

    /// <summary>
    /// The application was filed before and the answer was lost. Only a hash of the query code is kept, so the case gets a new one; whoever
    /// asks must know what the application says of its applicant.
    /// </summary>
    private async Task<FiledDispute> AgainAsync(
        FileDisputeRequest application,
        string actor,
        string instanceId,
        CancellationToken cancellationToken
    )
    {
        var instance = await instances.FindAsync(instanceId, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var known = Guid.TryParse(instance?.CorrelationId, out var caseId)
            ? await cases.FindAsync(caseId, forUpdate: true, cancellationToken)
            : null;
        var first = known?.Applicants.FirstOrDefault();
        if (
            known is null
            || first is null
            || !string.Equals(first.IdNumber, application.Applicant?.IdNumber?.Trim(), StringComparison.OrdinalIgnoreCase)
            || first.Name != application.Applicant?.Name?.Trim()
            || known.Facts != application.Facts?.Trim()
        )
        {
            throw new NotAllowedException(
                "operation.other",
                "此操作编号已用于另一份申请，请更换后重新提交。",
                "This operation id was used for another application; choose a new one."
            );
        }

        var code = issueQueryCode.Handle(known, TaskParties.Applicant, actor);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.CaseNumber = known.CaseNumber;
        return new FiledDispute(known, code, []);
    }
}
