using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>The steps that arbitration stories share.</summary>
public abstract class ArbitrationStory : Story
{
    protected static readonly object Clear = new
    {
        ground = "clear",
        publicInterest = false,
        majorImpact = false,
        respondentMissing = false,
        unsuitable = false,
    };

    protected static FileDisputeRequest Claiming(params ClaimInput[] claims) => Applications.UnpaidWages() with { Claims = claims };

    protected static ClaimInput Claim(string cause, decimal? amount) =>
        new()
        {
            Cause = cause,
            Amount = amount,
            Basis = "见事实与理由",
        };

    /// <summary>So many workers with a common claim.</summary>
    protected static FileDisputeRequest Group(int workers) =>
        Applications.UnpaidWages() with
        {
            CoApplicants =
            [
                .. Enumerable
                    .Range(2, workers - 1)
                    .Select(i => new CoApplicantInput
                    {
                        Name = $"工友{i}",
                        IdType = "resident-id",
                        IdNumber = Applications.ResidentNumber(i),
                        Phone = "13800138000",
                    }),
            ],
        };

    protected static object Representatives(params string[] names) =>
        new { signedByAll = true, representatives = names.Select(name => new { name, phone = "13800138000" }) };

    /// <summary>What a group is told once and for all, at the commission unless a place is named.</summary>
    protected object Told(
        string venue = "institution",
        string place = "第三仲裁庭",
        int inDays = 12,
        string? why = null,
        string? safety = null
    ) =>
        new
        {
            venue,
            place,
            venueReason = why,
            safety,
            presiding = "首席陈",
            arbitratorA = "仲裁员李",
            arbitratorB = "仲裁员王",
            secretary = "书记员小周",
            evidenceUntil = Day(5),
            heldOn = Day(inDays),
            startsAt = "14:30",
        };

    /// <summary>A group's respondent gets the copy of the application before anybody mediates, and waives the period for its answer.</summary>
    protected async Task CopyServedAsync()
    {
        await DoAsync("col-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
    }

    /// <summary>A group's settlement is signed by an arbitrator and signed for by both sides.</summary>
    protected async Task SettlementServedAsync()
    {
        await DoAsync("col-sign-mediation", "sign", new { voluntary = true });
        await DoAsync(
            "col-serve-mediation",
            "signed",
            new
            {
                applicantMethod = "direct",
                applicantReceivedOn = Day(0),
                applicantSignedBy = "代表人工友2",
                respondentMethod = "mail",
                respondentAddress = "深圳市龙华区观澜大道8号",
                respondentReceivedOn = Day(0),
            }
        );
    }

    /// <summary>From the application to the track: accepted on the day it came.</summary>
    protected async Task AcceptedAsync(string track, FileDisputeRequest? application = null)
    {
        await FileAsync("ARB-INTAKE", application);
        await DoAsync("registrar-review", "accept", new { labourDispute = true, inTerritory = true });
        await DoAsync("track-decision", track, track == "fast" ? Clear : new { reason = "双方分歧较大" });
    }

    protected async Task FastUntilHearingAsync(FileDisputeRequest? application = null)
    {
        await AcceptedAsync("fast", application);
        await DoAsync(
            "fta-appoint",
            "appoint",
            new
            {
                soleArbitrator = "韩仲裁",
                secretary = "书记员小周",
                noConflict = true,
            }
        );
        await DoAsync("fta-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("fta-answer", "waive", new { consents = true });
        await ScheduleAsync("fta-schedule", inDays: 0);
    }

    /// <summary>Fixes the day; on the fast track the element form comes first, unless it was filled before.</summary>
    protected async Task ScheduleAsync(string step, int inDays)
    {
        while ((await OpenStepsAsync()).Contains("fta-elements"))
            await DoAsync("fta-elements", "filled", new { undisputed = "入职日期、岗位、月工资", disputed = "欠付期间" });
        await DoAsync(
            step,
            "set",
            new
            {
                heldOn = Day(inDays),
                startsAt = "09:30",
                place = "第三仲裁庭",
            }
        );
        await HearingServedAsync(step.Replace("-schedule", "-serve-hearing", StringComparison.Ordinal));
    }

    /// <summary>The notice of the hearing is served today on whoever was not served electronically; a hearing that was refused has none.</summary>
    protected async Task HearingServedAsync(string step)
    {
        if ((await OpenStepsAsync()).Contains(step))
            await DoAsync(step, "served", ServedToday());
    }

    /// <summary>Handed to both sides.</summary>
    protected object ServedToday(int inDays = 0) =>
        new
        {
            applicantMethod = "direct",
            applicantReceivedOn = Day(inDays),
            respondentMethod = "direct",
            respondentReceivedOn = Day(inDays),
        };

    /// <summary>The three arbitrators vote on the draft; who is not named approves.</summary>
    protected async Task VoteAsync(params string[] votes)
    {
        foreach (var vote in votes.Concat(Enumerable.Repeat("approve", 3 - votes.Length)))
            await DoAsync("arb-vote", vote, vote == "return" ? new { reason = "认定事实不足" } : new { opinion = "同意" });
    }

    protected Task HeldAsync(string step) =>
        DoAsync(
            step,
            "held",
            new
            {
                applicantPresent = true,
                respondentPresent = true,
                record = "双方陈述、举证、质证和辩论。",
                corrections = new[]
                {
                    new
                    {
                        by = "被申请人",
                        what = "发薪日应为每月十日",
                        decision = "不予补正，记录申请",
                    },
                },
            }
        );

    protected static object Decision(params (int Claim, string Result, decimal Amount)[] items) =>
        new
        {
            reasons = "经查明，被申请人欠付工资属实。",
            items = items.Select(i => new
            {
                claim = i.Claim,
                result = i.Result,
                amount = i.Amount,
                legalBasis = "《劳动合同法》第30条",
            }),
        };

    protected Task ServeAwardAsync(string step) =>
        DoAsync(
            step,
            "served",
            new
            {
                applicantMethod = "direct",
                applicantReceivedOn = Day(0),
                respondentMethod = "mail",
                respondentAddress = "深圳市龙华区观澜大道8号",
                respondentReceivedOn = Day(2),
            }
        );
}
