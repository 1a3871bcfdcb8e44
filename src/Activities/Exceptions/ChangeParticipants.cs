using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Exceptions;

/// <summary>变更案件事项: takes what an exception asked for into the case: claims, counterclaim, successor, recusal.</summary>
[Activity(
    CaseContext.Namespace,
    "例外情形",
    "把例外情形请求的内容写入案件：变更请求、合并反申请、承继人或者法定代理人参加、人员回避。",
    DisplayName = "变更案件事项"
)]
public sealed class ChangeParticipants : CodeActivity
{
    /// <summary>What is changed.</summary>
    [Input(DisplayName = "事项", UIHint = "dropdown", Options = ["claims", "counterclaim", "successor", "recusal"], IsRequired = true)]
    public Input<string> What { get; set; } = new();

    /// <summary>The step whose form names the successor.</summary>
    [Input(DisplayName = "取自步骤", Description = "承继人由该步骤表单的 successor、relation、idNumber、phone 指定。")]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var change = context.GetRequiredService<ChangeParticulars>();
        var raised = await context
            .GetRequiredService<ExceptionDesk>()
            .FindAsync(disputed, context.WorkflowExecutionContext.Id, context.CancellationToken);
        switch (What.Get(context))
        {
            case "claims":
                await context.GetRequiredService<ChangeClaims>().HandleAsync(disputed, raised, context.CancellationToken);
                break;
            case "counterclaim":
                change.EnterCounterclaim(disputed, raised);
                break;
            case "successor":
                await change.SucceedAsync(disputed, raised, FromStep.Get(context) ?? "", context.CancellationToken);
                break;
            case "recusal":
                await change.RecuseAsync(disputed, raised, context.CancellationToken);
                break;
            case var other:
                throw new WorkflowException($"变更案件事项：未知事项“{other}”。");
        }
    }
}
