using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Deadlines;

/// <summary>按审批延长期限: extends a running period by the days that an approval's form allows; what the register forbids goes back.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按审批表单的天数延长期限，超过法定上限的退回审批。",
    DisplayName = "按审批延长期限"
)]
[FlowNode(Extended, Refused)]
public sealed class ExtendByApproval : Activity
{
    /// <summary>It runs longer.</summary>
    public const string Extended = "extended";

    /// <summary>The register does not allow it; the history says why.</summary>
    public const string Refused = "refused";

    /// <summary>The register's id.</summary>
    [Input(DisplayName = "法定参数", IsRequired = true)]
    public Input<string> Parameter { get; set; } = new();

    /// <summary>The step that approved it; its form holds <c>days</c>.</summary>
    [Input(DisplayName = "批准步骤", Description = "该步骤表单的 days 为延长天数。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The article that it rests on.</summary>
    [Input(DisplayName = "法律依据", IsRequired = true)]
    public Input<string> Basis { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var basis = Basis.Get(context) ?? "";
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            disputed.Id,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        var outcome = Extended;
        try
        {
            var reason = new DeadlineReason(data.Task.CompletedBy!, null, basis, data.Text("reason") ?? "");
            await context
                .GetRequiredService<ChangeDeadline>()
                .ExtendAsync(disputed, Parameter.Get(context) ?? "", data.Count("days") ?? 0, reason, context.CancellationToken);
        }
        catch (NotAllowedException refused)
        {
            outcome = Refused;
            context
                .GetRequiredService<ICaseStore>()
                .Add(CaseEvents.Internal(disputed.Id, context.Now, "workflow", "deadline.refused", refused.Zh, refused.En, basis));
        }
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }
}
