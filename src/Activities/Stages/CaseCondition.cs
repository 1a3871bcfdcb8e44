using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Activities.Stages;

/// <summary>案件情形: which way a case goes by what is on file.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按案件登记的情形选择出口。", DisplayName = "案件情形")]
[FlowNode(Yes, No)]
public sealed class CaseCondition : Activity
{
    /// <summary>It holds.</summary>
    public const string Yes = "yes";

    /// <summary>It does not.</summary>
    public const string No = "no";

    /// <summary>The question.</summary>
    [Input(
        DisplayName = "情形",
        UIHint = "dropdown",
        Options = [
            "migrant-wages",
            "migrant-worker",
            "collective",
            "urgent-hardship",
            "employer-applies",
            "mandatory-mediation",
            "filed-at-window",
            "violation-found",
            "crime-referred",
            "items-pending",
            "items-all-stopped",
            "fine-owed",
            "investigated",
            "decision-served",
            "penalty-decided",
            "early-order-open",
            "early-order-unserved",
            "onspot-pending",
            "contest-open",
            "deposit-changed",
            "docketed",
            "mediated-before",
            "application-awaited",
            "other-side-applied",
            "returned-from-mediation",
            "applied-orally",
            "applicant-electronic",
            "cross-border",
            "wage-fund",
            "fund-unconfirmed",
            "fund-can-open",
            "fund-paid",
            "fast-track-limit",
            "instalments-open",
            "instalment-overdue",
            "payment-order-open",
            "enforceable",
            "enterprise-committee",
            "agreement-review",
            "in-mediation",
            "hearing-held",
            "answer-written",
            "counterclaim-converts",
            "respondent-missing",
            "copy-served",
            "answer-open",
            "answer-unforwarded",
            "evidence-period",
            "partial-served",
            "credit-objected",
            "credit-grade-c",
        ],
        IsRequired = true
    )]
    public Input<string> Question { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var at = await context.CaseAsync();
        var holds = Question.Get(context) switch
        {
            "migrant-wages" => at.MigrantWorker && at.Claims.Exists(c => c.Cause == "unpaid-wages"),
            "migrant-worker" => at.MigrantWorker,
            "collective" => at.Collective,
            "urgent-hardship" => at.UrgentHardship,
            // A district that tries mandatory mediation has its authority's document in the register, with the dates for which it holds.
            "mandatory-mediation" => context
                .GetRequiredService<StatuteRegister>()
                .Numeric("med-mandatory-pilot", new Jurisdiction(at.District[..6]), ChinaDay.Of(context.Now))
                is { Value: > 0 },
            "filed-at-window" => at.Channel == "window",
            // What was found stays a matter of public interest, whatever the complainant agreed with the employer.
            "violation-found" => (
                await context.GetRequiredService<ICaseRecords>().ListAsync<RectificationItem>(at.Id, context.CancellationToken)
            ).Count > 0,
            "crime-referred" => await AwaitsPoliceAsync(context, at.Id),
            "items-pending" => (
                await context.GetRequiredService<ICaseRecords>().ListAsync<RectificationItem>(at.Id, context.CancellationToken)
            ).Any(i => i.State == RectificationState.Open),
            "items-all-stopped" => (
                await context.GetRequiredService<ICaseRecords>().ListAsync<RectificationItem>(at.Id, context.CancellationToken)
            )
                is { Count: > 0 } items
                && items.All(i => i.State == RectificationState.Routed),
            "fine-owed" => (
                await context.GetRequiredService<ICaseRecords>().ListAsync<InspectionDecision>(at.Id, context.CancellationToken)
            )
                is [.., { Kind: "penalty", Fine: > 0 }],
            "investigated" => await IsDoneAsync(context, at.Id, t => t.Step == "ins-investigate"),
            "decision-served" => await IsDoneAsync(context, at.Id, t => t.Step == "insf-serve"),
            "penalty-decided" => (
                await context.GetRequiredService<ICaseRecords>().ListAsync<InspectionDecision>(at.Id, context.CancellationToken)
            )
                is [.., { Kind: "penalty" }],
            "early-order-open" => await AwaitsSinceEarlyOrderAsync(context, at.Id, "ins-early-check"),
            "early-order-unserved" => await AwaitsSinceEarlyOrderAsync(context, at.Id, "ins-early-serve"),
            "contest-open" => await context.GetRequiredService<RecordContest>().IsOpenAsync(at.Id, context.CancellationToken),
            "onspot-pending" => await AwaitsPerformanceAsync(context, at.Id),
            "deposit-changed" => await DepositChangesAsync(context, at.Id),
            "docketed" => at.DocketNumber is not null,
            "mediated-before" => await WasMediatedAsync(context, at.Id) || await CameOutOfMediationAsync(context, at),
            // Nobody has applied for arbitration yet: mediation that fails begins none by itself (调解仲裁法 art 14, 28).
            "application-awaited" => (await WasMediatedAsync(context, at.Id) || await CameOutOfMediationAsync(context, at))
                && !await ArbitrationApplication.IsMadeAsync(context.GetRequiredService<ICaseRecords>(), at, context.CancellationToken),
            "other-side-applied" => await ApplyForArbitration.OnlyOtherSideAsync(
                context.GetRequiredService<ICaseRecords>(),
                at.Id,
                context.CancellationToken
            ),
            // The application came first, was deferred for mediation, and is back: it was received and told of before.
            "returned-from-mediation" => await WasMediatedAsync(context, at.Id)
                && (
                    await context
                        .GetRequiredService<ICaseRecords>()
                        .EntriesAsync(at.Id, ArbitrationApplication.Entry, context.CancellationToken)
                ).Count == 0,
            "applied-orally" => await ArbitrationApplication.IsOralAsync(
                context.GetRequiredService<ICaseRecords>(),
                at,
                context.CancellationToken
            ),
            // Everybody on the side must have agreed: a paper that reaches some of them online has not been served on the others.
            "applicant-electronic" => at.Applicants.All(p => p.ConsentsToElectronicService),
            "cross-border" => at.CrossBorder is not null,
            "wage-fund" => WageFundGrounds.MayApply(at),
            "fund-unconfirmed" => await context.GetRequiredService<ConfirmReceipts>().AreAskedAsync(at.Id, context.CancellationToken),
            // A case that is taken up again after its payment goes on with the recovery, and pays nobody twice.
            "fund-paid" => await context.GetRequiredService<PaymentHold>().HasLeftAsync(at.Id, context.CancellationToken),
            "fund-can-open" => await context.GetRequiredService<ProposeFund>().MayOpenAsync(at, context.CancellationToken),
            // An office that set itself no limit has none.
            "fast-track-limit" => context
                .GetRequiredService<StatuteRegister>()
                .Numeric("fta-local-sla", new Jurisdiction(at.District[..6]), ChinaDay.Of(context.Now))
                is { Value: > 0 },
            "instalments-open" => (
                await context.GetRequiredService<ICaseRecords>().ListAsync<Instalment>(at.Id, context.CancellationToken)
            ).Any(i => i.IsOpen),
            "instalment-overdue" => await context.GetRequiredService<TrackPerformance>().NextAsync(at.Id, context.CancellationToken)
                is { } next
                && next.DueOn < ChinaDay.Of(context.Now),
            "payment-order-open" => await context.GetRequiredService<TrackPerformance>().MayAskForOrderAsync(at, context.CancellationToken),
            "enforceable" => PerformanceSteps.IsEnforceable(at),
            "enterprise-committee" => at.PreferredMediationLevel == "enterprise",
            "agreement-review" => at.Stage == Cases.Stages.AgreementReview,
            "in-mediation" => at.Stage is Cases.Stages.Mediation or Cases.Stages.Agreement,
            "hearing-held" => (await context.GetRequiredService<ICaseRecords>().ListAsync<Hearing>(at.Id, context.CancellationToken)).Any(
                hearing => hearing.State == HearingState.Held
            ),
            "answer-written" => await IsDoneAsync(context, at.Id, IsWritten),
            "counterclaim-converts" => await IsDoneAsync(context, at.Id, t => t is { Step: Counterclaim.MergingStep, Outcome: "convert" }),
            "respondent-missing" => await IsMissingAsync(context, at),
            // A copy that the respondent has is not served again when the case changes its procedure.
            "copy-served" => await context
                .GetRequiredService<RecordReceipts>()
                .ReceivedOnAsync(at.Id, Receipt.ApplicationCopy, TaskParties.Respondent, context.CancellationToken)
                is not null,
            "answer-open" => await RunsAsync(context, at.Id, "arb-answer-10d"),
            "answer-unforwarded" => await RunsAsync(context, at.Id, "arb-answer-forward-5d"),
            "evidence-period" => await RunsAsync(context, at.Id, ExceptionGrounds.EvidencePeriod),
            "partial-served" => await context.GetRequiredService<PartialAwards>().AreServedAsync(at.Id, context.CancellationToken),
            // The objection was made against the year's list: there is nothing to review before it is verified.
            "credit-objected" => (
                await context.GetRequiredService<ICaseRecords>().EntriesAsync(at.Id, OpenCreditCase.Objected, context.CancellationToken)
            ).Count > 0,
            "credit-grade-c" => await context.GetRequiredService<KeepCredit>().IsAsync(at, "C", context.CancellationToken),
            "employer-applies" => at.Applicants.All(p => p.Kind == "employer"),
            var other => throw new WorkflowException($"案件情形：未知情形“{other}”。"),
        };
        await context.CompleteActivityWithOutcomesAsync(holds ? Yes : No);
    }

