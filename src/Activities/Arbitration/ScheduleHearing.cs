using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>开庭排期: sets the hearing that a step's form describes, when both sides have the notice in time.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按步骤表单排定开庭，核对通知是否足够提前。", DisplayName = "开庭排期")]
[FlowNode(Scheduled, ShortNotice)]
public sealed class ScheduleHearing : Activity
{
    /// <summary>The hearing is set.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>The notice would come too late; the history says until when it was due.</summary>
    public const string ShortNotice = "short-notice";

    /// <summary>The step whose form describes it.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>Simplified handling: the tribunal may set a shorter notice (办案规则 art 60).</summary>
    [Input(DisplayName = "简易处理", Description = "简易处理可以灵活确定开庭日期。")]
    public Input<bool> Simplified { get; set; } = new();

    /// <summary>The register's period of notice; that of the procedure's kind of hearing when none is named.</summary>
    [Input(DisplayName = "通知期限", Description = "法定参数编号；不填为开庭通知期限。")]
    public Input<string?> Parameter { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var scheduled = await context
            .GetRequiredService<ArrangeHearing>()
            .ScheduleAsync(
                await context.CaseAsync(),
                FromStep.Get(context) ?? "",
                Simplified.Get(context),
                Parameter.Get(context) is { Length: > 0 } named ? named : null,
                context.CancellationToken
            );
        await context.CompleteActivityWithOutcomesAsync(scheduled ? Scheduled : ShortNotice);
    }
}
