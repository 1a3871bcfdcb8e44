namespace LaborFlow.Cases.Mediation;

/// <summary>Levels of mediation organisations, nearest to the workplace first.</summary>
public enum MediationLevel
{
    /// <summary>企业劳动争议调解委员会.</summary>
    Enterprise,

    /// <summary>社区（村）调解组织.</summary>
    Community,

    /// <summary>街道（乡镇）调解组织.</summary>
    Street,

    /// <summary>区（县）调解组织.</summary>
    District,
}

/// <summary>调解组织.</summary>
public sealed class MediationOrganisation
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Official name.</summary>
    public required string Name { get; set; }

    /// <summary>Level.</summary>
    public required MediationLevel Level { get; init; }

    /// <summary>GB/T 2260 code: 6 digits for a district, 9 for a street, 12 for a community.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The enterprise's unified social credit code, for a committee of an enterprise.</summary>
    public string? EnterpriseCreditCode { get; init; }

    /// <summary>粤港澳跨境联合调解: has mediators from Hong Kong and Macao, and takes the cross-border matters of its place before others.</summary>
    public bool CrossBorder { get; set; }

    /// <summary>Takes new cases.</summary>
    public bool Active { get; set; } = true;
}
