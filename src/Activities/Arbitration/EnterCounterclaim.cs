using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>登记反申请: enters the counterclaim that was raised with the answer, to be decided by the award (办案规则 art 36).</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "把答辩时提出并已受理的反申请逐项登记，与本申请合并审理、一并裁决。",
    DisplayName = "登记反申请"
)]
public sealed class EnterCounterclaim : CodeActivity
{
    /// <summary>The step whose form holds <c>claims</c>: cause, amount, basis.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 claims 为反申请各项：cause、amount、basis。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<ChangeParticulars>()
            .EnterCounterclaimAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
}
