using LaborFlow.Activities.Procedures;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>成员退出: one member of a group gets a case of their own number and the others go on.</summary>
[Activity(
    CaseContext.Namespace,
    "例外情形",
    "成员退出集体争议：另编案号，个别和解、撤回的随即办结，另案处理的启动其程序；其余申请人继续。",
    DisplayName = "成员退出"
)]
[FlowNode(Left, Refused)]
public sealed class TakeMemberOut : Activity
{
    /// <summary>The member has a case of their own.</summary>
    public const string Left = "left";

    /// <summary>It cannot be; the history says why.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds it.</summary>
    [Input(
        DisplayName = "取自步骤",
        Description = "该步骤表单的 member 为成员，leaves 为退出方式，claimNumbers 为本人的请求。",
        IsRequired = true
    )]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The definition that handles the case of a member who goes on alone.</summary>
    [Input(DisplayName = "办理程序", Description = "另案处理的流程定义编号，如 ARB-INTAKE。", IsRequired = true)]
    public Input<string> Procedure { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var alone = await context
            .GetRequiredService<LeaveGroup>()
            .TakeOutAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        if (alone is { ClosedAt: null })
            alone.WorkflowInstanceId = await ProcedureStarts.DispatchAsync(context, Procedure.Get(context) ?? "", alone.Id);
        await context.CompleteActivityWithOutcomesAsync(alone is null ? Refused : Left);
    }
}
