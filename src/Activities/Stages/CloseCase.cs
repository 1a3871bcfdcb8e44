using LaborFlow.Activities.Procedures;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Stages;

/// <summary>办结案件: closes the case and ends the periods that still run.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "办结案件，结束仍在计算的期限。", DisplayName = "办结案件")]
public sealed class CloseCase : CodeActivity
{
    /// <summary>How it ended.</summary>
    [Input(
        DisplayName = "办结方式",
        UIHint = "dropdown",
        Options = [
            "agreement",
            "refused",
            "withdrawn",
            "not-mediated",
            "not-applied",
            "arbitration-refused",
            "arbitration-mediated",
            "arbitration-withdrawn",
            "deemed-withdrawn",
            "award-effective",
            "award-sued",
            "award-challenged",
            "award-replaced",
            "award-revoked",
            "fund-refused",
            "fund-recovered",
            "fund-written-off",
            "employer-paid",
            "arbitration-first",
            "inspection-refused",
            "inspection-revoked",
            "guided-elsewhere",
            "rectified",
            "decision-performed",
            "court-enforcement",
            "referred-police",
            "not-listed",
            "listing-waived",
            "listing-expired",
            "listing-removed",
            "listing-revoked",
            "credit-graded",
            "guided",
            "guided-watch",
            "guided-key",
            "unreachable",
            "declined",
            "not-served",
            "terminated",
            "transferred",
            "merged",
            "reviewed",
            "performed",
            "defaulted",
            "judicially-confirmed",
            "payment-order",
            "court-accepted",
        ],
        IsRequired = true
    )]
    public Input<string> As { get; set; } = new();

    /// <summary>Periods that run on after the case is closed, such as the remedies against a decision.</summary>
    [Input(DisplayName = "保留期限", Description = "办结后仍然计算的法定参数，如诉讼期限。")]
    public Input<List<string>> KeepDeadlines { get; set; } = new();

    /// <summary>The step whose form gives the reason.</summary>
    [Input(DisplayName = "理由取自步骤", Description = "读取该步骤表单的“理由”。")]
    public Input<string?> ReasonFromStep { get; set; } = new();

    /// <summary>The reason is that of the exception which this sub-flow handles.</summary>
    [Input(DisplayName = "理由取自例外情形", Description = "例外情形子流程中使用提出人的理由。")]
    public Input<bool> ReasonOfException { get; set; } = new();

    /// <summary>What the parties read.</summary>
    [Input(DisplayName = "告知内容", IsRequired = true)]
    public Input<string> Notice { get; set; } = new();

    /// <summary>Articles of law.</summary>
    [Input(DisplayName = "法律依据")]
    public Input<string?> LegalBasis { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var cases = context.GetRequiredService<ICaseStore>();
        var disputed = await context.CaseAsync();
        string? reason = null;
        if (ReasonFromStep.Get(context) is { Length: > 0 } step)
        {
            using var data = await StepData.LastAsync(
                context.GetRequiredService<ITaskStore>(),
                disputed.Id,
                step,
                context.CancellationToken
            );
            reason = data.Text("reason");
        }

        if (ReasonOfException.Get(context))
            reason = (
                await context
                    .GetRequiredService<ExceptionDesk>()
                    .FindAsync(disputed, context.WorkflowExecutionContext.Id, context.CancellationToken)
            ).Reason;

        var kept = KeepDeadlines.Get(context) ?? [];
        var partial = await ProcedureStarts.FollowPartialAwardsAsync(
            context,
            "案件办结不影响已经作出的先行裁决书：对它起诉或者申请撤销的期限照常计算，期满没有起诉、申请撤销的，先行裁决书发生法律效力，可以申请执行。"
        );
        foreach (var deadline in await cases.DeadlinesAsync(disputed.Id, context.CancellationToken))
            if (!kept.Contains(deadline.ParameterId) && !(partial && PartialAwards.IsRemedy(deadline)))
                deadline.End(DeadlineState.Ended, context.Now);
        var closedAs = As.Get(context) ?? "";
        disputed.Close(closedAs, reason, context.Now);
        await ProcedureStarts.EndBesideAsync(context, disputed.Id);
        var notice = Notice.Get(context) ?? "案件已办结";
        var english = notice;
        if (reason is not null)
        {
            var bare = notice.TrimEnd('。');
            (notice, english) = ($"{bare}。理由：{reason}", $"{bare}. Reason: {reason}");
        }

        cases.Add(CaseEvents.Public(disputed.Id, context.Now, "workflow", "closed", notice, $"Closed: {english}", LegalBasis.Get(context)));
    }
}
