using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Definitions;

/// <summary>Finds what starts instances of a version.</summary>
internal static class TriggerIndex
{
    public static async ValueTask<IReadOnlyList<TriggerRow>> BuildAsync(
        WorkflowEngine engine,
        CompiledWorkflow compiled,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<TriggerRow>();
        var triggers = compiled
            .Activities.OfType<ITrigger>()
            .Where(trigger => trigger.CanStartWorkflow && trigger.NodeId.Count(c => c == ':') <= 2);
        foreach (var trigger in triggers)
        {
            IReadOnlyList<TriggerPayload> payloads;
            try
            {
                payloads = await trigger.GetTriggerPayloadsAsync(
                    new TriggerIndexingContext(engine.Time.GetUtcNow(), input => EvaluateAsync(engine, compiled, input, trigger))
                );
            }
            catch (Exception e) when (e is FormatException or WorkflowException)
            {
                throw new DefinitionRefusedException(e.Message) { ActivityId = trigger.Id };
            }

            if (payloads.Count == 0)
            {
                throw new DefinitionRefusedException("Trigger should have a payload") { ActivityId = trigger.Id };
            }

            cancellationToken.ThrowIfCancellationRequested();
            rows.AddRange(
                payloads.Select(payload => new TriggerRow
                {
                    Id = Guid.CreateVersion7(engine.Time.GetUtcNow()).ToString("n"),
                    DefinitionId = compiled.Row.DefinitionId,
                    DefinitionVersionId = compiled.Row.Id,
                    ActivityId = trigger.Id,
                    Name = trigger.Type,
                    Hash = StimulusHash.Compute(trigger.Type, payload.Payload),
                    PayloadJson = JsonValues.ToJson(payload.Payload),
                    NextDueAt = payload.DueAt,
                })
            );
        }

        return rows;
    }

    private static ValueTask<object?> EvaluateAsync(WorkflowEngine engine, CompiledWorkflow compiled, Input input, IActivity activity)
    {
        if (input.Expression is null)
        {
            return default;
        }

        var workflow = new WorkflowExecutionContext(engine, compiled, "", NoServices.Instance, CancellationToken.None);
        var root = new ActivityExecutionContext(workflow, compiled.Root, null, "", engine.Time.GetUtcNow());
        foreach (var variable in compiled.Root.Variables)
        {
            root.Declare(variable, null);
        }

        return engine.Expressions.EvaluateAsync(
            input.Expression,
            new ActivityExecutionContext(workflow, activity, root, "", engine.Time.GetUtcNow())
        );
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
