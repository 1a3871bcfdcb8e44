namespace LaborFlow.Cases.Claims;

/// <summary>请求事项: one demanded item.</summary>
public sealed class Claim
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Order in the application, from 0. Nobody's changes when another claim is taken out or given up.</summary>
    public required int Position { get; set; }

    /// <summary>第几项: the number by which papers, forms and awards name it, from 1; it stays the claim's own.</summary>
    public int Number => Position + 1;

    /// <summary>A code of <see cref="ClaimCauses"/>.</summary>
    public required string Cause { get; init; }

    /// <summary>CNY, two decimals; null for a claim that is not for money (e.g. 确认劳动关系).</summary>
    public decimal? Amount { get; set; }

    /// <summary>First day of the claimed period.</summary>
    public DateOnly? PeriodFrom { get; set; }

    /// <summary>Last day of the claimed period, inclusive.</summary>
    public DateOnly? PeriodTo { get; set; }

    /// <summary>How the amount is reckoned.</summary>
    public required string Basis { get; set; }
}
