namespace LaborFlow.Statutes.Register;

/// <summary>
/// A change of the register: a new row beside the old ones, on a legal basis and by two people. The old row stays for the dates before.
/// </summary>
/// <param name="Row">The new row.</param>
/// <param name="LegalBasis">The notice or law that orders the change.</param>
/// <param name="ProposedBy">Who entered it.</param>
/// <param name="ApprovedBy">Who approved it; another person.</param>
public sealed record StatuteChange(StatutoryParameter Row, string LegalBasis, string ProposedBy, string ApprovedBy)
{
    /// <summary>Why the change may not be made, or null when it may.</summary>
    public Refusal? Check(StatuteRegister register)
    {
        if (string.IsNullOrWhiteSpace(LegalBasis) || string.IsNullOrWhiteSpace(Row.Basis))
        {
            return Refuse("statute.no-legal-basis", $"变更{Row.Id}须写明法律依据。", $"A change of {Row.Id} must name its legal basis.");
        }

        if (
            string.IsNullOrWhiteSpace(ProposedBy)
            || string.IsNullOrWhiteSpace(ApprovedBy)
            || string.Equals(ProposedBy.Trim(), ApprovedBy.Trim(), StringComparison.OrdinalIgnoreCase)
        )
        {
            return Refuse(
                "statute.needs-two-people",
                $"变更{Row.Id}须由两人分别提出和批准。",
                $"A change of {Row.Id} must be proposed and approved by two people."
            );
        }

        if (Row.EffectiveFrom is not { } from || Row.EffectiveTo < from)
        {
            return Refuse(
                "statute.no-effective-date",
                $"变更{Row.Id}须写明施行日期。",
                $"A change of {Row.Id} must say from when it holds."
            );
        }

        if (Row.Jurisdictions.Count == 0)
        {
            return Refuse("statute.no-jurisdiction", $"变更{Row.Id}须写明适用地区。", $"A change of {Row.Id} must say where it holds.");
        }

        var taken = register
            .RowsOf(Row.Id)
            .FirstOrDefault(row => row.EffectiveFrom == from && row.Jurisdictions.Intersect(Row.Jurisdictions).Any());
        return taken is null
            ? null
            : Refuse(
                "statute.row-exists",
                $"{taken.Basis}（{Row.Id}）自同一施行日期起已有一行，登记的行不能覆盖。",
                $"{taken.Basis} ({Row.Id}) already has a row from that date; a row is never overwritten."
            );
    }

    /// <summary>The register with the change made.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Check"/> refuses the change.</exception>
    public StatuteRegister ApplyTo(StatuteRegister register) =>
        Check(register) is { } refusal
            ? throw new InvalidOperationException(refusal.Message.En)
            : new StatuteRegister([.. register.Rows, Row]);

    private Refusal Refuse(string code, string zh, string en) => new(code, Row.Basis, new(zh, en));
}
