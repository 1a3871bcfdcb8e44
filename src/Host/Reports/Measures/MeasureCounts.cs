using LaborFlow.Cases;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>Counts measures: however many they are, the database is asked once.</summary>
internal static class MeasureCounts
{
    /// <summary>What counts, and of how many.</summary>
    /// <param name="Numerator">What counts.</param>
    /// <param name="Denominator">Of how many; null for a plain count.</param>
    public sealed record Counted(int Numerator, int? Denominator)
    {
        /// <summary>Per cent with one decimal, the number itself for a plain count; null while there is nothing to divide by.</summary>
        public decimal? Value =>
            Denominator is not { } whole ? Numerator
            : whole == 0 ? null
            : Math.Round(100m * Numerator / whole, 1);
    }

    private sealed class Row
    {
        public required string Part { get; init; }

        public required int Count { get; init; }
    }

    /// <returns>By code.</returns>
    public static async Task<IReadOnlyDictionary<string, Counted>> CountAsync(
        IReadOnlyList<Measure> measures,
        Measured measured,
        CancellationToken cancellationToken
    )
    {
        IQueryable<Row>? all = null;
        void Ask(string part, IQueryable<Case> cases)
        {
            var row = cases.GroupBy(_ => 1).Select(group => new Row { Part = part, Count = group.Count() });
            all = all is null ? row : all.Concat(row);
        }

        foreach (var measure in measures)
        {
            Ask($"n:{measure.Code}", measure.Numerator(measured));
            if (measure.Denominator is { } denominator)
                Ask($"d:{measure.Code}", denominator(measured));
        }

        // What counts nothing has no row.
        var found = all is null
            ? []
            : await all.ToDictionaryAsync(row => row.Part, row => row.Count, StringComparer.Ordinal, cancellationToken);
        return measures.ToDictionary(
            measure => measure.Code,
            measure => new Counted(
                found.GetValueOrDefault($"n:{measure.Code}"),
                measure.Denominator is null ? null : found.GetValueOrDefault($"d:{measure.Code}")
            ),
            StringComparer.Ordinal
        );
    }
}
