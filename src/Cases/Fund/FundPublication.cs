using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Fund;

/// <summary>Where a quarter's list stands.</summary>
public enum PublicationState
{
    /// <summary>待审批.</summary>
    Prepared,

    /// <summary>退回: the approver sent it back; a new one must be prepared.</summary>
    Returned,

    /// <summary>已审批，待公布.</summary>
    Approved,

    /// <summary>已公布.</summary>
    Published,
}

/// <summary>
/// 被垫付欠薪单位季度清单 (<c>wgf-publish-quarter</c>): the employers for whose wages the fund paid in a quarter. It names no worker.
/// </summary>
public sealed class FundPublication
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The digits with which the districts begin whose cases it holds.</summary>
    public required string Places { get; init; }

    /// <summary>The quarter's first day.</summary>
    public required DateOnly Quarter { get; init; }

    /// <summary>The employers as they stood when it was prepared.</summary>
    public List<PublishedEmployer> Employers { get; init; } = [];

    /// <summary>State.</summary>
    public required PublicationState State { get; set; }

    /// <summary>Who prepared it.</summary>
    public required string PreparedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>Who approved it or sent it back; never who prepared it.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was sent back; null otherwise.</summary>
    public string? Reason { get; set; }

    /// <summary>Who made it public.</summary>
    public string? PublishedBy { get; set; }

    /// <summary>The day.</summary>
    public DateOnly? PublishedOn { get; set; }

    /// <summary>Where: the site, the notice board.</summary>
    public string? PublishedAt { get; set; }

    /// <summary>The quarter's last day.</summary>
    public DateOnly LastDay => CalendarQuarter.Of(Quarter).LastDay;

    /// <summary>2026年第3季度.</summary>
    public string Title => CalendarQuarter.Of(Quarter).ToString();
}

/// <summary>An employer of a list.</summary>
public sealed class PublishedEmployer
{
    /// <summary>The case.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>统一社会信用代码; null when it was never stated.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Address.</summary>
    public string? Address { get; init; }

    /// <summary>Legal representative.</summary>
    public string? LegalRepresentative { get; init; }

    /// <summary>How many workers were paid in the quarter.</summary>
    public required int Workers { get; init; }

    /// <summary>CNY paid in the quarter.</summary>
    public required decimal Paid { get; init; }

    /// <summary>Why it is not shown any more: the decision was changed, or it was listed by mistake. Null while it is shown.</summary>
    public string? Removed { get; set; }

    /// <summary>The day on which it was taken off.</summary>
    public DateOnly? RemovedOn { get; set; }
}
