using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>编立案号: gives an accepted case its number in the commission's own docket; a case that has one keeps it.</summary>
public sealed class DocketCase(ICaseStore cases, ICaseNumbers numbers, TimeProvider time)
{
    /// <returns>The number, e.g. 深龙华劳人仲案〔2026〕123号.</returns>
    public async ValueTask<string> HandleAsync(Case accepted, CancellationToken cancellationToken = default)
    {
        if (accepted.DocketNumber is { } known)
            return known;
        var year = ChinaDay.Today(time).Year;
        var district = Districts.Find(accepted.District)!.Code;
        var number = await numbers.NextAsync(district, year, CaseNumber.DocketSeries, cancellationToken);
        accepted.DocketNumber = CaseNumber.FormatDocket(district, year, number);
        accepted.Revision++;
        cases.Add(
            CaseEvents.Public(
                accepted.Id,
                time.GetUtcNow(),
                "workflow",
                "docket.numbered",
                $"仲裁立案，立案号{accepted.DocketNumber}",
                $"Entered in the arbitration docket as {accepted.DocketNumber}",
                "《劳动争议调解仲裁法》第29条"
            )
        );
        return accepted.DocketNumber;
    }
}
