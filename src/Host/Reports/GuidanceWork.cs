using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Reports.Measures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>新企服务的天数和合同签订: what the service of new employers came to beyond counts of cases.</summary>
/// <param name="DaysToService">Mean days from the feed to the first service; null without one.</param>
/// <param name="SigningRate">劳动合同签订率 as the newest visit to each employer found it, in percent; null without a visit.</param>
internal sealed record GuidanceWork(decimal? DaysToService, decimal? SigningRate)
{
    public static async Task<GuidanceWork> ReadAsync(Measured measured, CancellationToken cancellationToken)
    {
        var services = GuidanceMeasures.Services(measured);
        var served = await GuidanceMeasures
            .FirstServed.Numerator(measured)
            .Select(found => new { found.FiledAt, HeldOn = services.Where(entry => entry.CaseId == found.Id).Min(entry => entry.HeldOn) })
            .ToListAsync(cancellationToken);
        var cases = measured.Cases;
        var visits = await GuidanceMeasures
            .VisitsOf(measured)
            .AsNoTracking()
            .Where(visit => cases.Any(found => found.Id == visit.CaseId))
            .ToListAsync(cancellationToken);
        var (employees, signed) = (0, 0);
        foreach (var newest in visits.GroupBy(visit => visit.CaseId).Select(own => own.MaxBy(visit => visit.CompletedAt)!))
        {
            using var data = StepData.Of(newest);
            employees += data.Count("employees") ?? 0;
            signed += data.Count("contractsSigned") ?? 0;
        }
        return new(
            Figure.Mean(served.Sum(row => (decimal)(row.HeldOn.DayNumber - ChinaDay.Of(row.FiledAt).DayNumber)), served.Count),
            employees == 0 ? null : Math.Round(100m * signed / employees, 1)
        );
    }
}
