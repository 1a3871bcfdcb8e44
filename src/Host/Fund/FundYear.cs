using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using LaborFlow.Cases.Fund;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;

namespace LaborFlow.Host.Fund;

/// <summary>
/// 基金年度报告: a year of the fund for its committee, which meets at least once a year (实施细则 art 5), and the cases that are drawn for audit.
/// </summary>
internal static class FundYear
{
    private const int MostDrawn = 100;

    /// <summary>A month of the year.</summary>
    /// <param name="Month">yyyy-MM.</param>
    /// <param name="Paid">CNY paid.</param>
    /// <param name="Recovered">CNY recovered.</param>
    /// <param name="Workers">Payments to workers.</param>
    /// <param name="Closed">The month was compared with the bank and closed by a second person.</param>
    public sealed record MonthOfYear(string Month, decimal Paid, decimal Recovered, int Workers, bool Closed);

    /// <summary>The report.</summary>
    /// <param name="Year">The year.</param>
    /// <param name="Fund"><c>wgf</c> or <c>emf</c>.</param>
    /// <param name="Months">Its months up to now.</param>
    /// <param name="Paid">CNY paid in the year.</param>
    /// <param name="Recovered">CNY recovered in the year.</param>
    /// <param name="RecoveryRate">Recovered out of paid, in percent; null when nothing was paid.</param>
    /// <param name="Workers">Payments to workers.</param>
    /// <param name="Cases">Cases with a payment.</param>
    /// <param name="OpenMonths">Months that are over and not closed yet.</param>
    /// <param name="Sample">审计抽查: case numbers, drawn so that everybody who asks for as many draws the same.</param>
    public sealed record Report(
        int Year,
        string Fund,
        IReadOnlyList<MonthOfYear> Months,
        decimal Paid,
        decimal Recovered,
        decimal? RecoveryRate,
        int Workers,
        int Cases,
        IReadOnlyList<string> OpenMonths,
        IReadOnlyList<string> Sample
    );

    /// <summary>Reads it.</summary>
    /// <param name="year">The year; up to the current one.</param>
    /// <param name="fund"><c>wgf</c> (default) or <c>emf</c>.</param>
    /// <param name="sample">How many cases to draw, ten when left out.</param>
    public static async Task<Report> ReadAsync(
        int year,
        string? fund,
        int? sample,
        ClaimsPrincipal user,
        IFundBooks books,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var today = LaborFlow.Cases.Places.ChinaDay.Today(time);
        if (year < 2000 || year > today.Year)
            throw ProblemException.Field("year", "out-of-range", "请填写已开始的年度。", "A year that has begun is needed.");
        if (sample is < 1 or > MostDrawn)
            throw ProblemException.Field(
                "sample",
                "out-of-range",
                $"抽查件数为1至{MostDrawn}件。",
                $"The sample has 1 to {MostDrawn} cases."
            );
        var months = new List<MonthOfYear>();
        var entries = new List<LedgerEntry>();
        for (var month = new DateOnly(year, 1, 1); month.Year == year && month <= today; month = month.AddMonths(1))
        {
            var name = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var book = FundBooks.Book(name, fund, user);
            var lines = await books.EntriesAsync(book, cancellationToken);
            var closed = (await books.ReconciliationsAsync(book, cancellationToken)).Any(r => r.ClosedAt is not null);
            months.Add(new MonthOfYear(name, lines.Sum(l => l.Paid), lines.Sum(l => l.Recovered), lines.Sum(l => l.Workers), closed));
            entries.AddRange(lines);
        }

        var (paid, recovered) = (months.Sum(m => m.Paid), months.Sum(m => m.Recovered));
        var cases = entries.Where(e => e.Paid > 0).Select(e => e.CaseNumber).Distinct(StringComparer.Ordinal).ToList();
        return new Report(
            year,
            fund ?? "wgf",
            months,
            paid,
            recovered,
            paid == 0 ? null : Math.Round(100m * recovered / paid, 1),
            months.Sum(m => m.Workers),
            cases.Count,
            [
                .. months
                    .Where(m => !m.Closed && string.CompareOrdinal(m.Month, today.ToString("yyyy-MM", CultureInfo.InvariantCulture)) < 0)
                    .Select(m => m.Month),
            ],
            [.. cases.OrderBy(number => Drawn(year, number), StringComparer.Ordinal).Take(sample ?? 10)]
        );
    }

    /// <summary>A case's place in the draw: no officer can choose it, and no one need trust who drew.</summary>
    private static string Drawn(int year, string caseNumber) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{year}/{caseNumber}")));
}
