using LaborFlow.Activities.Procedures;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>登记仲裁申请: takes the application for arbitration that a party of a mediated case made in a step.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "登记当事人在调解终结后提出的仲裁申请：申请日期、形式、仲裁请求、事实与理由和证人。",
    DisplayName = "登记仲裁申请"
)]
[FlowNode(Taken, Refused)]
public sealed class TakeArbitrationApplication : Activity
{
    /// <summary>It is on file.</summary>
    public const string Taken = "taken";

    /// <summary>Its day cannot be right; the history says so.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds the application.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 claims、facts、witnesses、appliedOn、form。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The respondent of the mediation applies: a linked case of its own is opened and sent to this procedure.</summary>
    [Input(
        DisplayName = "被申请人申请",
        Description = "勾选的，为被申请人另立关联案件并按“办理程序”办理：原被申请人为申请人，请求、事实以该步骤表单为准。"
    )]
    public Input<bool> OfRespondent { get; set; } = new();

    /// <summary>The definition that handles the respondent's case.</summary>
    [Input(DisplayName = "办理程序", Description = "被申请人申请的，其案件的流程定义编号，如 ARB-INTAKE。")]
    public Input<string?> Procedure { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (OfRespondent.Get(context))
        {
            await TakeOfRespondentAsync(context);
            return;
        }

        var taken = await context
            .GetRequiredService<ApplyForArbitration>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(taken ? Taken : Refused);
    }

    private async ValueTask TakeOfRespondentAsync(ActivityExecutionContext context)
    {
        var opened = await context
            .GetRequiredService<ApplyForArbitration>()
            .OtherSideAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        if (opened is null)
        {
            await context.CompleteActivityWithOutcomesAsync(Refused);
            return;
        }

        opened.WorkflowInstanceId = await ProcedureStarts.DispatchAsync(context, Procedure.Get(context) ?? "", opened.Id);
        await context.CompleteActivityWithOutcomesAsync(Taken);
    }
}
