using LaborFlow.Engine.Activities;
using PublishesAwards = LaborFlow.Cases.Publication.PublishAward;

namespace LaborFlow.Activities.Publication;

/// <summary>隐去个人信息: copies of the case's awards without personal data, for an officer to look at.</summary>
[Activity(
    CaseContext.Namespace,
    "裁决书公开",
    "按规则和步骤表单另列的内容隐去个人信息，制作裁决书公开文本；仍有应隐去内容的停止制作。",
    DisplayName = "隐去个人信息"
)]
[FlowNode(Redacted, Nothing)]
public sealed class RedactAward : Activity
{
    /// <summary>There are copies.</summary>
    public const string Redacted = "redacted";

    /// <summary>The case has no award.</summary>
    public const string Nothing = "nothing";

    /// <summary>The step whose form lists what else to mask.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 terms 为另须隐去的内容。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var made = await context
            .GetRequiredService<PublishesAwards>()
            .RedactAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(made > 0 ? Redacted : Nothing);
    }
}
