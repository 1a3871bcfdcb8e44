using LaborFlow.Cases;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Stages;

/// <summary>变更案件阶段: moves the case to another stage and lets the parties know. The instance becomes the one that carries the case.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "变更案件所处阶段，并记入案件进程。", DisplayName = "变更案件阶段")]
public sealed class ChangeStage : CodeActivity
{
    /// <summary>A code of <see cref="Cases.Stages"/>.</summary>
    [Input(
        DisplayName = "阶段",
        UIHint = "dropdown",
        Options = [
            LaborFlow.Cases.Stages.Received,
            LaborFlow.Cases.Stages.Correction,
            LaborFlow.Cases.Stages.Accepted,
            LaborFlow.Cases.Stages.Mediation,
            LaborFlow.Cases.Stages.Agreement,
            LaborFlow.Cases.Stages.ArbitrationApplication,
            LaborFlow.Cases.Stages.ArbitrationIntake,
            LaborFlow.Cases.Stages.ArbitrationAccepted,
            LaborFlow.Cases.Stages.Collective,
            LaborFlow.Cases.Stages.FastTrack,
            LaborFlow.Cases.Stages.Ordinary,
            LaborFlow.Cases.Stages.Award,
            LaborFlow.Cases.Stages.Remedies,
            LaborFlow.Cases.Stages.InspectionIntake,
            LaborFlow.Cases.Stages.Investigation,
            LaborFlow.Cases.Stages.Rectification,
            LaborFlow.Cases.Stages.Disposal,
            LaborFlow.Cases.Stages.Enforcement,
            LaborFlow.Cases.Stages.FundReview,
            LaborFlow.Cases.Stages.EmergencyFund,
            LaborFlow.Cases.Stages.FundPayment,
            LaborFlow.Cases.Stages.FundRecovery,
            LaborFlow.Cases.Stages.FundRemedies,
            LaborFlow.Cases.Stages.FundContested,
            LaborFlow.Cases.Stages.Guidance,
            LaborFlow.Cases.Stages.AgreementReview,
            LaborFlow.Cases.Stages.ListingReview,
            LaborFlow.Cases.Stages.Listed,
        ],
        IsRequired = true
    )]
    public Input<string> Stage { get; set; } = new();

    /// <summary>Articles of law.</summary>
    [Input(DisplayName = "法律依据")]
    public Input<string?> LegalBasis { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var code = Stage.Get(context) is { Length: > 0 } given ? given : throw new WorkflowException("变更案件阶段：未指定阶段。");
        var stage = LaborFlow.Cases.Stages.Get(code);
        var disputed = await context.CaseAsync();
        disputed.MoveTo(code);
        disputed.WorkflowInstanceId = context.WorkflowExecutionContext.Id;
        context
            .GetRequiredService<ICaseStore>()
            .Add(
                CaseEvents.Public(
                    disputed.Id,
                    context.Now,
                    "workflow",
                    "stage.changed",
                    $"案件进入“{stage.Zh}”阶段",
                    $"Stage: {stage.En}",
                    LegalBasis.Get(context)
                )
            );
    }
}
