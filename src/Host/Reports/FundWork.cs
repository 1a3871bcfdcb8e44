using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Reports.Measures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>垫付的人、钱和天数: what the two funds did in a period beyond counts of cases.</summary>
/// <param name="Applicants">Workers of the applications.</param>
/// <param name="Workers">Payments to workers.</param>
/// <param name="Amount">CNY that reached workers.</param>
/// <param name="DaysFromFiling">Mean days from the application to the payment, of the payments; null without one.</param>
/// <param name="Recovered">CNY that came back.</param>
/// <param name="RecoveryRate">Of what was paid in the period, in percent; null when nothing was paid.</param>
/// <param name="WrittenOff">CNY that were advanced and not recovered in the cases that ended so.</param>
internal sealed record FundWork(
    int Applicants,
    int Workers,
    decimal Amount,
    decimal? DaysFromFiling,
    decimal Recovered,
    decimal? RecoveryRate,
    decimal WrittenOff
)
{
    public static async Task<FundWork> ReadAsync(Measured measured, CancellationToken cancellationToken)
    {
        var database = measured.Database;
        var applied = FundMeasures.Applied.Numerator(measured);
        var applicants = await database
            .Set<Party>()
            .CountAsync(party => party.Side == PartySide.Applicant && applied.Any(found => found.Id == party.CaseId), cancellationToken);
        var cases = measured.Cases;
        var payments = await FundMeasures
            .PaymentsOf(measured)
            .Join(cases, advance => advance.CaseId, found => found.Id, (advance, found) => new { advance, found.FiledAt })
            .GroupBy(row => new { row.FiledAt, row.advance.PaidOn })
            .Select(same => new
            {
                same.Key.FiledAt,
                same.Key.PaidOn,
                Workers = same.Count(),
                Amount = same.Sum(row => row.advance.Amount),
            })
            .ToListAsync(cancellationToken);
        var recovered =
            await FundMeasures
                .RecoveriesOf(measured)
                .Where(one => cases.Any(found => found.Id == one.CaseId))
                .SumAsync(one => (decimal?)one.Amount, cancellationToken)
            ?? 0;
        var off = FundMeasures.WrittenOff.Numerator(measured);
        var writtenOff = await off.Select(found =>
                (
                    database
                        .Set<FundAdvance>()
                        .IgnoreAutoIncludes()
                        .Where(advance => advance.CaseId == found.Id && advance.State == AdvanceState.Paid && advance.Failure == null)
                        .Sum(advance => (decimal?)advance.Amount)
                    ?? 0
                )
                - (
                    database
                        .Set<FundRecovery>()
                        .Where(one => one.CaseId == found.Id && !one.Source.StartsWith(FundRecovery.Returned))
                        .Sum(one => (decimal?)one.Amount)
                    ?? 0
                )
            )
            .ToListAsync(cancellationToken);
        var (workers, amount) = (payments.Sum(row => row.Workers), payments.Sum(row => row.Amount));
        var days = payments.Sum(row => (decimal)(row.PaidOn!.Value.DayNumber - ChinaDay.Of(row.FiledAt).DayNumber) * row.Workers);
        return new(
            applicants,
            workers,
            amount,
            Figure.Mean(days, workers),
            recovered,
            amount == 0 ? null : Math.Round(100m * recovered / amount, 1),
            writtenOff.Sum()
        );
    }

    /// <summary>受理到垫付: of each case the days from the acceptance to its first payment.</summary>
    public static async Task<int[]> DaysToPaymentAsync(Measured measured, CancellationToken cancellationToken)
    {
        var database = measured.Database;
        var payments = FundMeasures.PaymentsOf(measured);
        var rows = await FundMeasures
            .FirstPaid.Numerator(measured)
            .Select(found => new
            {
                found.FiledAt,
                // After a reconsideration it is accepted anew, and nothing is accepted after a payment.
                AcceptedAt = database
                    .Set<CaseTask>()
                    .Where(task => task.CaseId == found.Id && FundMeasures.Accepting.Contains(task.Step + "/" + task.Outcome))
                    .Max(task => task.CompletedAt),
                PaidOn = payments.Where(advance => advance.CaseId == found.Id).Min(advance => advance.PaidOn),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.PaidOn!.Value.DayNumber - ChinaDay.Of(row.AcceptedAt ?? row.FiledAt).DayNumber)];
    }
}
