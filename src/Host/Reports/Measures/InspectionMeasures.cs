using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Inspection.Opening;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence.Cases;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>监察指标: whether complaints are dealt with in time, and whether what is wrong is put right and paid.</summary>
internal static class InspectionMeasures
{
    /// <summary>Steps whose completion says that an employer paid, with the exits that say so.</summary>
    public static readonly string[] PaymentSteps =
    [
        "ins-early-check",
        "insf-payment-check",
        "insf-perform",
        "insf-demand",
        "insf-remedies",
        "insf-sue-wait",
        "insf-execution",
        "insf-crime-result",
    ];

    /// <summary>The exits of <see cref="PaymentSteps"/> after which money has come to the workers.</summary>
    public static readonly string[] PaymentExits = ["paid", "performed", "executed"];

    private static readonly string[] Procedures = ["INS", "INSF"];
    private static readonly string[] ClosingSteps = ["insf-sign-off", "insf-closing", "insf-ending"];
    private static readonly string[] Closed = ["close"];
    private static readonly string[] Measures = ["insf-dispose"];

    /// <summary>
    /// 监察举报投诉结案率: what should have been closed are the cases that were, and those that are still open though a statutory period of
    /// theirs has passed. What is under way and in time weighs nothing.
    /// </summary>
    public static readonly Measure Closing = new(
        "kpi-ins-closure-96",
        "监察举报投诉结案率",
        "Inspection closing rate",
        "已结 ÷ 应结（已结 + 期末未结且已超过法定期限）",
        "Closed ÷ due (closed + open at the end with a statutory period passed)",
        measured => Inspections(measured.Ended),
        measured =>
        {
            var (start, end, last) = (measured.Period.Start, measured.Period.End, measured.Period.To);
            var late = measured
                .Database.Set<CaseDeadline>()
                // The day of a rectification item is the employer's, and no period in which the office has to close the case.
                .Where(deadline => deadline.ParameterId != FollowUp.Period)
                .Where(deadline => deadline.DueOn <= last && (deadline.State == DeadlineState.Missed || deadline.OverdueSince != null));
            return Inspections(measured.Cases)
                .Where(found =>
                    (found.ClosedAt >= start && found.ClosedAt < end)
                    || (
                        found.FiledAt < end
                        && (found.ClosedAt == null || found.ClosedAt >= end)
                        && late.Any(deadline => deadline.CaseId == found.Id)
                    )
                );
        }
    );

    /// <summary>主动检查户数.</summary>
    public static readonly Measure Active = new(
        "kpi-ins-active-7000",
        "主动检查户数",
        "Employers inspected without a complaint",
        "日常巡视、双随机抽查、专项检查涉及的用人单位户数（同一单位计一次）",
        "Employers inspected on patrol, by random draw or in a campaign, each counted once",
        measured => Inspections(measured.Filed).Where(found => LeadSources.Active.Contains(found.Channel)).FirstOfEach(measured.Database)
    );

    public static readonly Measure Accepted = Measure.InTime(
        "ins-accepted-in-time",
        "按期受理率",
        "Accepted in time",
        "五个工作日内作出受理决定 ÷ 受理期限届满",
        "Decided within five working days ÷ decisions due",
        "ins-accept-5wd"
    );

    public static readonly Measure Investigated = Measure.InTime(
        "ins-investigated-in-time",
        "按期调查终结率",
        "Investigated in time",
        "调查期限（含批准延长）内终结 ÷ 调查终结或者期限届满",
        "Concluded within the period, with its extension ÷ investigations concluded or due",
        "ins-investigate-60wd"
    );

    /// <summary>按期整改率.</summary>
    public static readonly Measure Rectified = new(
        "ins-rectified-in-time",
        "按期整改率",
        "Put right in time",
        "到期复查全部改正的案件 ÷ 整改事项到期的案件",
        "Everything found put right at the first recheck ÷ cases whose items came due",
        measured =>
        {
            var open = measured.Database.Set<RectificationItem>().Where(item => item.State != RectificationState.Done);
            var disposed = measured.Database.Set<CaseTask>().Where(task => Measures.Contains(task.Step));
            return Due(measured)
                .Where(found => !open.Any(item => item.CaseId == found.Id) && !disposed.Any(task => task.CaseId == found.Id));
        },
        Due
    );

    /// <summary>复查率.</summary>
    public static readonly Measure Rechecked = new(
        "ins-rechecked",
        "复查率",
        "Rechecked",
        "各项均已复查的案件 ÷ 整改事项到期的案件",
        "Every item rechecked ÷ cases whose items came due",
        measured =>
        {
            var open = measured.Database.Set<RectificationItem>().Where(item => item.State == RectificationState.Open);
            return Due(measured).Where(found => !open.Any(item => item.CaseId == found.Id));
        },
        Due
    );

