using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Mediation;

/// <summary>记录协议确认: notes that a side confirmed or declined the case's last agreement.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "记录一方确认或者不同意调解协议。", DisplayName = "记录协议确认")]
public sealed class ConfirmMediationAgreement : CodeActivity
{
    /// <summary>The side.</summary>
    [Input(DisplayName = "一方", UIHint = "dropdown", Options = [TaskParties.Applicant, TaskParties.Respondent], IsRequired = true)]
    public Input<string> Side { get; set; } = new();

    /// <summary>False when the side declined.</summary>
    [Input(DisplayName = "同意", DefaultValue = true)]
    public Input<bool> Confirmed { get; set; } = new(true);

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<RecordMediation>()
            .ConfirmAsync(await context.CaseAsync(), Side.Get(context) ?? "", Confirmed.Get(context), context.CancellationToken);
}
