using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;
using PublishesAwards = LaborFlow.Cases.Publication.PublishAward;

namespace LaborFlow.Activities.Publication;

/// <summary>撤回公开: nobody reads the case's awards any more.</summary>
[Activity(CaseContext.Namespace, "裁决书公开", "撤回已经公开的裁决书，登记理由并告知双方。", DisplayName = "撤回公开")]
public sealed class UnpublishAward : CodeActivity
{
    /// <summary>The step in which it was decided; its form gives the reason.</summary>
    [Input(DisplayName = "决定步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matter = await context.CaseAsync();
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            matter.Id,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        await context
            .GetRequiredService<PublishesAwards>()
            .WithdrawAsync(matter, data.Task.CompletedBy!, data.Required("reason"), context.CancellationToken);
    }
}
