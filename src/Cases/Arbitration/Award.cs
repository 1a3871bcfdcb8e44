using LaborFlow.Cases.Claims;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 裁决书. Items that are final and items that are not are decided in awards of their own (办案规则 art 50), because each kind has its own
/// remedies.
/// </summary>
public sealed class Award : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>终局裁决 (调解仲裁法 art 47).</summary>
    public required bool Final { get; init; }

    /// <summary>先行裁决: decides those claims that are clear already, while the others are heard on (调解仲裁法 art 43 (2)).</summary>
    public bool Partial { get; init; }

    /// <summary>It was served, and the periods to go to court against it run.</summary>
    public bool RemediesBegun { get; set; }

    /// <summary>The day it was made.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>User name of the arbitrator.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>事实认定与理由.</summary>
    public required string Reasons { get; init; }

    /// <summary>What is decided, in the order of the claims.</summary>
    public List<AwardItem> Items { get; init; } = [];

    /// <summary>
    /// 已经先行裁决的请求: the claims of a case that its partial awards decided. They stand as they were decided: nobody changes them, takes
    /// them along or decides them again.
    /// </summary>
    public static IReadOnlyList<Claim> DecidedBefore(Case decided, IEnumerable<Award> awards) =>
        [
            .. awards
                .Where(award => award.Partial)
                .SelectMany(award => award.Items)
                .Select(item => item.ClaimIn(decided))
                .OfType<Claim>()
                .Distinct()
                .OrderBy(claim => claim.Position),
        ];

    /// <summary>CNY awarded to the applicants in all; what a counterclaim brings the respondent is not among it.</summary>
    public decimal Total => Items.Where(item => !item.OnCounterclaim).Sum(item => item.Amount);
}

/// <summary>裁决项: what is decided on one claim.</summary>
public sealed class AwardItem
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The award.</summary>
    public required Guid AwardId { get; init; }

    /// <summary>It decides a claim of the respondent: <see cref="ClaimNumber"/> counts the counterclaims.</summary>
    public bool OnCounterclaim { get; init; }

    /// <summary>The claim that it decides, whatever becomes of the others; null of a counterclaim.</summary>
    public Guid? ClaimId { get; init; }

    /// <summary>The number by which the award names the claim, from 1.</summary>
    public required int ClaimNumber { get; init; }

    /// <summary>The cause of the claim.</summary>
    public required string Cause { get; init; }

    /// <summary><c>support</c>, <c>partial</c> or <c>reject</c>.</summary>
    public required string Result { get; init; }

    /// <summary>CNY awarded; 0 for a rejected claim and for one that is about no money.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The article that the decision rests on.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Why the item is final or not, in Chinese.</summary>
    public required string FinalityReason { get; init; }

    /// <summary>The claim of the case that it decides; null of a counterclaim.</summary>
    public Claim? ClaimIn(Case decided) => OnCounterclaim ? null : decided.Claims.Find(claim => claim.Id == ClaimId);
}
