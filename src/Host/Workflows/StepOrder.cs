using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Flow;

namespace LaborFlow.Host.Workflows;

/// <inheritdoc />
internal sealed class StepOrder(DefinitionLibrary definitions) : IStepOrder
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlySet<string>> LeadingToAsync(
        string definitionVersionId,
        IReadOnlyCollection<string> earlier,
        string activityId,
        CancellationToken cancellationToken = default
    )
    {
        if (earlier.Count == 0 || await definitions.FindVersionAsync(definitionVersionId, cancellationToken) is not { } version)
            return new HashSet<string>();
        var drawing = await definitions.CompileAsync(version, cancellationToken);
        return earlier.Where(step => FlowOrder.Leads(drawing, step, activityId)).ToHashSet(StringComparer.Ordinal);
    }
}
