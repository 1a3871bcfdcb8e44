using System.Security.Claims;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Reports.Measures;
using LaborFlow.Persistence;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Reports;

/// <summary>
/// 分领域指标: what the plans set no target for and heads of office watch all the same — how arbitrations, groups, inspections, referrals,
/// listings, advances of wages and the service of new employers fare.
/// </summary>
internal static class Figures
{
    /// <param name="Code">Stable code.</param>
    /// <param name="Zh">Chinese heading.</param>
    /// <param name="En">English heading.</param>
    /// <param name="Rows">The figures, in order.</param>
    public sealed record Group(string Code, string Zh, string En, IReadOnlyList<Figure> Rows);

    public sealed record Answer(DateOnly From, DateOnly To, IReadOnlyList<Group> Groups);

    private const string SigningTarget = "kpi-contract-rate-98";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/statistics/figures", HandleAsync).RequireAuthorization(Policies.Supervision).WithName("figures");

    private static Task<Answer> HandleAsync(
        [AsParameters] Statistics.Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        StatuteRegister register,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => ReadAsync(query, user, database, register, time, cancellationToken);

    /// <summary>Counts them within the reader's reach.</summary>
    public static Task<Answer> ReadAsync(
        Statistics.Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        StatuteRegister register,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var period = ReportPeriod.Of(query.From, query.To, time);
        var signing = register.Numeric(SigningTarget, query.Place(user), period.To)?.Value;
        return CountAsync(new Measured(query.Cases(user, database), period, database), time.GetUtcNow(), signing, cancellationToken);
    }

    /// <summary>Counts them.</summary>
    /// <param name="measured">Cases, period and database.</param>
    /// <param name="now">For the age of what is open.</param>
    /// <param name="signing">What a plan sets for the signing of contracts, in percent; null where none does.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Answer> CountAsync(
        Measured measured,
        DateTimeOffset now,
        decimal? signing,
        CancellationToken cancellationToken
    )
    {
        var period = measured.Period;
        var counts = await MeasureCounts.CountAsync(AllMeasures.Figures, measured, cancellationToken);
        Figure Of(Measure measure) => Figure.Of(measure, counts, period);
        var work = await ArbitrationWork.ReadAsync(measured, now, cancellationToken);
        var money = await RecoveredWages.ReadAsync(measured, cancellationToken);
        var fund = await FundWork.ReadAsync(measured, cancellationToken);
        var waits = await FundWork.DaysToPaymentAsync(measured, cancellationToken);
        var guidance = await GuidanceWork.ReadAsync(measured, cancellationToken);
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
                new(
                    "fund",
                    "欠薪垫付",
                    "Advances of wages",
                    [
                        Of(FundMeasures.Applied),
                        Over(
                            FundMeasures.Applied,
                            "fund-applicants",
                            ("申请垫付的劳动者", "Workers who applied"),
                            "people",
                            fund.Applicants,
                            ("期内提出申请的案件的申请人人数", "Applicants of these cases")
                        ),
                        Of(FundMeasures.Refused),
                        Of(FundMeasures.Paid),
                        Over(
                            FundMeasures.Paid,
                            "fund-workers-paid",
                            ("得到垫付的人次", "Payments to workers"),
                            "people",
                            fund.Workers,
                            ("期内银行支付的垫付款笔数（退汇的不计）", "Advances that the bank paid in the period")
                        ),
                        Over(
                            FundMeasures.Paid,
                            "fund-amount-paid",
                            ("垫付金额", "Amount advanced"),
                            "yuan",
                            fund.Amount,
                            ("期内银行支付的垫付款合计（退汇的不计）", "What the bank paid in the period")
                        ),
                        Over(
                            FundMeasures.FirstPaid,
                            "fund-days-from-acceptance",
                            ("受理到垫付天数", "Days from acceptance to payment"),
                            "days",
                            Figure.Mean(waits.Sum(), waits.Length),
                            (
                                "受理之日至首次支付之日，按期内首次支付的案件平均",
                                "From acceptance to the first payment, over cases first paid in the period"
                            )
                        ),
                        Over(
                            FundMeasures.Paid,
                            "fund-days-from-filing",
                            ("申请到垫付天数", "Days from application to payment"),
                            "days",
                            fund.DaysFromFiling,
                            ("提出申请之日至支付之日，按垫付人次平均", "From the application to the payment, over payments to workers")
                        ),
                        Of(FundMeasures.Recovered),
                        Over(
                            FundMeasures.Recovered,
                            "fund-amount-recovered",
                            ("追回金额", "Amount recovered"),
                            "yuan",
                            fund.Recovered,
                            ("期内登记的追回款合计（退汇的不计）", "What came back in the period from whoever owes it")
                        ),
                        Over(
                            FundMeasures.Recovered,
                            "fund-recovery-rate",
                            ("追偿率", "Recovery rate"),
                            "percent",
                            fund.RecoveryRate,
                            ("期内追回金额 ÷ 期内垫付金额", "Recovered in the period ÷ advanced in the period")
                        ),
                        Of(FundMeasures.WrittenOff),
                        Over(
                            FundMeasures.WrittenOff,
                            "fund-amount-written-off",
                            ("核销金额", "Amount written off"),
                            "yuan",
                            fund.WrittenOff,
                            ("核销案件的垫付款减追回款", "Advanced less recovered in these cases")
                        ),
                        Of(FundMeasures.Objected),
                        Of(FundMeasures.Contested),
                        Of(FundMeasures.Differing),
                    ]
                ),
                new(
                    "guidance",
                    "新企用工指导",
                    "New employers",
                    [
                        Of(GuidanceMeasures.Covered),
                        Of(GuidanceMeasures.Contacted),
                        Over(
                            GuidanceMeasures.FirstServed,
                            "new-days-to-service",
                            ("首次联系天数", "Days to the first contact"),
                            "days",
                            guidance.DaysToService,
                            (
                                "接入至首次得到服务的天数，按期内首次得到服务的单位平均",
                                "From the feed to the first service, over employers first served in the period"
                            )
                        ),
                        Of(GuidanceMeasures.VisitedAtThree),
                        Of(GuidanceMeasures.VisitedAtTwelve),
                        Over(
                            GuidanceMeasures.FollowedUp,
                            "new-signing-rate",
                            ("劳动合同签订率", "Contracts signed"),
                            "percent",
                            guidance.SigningRate,
                            (
                                "回访登记的签订书面合同人数 ÷ 用工人数，各单位取期内最近一次回访",
                                "Written contracts ÷ employees, as the newest visit of the period to each employer found them"
                            )
                        ) with
                        {
                            Target = signing,
                        },
                    ]
                ),
            ]
        );

        Figure Over(Measure over, string code, (string Zh, string En) name, string unit, decimal? value, (string Zh, string En) formula) =>
            Figure.Over(over, code, name, unit, value, counts[over.Code].Numerator, formula, period);
    }
}
