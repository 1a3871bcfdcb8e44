using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Inspection;

/// <summary>登记等级: what a case decides about an employer's grade goes into the year's ratings.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "登记守法诚信等级的审核、审批、异议、核实、改变和确定；填写的等级与结果矛盾的、核实人员审核或者审批过名单的退回。",
    DisplayName = "登记等级"
)]
[FlowNode(Recorded, Refused)]
public sealed class RecordCredit : Activity
{
    /// <summary>It is on record.</summary>
    public const string Recorded = "recorded";

    /// <summary>The form contradicts itself, or the same person reviewed or approved what the objection is about; the history says so.</summary>
    public const string Refused = "refused";

    /// <summary>reviewed, approved, objected, verified, changed or settled.</summary>
    [Input(
        DisplayName = "事项",
        Description = "reviewed 审核；approved 审批；objected 异议；verified 异议核实；changed 异议成立后改变；settled 确定并起算保存期限。",
        UIHint = "dropdown",
        Options = ["reviewed", "approved", "objected", "verified", "changed", "settled"],
        IsRequired = true
    )]
    public Input<string> Entry { get; set; } = new();

    /// <summary>The step whose form names the grade.</summary>
    [Input(DisplayName = "等级取自步骤", Description = "该步骤表单的 grade 为等级，basis 为理由；为空时等级不变。")]
    public Input<string?> GradeFrom { get; set; } = new();

    /// <summary>The step that decided it.</summary>
    [Input(DisplayName = "决定步骤")]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var credit = context.GetRequiredService<KeepCredit>();
        var rated = await context.CaseAsync();
        var entry = Entry.Get(context) ?? "";
        var step = FromStep.Get(context);
        var recorded = true;
        switch (entry)
        {
            case "reviewed":
                recorded = await credit.ReviewAsync(rated, Demanded(step), context.CancellationToken);
                break;
            case "objected":
                await credit.ObjectAsync(rated, Demanded(step), context.CancellationToken);
                break;
            case "verified":
                recorded = await credit.VerifyAsync(rated, Demanded(step), context.CancellationToken);
                break;
            default:
                await credit.EnterAsync(rated, entry, GradeFrom.Get(context), step, context.CancellationToken);
                break;
        }
        await context.CompleteActivityWithOutcomesAsync(recorded ? Recorded : Refused);
    }

    private static string Demanded(string? step) => step ?? throw new WorkflowException("登记等级：未指定决定步骤。");
}
