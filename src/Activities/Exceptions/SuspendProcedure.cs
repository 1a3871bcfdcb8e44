using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>中止程序: every running period stands still and no step may be completed until the case is resumed.</summary>
[Activity(CaseContext.Namespace, "例外情形", "中止案件：全部期限中止计算，恢复前不能办理。", DisplayName = "中止程序")]
public sealed class SuspendProcedure : CodeActivity
{
    /// <summary>The article.</summary>
    [Input(DisplayName = "法律依据", IsRequired = true)]
    public Input<string> Basis { get; set; } = new();

    /// <summary>The step whose completer approved it; empty when the law does.</summary>
    [Input(DisplayName = "批准步骤")]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<ExceptionDesk>()
            .SuspendAsync(await context.CaseAsync(), Basis.Get(context) ?? "", FromStep.Get(context), context.CancellationToken);
}
