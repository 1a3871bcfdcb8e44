using LaborFlow.Cases;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Mediation;

/// <summary>核对代理权限: an agent confirms an agreement for a party only with special authority; the party always may.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "步骤表单写明由代理人确认的，核对案件登记的代理权限：没有特别授权的退回，由当事人本人确认或者补交授权。",
    DisplayName = "核对代理权限"
)]
[FlowNode(Sound, Refused)]
public sealed class CheckAuthority : Activity
{
    /// <summary>The party confirmed, or an agent who may.</summary>
    public const string Sound = "sound";

    /// <summary>An agent without special authority; the history says so.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form says who confirmed (<c>confirmedBy</c>: party or agent).</summary>
    [Input(
        DisplayName = "取自步骤",
        Description = "该步骤表单的 confirmedBy 为 agent 时核对，specialAuthority 为已补交特别授权委托书。",
        IsRequired = true
    )]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The side.</summary>
    [Input(DisplayName = "一方", UIHint = "dropdown", Options = [TaskParties.Applicant, TaskParties.Respondent], IsRequired = true)]
    public Input<string> Side { get; set; } = new();

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
        var applicant = Side.Get(context) == TaskParties.Applicant;
        // An officer who records a signature on paper has seen the power of attorney, and says so.
        var seen = data.Flag("specialAuthority") && data.Task.CompletedBy is not (TaskParties.Applicant or TaskParties.Respondent);
        var sound =
            data.Text("confirmedBy") != "agent"
            || seen
            || Authorities.MayDispose(matter, applicant ? PartySide.Applicant : PartySide.Respondent);
        if (!sound)
            context
                .GetRequiredService<ICaseStore>()
                .Add(
                    CaseEvents.Public(
                        matter.Id,
                        context.Now,
                        "workflow",
                        "authority.lacking",
                        $"{(applicant ? "申请人" : "被申请人")}的代理人没有特别授权，不能代为确认调解协议：请当事人本人确认，或者由调解员核对特别授权委托书后登记",
                        "The agent has no special authority to confirm the agreement: let the party confirm it, or hand in the power of attorney"
                    )
                );
        await context.CompleteActivityWithOutcomesAsync(sound ? Sound : Refused);
    }
}
