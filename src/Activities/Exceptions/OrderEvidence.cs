using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>责令提供证据: sets the day by which what somebody keeps is to be produced.</summary>
[Activity(
    CaseContext.Namespace,
    "例外情形",
    "按步骤表单责令在指定期限内提供证据；指定日期已过的，退回重新指定。",
    DisplayName = "责令提供证据"
)]
[FlowNode(Ordered, Refused)]
public sealed class OrderEvidence : Activity
{
    /// <summary>The order is given.</summary>
    public const string Ordered = "ordered";

    /// <summary>The day does not lie ahead.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds it.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 evidence 为证据，produceBy 为指定期限。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The last day, yyyy-MM-dd.</summary>
    [Output(DisplayName = "指定期限")]
    public Output<string> ProduceBy { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var by = await context
            .GetRequiredService<EvidenceOrders>()
            .OrderAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        ProduceBy.Set(context, by?.ForDrawing() ?? "");
        await context.CompleteActivityWithOutcomesAsync(by is null ? Refused : Ordered);
    }
}
