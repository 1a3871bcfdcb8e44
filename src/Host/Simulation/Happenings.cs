using System.Globalization;
using System.Text.Json;
using LaborFlow.Activities.Exceptions;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Simulation;

/// <summary>
/// What happens to cases beside their steps: somebody withdraws, dies, changes the claims, doubts an arbitrator, cannot be found; and what
/// becomes of cases that have ended: an agreement is reviewed or not kept, a court decides, an award is enforced or published, a case is looked
/// at again. Which of them, and whether at all, comes from the dice.
/// </summary>
internal sealed class Happenings(Chance chance, double curiosity)
{
    private const double Withdrawn = 0.004;
    private const double Often = 0.018;

    private static readonly string[] InMediation =
    [
        "claims",
        "add-party",
        "mediation-extension",
        ExceptionKinds.MediationEnd,
        "no-show",
        "incapacity",
        "clue",
        "insolvency",
        "incident",
        "transfer",
        "member-exit",
    ];

    private static readonly string[] InArbitration =
    [
        "claims",
        "counterclaim",
        "add-party",
        "jurisdiction",
        "recusal",
        "no-show",
        "postpone",
        "evidence-order",
        "suspension",
        "missing",
        "incapacity",
        "merger",
        "split",
        "transfer",
        "member-exit",
        "clue",
        "insolvency",
        CourtAcceptance.Kind,
    ];

    private static readonly string[] InInspection = ["recusal", "suspension", "missing", "transfer", "incident"];
    private static readonly string[] InFund = ["incapacity", "member-exit", "suspension"];

    /// <summary>What may be raised once a case has ended in some way, with how likely it is and after how many days.</summary>
    private static readonly (string EndedAs, string Kind, double Chance, int Days)[] Afterwards =
    [
        ("agreement", "review", 0.15, 5),
        ("agreement", "performance", 0.15, 20),
        ("award-sued", "court-outcome", 0.95, 45),
        ("award-challenged", "court-outcome", 0.95, 30),
        ("award-effective", "enforcement", 0.3, 12),
        ("award-effective", "publish", 0.3, 4),
        ("award-effective", "unpublish", 0.1, 40),
        ("award-effective", "reopening", 0.03, 25),
        ("arbitration-mediated", "enforcement", 0.15, 20),
        ("reviewed", "enforcement", 0.3, 20),
        ("deemed-withdrawn", "reopening", 0.3, 6),
        ("withdrawn", "reopening", 0.08, 8),
        ("not-applied", "reopening", 0.1, 30),
        ("guided-elsewhere", "reopening", 0.03, 15),
        ("inspection-revoked", "reopening", 0.02, 20),
        ("rectified", "reopening", 0.02, 30),
        ("fund-refused", "reopening", 0.1, 20),
        ("fund-recovered", "reopening", 0.05, 30),
    ];

    /// <summary>What happens instead of a step; null when nothing does.</summary>
    public string? Instead(Case found, CaseTask task, int matter, int round)
    {
        if (
            found is not { ClosedAt: null, SuspendedSince: null, ProcedureCode: "MED" or "ARB-INTAKE" or "INS" or "INSF" or "WGF" }
            || found.Stage == Stages.ArbitrationApplication
            || task.Step.StartsWith("exc-", StringComparison.Ordinal)
        )
            return null;
        var roll = chance.Roll(matter, $"{task.Step}/{round}/withdraws");
        if (roll < Withdrawn * Math.Min(1, curiosity))
            // Nobody applied for what the office opened by itself.
            return found.Applicants.Any() ? ExceptionKinds.Withdrawal : null;
        if (roll >= Withdrawn + (Often * curiosity))
            return null;
        var kinds = found switch
        {
            { DocketNumber: not null } => InArbitration,
            { ProcedureCode: "INS" or "INSF" } => InInspection,
            { ProcedureCode: "WGF" } => InFund,
            _ => InMediation,
        };
        return chance.Pick(matter, $"{task.Step}/{round}/happens", [.. kinds.Where(kind => HasObject(kind, found))]);
    }

