using LaborFlow.Cases;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Reports;

/// <summary>The days that a report is about, both included.</summary>
internal sealed record ReportPeriod(DateOnly From, DateOnly To)
{
    private const int LongestDays = 5 * 366;

    /// <summary>The period asked for; the current year to date when nothing is said.</summary>
    /// <exception cref="ProblemException">The end comes before the start, or the period is longer than five years.</exception>
    public static ReportPeriod Of(DateOnly? from, DateOnly? to, TimeProvider time)
    {
        var today = ChinaDay.Today(time);
        var period = new ReportPeriod(from ?? new DateOnly((to ?? today).Year, 1, 1), to ?? today);
        if (period.To < period.From)
            throw ProblemException.Field("to", "contradictory", "截止日期早于起始日期。", "The last day is before the first.");
        if (period.To.DayNumber - period.From.DayNumber > LongestDays)
            throw ProblemException.Field("from", "out-of-range", "统计期间最长五年。", "Five years at most.");
        return period;
    }

    /// <summary>The first instant of the period.</summary>
    public DateTimeOffset Start => ChinaDay.EndOf(From.AddDays(-1));

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset End => ChinaDay.EndOf(To);
}
