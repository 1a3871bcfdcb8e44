using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>登记双方同意: both sides agreed on a later end of the mediation; how many days longer it becomes is handed on to the extension.</summary>
[Activity(CaseContext.Namespace, "例外情形", "登记双方同意延长调解期限的日期；只有一方同意的，期限不变。", DisplayName = "登记双方同意")]
[FlowNode(Both, OneSided)]
public sealed class TakeConsents : Activity
{
    /// <summary>Both agreed.</summary>
    public const string Both = "both";

    /// <summary>One side did not; the history says which.</summary>
    public const string OneSided = "one-sided";

    /// <summary>The step whose form holds it.</summary>
    [Input(
        DisplayName = "取自步骤",
        Description = "对方同意的步骤；其表单的 applicantAgreedOn、respondentAgreedOn 为书面同意的日期。",
        IsRequired = true
    )]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The days of the extension, from the end that the law gives.</summary>
    [Output(DisplayName = "延长天数")]
    public Output<int> Days { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var raised = await context
            .GetRequiredService<ExceptionDesk>()
            .FindAsync(disputed, context.WorkflowExecutionContext.Id, context.CancellationToken);
        var days = await context
            .GetRequiredService<AgreedExtension>()
            .TakeAsync(disputed, raised, FromStep.Get(context) ?? "", context.CancellationToken);
        Days.Set(context, days ?? 0);
        await context.CompleteActivityWithOutcomesAsync(days is null ? OneSided : Both);
    }
}
