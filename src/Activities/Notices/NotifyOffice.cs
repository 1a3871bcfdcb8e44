using LaborFlow.Cases;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Notices;

/// <summary>通报有关单位: notes in the case's history, for the officers of a role, what another office must know.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "向有关单位通报并记入办案记录，当事人不可见。", DisplayName = "通报有关单位")]
public sealed class NotifyOffice : CodeActivity
{
    /// <summary>The role of its officers.</summary>
    [Input(DisplayName = "单位（角色）", Description = "如 street-officer。", IsRequired = true)]
    public Input<string> Office { get; set; } = new();

    /// <summary>What they are told.</summary>
    [Input(DisplayName = "通报内容", UIHint = "multiline", IsRequired = true)]
    public Input<string> Text { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var about = await context.CaseAsync();
        var office = Office.Get(context) ?? "";
        context
            .GetRequiredService<ICaseStore>()
            .Add(
                CaseEvents.Internal(
                    about.Id,
                    context.Now,
                    "workflow",
                    "office.notified",
                    $"通报{RoleNames.Zh(office)}：{Text.Get(context)}",
                    $"Notice to {RoleNames.En(office)}: {Text.Get(context)}"
                )
            );
    }
}
