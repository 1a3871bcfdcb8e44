using System.Security.Claims;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Reports.Measures;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Reports;

/// <summary>
/// 分领域指标: what the plans set no target for and heads of office watch all the same — how arbitrations, groups, inspections, referrals and
/// listings fare.
/// </summary>
internal static class Figures
{
    /// <param name="Code">Stable code.</param>
    /// <param name="Zh">Chinese heading.</param>
    /// <param name="En">English heading.</param>
    /// <param name="Rows">The figures, in order.</param>
    public sealed record Group(string Code, string Zh, string En, IReadOnlyList<Figure> Rows);

    public sealed record Answer(DateOnly From, DateOnly To, IReadOnlyList<Group> Groups);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/statistics/figures", HandleAsync).RequireAuthorization(Policies.Supervision).WithName("figures");

    private static Task<Answer> HandleAsync(
        [AsParameters] Statistics.Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => ReadAsync(query, user, database, time, cancellationToken);

    /// <summary>Counts them within the reader's reach.</summary>
    public static Task<Answer> ReadAsync(
        Statistics.Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var period = ReportPeriod.Of(query.From, query.To, time);
        return CountAsync(new Measured(query.Cases(user, database), period, database), time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Counts them.</summary>
    public static async Task<Answer> CountAsync(Measured measured, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var period = measured.Period;
        var counts = await MeasureCounts.CountAsync(AllMeasures.Figures, measured, cancellationToken);
        Figure Of(Measure measure) => Figure.Of(measure, counts, period);
        var work = await ArbitrationWork.ReadAsync(measured, now, cancellationToken);
        var money = await RecoveredWages.ReadAsync(measured, cancellationToken);
        return new Answer(
            period.From,
            period.To,
            [
                new(
                    "arbitration",
                    "仲裁",
                    "Arbitration",
                    [
                        Of(ArbitrationMeasures.Attacked),
                        Of(ArbitrationMeasures.Reversed),
                        Of(ArbitrationMeasures.Backlog),
                        Figure.Over(
                            ArbitrationMeasures.Backlog,
                            "arb-backlog-age",
                            ("未结案件平均时长", "Mean age of the backlog"),
                            "days",
                            work.BacklogDays,
                            counts[ArbitrationMeasures.Backlog.Code].Numerator,
                            ("收到申请至今日的天数，按未结案件平均", "Days since filing, over open cases"),
                            period
                        ),
                        Figure.Over(
                            ArbitrationMeasures.WithTribunal,
                            "arb-per-arbitrator",
                            ("人均办案数", "Cases per arbitrator"),
                            "cases",
                            Figure.Mean(counts[ArbitrationMeasures.WithTribunal.Code].Numerator, work.Arbitrators),
                            counts[ArbitrationMeasures.WithTribunal.Code].Numerator,
                            ("组庭审理的审结案件 ÷ 仲裁员人数", "Concluded cases with a tribunal ÷ arbitrators"),
                            period
                        ),
                    ]
                ),
                new(
                    "collective",
                    "集体争议",
                    "Collective disputes",
                    [
                        Of(CollectiveMeasures.Concluded),
                        Of(CollectiveMeasures.Consents),
                        Figure.Over(
                            CollectiveMeasures.Talks,
                            "col-days-to-talks",
                            ("首次协商时长", "Days to the first talks"),
                            "days",
                            work.DaysToTalks,
                            counts[CollectiveMeasures.Talks.Code].Numerator,
                            ("收到申请至首次协商调解的天数，按集体争议平均", "Days from filing to the first talks"),
                            period
                        ),
                        Of(CollectiveMeasures.Unheard),
                        Figure.Over(
                            CollectiveMeasures.Concluded,
                            "col-workers",
                            ("涉及劳动者人数", "Workers covered"),
                            "people",
                            work.Workers,
                            counts[CollectiveMeasures.Concluded.Code].Numerator,
                            ("审结的集体争议的申请人人数", "Applicants of the groups concluded"),
                            period
                        ),
                        Of(CollectiveMeasures.Again),
                    ]
                ),
                new(
                    "inspection",
                    "劳动保障监察",
                    "Labour inspection",
                    [
                        Of(InspectionMeasures.Accepted),
                        Of(InspectionMeasures.Investigated),
                        Of(InspectionMeasures.Rectified),
                        Of(InspectionMeasures.Rechecked),
                        Of(InspectionMeasures.Overdue),
                        Of(InspectionMeasures.Recovered),
                        Over(
                            InspectionMeasures.Recovered,
                            "ins-amount-recovered",
                            ("追回金额", "Amount recovered"),
                            "yuan",
                            money.Amount,
                            (
                                "复查已改正的工资事项，加核查支付、执行、移送后登记的实得金额和已履行决定的责令支付金额",
                                "Wage items put right, what payment checks, enforcement and referrals recorded, and decisions performed"
                            )
                        ),
                        Over(
                            InspectionMeasures.Recovered,
                            "ins-workers-paid",
                            ("得到支付的劳动者", "Workers paid"),
                            "people",
                            money.Workers,
                            ("同一案件取人数最多的工资事项", "Of each case the wage item with the most workers")
                        ),
                        Over(
                            InspectionMeasures.Recovered,
                            "ins-days-to-payment",
                            ("平均支付天数", "Days to payment"),
                            "days",
                            money.Days,
                            ("收到投诉至首次登记支付的天数", "Days from filing to the first payment recorded")
                        ),
                        Of(InspectionMeasures.Repeated),
                        Of(InspectionMeasures.Informed),
                    ]
                ),
                new(
                    "referral",
                    "行刑衔接",
                    "Referrals to the police",
                    [
                        Of(ConsequenceMeasures.Transferred),
                        Of(ConsequenceMeasures.Filed),
                        Of(ConsequenceMeasures.Paid),
                        Over(
                            ConsequenceMeasures.Paid,
                            "crm-amount-paid",
                            ("移送后支付金额", "Amount paid after referrals"),
                            "yuan",
                            money.AfterReferral,
                            ("跟踪刑事案件登记的已支付劳动报酬", "Wages recorded as paid while the crime was prosecuted")
                        ),
                        Of(ConsequenceMeasures.Judged),
                    ]
                ),
                new(
                    "listing",
                    "失信名单",
                    "Blacklist",
                    [
                        Of(ConsequenceMeasures.Listed),
                        Of(ConsequenceMeasures.Removed),
                        Of(ConsequenceMeasures.Corrected),
                        Over(
                            ConsequenceMeasures.Corrected,
                            "blk-amount-after-notice",
                            ("告知后支付金额", "Amount paid after the notice"),
                            "yuan",
                            money.AfterNotice,
                            ("列入前告知书所列拖欠金额，单位已改正支付的", "What the notice stated as owed, where the employer paid it")
                        ),
                        Of(ConsequenceMeasures.Upheld),
                        Of(ConsequenceMeasures.Published),
                    ]
                ),
            ]
        );

        Figure Over(Measure over, string code, (string Zh, string En) name, string unit, decimal? value, (string Zh, string En) formula) =>
            Figure.Over(over, code, name, unit, value, counts[over.Code].Numerator, formula, period);
    }
}
