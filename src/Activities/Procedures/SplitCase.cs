using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Procedures;

/// <summary>分案: takes claims out into a case of its own number, starts its procedure, and keeps both linked.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "把部分请求分出，另立案号办理，两案互相关联。", DisplayName = "分案")]
[FlowNode(Split, Refused)]
public sealed class SplitCase : Activity
{
    /// <summary>There are two cases now.</summary>
    public const string Split = "split";

    /// <summary>The numbers name no claim, or all of them.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form names the claims.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 claimNumbers 为分出的请求序号（从1起）。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The definition that handles the new case.</summary>
    [Input(DisplayName = "办理程序", Description = "流程定义编号，如 ARB-INTAKE。", IsRequired = true)]
    public Input<string> Procedure { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            disputed.Id,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        var numbers = data.List("claimNumbers").Where(n => n.TryGetInt32(out _)).Select(n => n.GetInt32()).ToList();
        var split = await context
            .GetRequiredService<ChangeParticulars>()
            .SplitAsync(disputed, numbers, data.Task.CompletedBy!, context.CancellationToken);
        if (split is null)
        {
            await context.CompleteActivityWithOutcomesAsync(Refused);
            return;
        }

        split.WorkflowInstanceId = await ProcedureStarts.DispatchAsync(context, Procedure.Get(context) ?? "", split.Id);
        await context.CompleteActivityWithOutcomesAsync(Split);
    }
}
