using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>恢复程序: the periods of a suspended case run on, and its steps may be completed again.</summary>
[Activity(CaseContext.Namespace, "例外情形", "恢复办理：中止的期限继续计算。", DisplayName = "恢复程序")]
public sealed class ResumeProcedure : CodeActivity
{
    /// <summary>The article.</summary>
    [Input(DisplayName = "法律依据", IsRequired = true)]
    public Input<string> Basis { get; set; } = new();

    /// <summary>The step whose completer found that the ground is gone.</summary>
    [Input(DisplayName = "恢复步骤")]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<ExceptionDesk>()
            .ResumeAsync(await context.CaseAsync(), Basis.Get(context) ?? "", FromStep.Get(context), context.CancellationToken);
}
