using System.Collections.Frozen;

namespace LaborFlow.Statutes.Register;

/// <summary>
/// An immutable snapshot of the register. Persistence builds one from the stored rows and swaps it whole when a row changes,
/// so a calculation never sees half a change.
/// </summary>
/// <threadsafety>Immutable, free to share.</threadsafety>
public sealed class StatuteRegister
{
    private static readonly Lazy<StatuteRegister> LazyInstalled = new(() => new StatuteRegister(StatuteFile.ReadInstalled()));

    private readonly FrozenDictionary<string, StatutoryParameter[]> byId;

    /// <summary>Builds a snapshot; rows of one id are told apart by territory and dates.</summary>
    public StatuteRegister(IEnumerable<StatutoryParameter> rows)
    {
        Rows = [.. rows];
        byId = Rows.GroupBy(row => row.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(rows => rows.Key, rows => rows.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The rows that the program installs at its first start.</summary>
    public static StatuteRegister Installed => LazyInstalled.Value;

    /// <summary>All rows, past and present, in the order given.</summary>
    public IReadOnlyList<StatutoryParameter> Rows { get; }

    /// <summary>The rows of one parameter; empty when there is none.</summary>
    public IReadOnlyList<StatutoryParameter> RowsOf(string id) => byId.TryGetValue(id, out var rows) ? rows : [];

    /// <summary>
    /// Finds the row in force on a date at a place: the most local valid one (street, district, city, province, nation),
    /// and among equally local ones the one with the latest start. A row whose start nobody knows counts as the earliest, so that an open
    /// row never hides the number that came after it.
    /// </summary>
    /// <param name="id">The parameter.</param>
    /// <param name="place">Where; null means the nation, or for a parameter that only one territory knows, that territory.</param>
    /// <param name="date">When.</param>
    public StatuteLookup Find(string id, Jurisdiction? place, DateOnly date)
    {
        if (!byId.TryGetValue(id, out var rows))
        {
            return new StatuteLookup(StatuteLookupOutcome.Unknown, null);
        }

        var where = place ?? PlaceOf(rows);
        StatutoryParameter? best = null;
        StatutoryParameter? outOfTime = null;
        var bestLevel = default(JurisdictionLevel);
        foreach (var row in rows)
        {
            if (row.LevelAt(where) is not { } level)
            {
                continue;
            }

            if (!row.InForceOn(date))
            {
                outOfTime = row;
            }
            else if (best is null || level > bestLevel || (level == bestLevel && StartOf(row) > StartOf(best)))
            {
                best = row;
                bestLevel = level;
            }
        }

        return best is not null ? new StatuteLookup(StatuteLookupOutcome.Found, best)
            : outOfTime is not null ? new StatuteLookup(StatuteLookupOutcome.NotInForce, outOfTime)
            : new StatuteLookup(StatuteLookupOutcome.NotHere, rows[0]);
    }

    /// <summary>The number in force, for calculators that can't go on without it.</summary>
    /// <returns>The row, or null when it is missing, out of force or open.</returns>
    public StatutoryParameter? Numeric(string id, Jurisdiction? place, DateOnly date) =>
        Find(id, place, date) is { Outcome: StatuteLookupOutcome.Found, Row: { Value: not null } row } ? row : null;

    /// <summary>
    /// The parameters among those that a procedure uses which are not ready: unknown, out of force, open, unconfirmed, or resting on an
    /// unconfirmed reading of 日. The procedure may not be published before the list is empty.
    /// </summary>
    public IReadOnlyList<UnreadyParameter> Unready(IEnumerable<string> ids, Jurisdiction? place, DateOnly date) =>
        [
            .. ids.Distinct(StringComparer.Ordinal)
                .Select(id => new UnreadyParameter(id, Find(id, place, date)))
                .Where(parameter =>
                    parameter.Found is not { Outcome: StatuteLookupOutcome.Found, Row: { IsUnconfirmed: false } row }
                    || (row.DayKindBasis is { } reading && Find(reading, place, date).Row is not { IsUnconfirmed: false })
                ),
        ];

    private static DateOnly StartOf(StatutoryParameter row) => row.EffectiveFrom ?? DateOnly.MinValue;

    private static Jurisdiction PlaceOf(StatutoryParameter[] rows)
    {
        foreach (var row in rows)
        {
            if (row.Jurisdictions.Contains(Jurisdiction.National))
            {
                return Jurisdiction.National;
            }
        }

        return rows[0].Jurisdictions[0];
    }
}

/// <summary>How a look-up in the register ended.</summary>
public enum StatuteLookupOutcome
{
    /// <summary>The row in force was found.</summary>
    Found,

    /// <summary>No row has the id.</summary>
    Unknown,

    /// <summary>Rows exist for the place, but none on that date.</summary>
    NotInForce,

    /// <summary>Rows exist, but for other places only.</summary>
    NotHere,
}

/// <summary>The result of a look-up.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Row">The row in force; or, when none is, a row to name in the refusal; null only for an unknown id.</param>
public readonly record struct StatuteLookup(StatuteLookupOutcome Outcome, StatutoryParameter? Row);

/// <summary>A parameter that a procedure uses but that is not ready.</summary>
/// <param name="Id">The parameter.</param>
/// <param name="Found">What the register has on it.</param>
public sealed record UnreadyParameter(string Id, StatuteLookup Found);
