using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Documents;

/// <summary>签发文书: numbers, signs and dates the last draft of a kind in the name of who completed a step.</summary>
[Activity(CaseContext.Namespace, "文书", "以办结指定步骤的人员名义签发最近一份拟稿，编号并注明日期。", DisplayName = "签发文书")]
public sealed class SignDocument : CodeActivity
{
    /// <summary>The template's code.</summary>
    [Input(DisplayName = "文书模板", Description = "模板代码，如 MED/acceptance-notice。", IsRequired = true)]
    public Input<string> Template { get; set; } = new();

    /// <summary>The step whose completer signs.</summary>
    [Input(DisplayName = "签发步骤", Description = "由办结该步骤的人员签发。", IsRequired = true)]
    public Input<string> SignedInStep { get; set; } = new();

    /// <summary>The issued paper's id.</summary>
    [Output(DisplayName = "文书")]
    public Output<string> DocumentId { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matter = await context.CaseAsync();
        using var step = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            matter.Id,
            SignedInStep.Get(context) ?? "",
            context.CancellationToken
        );
        var issued = await context
            .GetRequiredService<DocumentDesk>()
            .SignAsync(matter, Template.Get(context) ?? "", step.Task.CompletedBy!, context.CancellationToken);
        DocumentId.Set(context, issued.Id.ToString());
    }
}
