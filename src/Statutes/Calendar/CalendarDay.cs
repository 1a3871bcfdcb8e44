namespace LaborFlow.Statutes.Calendar;

/// <summary>A day that the State Council's arrangement of a year takes out of the ordinary week: a day off, or a make-up working day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Working">True for a make-up working day (调休上班), false for a day off.</param>
/// <param name="Name">The festival that it belongs to.</param>
public sealed record CalendarDay(DateOnly Date, bool Working, Bilingual Name);

/// <summary>The published arrangement of one year. A year without one is unknown, not free of holidays.</summary>
/// <param name="Year">The year.</param>
/// <param name="Days">The days that differ from the ordinary week.</param>
public sealed record CalendarYear(int Year, IReadOnlyList<CalendarDay> Days);

/// <summary>A day that one territory alone takes off or works (a local festival, a typhoon day), with the order that says so.</summary>
/// <param name="Jurisdiction">Where; it holds in every territory inside, and a more local day prevails.</param>
/// <param name="Day">The day and its name.</param>
/// <param name="Basis">The order or notice.</param>
/// <param name="EffectiveFrom">The first date on which the entry is in force; null: since ever.</param>
/// <param name="EffectiveTo">The last date on which the entry is in force, for entries that were withdrawn; null: still.</param>
public sealed record LocalDay(
    Jurisdiction Jurisdiction,
    CalendarDay Day,
    string Basis,
    DateOnly? EffectiveFrom = null,
    DateOnly? EffectiveTo = null
)
{
    /// <summary>Whether the entry is in force on a date.</summary>
    public bool InForceOn(DateOnly date) =>
        (EffectiveFrom is null || EffectiveFrom <= date) && (EffectiveTo is null || EffectiveTo >= date);
}

/// <summary>Days in a row that share a festival and a kind, for explanations.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Working">Whether the days are make-up working days.</param>
/// <param name="Name">The festival.</param>
/// <param name="Basis">The notice that ordered it.</param>
public sealed record CalendarSpan(DateOnly From, DateOnly To, bool Working, Bilingual Name, string Basis);
