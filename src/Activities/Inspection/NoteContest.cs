using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>登记复议、起诉: notes that the employer contests a decision, begins the organ's period, and says whether the decision stands still.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单登记用人单位申请复议或者起诉，起算复议审理期限；决定一般不停止执行，复议机关、人民法院决定停止执行的除外。",
    DisplayName = "登记复议、起诉"
)]
[FlowNode(Continues, Suspended)]
public sealed class NoteContest : Activity
{
    /// <summary>The decision is performed and demanded as before.</summary>
    public const string Continues = "continues";

    /// <summary>The organ or the court stopped its enforcement.</summary>
    public const string Suspended = "suspended";

    /// <summary>The step whose form is read.</summary>
    [Input(
        DisplayName = "取自步骤",
        Description = "该步骤表单的 forum、contestedOn、acceptedOn、body、suspended、suspendGround。",
        IsRequired = true
    )]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var suspended = await context
            .GetRequiredService<RecordContest>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(suspended ? Suspended : Continues);
    }
}
