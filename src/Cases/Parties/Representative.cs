namespace LaborFlow.Cases.Parties;

/// <summary>Somebody who acts for a party.</summary>
public sealed class Representative
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The party.</summary>
    public required Guid PartyId { get; init; }

    /// <summary><c>agent</c> 委托代理人, <c>statutory-agent</c> 法定代理人, <c>worker-representative</c> 劳动者代表.</summary>
    public required string Kind { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; set; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; set; }

    /// <summary>Identity number.</summary>
    public string? IdNumber { get; set; }

    /// <summary><c>general</c> 一般授权 or <c>special</c> 特别授权 (may admit, waive, settle).</summary>
    public string? Authority { get; set; }

    /// <summary>The same person for the same party in another case.</summary>
    internal Representative CopyTo(Guid partyId, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            PartyId = partyId,
            Kind = Kind,
            Name = Name,
            Phone = Phone,
            IdNumber = IdNumber,
            Authority = Authority,
        };
}