    private static async ValueTask<bool> WasMediatedAsync(ActivityExecutionContext context, Guid caseId) =>
        (await context.GetRequiredService<ICaseStore>().DeadlinesAsync(caseId, context.CancellationToken)).Any(deadline =>
            deadline.ParameterId == ExceptionGrounds.MediationPeriod
        );

    /// <summary>What was split off, or left its group, while the others were mediated: nobody applied for arbitration of it (调解仲裁法 art 28).</summary>
    private static async ValueTask<bool> CameOutOfMediationAsync(ActivityExecutionContext context, Case at) =>
        at is { ProcedureCode: Cases.Procedures.Mediation, RelatedCaseId: { } origin }
        && await WasMediatedAsync(context, origin)
        && await context.GetRequiredService<ICaseStore>().FindAsync(origin, forUpdate: false, context.CancellationToken) is { } whole
        && !await ArbitrationApplication.IsMadeAsync(context.GetRequiredService<ICaseRecords>(), whole, context.CancellationToken);

    private static async ValueTask<bool> RunsAsync(ActivityExecutionContext context, Guid caseId, string parameter) =>
        await context.GetRequiredService<CaseClock>().FindOpenAsync(caseId, parameter, context.CancellationToken) is not null;

    private static bool IsWritten(CaseTask task)
    {
        if (task.Step is not Counterclaim.AnswerStep)
            return false;
        using var data = StepData.Of(task);
        return data.Text("answer") is not null;
    }

