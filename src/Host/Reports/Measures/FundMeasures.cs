using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>欠薪垫付指标: how applications to the wage guarantee fund and to the district's emergency fund fare.</summary>
internal static class FundMeasures
{
    /// <summary>受理: the step that takes an application of either fund in hand, with its outcome.</summary>
    internal static readonly string[] Accepting = ["wgf-eligibility/eligible", "emf-request/request"];

    private const string WrittenOffAs = "fund-written-off";
    private static readonly string[] Funds = ["WGF", "EMF"];
    private static readonly string[] Refusing = ["wgf-serve-refusal/served", "emf-review/refuse", "emf-head/refuse", "emf-leader/refuse"];
    private static readonly string[] Deciding = ["wgf-decide/grant", "emf-head/approve", "emf-leader/approve", .. Refusing];
    private static readonly string[] Objecting = ["wgf-posting/objection", "wgf-objections/objection", "wgf-employer/objection"];
    private static readonly string[] Contesting = ["wgf-remedy-watch/reconsider", "wgf-remedy-watch/sue"];

    /// <summary>垫付申请.</summary>
    public static readonly Measure Applied = new(
        "fund-applications",
        "垫付申请",
        "Applications",
        "期内提出的欠薪保障垫付、区级应急专项申请",
        "Applications to the wage guarantee fund or the emergency fund",
        measured => measured.Filed.Where(found => Funds.Contains(found.ProcedureCode))
    );

    /// <summary>不予垫付率.</summary>
    public static readonly Measure Refused = new(
        "fund-refused",
        "不予垫付率",
        "Refused",
        "期内决定不予垫付 ÷ 期内作出的垫付决定",
        "Decisions to refuse ÷ decisions",
        measured => Walked(measured, Refusing),
        measured => Walked(measured, Deciding)
    );

    /// <summary>得到垫付的案件.</summary>
    public static readonly Measure Paid = new(
        "fund-paid",
        "支付垫付款的案件",
        "Cases with a payment",
        "期内银行支付了垫付款的案件（退汇的不计）",
        "Cases of which the bank paid an advance; what came back is left out",
        measured =>
        {
            var payments = PaymentsOf(measured);
            return measured.Cases.Where(found => payments.Any(advance => advance.CaseId == found.Id));
        }
    );

    /// <summary>追回垫付款的案件.</summary>
    public static readonly Measure Recovered = new(
        "fund-recovered",
        "追回垫付款的案件",
        "Cases with a recovery",
        "期内登记追回款的案件（退汇的不计）",
        "Cases in which money came back from whoever owes it",
        measured =>
        {
            var recoveries = RecoveriesOf(measured);
            return measured.Cases.Where(found => recoveries.Any(one => one.CaseId == found.Id));
        }
    );

    /// <summary>核销的案件.</summary>
    public static readonly Measure WrittenOff = new(
        "fund-written-off",
        "核销的案件",
        "Written off",
        "期内核销办结的案件",
        "Cases that ended with the rest written off",
        measured => measured.Ended.Where(found => found.ClosedAs == WrittenOffAs)
    );

    /// <summary>异议.</summary>
    public static readonly Measure Objected = new(
        "fund-objections",
        "异议成立",
        "Objections upheld",
        "期内因公示异议、单位异议重新核实核算的案件",
        "Cases that were verified or calculated anew for an objection",
        measured => Walked(measured, Objecting)
    );

    /// <summary>复议、诉讼.</summary>
    public static readonly Measure Contested = new(
        "fund-contested",
        "复议、诉讼",
        "Taken further",
        "期内申请行政复议、提起行政诉讼的不予垫付案件",
        "Refusals that were reconsidered or taken to court",
        measured => Walked(measured, Contesting)
    );

    /// <summary>复核差错率.</summary>
    public static readonly Measure Differing = new(
        "fund-review-errors",
        "复核差错率",
        "Second calculation differs",
        "复核与初算不一致的案件 ÷ 期内复核的案件",
        "Cases whose second calculation differed ÷ cases calculated a second time",
        measured =>
        {
            var (start, end) = (measured.Period.Start, measured.Period.End);
            var events = measured
                .Database.Set<CaseEvent>()
                .Where(entry => entry.Action == "fund.review-differs" && entry.At >= start && entry.At < end);
            return Reviewed(measured).Where(found => events.Any(entry => entry.CaseId == found.Id));
        },
        Reviewed
    );

    /// <summary>受理到垫付: the cases whose days are averaged, each in the period of its first payment.</summary>
    public static readonly Measure FirstPaid = new(
        "duration-fund",
        "欠薪垫付（受理至首次支付）",
        "Wage fund, acceptance to first payment",
        "期内首次支付垫付款的案件",
        "Cases whose first payment was made in the period",
        measured =>
        {
            var first = measured.Period.From;
            var all = Reaching(measured);
            return Paid.Numerator(measured).Where(found => !all.Any(advance => advance.CaseId == found.Id && advance.PaidOn < first));
        }
    );

    /// <summary>What reached workers in the period.</summary>
    internal static IQueryable<FundAdvance> PaymentsOf(Measured measured)
    {
        var (first, last) = (measured.Period.From, measured.Period.To);
        return Reaching(measured).Where(advance => advance.PaidOn >= first && advance.PaidOn <= last);
    }

    /// <summary>What came back in the period from whoever owes it; what the bank took back never was advanced.</summary>
    internal static IQueryable<FundRecovery> RecoveriesOf(Measured measured)
    {
        var (first, last) = (measured.Period.From, measured.Period.To);
        return measured
            .Database.Set<FundRecovery>()
            .Where(one => one.ReceivedOn >= first && one.ReceivedOn <= last && !one.Source.StartsWith(FundRecovery.Returned));
    }

    private static IQueryable<FundAdvance> Reaching(Measured measured) =>
        measured
            .Database.Set<FundAdvance>()
            .IgnoreAutoIncludes()
            .Where(advance => advance.State == AdvanceState.Paid && advance.Failure == null);

    private static IQueryable<Case> Reviewed(Measured measured) => measured.Stepped(["wgf-review"], ["reviewed"]);

    /// <summary>Those in which one of some ways out of steps was taken in the period.</summary>
    /// <param name="measured">Cases, period and database.</param>
    /// <param name="ways">Step and outcome, with a stroke between them.</param>
    private static IQueryable<Case> Walked(Measured measured, string[] ways)
    {
        var (start, end) = (measured.Period.Start, measured.Period.End);
        var steps = ways.Select(way => way[..way.IndexOf('/', StringComparison.Ordinal)]).Distinct().ToArray();
        var tasks = measured
            .Database.Set<CaseTask>()
            .Where(task =>
                steps.Contains(task.Step)
                && ways.Contains(task.Step + "/" + task.Outcome)
                && task.CompletedAt >= start
                && task.CompletedAt < end
            );
        return measured.Cases.Where(found => tasks.Any(task => task.CaseId == found.Id));
    }
}
