using System.Text.Json;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Amounts;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Arbitration;

/// <summary>Whether a decision is final, item by item.</summary>
public enum AwardFinality
{
    /// <summary>Not every claim is decided: nothing was made.</summary>
    Incomplete,

    /// <summary>终局裁决.</summary>
    Final,

    /// <summary>非终局裁决.</summary>
    NotFinal,

    /// <summary>Two awards, one of each.</summary>
    Mixed,
}

/// <summary>
/// 作出裁决: turns the decision on each claim into awards. Each item is final or not by itself (调解仲裁法 art 47); final ones and others are
/// decided in separate awards (办案规则 art 50). A partial award decides what is clear already (art 43 (2)), and no later one decides that again.
/// </summary>
public sealed class MakeAward(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    StatuteRegister register,
    ExceptionDesk desk,
    TimeProvider time
)
{
    /// <summary>The claims whose worth is compared with twelve months of the local minimum wage (art 47 (1)).</summary>
    internal static readonly HashSet<string> Pecuniary =
    [
        "unpaid-wages",
        "overtime",
        "severance",
        "unlawful-termination",
        "double-wages",
        "work-injury",
        "annual-leave",
    ];

    /// <summary>Disputes on labour standards of working time, leave and social insurance are final whatever they are worth (art 47 (2)).</summary>
    private const string Standard = "social-insurance";

    /// <param name="decided">The case.</param>
    /// <param name="step">
    /// The step whose form holds <c>reasons</c>, <c>items</c> (claim, result, amount, legalBasis, and of several workers' claim
    /// <c>members</c>: worker, amount) and, of merged counterclaims, <c>counterItems</c>.
    /// </param>
    /// <param name="partial">先行裁决 of some of the claims.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidOperationException">The step was never completed, or the register has no minimum wage for the place.</exception>
    public async ValueTask<AwardFinality> HandleAsync(
        Case decided,
        string step,
        bool partial = false,
        CancellationToken cancellationToken = default
    )
    {
        using var data = await StepData.LastAsync(tasks, decided.Id, step, cancellationToken);
        var decisions = data.List("items").Select(item => Read(item, decided)).ToList();
        // A partial award leaves the counterclaims to the award that follows.
        var counterclaims = partial ? [] : await Counterclaim.ListAsync(records, tasks, decided.Id, cancellationToken);
        var before = Award.DecidedBefore(decided, await records.ListAsync<Award>(decided.Id, cancellationToken));
        var returned = data.List("counterItems").Select(item => Read(item, decided)).ToList();
        var wrong =
            Fault(decisions, decided, before, partial)
            ?? decisions.Select(d => AwardAnnex.Fault(decided, d.Claim, d.Amount, d.Members)).FirstOrDefault(f => f is not null)
            ?? CounterFault(returned, counterclaims);
        if (wrong is { } fault)
        {
            cases.Add(
                CaseEvents.Internal(
                    decided.Id,
                    time.GetUtcNow(),
                    "workflow",
                    "award.refused",
                    fault.Zh,
                    fault.En,
                    "《劳动争议调解仲裁法》第46条",
                    "data.items"
                )
            );
            return AwardFinality.Incomplete;
        }

        var today = ChinaDay.Today(time);
        var judged = decisions
            .SelectMany(d => Judged(d, decided.ClaimOf(d.Claim)!.Cause, decided, today))
            .Concat(
                returned.Select(d =>
                    (
                        Decision: d,
                        counterclaims[d.Claim - 1].Cause,
                        // The article's awards are final for what workers claim; an employer's claim is none of them.
                        Finality: decided.Respondents.All(p => p.Kind == "worker")
                            ? Judge(d, counterclaims[d.Claim - 1].Cause, decided, today)
                            : (Final: false, Reason: "用人单位的反申请不属于第47条所列争议"),
                        OnCounterclaim: true
                    )
                )
            )
            .ToList();
        foreach (var kind in judged.GroupBy(j => j.Finality.Final))
        {
            var award = new Award
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                CaseId = decided.Id,
                Final = kind.Key,
                Partial = partial,
                DecidedOn = today,
                DecidedBy = data.Task.CompletedBy!,
                Reasons = data.Required("reasons"),
            };
            award.Items.AddRange(
                kind.Select(j => new AwardItem
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    AwardId = award.Id,
                    OnCounterclaim = j.OnCounterclaim,
                    ClaimId = j.OnCounterclaim ? null : decided.ClaimOf(j.Decision.Claim)!.Id,
                    ClaimNumber = j.Decision.Claim,
                    Cause = j.Cause,
                    Result = j.Decision.Result,
                    Amount = j.Decision.Amount,
                    LegalBasis = j.Decision.LegalBasis,
                    FinalityReason = j.Finality.Reason,
                })
            );
            records.Add(award);
            foreach (var j in kind.Where(j => j.Decision.Members.Count > 0))
                desk.Enter(
                    decided,
                    AwardAnnex.Entry,
                    $"第{j.Decision.Claim}项请求逐人支持金额，共{j.Decision.Members.Count}人",
                    award.DecidedBy,
                    new AwardAnnex(award.Id, j.Decision.Claim, j.Cause, j.Decision.Members)
                );
            cases.Add(
                CaseEvents.Public(
                    decided.Id,
                    time.GetUtcNow(),
                    award.DecidedBy,
                    "award.made",
                    $"作出{(partial ? "先行裁决（" : "")}{(award.Final ? "终局" : "非终局")}{(partial ? "）" : "裁决")}，共{award.Items.Count}项，合计{award.Total:0.00}元",
                    $"{(partial ? "Partial, " : "")}{(award.Final ? "final" : "non-final")} award of {award.Items.Count} items, {award.Total:0.00} yuan",
                    award.Final ? "《劳动争议调解仲裁法》第47条" : "《劳动争议调解仲裁法》第50条"
                )
            );
        }

        decided.Revision++;
        var finals = judged.Select(j => j.Finality.Final).Distinct().ToList();
        return finals.Count > 1 ? AwardFinality.Mixed
            : finals[0] ? AwardFinality.Final
            : AwardFinality.NotFinal;
    }

    /// <summary>
    /// An item is one worker's (art 47; 司法解释（一）第19条): what several claim together is judged by what each of them
    /// gets, and parts of both kinds go into awards of their own.
    /// </summary>
    private IEnumerable<(Decision Decision, string Cause, (bool Final, string Reason) Finality, bool OnCounterclaim)> Judged(
        Decision decision,
        string cause,
        Case decided,
        DateOnly today
    )
    {
        if (decision.Members.Count == 0 || !Pecuniary.Contains(cause))
            return [(decision, cause, Judge(decision, cause, decided, today), false)];
        return decision
            .Members.GroupBy(m => Judge(decision with { Amount = m.Amount }, cause, decided, today).Final)
            .Select(part =>
            {
                var most = part.Max(m => m.Amount);
                var own = decision with { Amount = part.Sum(m => m.Amount), Members = [.. part] };
                var judged = Judge(decision with { Amount = part.Key ? most : part.Min(m => m.Amount) }, cause, decided, today);
                return (
                    own,
                    cause,
                    part.Count() == 1 ? judged : (judged.Final, $"共{part.Count()}人，每人{(part.Key ? "最高" : "最低")}{judged.Reason}"),
                    false
                );
            });
    }

    private (bool Final, string Reason) Judge(Decision decision, string cause, Case decided, DateOnly today)
    {
        if (cause == Standard)
            return (true, "因执行国家劳动标准在社会保险方面发生的争议（第47条第2项）");
        if (!Pecuniary.Contains(cause))
            return (false, "不属于第47条所列争议");

        var result = FinalAwardThreshold.Calculate(
            new FinalAwardInput
            {
                Items = [new LaborFlow.Statutes.Amounts.AwardItem(cause, decision.Amount)],
                AwardedOn = today,
                Jurisdiction = new Jurisdiction(decided.District[..6]),
            },
            register
        );
        if (!result.Succeeded)
            throw new InvalidOperationException(result.Refusal!.Message.Zh);
        var final = decision.Amount <= result.Explanation.Total.Amount;
        return (
            final,
            $"{decision.Amount:0.00}元{(final ? "未超过" : "超过")}当地月最低工资标准十二个月金额{result.Explanation.Total.Amount:0.00}元"
        );
    }

    private static (string Zh, string En)? Fault(List<Decision> decisions, Case decided, IReadOnlyList<Claim> before, bool partial)
    {
        if (decisions.Find(d => decided.ClaimOf(d.Claim) is null) is { } stray)
            return (
                $"裁决项所指的第{stray.Claim}项请求不存在，请核对请求序号；本案现有第{Numbers(decided.Claims)}项请求",
                "An item decides a claim that is not there"
            );
        if (decisions.GroupBy(d => d.Claim).Any(g => g.Count() > 1))
            return ("同一请求裁决了两次，请核对", "A claim is decided twice");
        if (decisions.Find(d => before.Any(claim => claim.Number == d.Claim)) is { } again)
            return ($"第{again.Claim}项请求已经先行裁决，不能再次裁决，请删去", $"Claim {again.Claim} was decided by a partial award");
        var open = decided.Claims.Except(before).Where(claim => !decisions.Exists(d => d.Claim == claim.Number)).ToList();
        if (partial && open.Count == 0)
            return (
                "先行裁决只裁决其中已经清楚的请求；全部请求均已清楚的，请结束庭审后一并裁决",
                "A partial award leaves a claim to be heard"
            );
        if (!partial && open.Count > 0)
            return ($"第{Numbers(open)}项请求尚未裁决，请补充", $"Claims {Numbers(open)} are not decided");
        if (decisions.Find(d => d.LegalBasis.Length == 0) is { } bare)
            return ($"第{bare.Claim}项裁决没有写明法律依据，请补充适用的法律条款", $"Item {bare.Claim} names no article");
        if (decisions.Exists(d => d.Result == "reject" && d.Amount != 0))
            return ("驳回的请求金额应为0", "A rejected claim awards nothing");
        if (decisions.Find(d => decided.ClaimOf(d.Claim)!.Amount < d.Amount) is { } more)
            return ($"第{more.Claim}项裁决金额超过请求金额", $"Item {more.Claim} awards more than was claimed");
        return null;
    }

    private static string Numbers(IEnumerable<Claim> claims) =>
        string.Join('、', claims.OrderBy(claim => claim.Position).Select(claim => claim.Number));

    /// <summary>A counterclaim that was merged is decided together with the application (办案规则 art 36), item by item.</summary>
    private static (string Zh, string En)? CounterFault(List<Decision> decisions, IReadOnlyList<Counterclaim> counterclaims)
    {
        if (decisions.Exists(d => d.Claim < 1 || d.Claim > counterclaims.Count))
            return ("反申请裁决项所指的反申请不存在，请核对序号", "An item decides a counterclaim that is not there");
        if (decisions.GroupBy(d => d.Claim).Any(g => g.Count() > 1))
            return ("同一反申请裁决了两次，请核对", "A counterclaim is decided twice");
        var open = Enumerable.Range(1, counterclaims.Count).Except(decisions.Select(d => d.Claim)).ToList();
        if (open.Count > 0)
            return (
                $"合并审理的第{string.Join("、", open)}项反申请尚未裁决，请在反申请裁决项中补充",
                $"Counterclaims {string.Join(", ", open)} are not decided"
            );
        if (decisions.Exists(d => d.Result == "reject" && d.Amount != 0))
            return ("驳回的反申请金额应为0", "A rejected counterclaim awards nothing");
        if (decisions.Find(d => counterclaims[d.Claim - 1].Amount < d.Amount) is { } more)
            return ($"第{more.Claim}项反申请裁决金额超过请求金额", $"Item {more.Claim} awards more than was claimed in return");
        return null;
    }

    private static Decision Read(JsonElement item, Case decided) =>
        new(
            item.GetProperty("claim").GetInt32(),
            item.GetProperty("result").GetString()!,
            item.TryGetProperty("amount", out var amount) ? amount.GetDecimal() : 0,
            item.GetProperty("legalBasis").GetString()!.Trim(),
            AwardAnnex.Of(item, decided)
        );

    private sealed record Decision(int Claim, string Result, decimal Amount, string LegalBasis, IReadOnlyList<MemberShare> Members);
}
