using System.Collections.Frozen;
using LaborFlow.Cases;
using LaborFlow.Host.Filing;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>Every measure, found by its code: a number of a report leads to the list of what it counts.</summary>
internal static class AllMeasures
{
    /// <summary>Those that the plans set targets for, first; the others after them.</summary>
    public static readonly IReadOnlyList<Measure> Indicators =
    [
        MediationMeasures.Success,
        MediationMeasures.Grassroots,
        ArbitrationMeasures.Closing,
        ArbitrationMeasures.InTime,
        InspectionMeasures.Closing,
        InspectionMeasures.Active,
        GuidanceMeasures.Served,
        .. MediationMeasures.Others,
        .. ArbitrationMeasures.Others,
    ];

    /// <summary>What the figures of each field count beside them.</summary>
    public static readonly IReadOnlyList<Measure> Figures =
    [
        ArbitrationMeasures.Attacked,
        ArbitrationMeasures.Reversed,
        ArbitrationMeasures.Backlog,
        ArbitrationMeasures.WithTribunal,
        CollectiveMeasures.Concluded,
        CollectiveMeasures.Consents,
        CollectiveMeasures.Talks,
        CollectiveMeasures.Unheard,
        CollectiveMeasures.Again,
        InspectionMeasures.Accepted,
        InspectionMeasures.Investigated,
        InspectionMeasures.Rectified,
        InspectionMeasures.Rechecked,
        InspectionMeasures.Overdue,
        InspectionMeasures.Repeated,
        InspectionMeasures.Recovered,
        InspectionMeasures.Informed,
        ConsequenceMeasures.Transferred,
        ConsequenceMeasures.Filed,
        ConsequenceMeasures.Paid,
        ConsequenceMeasures.Judged,
        ConsequenceMeasures.Listed,
        ConsequenceMeasures.Removed,
        ConsequenceMeasures.Corrected,
        ConsequenceMeasures.Upheld,
        ConsequenceMeasures.Published,
        FundMeasures.Applied,
        FundMeasures.Refused,
        FundMeasures.Paid,
        FundMeasures.Recovered,
        FundMeasures.WrittenOff,
        FundMeasures.Objected,
        FundMeasures.Contested,
        FundMeasures.Differing,
        FundMeasures.FirstPaid,
        GuidanceMeasures.Covered,
        GuidanceMeasures.Contacted,
        GuidanceMeasures.FirstServed,
        GuidanceMeasures.VisitedAtThree,
        GuidanceMeasures.VisitedAtTwelve,
        GuidanceMeasures.FollowedUp,
    ];

    private static readonly FrozenDictionary<string, Measure> ByCode = Indicators
        .Concat(Figures)
        .Concat(DurationMeasures.All)
        .ToFrozenDictionary(measure => measure.Code, StringComparer.Ordinal);

    /// <summary>The cases that a measure counts, above or below the line; null for one that there is not, or that has no such part.</summary>
    /// <param name="measured">Cases, period and database.</param>
    /// <param name="code">The measure.</param>
    /// <param name="part"><c>denominator</c>, or above the line.</param>
    public static IQueryable<Case>? Find(Measured measured, string code, string? part) =>
        !ByCode.TryGetValue(code, out var measure) ? null
        : part == "denominator" ? measure.Denominator?.Invoke(measured)
        : measure.Numerator(measured);

    /// <summary>What all of them are called.</summary>
    public static IEnumerable<CodeZh> Names => ByCode.Values.Select(measure => new CodeZh(measure.Code, measure.Zh, measure.En));

    /// <summary>The query of the case list that shows a part of a measure.</summary>
    public static string List(string code, string part, ReportPeriod period) =>
        $"indicator={code}&part={part}&periodFrom={period.From:yyyy-MM-dd}&periodTo={period.To:yyyy-MM-dd}";
}
