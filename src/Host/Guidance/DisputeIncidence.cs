using LaborFlow.Cases.Places;
using LaborFlow.Persistence.Cases;

namespace LaborFlow.Host.Guidance;

/// <summary>争议发生率: how many employers had a labour dispute within twelve months of their file, those that were served beside those that were not.</summary>
/// <param name="Employers">Employers with staff.</param>
/// <param name="Complete">Of them, those whose twelve months are over; the others may still have a dispute.</param>
/// <param name="WithDispute">Employers with at least one dispute.</param>
/// <param name="Disputes">Disputes.</param>
/// <param name="Rate">Employers with a dispute, in percent; null without any employer.</param>
internal sealed record DisputeIncidence(int Employers, int Complete, int WithDispute, int Disputes, decimal? Rate)
{
    private const int Months = 12;

    /// <param name="files">The employers' files by id, with the day on which each was opened.</param>
    /// <param name="found">The disputes of all of them.</param>
    /// <param name="today">Today.</param>
    public static DisputeIncidence Of(IReadOnlyDictionary<Guid, DateOnly> files, IEnumerable<EmployerDispute> found, DateOnly today)
    {
        var within = found
            .Where(d =>
                files.TryGetValue(d.FileId, out var opened)
                && ChinaDay.Of(d.FiledAt) >= opened
                && ChinaDay.Of(d.FiledAt) < opened.AddMonths(Months)
            )
            .ToList();
        var employers = within.Select(d => d.FileId).Distinct().Count();
        return new DisputeIncidence(
            files.Count,
            files.Values.Count(opened => opened.AddMonths(Months) <= today),
            employers,
            within.Count,
            files.Count == 0 ? null : Math.Round(100m * employers / files.Count, 1)
        );
    }
}
