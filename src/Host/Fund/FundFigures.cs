using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Fund;

/// <summary>基金工作指标: how a fund worked in a year, beside the money.</summary>
internal static class FundFigures
{
    /// <summary>The figures.</summary>
    /// <param name="Applications">Cases filed in the year.</param>
    /// <param name="Applicants">Their workers.</param>
    /// <param name="Decided">Decisions of the year: granted or refused.</param>
    /// <param name="Refused">Of them, refused.</param>
    /// <param name="RefusalRate">不予垫付率, in percent; null without a decision.</param>
    /// <param name="DaysToPayment">Days from the application to the payment, on average over the year's payments; null without one.</param>
    /// <param name="WrittenOffCases">核销 in the year.</param>
    /// <param name="WrittenOff">CNY advanced and not recovered in them.</param>
    /// <param name="Objections">Objections to posted lists, and of employers that were heard.</param>
    /// <param name="Remedies">Reconsiderations and lawsuits.</param>
    /// <param name="Reviews">Second calculations.</param>
    /// <param name="ReviewErrors">Of them, those that differed from the first.</param>
    /// <param name="ReviewErrorRate">复核差错率, in percent; null without a review.</param>
    public sealed record Figures(
        int Applications,
        int Applicants,
        int Decided,
        int Refused,
        decimal? RefusalRate,
        decimal? DaysToPayment,
        int WrittenOffCases,
        decimal WrittenOff,
        int Objections,
        int Remedies,
        int Reviews,
        int ReviewErrors,
        decimal? ReviewErrorRate
    );

    private static readonly string[] Granting = ["wgf-decide/grant", "emf-head/approve", "emf-leader/approve"];
    private static readonly string[] Refusing = ["wgf-serve-refusal/served", "emf-review/refuse", "emf-head/refuse", "emf-leader/refuse"];
    private static readonly string[] Objecting = ["wgf-posting/objection", "wgf-objections/objection", "wgf-employer/objection"];
    private static readonly string[] Contesting = ["wgf-remedy-watch/reconsider", "wgf-remedy-watch/sue"];

    /// <summary>Counts them.</summary>
    /// <param name="book">The fund, its places and the first month of the year.</param>
    public static async Task<Figures> OfYearAsync(FundBook book, LaborFlowDbContext database, CancellationToken cancellationToken)
    {
        var procedure = book.Emergency ? "EMF" : "WGF";
        var prefix = procedure.ToLowerInvariant() + "-";
        var (from, to) = (ChinaDay.EndOf(book.Month.AddDays(-1)), ChinaDay.EndOf(book.Month.AddYears(1).AddDays(-1)));
        var cases = database.Set<Case>().AsNoTracking().Where(c => c.District.StartsWith(book.Places));
        // A case that went on to the emergency fund was an application to the guarantee fund first, and counts for both.
        var applied = cases.Where(c =>
            c.FiledAt >= from
            && c.FiledAt < to
            && (c.ProcedureCode == procedure || database.Set<CaseTask>().Any(t => t.CaseId == c.Id && t.Step.StartsWith(prefix)))
        );
        var applications = await applied.CountAsync(cancellationToken);
        var applicants = await database
            .Set<Party>()
            .CountAsync(p => p.Side == PartySide.Applicant && applied.Any(c => c.Id == p.CaseId), cancellationToken);
        var steps = (
            await database
                .Set<CaseTask>()
                .AsNoTracking()
                .Where(t =>
                    t.Step.StartsWith(prefix)
                    && t.Status == CaseTaskStatus.Completed
                    && t.CompletedAt >= from
                    && t.CompletedAt < to
                    && cases.Any(c => c.Id == t.CaseId)
                )
                .GroupBy(t => new { t.Step, t.Outcome })
                .Select(g => new
                {
                    g.Key.Step,
                    g.Key.Outcome,
                    Count = g.Count(),
                })
                .ToListAsync(cancellationToken)
        ).ToDictionary(g => $"{g.Step}/{g.Outcome}", g => g.Count, StringComparer.Ordinal);
        int Of(params IEnumerable<string> ways) => ways.Sum(way => steps.GetValueOrDefault(way));

        var lastDay = book.Month.AddYears(1).AddDays(-1);
        var payments = await (
            from advance in database.Set<FundAdvance>().IgnoreAutoIncludes()
            join matter in cases on advance.CaseId equals matter.Id
            where
                advance.State == AdvanceState.Paid
                && advance.Failure == null
                && advance.Emergency == book.Emergency
                && advance.PaidOn >= book.Month
                && advance.PaidOn <= lastDay
            group advance by new { matter.FiledAt, advance.PaidOn } into same
            select new
            {
                same.Key.FiledAt,
                same.Key.PaidOn,
                Workers = same.Count(),
            }
        ).ToListAsync(cancellationToken);
        var days = payments.Sum(p => (decimal)(p.PaidOn!.Value.DayNumber - ChinaDay.Of(p.FiledAt).DayNumber) * p.Workers);
        var paidWorkers = payments.Sum(p => p.Workers);

        // Whose money is written off tells the payment: the emergency fund also pays in cases that were the guarantee fund's at first.
        var off = cases.Where(c =>
            c.ClosedAs == "fund-written-off"
            && c.ClosedAt >= from
            && c.ClosedAt < to
            && database
                .Set<FundAdvance>()
                .Any(a => a.CaseId == c.Id && a.State == AdvanceState.Paid && a.Failure == null && a.Emergency == book.Emergency)
        );
        var offPaid = await database
            .Set<FundAdvance>()
            .Where(a => a.State == AdvanceState.Paid && a.Failure == null && off.Any(c => c.Id == a.CaseId))
            .SumAsync(a => (decimal?)a.Amount, cancellationToken);
        var offBack = await database
            .Set<FundRecovery>()
            .Where(r => !r.Source.StartsWith(FundRecovery.Returned) && off.Any(c => c.Id == r.CaseId))
            .SumAsync(r => (decimal?)r.Amount, cancellationToken);

        var differing = await database
            .Set<CaseEvent>()
            .CountAsync(
                e => e.Action == "fund.review-differs" && e.At >= from && e.At < to && cases.Any(c => c.Id == e.CaseId),
                cancellationToken
            );
        var reviews = Of("wgf-review/reviewed");
        var (granted, refused) = (Of(Granting), Of(Refusing));
        return new Figures(
            applications,
            applicants,
            granted + refused,
            refused,
            Percent(refused, granted + refused),
            paidWorkers == 0 ? null : Math.Round(days / paidWorkers, 1),
            await off.CountAsync(cancellationToken),
            (offPaid ?? 0) - (offBack ?? 0),
            Of(Objecting),
            Of(Contesting),
            reviews,
            book.Emergency ? 0 : differing,
            book.Emergency ? null : Percent(differing, reviews)
        );
    }

    private static decimal? Percent(int part, int whole) => whole == 0 ? null : Math.Round(100m * part / whole, 1);
}
