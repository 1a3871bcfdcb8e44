using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Procedures;

/// <summary>立案（关联案件）: opens a case of its own number with the same parties under another procedure; both stay linked.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "以同样的当事人另立关联案件并启动其程序，如调解中发现违法行为转监察立案。",
    DisplayName = "另立关联案件"
)]
public sealed class OpenCase : CodeActivity
{
    /// <summary>The new case's procedure.</summary>
    [Input(
        DisplayName = "案件类别",
        UIHint = "dropdown",
        Options = ["MED", "ARB", "INS", "WGF", "EMF", "MEDREV", "BLK"],
        IsRequired = true
    )]
    public Input<string> ProcedureCode { get; set; } = new();

    /// <summary>The definition that handles it.</summary>
    [Input(DisplayName = "办理程序", Description = "流程定义编号，如 INS、ARB-INTAKE。", IsRequired = true)]
    public Input<string> Procedure { get; set; } = new();

    /// <summary>The step whose completer decided it.</summary>
    [Input(DisplayName = "决定步骤")]
    public Input<string?> FromStep { get; set; } = new();

    /// <summary>The new case's number.</summary>
    [Output(DisplayName = "案号")]
    public Output<string> CaseNumber { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var opened = await context
            .GetRequiredService<ChangeParticulars>()
            .OpenLinkedAsync(await context.CaseAsync(), ProcedureCode.Get(context) ?? "", FromStep.Get(context), context.CancellationToken);
        opened.WorkflowInstanceId = await ProcedureStarts.DispatchAsync(context, Procedure.Get(context) ?? "", opened.Id);
        CaseNumber.Set(context, opened.CaseNumber);
    }
}
