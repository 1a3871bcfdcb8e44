using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>核对举证: whether what was ordered to be produced was produced in time.</summary>
[Activity(CaseContext.Namespace, "例外情形", "核对责令提供的证据是否按期提供；期满未提供的，记明不利后果。", DisplayName = "核对举证")]
[FlowNode(Produced, Withheld, Early)]
public sealed class SettleEvidence : Activity
{
    /// <summary>It was produced.</summary>
    public const string Produced = "produced";

    /// <summary>It was not, and the day is over.</summary>
    public const string Withheld = "withheld";

    /// <summary>The day is not over yet.</summary>
    public const string Early = "early";

    /// <summary>The step that gave the order.</summary>
    [Input(DisplayName = "责令步骤", Description = "作出责令的步骤，其表单有证据和指定期限。", IsRequired = true)]
    public Input<string> OrderStep { get; set; } = new();

    /// <summary>The step whose form holds it.</summary>
    [Input(DisplayName = "取自步骤", Description = "提供证据的步骤。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var result = await context
            .GetRequiredService<EvidenceOrders>()
            .SettleAsync(await context.CaseAsync(), OrderStep.Get(context) ?? "", FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(
            result switch
            {
                EvidenceResult.Produced => Produced,
                EvidenceResult.Withheld => Withheld,
                _ => Early,
            }
        );
    }
}
