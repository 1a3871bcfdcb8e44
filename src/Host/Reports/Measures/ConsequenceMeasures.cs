using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Inspection;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>两法衔接与失信名单指标: what becomes of cases that went to the police, and of employers on the blacklist.</summary>
internal static class ConsequenceMeasures
{
    /// <summary>按期移送率.</summary>
    public static readonly Measure Transferred = Measure.InTime(
        "crm-transferred-in-time",
        "按期移送率",
        "Referred in time",
        "批准后二十四小时内送交 ÷ 送交期限届满的移送",
        "Handed to the police within 24 hours ÷ referrals due",
        "crm-transfer-24h"
    );

    /// <summary>公安立案率.</summary>
    public static readonly Measure Filed = new(
        "crm-filed",
        "公安立案率",
        "Filed by the police",
        "公安机关立案的移送 ÷ 期内移送",
        "Referrals that the police filed ÷ referrals of the period",
        measured => measured.Having(Referrals(measured), ["insf-police", "insf-reconsideration"], ["filed"]),
        Referrals
    );

    /// <summary>移送后支付的案件.</summary>
    public static readonly Measure Paid = new(
        "crm-paid",
        "移送后支付的案件",
        "Paid after the referral",
        "移送公安后登记已支付劳动报酬的案件",
        "Cases in which wages were paid after the referral",
        measured => measured.Stepped(["insf-crime-result"], ["paid"])
    );

    /// <summary>判决的案件.</summary>
    public static readonly Measure Judged = new(
        "crm-judged",
        "法院判决的案件",
        "Judged",
        "登记法院已作出判决的移送案件",
        "Referred cases with a judgment",
        measured => measured.Stepped(["insf-crime-result"], ["judged"])
    );

    /// <summary>列入名单的案件.</summary>
    public static readonly Measure Listed = new(
        "blk-listings",
        "列入失信名单",
        "Listed",
        "期内决定列入的案件",
        "Cases in which the employer was listed",
        measured => Entered(measured, KeepListing.Listed)
    );

    /// <summary>移出名单的案件.</summary>
    public static readonly Measure Removed = new(
        "blk-exits",
        "移出失信名单",
        "Taken off the list",
        "期内期满、提前移出或者撤销的案件",
        "Cases whose listing expired, ended early or was revoked",
        measured => Entered(measured, KeepListing.Ended)
    );

    /// <summary>告知后改正支付的案件.</summary>
    public static readonly Measure Corrected = new(
        "blk-paid-after-notice",
        "告知后支付",
        "Paid after the notice",
        "列入前告知后已改正支付并承诺的案件",
        "Cases in which the employer paid after it was told of the listing",
        measured => measured.Stepped(["blk-objection"], ["corrected"])
    );

    /// <summary>异议成立率.</summary>
    public static readonly Measure Upheld = new(
        "blk-objections-upheld",
        "异议成立率",
        "Objections upheld",
        "异议成立 ÷ 期内核实的异议",
        "Upheld ÷ objections verified in the period",
        measured => measured.Stepped(["blk-verify"], ["upheld"]),
        measured => measured.Stepped(["blk-verify"], ["upheld", "rejected"])
    );

    /// <summary>按期公示率.</summary>
    public static readonly Measure Published = Measure.InTime(
        "blk-published-in-time",
        "按期公示率",
        "Published in time",
        "列入后三个工作日内公示 ÷ 公示期限届满",
        "Published within three working days ÷ publications due",
        "blk-publish-3wd"
    );

    private static IQueryable<Case> Referrals(Measured measured) => measured.Stepped(["insf-transfer"], ["transferred"]);

    private static IQueryable<Case> Entered(Measured measured, string kind)
    {
        var (start, end) = (measured.Period.Start, measured.Period.End);
        var entries = measured
            .Database.Set<RegisterEntry>()
            .Where(entry => entry.Kind == kind && entry.RecordedAt >= start && entry.RecordedAt < end);
        return measured.Cases.Where(found => entries.Any(entry => entry.CaseId == found.Id));
    }
}
