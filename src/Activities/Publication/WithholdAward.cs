using LaborFlow.Engine.Activities;
using PublishesAwards = LaborFlow.Cases.Publication.PublishAward;

namespace LaborFlow.Activities.Publication;

/// <summary>登记不予公开: the award is not published, for the reason that a step's form names.</summary>
[Activity(CaseContext.Namespace, "裁决书公开", "登记裁决书不予公开的情形并告知双方。", DisplayName = "登记不予公开")]
public sealed class WithholdAward : CodeActivity
{
    /// <summary>The step whose form names the ground.</summary>
    [Input(DisplayName = "决定步骤", Description = "该步骤表单的 ground 为不公开的情形。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<PublishesAwards>()
            .WithholdAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
}
