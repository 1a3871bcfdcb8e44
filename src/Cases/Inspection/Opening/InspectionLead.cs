namespace LaborFlow.Cases.Inspection.Opening;

/// <summary>检查线索: what an inspectorate acts on without a complainant, as an inspector writes it down.</summary>
public sealed record InspectionLead
{
    /// <summary><c>INS</c> to look into it, or <c>INSF</c> where a visit already found what is to be put right.</summary>
    public string? Procedure { get; init; }

    /// <summary>Where it comes from, see <see cref="LeadSources"/>.</summary>
    public string? Source { get; init; }

    /// <summary>Number of the plan, the draw, the order or the transfer that it goes back to.</summary>
    public string? Reference { get; init; }

    /// <summary>GB/T 2260 code of six or nine digits.</summary>
    public string? District { get; init; }

    /// <summary>Registered name, or the name over the door of one without a licence.</summary>
    public string? Employer { get; init; }

    /// <summary>统一社会信用代码; null while unknown.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Legal representative or who is in charge.</summary>
    public string? LegalRepresentative { get; init; }

    /// <summary>Telephone of the employer.</summary>
    public string? Phone { get; init; }

    /// <summary>Where it employs people.</summary>
    public string? Address { get; init; }

    /// <summary>A code of <see cref="Claims.ClaimCauses"/>.</summary>
    public string? Cause { get; init; }

    /// <summary>What was seen or told.</summary>
    public string? Facts { get; init; }

    /// <summary>The day on which it was found.</summary>
    public DateOnly? FoundOn { get; init; }

    /// <summary>About how many workers are concerned.</summary>
    public int? Workers { get; init; }

    /// <summary>CNY that seem to be owed; null when unknown or not for money.</summary>
    public decimal? Amount { get; init; }

    /// <summary>农民工 are concerned.</summary>
    public bool MigrantWorkers { get; init; }
}
