using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>核对逐人同意: every member of the group agreed to a settlement in writing, or it does not come about.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "核对集体争议的每一名申请人是否书面同意和解；有人未同意的退回并指明姓名。",
    DisplayName = "核对逐人同意"
)]
[FlowNode(Complete, Incomplete)]
public sealed class CheckConsents : Activity
{
    /// <summary>All agreed.</summary>
    public const string Complete = "complete";

    /// <summary>Somebody is missing or disagrees; the history names them.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>The step whose form holds the list.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 consents 为逐人同意表。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The first day on which somebody is to be paid, or by which the settlement is performed; today when it names none.</summary>
    [Output(DisplayName = "开始履行之日")]
    public Output<string?> DueFrom { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var consents = context.GetRequiredService<MemberConsents>();
        var (group, step) = (await context.CaseAsync(), FromStep.Get(context) ?? "");
        var complete = await consents.CheckAsync(group, step, context.CancellationToken);
        if (complete)
            DueFrom.Set(
                context,
                (await consents.DueFromAsync(group, step, context.CancellationToken) ?? ChinaDay.Of(context.Now)).ForDrawing()
            );
        await context.CompleteActivityWithOutcomesAsync(complete ? Complete : Incomplete);
    }
}
