using System.Security.Cryptography;
using System.Text;

namespace LaborFlow.Cases.Quality;

/// <summary>A case that may be drawn.</summary>
/// <param name="Id">The case.</param>
/// <param name="ClosedAs">How it ended.</param>
public readonly record struct Drawable(Guid Id, string ClosedAs);

/// <summary>A case that was drawn, as its register entry holds it.</summary>
/// <param name="Sample">The drawing.</param>
/// <param name="From">First day of the period in which the cases were closed.</param>
/// <param name="To">Its last day.</param>
/// <param name="Eligible">Of how many.</param>
/// <param name="Share">The share in per cent.</param>
/// <param name="Rank">The case's place in the drawing, from 1; null for one that is reviewed in any event.</param>
/// <param name="Why"><c>drawn</c>, or <c>court</c>: a court replaced or set aside the award.</param>
public sealed record SampledCase(Guid Sample, DateOnly From, DateOnly To, int Eligible, decimal Share, int? Rank, string Why);

/// <summary>
/// 抽样: which closed cases are reviewed. The order is that of a hash over the drawing's id and the case's, so that nobody chooses a case and
/// anybody can draw the same again; what a court replaced or set aside is reviewed beside the sample.
/// </summary>
public static class QualitySample
{
    /// <summary>The register entry of a drawn case; its data are a <see cref="SampledCase"/>.</summary>
    public const string Entry = "quality-sample";

    /// <summary>The definition that reviews a case.</summary>
    public const string Procedure = Procedures.QualityReview;

    private static readonly string[] OfCourt = ["award-replaced", "award-revoked"];

    /// <summary>Draws.</summary>
    /// <param name="sample">The drawing's id.</param>
    /// <param name="eligible">Cases that were closed in the period and not drawn before.</param>
    /// <param name="share">Per cent; the number is rounded up, and at least one.</param>
    /// <returns>The cases with their rank; null for those that are reviewed in any event.</returns>
    public static IReadOnlyList<(Guid Id, int? Rank)> Draw(Guid sample, IReadOnlyCollection<Drawable> eligible, decimal share)
    {
        var asked = eligible.Where(c => OfCourt.Contains(c.ClosedAs)).Select(c => (c.Id, (int?)null));
        var free = eligible.Where(c => !OfCourt.Contains(c.ClosedAs)).ToList();
        var count = free.Count == 0 ? 0 : (int)Math.Ceiling(free.Count * share / 100m);
        var drawn = free.OrderBy(c => Place(sample, c.Id), StringComparer.Ordinal)
            .Take(Math.Clamp(count, free.Count == 0 ? 0 : 1, free.Count))
            .Select((c, i) => (c.Id, (int?)(i + 1)));
        return [.. asked, .. drawn];
    }

    private static string Place(Guid sample, Guid id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{sample:N}{id:N}")));
}