    /// <summary>Whom an exception says cannot be found is a respondent, and the case is still on the fast track (办案规则 art 57).</summary>
    private static async ValueTask<bool> IsMissingAsync(ActivityExecutionContext context, Case at)
    {
        if (at.Stage != Cases.Stages.FastTrack)
            return false;
        var raised = await context
            .GetRequiredService<ExceptionDesk>()
            .FindAsync(at, context.WorkflowExecutionContext.Id, context.CancellationToken);
        using var data = JsonDocument.Parse(raised.DataJson);
        var name = data.RootElement.TryGetProperty("party", out var party) ? party.GetString()?.Trim() : null;
        return at.Respondents.Any(p => p.Name == name);
    }

    private static async ValueTask<bool> IsDoneAsync(ActivityExecutionContext context, Guid caseId, Func<CaseTask, bool> which) =>
        (await context.GetRequiredService<ITaskStore>().ListOfCaseAsync(caseId, context.CancellationToken)).Any(t =>
            t.Status == CaseTaskStatus.Completed && which(t)
        );

    /// <summary>A penalty was imposed on the spot, and nothing has become of it yet.</summary>
    private static async ValueTask<bool> AwaitsPerformanceAsync(ActivityExecutionContext context, Guid caseId)
    {
        var tasks = await context.GetRequiredService<ITaskStore>().ListOfCaseAsync(caseId, context.CancellationToken);
        var done = tasks.Where(t => t.Status == CaseTaskStatus.Completed).ToList();
        return done.Exists(t => t is { Step: "insf-issue", Outcome: "on-spot-penalty" })
            && done.Exists(t => t.Step == "insf-onspot-file")
            && !done.Exists(t =>
                t.Step is "insf-perform" or "insf-demand" or "insf-remedies" or "insf-contested" or "insf-consequence" or "insf-dispose"
            );
    }

    /// <summary>Payment was ordered early, and a step that follows was not done since (广东省工资支付条例 art 49).</summary>
    private static async ValueTask<bool> AwaitsSinceEarlyOrderAsync(ActivityExecutionContext context, Guid caseId, string step)
    {
        var tasks = await context.GetRequiredService<ITaskStore>().ListOfCaseAsync(caseId, context.CancellationToken);
        var done = tasks.Where(t => t.Status == CaseTaskStatus.Completed).ToList();
        var ordered = done.Where(t => t is { Step: "ins-early-order", Outcome: "early-order" }).Max(t => t.CompletedAt);
        return ordered is not null && !done.Exists(t => t.Step == step && t.Outcome != "returned" && t.CompletedAt > ordered);
    }

    private static async ValueTask<bool> DepositChangesAsync(ActivityExecutionContext context, Guid caseId)
    {
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            caseId,
            "insf-consequence",
            context.CancellationToken
        );
        return data.Text("deposit") is not (null or "keep");
    }

    /// <summary>The head approved a referral that nobody has brought to the police yet.</summary>
    private static async ValueTask<bool> AwaitsPoliceAsync(ActivityExecutionContext context, Guid caseId) =>
        (await context.GetRequiredService<ICaseRecords>().ListAsync<InspectionDecision>(caseId, context.CancellationToken)).Any(d =>
            d.Kind == "referral"
        )
        && (await context.GetRequiredService<ITaskStore>().ListOfCaseAsync(caseId, context.CancellationToken)).All(t =>
            t is not { Step: "insf-transfer", Status: CaseTaskStatus.Completed }
        );
}