    /// <summary>What is raised on a case that has ended, and when.</summary>
    public IEnumerable<(string Kind, TimeSpan After)> After(string endedAs, int matter) =>
        Afterwards
            .Where(after =>
                after.EndedAs == endedAs && chance.Roll(matter, $"{endedAs}/{after.Kind}") < after.Chance * Math.Sqrt(curiosity)
            )
            .Select(after => (after.Kind, TimeSpan.FromDays(after.Days + (int)(chance.Roll(matter, after.Kind) * 8))));

    /// <summary>Raises it.</summary>
    /// <returns>False when it has no object, or comes too late: people ask in vain at times.</returns>
    public async Task<bool> RaiseAsync(
        IServiceProvider scoped,
        string kind,
        Case found,
        int matter,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        if (await DataAsync(scoped, kind, found, matter, today, cancellationToken) is not { } data)
            return false;
        var side = ExceptionKinds.Find(kind)!.Sides;
        // Of several parties the office notes down what all of them agreed to; what no side may raise is the office's own.
        var several = found.Applicants.Count() > 1;
        var actor =
            side.Count == 0 || several || found.ProcedureCode == "INSF"
                ? new Actor("registrar-1", ["registrar"], null, People.Jurisdiction)
                : Actor.OfParty(side[(int)(chance.Roll(matter, kind + "/side") * side.Count)]);
        if (several)
            data[Authorities.MembersSeen] = true;
        scoped.GetRequiredService<LaborFlowDbContext>().ChangeTracker.Clear();
        try
        {
            await scoped
                .GetRequiredService<RunException>()
                .HandleAsync(
                    found,
                    new RaiseExceptionRequest(kind, Reasons(kind), JsonSerializer.SerializeToElement(data, JsonSerializerOptions.Web)),
                    actor,
                    null,
                    cancellationToken
                );
            return true;
        }
        catch (NotAllowedException refused) when (refused.Code.StartsWith("exception.", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static bool HasObject(string kind, Case found) =>
        kind switch
        {
            "member-exit" => found.Applicants.Count() > 1,
            "split" => found.Claims.Count > 1,
            "incapacity" => found.Applicants.Any(),
            _ => true,
        };

    /// <summary>What the kind must be told; null when there is nothing that it could be about.</summary>
    private async Task<Dictionary<string, object>?> DataAsync(
        IServiceProvider scoped,
        string kind,
        Case found,
        int matter,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var roll = chance.Roll(matter, kind + "/data");
        switch (kind)
        {
            case "incapacity":
                return new() { ["party"] = found.Applicants.First().Name };
            case "missing":
                return new() { ["party"] = found.Respondents.First().Name };
            case "claims":
                var first = found.Claims.OrderBy(c => c.Position).First();
                return new()
                {
                    ["claims"] = new object[]
                    {
                        roll < 0.5
                            ? new
                            {
                                claim = first.Number,
                                amount = (first.Amount ?? 0m) + 1_000m,
                                basis = "补算一个月",
                            }
                            : new
                            {
                                cause = first.Cause == "overtime" ? "annual-leave" : "overtime",
                                amount = 3_000m,
                                basis = "漏列的一项",
                            },
                    },
                };
            case "counterclaim":
                return new() { ["claims"] = new object[] { new { text = "返还设备", amount = 2_000m } } };
            case "add-party":
                return new() { ["newParty"] = Names.Firm(4_000 + (int)(roll * 900)) };
            case "jurisdiction" or "transfer":
                return new() { ["authority"] = roll < 0.5 ? "南山区" : "东莞市劳动人事争议仲裁委员会" };
            case "recusal":
                var bench = await scoped.GetRequiredService<ICaseRecords>().ListAsync<TribunalMember>(found.Id, cancellationToken);
                return new() { ["officer"] = bench.FirstOrDefault(m => m.ReplacedAt is null)?.Name ?? "inspector-1" };
            case "no-show":
                return new() { ["absent"] = roll < 0.5 ? TaskParties.Applicant : TaskParties.Respondent, ["noticeProven"] = true };
            case "evidence-order":
                return new() { ["evidence"] = "近六个月的工资台账和考勤记录" };
            case "mediation-extension":
                var running = (await scoped.GetRequiredService<ICaseStore>().DeadlinesAsync(found.Id, cancellationToken)).FirstOrDefault(
                    d => d.ParameterId == ExceptionGrounds.MediationPeriod && d.State == DeadlineState.Running
                );
                return running is null ? null : new() { ["agreedUntil"] = Day(running.DueOn.AddDays(10)) };
            case "member-exit":
                return new()
                {
                    ["member"] = found.Applicants.Last().Name,
                    ["leaves"] = new[] { "settle", "withdraw", "separate" }[(int)(roll * 3)],
                };
            case "clue" or "incident":
                return new() { ["facts"] = kind == "clue" ? "同车间多名工人被拖欠工资" : "约三十名工人在厂门口聚集要求支付工资" };
            case "insolvency":
                return new() { ["event"] = roll < 0.5 ? "absconded" : "bankruptcy" };
            case "merger":
                return await LeadAsync(scoped, found, cancellationToken) is { } lead ? new() { ["leadCase"] = lead } : null;
            case "split":
                return new() { ["claimNumbers"] = new[] { found.Claims.Max(c => c.Number) } };
            case CourtAcceptance.Kind:
                return new()
                {
                    ["court"] = "深圳市龙岗区人民法院",
                    ["courtCase"] = "（2026）粤0307民初1号",
                    ["acceptedOn"] = Day(today),
                };
            case "review":
                return new() { ["joint"] = true };
            case "performance":
                return new() { ["performed"] = roll < 0.4 };
            case "court-outcome":
                string[] results =
                    found.ClosedAs == "award-sued" ? ["judged", "settled", "suit-withdrawn", "dismissed"] : ["kept", "revoked"];
                return new()
                {
                    ["court"] = "深圳市龙岗区人民法院",
                    ["courtCase"] = "（2026）粤0307民初2号",
                    ["decidedOn"] = Day(today.AddDays(-2)),
                    ["courtResult"] = results[(int)(roll * results.Length)],
                };
            case "reopening":
                return new()
                {
                    ["procedure"] =
                        found.DocketNumber is not null ? "ARB"
                        : found.ProcedureCode is "INS" or "INSF" or "WGF" ? found.ProcedureCode
                        : "ARB-INTAKE",
                };
            default:
                return [];
        }
    }

    /// <summary>An older open arbitration against the same employer.</summary>
    private static async Task<string?> LeadAsync(IServiceProvider scoped, Case found, CancellationToken cancellationToken)
    {
        var name = found.Respondents.First().Name;
        return await scoped
            .GetRequiredService<LaborFlowDbContext>()
            .Set<Case>()
            .Where(c =>
                c.Id != found.Id
                && c.ClosedAt == null
                && c.DocketNumber != null
                && c.FiledAt < found.FiledAt
                && c.Parties.Any(p => p.Side == PartySide.Respondent && p.Name == name)
            )
            .OrderBy(c => c.FiledAt)
            .Select(c => c.CaseNumber)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static string Reasons(string kind) =>
        kind switch
        {
            ExceptionKinds.Withdrawal => "双方已自行和解",
            "incapacity" => "申请人因病去世",
            "claims" => "漏算一个月",
            "counterclaim" => "申请人离职时没有交还设备",
            "recusal" => "与对方代理人是同学",
            "missing" => "注册地址查无此单位",
            "suspension" => "须等待另案的结果",
            "performance" => "到期没有收到款项",
            _ => "情况如所附材料",
        };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
