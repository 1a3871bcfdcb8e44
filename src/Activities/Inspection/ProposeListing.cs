using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>提出列入建议: proposes the employer for a list; the listing itself is decided in its own procedure.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "建议将用人单位列入失信名单、社会公布名单或者下调信用等级，另行审批。",
    DisplayName = "提出列入建议"
)]
public sealed class ProposeListing : CodeActivity
{
    /// <summary>The list.</summary>
    [Input(
        DisplayName = "名单",
        Description = "blacklist 拖欠农民工工资失信联合惩戒名单；publication 重大违法社会公布；credit-c 守法诚信C级。",
        UIHint = "dropdown",
        Options = ["blacklist", "publication", "credit-c"],
        IsRequired = true
    )]
    public Input<string> List { get; set; } = new();

    /// <summary>The step whose form gives the ground, when it ticks the list; without a step it is always proposed.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单勾选 blacklist、publish 或者 creditGrade 为 C 时提出。")]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<ExceptionDesk>()
            .ProposeAsync(await context.CaseAsync(), List.Get(context) ?? "", FromStep.Get(context), context.CancellationToken);
}
