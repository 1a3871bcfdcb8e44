using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>起算整改期限: the periods of the items begin on the day on which the order counts as served.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "自指令书视为送达之日起算各项整改期限。", DisplayName = "起算整改期限")]
[FlowNode("begun", "too-late")]
public sealed class BeginRectificationPeriods : Activity
{
    /// <summary>The day of service, as the drawing hands it on.</summary>
    [Input(DisplayName = "送达日期", Description = "送达文书得出的视为送达之日。", IsRequired = true)]
    public Input<string?> ServedOn { get; set; } = new();

    /// <summary>The due date that comes next, yyyy-MM-dd: each item has its own.</summary>
    [Output(DisplayName = "下一整改期限")]
    public Output<string> NextDueOn { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var begun = await context
            .GetRequiredService<BeginRectification>()
            .HandleAsync(
                await context.CaseAsync(),
                DrawnDay.Read(ServedOn.Get(context), "起算整改期限：没有得出送达日期。"),
                context.CancellationToken
            );
        NextDueOn.Set(context, await context.NextDueAsync());
        await context.CompleteActivityWithOutcomesAsync(begun ? "begun" : "too-late");
    }
}
