using System.Collections.Frozen;
using System.Globalization;
using LaborFlow.Statutes.Deadlines;

namespace LaborFlow.Statutes.Register;

/// <summary>
/// One row of the register: a number or rule of law with its article, territory and time of validity.
/// Rows are never overwritten: a change is a new row with a later <see cref="EffectiveFrom"/>.
/// </summary>
public sealed record StatutoryParameter
{
    /// <summary>The parameter's name for procedures, such as <c>arb-accept-5d</c>; rows of several territories and dates may share it.</summary>
    public required string Id { get; init; }

    /// <summary>The procedure that the row belongs to (MED, ARB-ACC, WGF …).</summary>
    public required string Process { get; init; }

    /// <summary>The legal basis with its article, complete in itself ("同上" of the source is resolved).</summary>
    public required string Basis { get; init; }

    /// <summary>The rule in Chinese, abridged from the article.</summary>
    public required string RuleZh { get; init; }

    /// <summary>The number, or null for a rule without one or a number that is still open (<see cref="IsOpen"/>).</summary>
    public decimal? Value { get; init; }

    /// <summary>A second number of the same rule (upper bound, other case); the note says which.</summary>
    public decimal? Value2 { get; init; }

    /// <summary>What <see cref="Value"/> counts.</summary>
    public required StatuteUnit Unit { get; init; }

    /// <summary>The unit as the source writes it.</summary>
    public required string UnitText { get; init; }

    /// <summary>The sort of row in the source: deadline, limitation, threshold, amount, rate, cap, calendar, rule …</summary>
    public required string Kind { get; init; }

    /// <summary>Whether the rule carries a number at all.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>Whether the period is counted backwards from an event (hearing notice, licence renewal).</summary>
    public bool CountsBackwards { get; init; }

    /// <summary>Whether a last day that is a day off moves to the next working day (民事诉讼法 art. 85).</summary>
    public bool RollsOver { get; init; }

    /// <summary>The event that starts the clock, in Chinese.</summary>
    public string ClockStart { get; init; } = "";

    /// <summary>What pauses, extends or restarts the period, in Chinese.</summary>
    public string SuspendsOrExtends { get; init; } = "";

    /// <summary>The most by which the period may be extended, in its own unit; null when the register allows no extension.</summary>
    public decimal? ExtensionCap { get; init; }

    /// <summary>Whether both sides may agree on a longer period, as often as they like and without a cap.</summary>
    public bool ExtendsByConsent { get; init; }

    /// <summary>What follows when the period is missed, in Chinese.</summary>
    public string Consequence { get; init; } = "";

    /// <summary>The territories where the row holds; usually one.</summary>
    public required IReadOnlyList<Jurisdiction> Jurisdictions { get; init; }

    /// <summary>The territory as the source writes it.</summary>
    public string JurisdictionText { get; init; } = "";

    /// <summary>The first day of validity; null when it is not known, and the row then holds for every date up to <see cref="EffectiveTo"/>.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>The last day of validity, included; null while in force.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>How sure the rule is.</summary>
    public Confidence Confidence { get; init; }

    /// <summary>How sure the unit is (whether 日 means working days).</summary>
    public Confidence UnitConfidence { get; init; }

    /// <summary>The row that the reading of 日 as working days rests on, if any (calc-arb-daykind).</summary>
    public string? DayKindBasis { get; init; }

    /// <summary>Whether an administrator must confirm the row before a procedure that depends on it may be published.</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>Where the text was seen.</summary>
    public string Source { get; init; } = "";

    /// <summary>How good that source is.</summary>
    public string SourceQuality { get; init; } = "";

    /// <summary>Remarks.</summary>
    public string Note { get; init; } = "";

    /// <summary>The event in a sentence («收到仲裁申请», "receipt of the arbitration application"); default when none was written.</summary>
    public Bilingual Event { get; init; }

    /// <summary>What must be done in time, in a sentence («作出受理决定», "decide to accept"); default when none was written.</summary>
    public Bilingual Action { get; init; }

    /// <summary>What a party may do when an authority misses the period («当事人可以…提起诉讼»); default when the article gives no such right.</summary>
    public Bilingual Remedy { get; init; }

    /// <summary>
    /// The rule in English: in words where they were written, else a sentence that leads to the article, of which the Chinese text decides.
    /// </summary>
    public string RuleEn =>
        Action.En is { } action && Value is { } value && Unit != StatuteUnit.AnnualDate
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{(CountsBackwards ? "At least" : "Within")} {value:0.##} {StepWords.UnitEn(Unit)} {(CountsBackwards ? "before" : "of")} {Event.En}: {action}."
            )
        : Action.En is { } said && IsOpen ? $"By the day that the paper names: {said}."
        : $"See {Basis} (parameter {Id}).";

    /// <summary>Further numbers of the source under their own names (persons2, share_cny, baseline …).</summary>
    public IReadOnlyDictionary<string, decimal> Further { get; init; } = FrozenDictionary<string, decimal>.Empty;

    /// <summary>Whether the rule needs a number that nobody has set yet; a timer on it can't start.</summary>
    public bool IsOpen => IsNumeric && Value is null;

    /// <summary>Whether the row's meaning or unit is not yet sure enough to be used unmarked.</summary>
    public bool IsUnconfirmed => NeedsConfirmation || IsOpen;

    /// <summary>Whether the value is a length or end of time that the deadline calculator can count.</summary>
    public bool IsPeriod =>
        Kind is not ("calendar" or "amount" or "cap" or "calc" or "rate")
        && Unit
            is StatuteUnit.NaturalDay
                or StatuteUnit.WorkingDay
                or StatuteUnit.Month
                or StatuteUnit.Year
                or StatuteUnit.Hour
                or StatuteUnit.AnnualDate
        && Process != "AMT";

    /// <summary>Whether the row is in force on a date.</summary>
    public bool InForceOn(DateOnly date) =>
        (EffectiveFrom is null || EffectiveFrom <= date) && (EffectiveTo is null || EffectiveTo >= date);

    /// <summary>The most local of the row's territories that reach the place, or null when none does.</summary>
    public JurisdictionLevel? LevelAt(Jurisdiction place)
    {
        JurisdictionLevel? best = null;
        for (var i = 0; i < Jurisdictions.Count; i++)
        {
            var candidate = Jurisdictions[i];
            if (candidate.Contains(place) && (best is null || candidate.Level > best))
            {
                best = candidate.Level;
            }
        }

        return best;
    }
}
