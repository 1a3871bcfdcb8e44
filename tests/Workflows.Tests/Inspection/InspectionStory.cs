using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>The steps that stories of the inspectorate share.</summary>
public abstract class InspectionStory : Story
{
    protected static readonly object Sound = new
    {
        withinTwoYears = true,
        identified = true,
        competent = true,
    };
    protected static readonly object Found = new
    {
        visits = "两名监察员现场检查",
        findings = "拖欠三人工资",
        legalBasis = "《劳动法》第50条",
        workers = 3,
        payable = 30_000m,
    };

    protected async Task OpenedAsync()
    {
        await FileAsync("INS", Applications.UnpaidWages() with { Procedure = "INS" });
        await DoAsync("ins-accept", "accept", Sound);
        await DoAsync("ins-team", "assign", new { inspectors = new[] { "监察员甲", "监察员乙" }, noConflict = true });
    }

    /// <summary>Items are ordered put right, each by its day, and the order is handed over today.</summary>
    protected async Task FollowedUpAsync(params (string Violation, decimal? Amount, int Days)[] items)
    {
        await OrderedAsync(items);
        await ServeAsync("insf-issue-serve");
    }

    /// <summary>Items are ordered put right, and the order is still to be served.</summary>
    protected async Task OrderedAsync(params (string Violation, decimal? Amount, int Days)[] items)
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "found", Found, by: "监察员甲");
        await DoAsync(
            "insf-issue",
            "issue",
            new
            {
                items = items.Select(i =>
                {
                    var row = new Dictionary<string, object>
                    {
                        ["violation"] = i.Violation,
                        ["legalBasis"] = "《劳动法》第50条",
                        ["workers"] = 3,
                        ["dueOn"] = Day(i.Days),
                    };
                    if (i.Amount is not null)
                        row["amount"] = i.Amount.Value;
                    return row;
                }),
            },
            by: "监察员甲"
        );
    }

    protected Task RecheckAsync(params string[] results) =>
        DoAsync(
            "insf-recheck",
            "checked",
            new
            {
                results = results.Select(
                    (r, i) =>
                        new
                        {
                            item = i + 1,
                            result = r,
                            finding = "现场核查",
                        }
                ),
            },
            by: "监察员甲"
        );

    /// <summary>The hearing on a proposed penalty, so many days ahead; its notice is still to be served.</summary>
    protected Task ArrangeHearingAsync(int days) =>
        DoAsync(
            "insf-hearing-notice",
            "set",
            new
            {
                heldOn = Day(days),
                startsAt = "09:30",
                place = "听证室",
            },
            by: "法制员丙"
        );

    /// <summary>A paper reaches the employer: handed over today, unless the story says otherwise.</summary>
    protected Task ServeAsync(string step, int on = 0, string method = "direct") =>
        DoAsync(
            step,
            "served",
            method == "direct"
                ? new
                {
                    respondentMethod = method,
                    sentOn = Day(on),
                    respondentReceivedOn = Day(on),
                }
                : new { respondentMethod = method, sentOn = Day(on) },
            by: "监察员甲"
        );

    /// <summary>The penalty that is intended is announced, and the notice handed over today.</summary>
    protected async Task AnnouncedAsync(object notice)
    {
        await DoAsync("insf-notice", "announce", notice);
        await ServeAsync("insf-notice-serve");
    }

    /// <summary>Wages are ordered paid by a day, and the order is served.</summary>
    protected async Task OrderedToPayAsync(decimal payable, int days)
    {
        await OrderToPayAsync(payable, days);
        await ServeAsync("insf-order-serve");
    }

    protected Task OrderToPayAsync(decimal payable, int days) =>
        DoAsync(
            "insf-dispose",
            "order-pay",
            new
            {
                payable,
                payBy = Day(days),
                legalBasis = "《劳动保障监察条例》第26条",
                reasons = "逾期未付",
            },
            by: "监察员甲"
        );

    protected Task PaidAsync(decimal received, string proof = "银行回单") =>
        DoAsync(
            "insf-payment-check",
            "paid",
            new
            {
                received,
                confirmation = "劳动者书面签名确认",
                proof,
            },
            by: "监察员甲"
        );

    /// <summary>The head ends a case that was not performed in full, with the reason that the closing report prints.</summary>
    protected Task EndedByHeadAsync(string reason) => DoAsync("insf-ending", "close", new { informed = true, reason }, by: "局长丁");

    /// <summary>The visits thirty and ninety days after everything was put right.</summary>
    protected async Task AftercareAsync()
    {
        foreach (var days in new[] { 30, 90 })
        {
            await PassAsync(days == 30 ? 30 : 60);
            await DoAsync(
                $"insf-aftercare-{days}",
                "done",
                new
                {
                    heldOn = Day(0),
                    stillRectified = true,
                    note = "工资按月足额发放",
                }
            );
        }
    }

    protected async Task DecidedAsync(string defence = "none", bool published = false)
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        await DoAsync(
            "insf-dispose",
            "penalty",
            new
            {
                legalBasis = "《劳动保障监察条例》第30条",
                reasons = "逾期未改",
                fine = 20_000m,
            },
            by: "监察员甲"
        );
        await AnnouncedAsync(new { fine = 20_000m, facts = "逾期未改，拟罚款" });
        if (defence == "hearing")
        {
            await DoAsync("insf-defence", "hearing", new { reason = "罚款过重" });
            await ArrangeHearingAsync(10);
            await ServeAsync("insf-hearing-serve");
            await PassAsync(10);
            await DoAsync(
                "insf-hearing",
                "held",
                new
                {
                    heldOn = Day(0),
                    respondentPresent = true,
                    record = "单位陈述：资金周转困难，已筹措支付。",
                },
                by: "法制员丙"
            );
        }
        else
            await DoAsync("insf-defence", defence);
        await DoAsync("insf-legal-review", "pass", new { opinion = "程序合法" }, by: "法制员丙");
        await DoAsync(
            "insf-decide",
            "penalty",
            new
            {
                fine = 20_000m,
                legalBasis = "《劳动保障监察条例》第30条",
                reasons = "拒不改正",
            },
            by: "局长丁"
        );
        await DoAsync(
            "insf-serve",
            "served",
            new
            {
                respondentMethod = "direct",
                respondentReceivedOn = Day(0),
                published,
            }
        );
    }
}
