using LaborFlow.Engine.Activities;
using PublishesAwards = LaborFlow.Cases.Publication.PublishAward;

namespace LaborFlow.Activities.Publication;

/// <summary>公开裁决书: the copies that were looked at go where anybody may read them.</summary>
[Activity(CaseContext.Namespace, "裁决书公开", "把核对过的公开文本向社会公开；裁决已失去效力的不公开。", DisplayName = "公开裁决书")]
[FlowNode(Published, Refused)]
public sealed class PublishAward : Activity
{
    /// <summary>Anybody may read it.</summary>
    public const string Published = "published";

    /// <summary>The award does not bind.</summary>
    public const string Refused = "refused";

    /// <summary>The step in which it was approved.</summary>
    [Input(DisplayName = "决定步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var published = await context
            .GetRequiredService<PublishesAwards>()
            .PublishAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(published ? Published : Refused);
    }
}
