using LaborFlow.Cases;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Mediation;

/// <summary>核对履行期次: the instalments of a form must add up to the agreed amount, and none may be due before today.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "核对分期履行的金额合计和日期、各人的份额；不符的退回填写，原因记入办案记录。",
    DisplayName = "核对履行期次"
)]
[FlowNode(Sound, Refused)]
public sealed class CheckInstalments : Activity
{
    /// <summary>They fit, or there are none.</summary>
    public const string Sound = "sound";

    /// <summary>They do not; the history says why.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds <c>instalments</c>: dueOn, amount, what.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 instalments：dueOn、amount、what。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var about = await context.CaseAsync();
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            about.Id,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        var fault = context.GetRequiredService<TrackPerformance>().Fault(about, data);
        if (fault is var (zh, en))
            context
                .GetRequiredService<ICaseStore>()
                .Add(CaseEvents.Internal(about.Id, context.Now, "workflow", "instalments.refused", zh, en));
        await context.CompleteActivityWithOutcomesAsync(fault is null ? Sound : Refused);
    }
}
