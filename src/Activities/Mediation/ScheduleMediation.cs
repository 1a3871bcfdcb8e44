using LaborFlow.Cases.Mediation;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Mediation;

/// <summary>安排调解: sets the session that a step's form describes, within the mediation period, and tells both sides.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单安排调解的日期、地点和方式，须在调解期限之内。",
    DisplayName = "安排调解"
)]
[FlowNode(Scheduled, Refused)]
public sealed class ScheduleMediation : Activity
{
    /// <summary>The session is set.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>The day lies in the past or after the mediation period; the history says so.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds heldOn, startsAt, place, mode.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 heldOn、startsAt、place、mode。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var scheduled = await context
            .GetRequiredService<RecordMediation>()
            .ScheduleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(scheduled ? Scheduled : Refused);
    }
}
