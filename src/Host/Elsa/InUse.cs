using LaborFlow.Engine.Durability;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Elsa deletes the instances of a version with it. Here an instance is the record of a case, so a version that one runs on stays.
/// </summary>
internal sealed class InUse(IInstanceStore instances)
{
    public Task RefuseDefinitionAsync(string definitionId, CancellationToken stop) =>
        RefuseAsync(new InstanceQuery { DefinitionIds = [definitionId], Take = 0 }, stop);

    public Task RefuseVersionAsync(string versionId, CancellationToken stop) =>
        RefuseAsync(new InstanceQuery { DefinitionVersionIds = [versionId], Take = 0 }, stop);

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
