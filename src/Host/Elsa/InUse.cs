using LaborFlow.Cases;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Publishing;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Elsa deletes the instances of a version with it. Here an instance is the record of a case, so a version that one runs on stays.
/// </summary>
internal sealed class InUse(
    IInstanceStore instances,
    IDefinitionStore definitions,
    DefinitionLibrary library,
    ProcedureOptions options,
    LaborFlowDbContext database
)
{
    public async Task RefuseDefinitionAsync(string definitionId, CancellationToken stop)
    {
        RefusePublished((await library.ListVersionsAsync(definitionId, stop)).Any(version => version.IsPublished));
        await RefuseAsync(new InstanceQuery { DefinitionIds = [definitionId], Take = 0 }, stop);
    }

    public async Task RefuseVersionAsync(string versionId, CancellationToken stop)
    {
        RefusePublished(await definitions.FindAsync(versionId, stop) is { IsPublished: true });
        await RefuseAsync(new InstanceQuery { DefinitionVersionIds = [versionId], Take = 0 }, stop);
    }

    /// <summary>What two people brought into force does not vanish by the hand of one.</summary>
    private void RefusePublished(bool published)
    {
        if (published && options.PublishNeedsApproval)
            throw new ProblemException(
                KnownProblems.Of(
                    409,
                    "definition.published",
                    "已发布的流程版本不能删除；请先取消发布。",
                    "A published version cannot be deleted; retract it first."
                )
            );
    }

    /// <summary>Instances of a case are its record: they are cancelled, never deleted.</summary>
    public async Task RefuseInstancesAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        foreach (var id in ids)
        {
            if (await instances.FindAsync(id, stop) is { } row && await IsOfCaseAsync(row, stop))
                throw new ProblemException(
                    KnownProblems.Of(
                        409,
                        "instance.of-case",
                        "该流程实例是案件的办理记录，不能删除；可以取消。",
                        "This instance is the record of a case and cannot be deleted; it can be cancelled."
                    )
                );
        }
    }

    /// <summary>True when an instance carries a case; others are trials in the designer or Elsa's own.</summary>
    public async Task<bool> IsOfCaseAsync(InstanceRow row, CancellationToken stop) =>
        Guid.TryParse(row.CorrelationId, out var caseId) && await database.Set<Case>().AnyAsync(found => found.Id == caseId, stop);

    private async Task RefuseAsync(InstanceQuery query, CancellationToken stop)
    {
        if ((await instances.ListAsync(query, stop)).TotalCount is var count and > 0)
            throw new ProblemException(
                KnownProblems.Of(
                    409,
                    "definition.in-use",
                    $"有 {count} 个流程实例使用该版本，不能删除；可取消发布。",
                    $"{count} instances use this version, so it cannot be deleted; retract it instead."
                )
            );
    }
}