    /// <summary>整改逾期.</summary>
    public static readonly Measure Overdue = new(
        "ins-overdue",
        "到期未复查的案件",
        "Items past their day",
        "期末仍有整改事项到期而没有复查的在办案件",
        "Open cases with an item whose day has passed and that nobody rechecked",
        measured =>
        {
            var last = measured.Period.To;
            var open = measured.Database.Set<RectificationItem>().Where(item => item.State == RectificationState.Open && item.DueOn < last);
            return Inspections(measured.Cases).Where(found => found.ClosedAt == null && open.Any(item => item.CaseId == found.Id));
        }
    );

    /// <summary>重复违法率.</summary>
    public static readonly Measure Repeated = new(
        "ins-repeated",
        "重复违法率",
        "Violations repeated",
        "此前一年内已查实违法的单位再次查实 ÷ 期内受理后查实违法的案件",
        "Found again within a year ÷ cases of the period with a finding",
        measured => WithFinding(measured, measured.Filed).AgainWithinAYear(WithFinding(measured, measured.Cases), measured.Database),
        measured => WithFinding(measured, measured.Filed)
    );

    /// <summary>追回款项的案件.</summary>
    public static readonly Measure Recovered = new(
        "ins-recovered",
        "追回款项的案件",
        "Cases with wages recovered",
        "复查、核查支付或者执行中登记劳动者已得到款项的案件",
        "Cases in which workers got what they were owed",
        measured =>
        {
            var (start, end, first, last) = (measured.Period.Start, measured.Period.End, measured.Period.From, measured.Period.To);
            var items = measured
                .Database.Set<RectificationItem>()
                .Where(item =>
                    item.State == RectificationState.Done && item.Amount > 0 && item.CheckedOn >= first && item.CheckedOn <= last
                );
            var payments = measured
                .Database.Set<CaseTask>()
                .Where(task =>
                    PaymentSteps.Contains(task.Step)
                    && PaymentExits.Contains(task.Outcome)
                    && task.CompletedAt >= start
                    && task.CompletedAt < end
                );
            var payable = measured.Database.Set<InspectionDecision>().Where(decision => decision.Payable > 0);
            return measured.Cases.Where(found =>
                items.Any(item => item.CaseId == found.Id)
                || (payments.Any(task => task.CaseId == found.Id) && payable.Any(decision => decision.CaseId == found.Id))
            );
        }
    );

    /// <summary>反馈率.</summary>
    public static readonly Measure Informed = new(
        "ins-informed",
        "投诉反馈率",
        "Complainants told",
        "结案时登记已告知或者有送达投诉人记录的投诉 ÷ 办结的投诉",
        "Complaints whose complainant was told or served ÷ complaints closed",
        measured =>
        {
            var closings = measured
                .Database.Set<CaseTask>()
                .Where(task => ClosingSteps.Contains(task.Step) && Closed.Contains(task.Outcome));
            var services = measured.Database.Set<ServiceRecord>();
            return Complaints(measured)
                .Where(found =>
                    closings.Any(task => task.CaseId == found.Id)
                    || services.Any(record =>
                        record.CaseId == found.Id
                        && found.Parties.Any(party => party.Id == record.PartyId && party.Side == PartySide.Applicant)
                    )
                );
        },
        Complaints
    );

    private static IQueryable<Case> Inspections(IQueryable<Case> cases) => cases.Where(found => Procedures.Contains(found.ProcedureCode));

    private static IQueryable<Case> Complaints(Measured measured) =>
        Inspections(measured.Ended).Where(found => found.Parties.Any(party => party.Side == PartySide.Applicant));

    /// <summary>Those of which the last item to be put right came due in the period; what went to another forum counts no more.</summary>
    private static IQueryable<Case> Due(Measured measured)
    {
        var (first, last) = (measured.Period.From, measured.Period.To);
        var items = measured.Database.Set<RectificationItem>().Where(item => item.State != RectificationState.Routed);
        return measured.Cases.Where(found =>
            items.Any(item => item.CaseId == found.Id && item.DueOn >= first && item.DueOn <= last)
            && !items.Any(item => item.CaseId == found.Id && item.DueOn > last)
        );
    }

    private static IQueryable<Case> WithFinding(Measured measured, IQueryable<Case> cases)
    {
        var items = measured.Database.Set<RectificationItem>();
        var decisions = measured.Database.Set<InspectionDecision>().Where(decision => decision.Kind != "revoke");
        return Inspections(cases)
            .Where(found => items.Any(item => item.CaseId == found.Id) || decisions.Any(decision => decision.CaseId == found.Id));
    }
}
