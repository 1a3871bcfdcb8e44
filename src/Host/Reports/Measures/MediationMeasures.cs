using LaborFlow.Activities.Procedures;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>调解指标: how mediations end, and what becomes of their agreements.</summary>
internal static class MediationMeasures
{
    private const string Period = "med-duration-15d";
    private const string HandedOver = "handed-over";

    /// <summary>A mediation that ended with an agreement, whatever became of it since.</summary>
    private static readonly string?[] AgreedEnds = [.. TrackPerformance.AgreedEnds];

    /// <summary>What is mediated: applications for mediation, and those for arbitration that are deferred for it (办案规则 art 69).</summary>
    private static readonly string[] Mediated = [Procedures.Mediation, Procedures.Arbitration];

    public static readonly Measure Success = new(
        "kpi-mediation-success-60",
        "调解成功率",
        "Mediation success rate",
        "达成协议件数 ÷ 调解终结件数（达成协议 + 移送仲裁）",
        "Agreements ÷ mediations ended (agreements + handed over to arbitration)",
        Agreements,
        Ended
    );

    public static readonly Measure Grassroots = new(
        "kpi-grassroots-80",
        "基层调解占比",
        "Share settled by grassroots mediation",
        "基层调解组织（企业、社区、街道）达成协议件数 ÷（各级调解达成协议 + 仲裁审结）件数",
        "Agreements of the organisations of enterprises, communities and streets ÷ (agreements of every level + arbitrations concluded)",
        measured =>
        {
            var grassroots = measured.Database.Set<MediationOrganisation>().Where(o => o.Level != MediationLevel.District);
            return Agreements(measured).Where(found => grassroots.Any(o => o.Id == found.MediationOrganisationId));
        },
        measured =>
            measured.Ended.Where(found =>
                (Mediated.Contains(found.ProcedureCode) && AgreedEnds.Contains(found.ClosedAs)) || found.DocketNumber != null
            )
    );

    /// <summary>Those that no plan sets a target for.</summary>
    public static readonly IReadOnlyList<Measure> Others =
    [
        new(
            "med-performance-rate",
            "调解协议履行率",
            "Agreements performed",
            "已全部履行件数 ÷ 达成协议件数",
            "Performed ÷ agreements",
            measured => Agreements(measured).Where(found => found.ClosedAs == TrackPerformance.Performed),
            Agreements
        ),
        new(
            "med-conversion-rate",
            "调解协议置换率",
            "Agreements converted",
            "已置换仲裁调解书件数 ÷ 达成协议件数",
            "Reviewed and converted ÷ agreements",
            measured => Agreements(measured).Where(found => found.ClosedAs == "reviewed"),
            Agreements
        ),
        new(
            "med-released-by-15d",
            "十五日期满释放占比",
            "Released by the fifteen days",
            "调解期限届满终结件数 ÷ 调解终结件数",
            "Mediations that ran out of their period ÷ mediations ended",
            measured =>
            {
                var deadlines = measured.Database.Set<CaseDeadline>();
                return Ended(measured)
                    .Where(found =>
                        deadlines.Any(deadline =>
                            deadline.CaseId == found.Id && deadline.ParameterId == Period && deadline.State == DeadlineState.Missed
                        )
                    );
            },
            Ended
        ),
        new(
            "med-to-arbitration",
            "调解不成后申请仲裁占比",
            "Failed mediations taken to arbitration",
            "调解不成后申请仲裁件数 ÷ 未达成协议的调解终结件数（含不申请仲裁、尚未决定）",
            "Failed mediations whose applicant applied for arbitration ÷ mediations ended without agreement",
            measured =>
            {
                var entries = measured.Database.Set<RegisterEntry>();
                return Failed(measured)
                    .Where(found =>
                        found.ProcedureCode == Procedures.Arbitration
                        || found.DocketNumber != null
                        || entries.Any(entry => entry.CaseId == found.Id && entry.Kind == ArbitrationApplication.Entry)
                    );
            },
            Failed
        ),
    ];

    /// <summary>Mediations of the period that ended without an agreement.</summary>
    private static IQueryable<Case> Failed(Measured measured)
    {
        var (start, end) = (measured.Period.Start, measured.Period.End);
        return Ended(measured).Where(found => !(found.ClosedAt >= start && found.ClosedAt < end && AgreedEnds.Contains(found.ClosedAs)));
    }

    private static IQueryable<Case> Agreements(Measured measured) =>
        measured.Ended.Where(found => Mediated.Contains(found.ProcedureCode) && AgreedEnds.Contains(found.ClosedAs));

    /// <summary>
    /// A mediation ends with an agreement or goes over to arbitration, and ends once: what arbitration hands on later, and an agreement that is
    /// taken to review or to arbitration, ends none. What was refused or withdrawn was never mediated to an end.
    /// </summary>
    private static IQueryable<Case> Ended(Measured measured)
    {
        var (start, end) = (measured.Period.Start, measured.Period.End);
        var events = measured.Database.Set<CaseEvent>();
        var agreements = measured.Database.Set<MediationAgreement>();
        var toIntake = HandOver.Told("ARB-INTAKE");
        return measured.Cases.Where(found =>
            (
                found.ClosedAt >= start
                && found.ClosedAt < end
                && Mediated.Contains(found.ProcedureCode)
                && AgreedEnds.Contains(found.ClosedAs)
            )
            || (
                found.MediationOrganisationId != null
                && !agreements.Any(agreed =>
                    agreed.CaseId == found.Id
                    && agreed.ApplicantConfirmedAt != null
                    && agreed.RespondentConfirmedAt != null
                    && agreed.DeclinedAt == null
                )
                && events.Any(entry =>
                    entry.CaseId == found.Id
                    && entry.Action == HandedOver
                    && entry.En == toIntake
                    && entry.At >= start
                    && entry.At < end
                    && !events.Any(earlier =>
                        earlier.CaseId == found.Id && earlier.Action == HandedOver && earlier.En == toIntake && earlier.At < entry.At
                    )
                )
            )
        );
    }
}
