namespace LaborFlow.Cases.Parties;

/// <summary>Which side a party stands on.</summary>
public enum PartySide
{
    /// <summary>申请人.</summary>
    Applicant,

    /// <summary>被申请人.</summary>
    Respondent,

    /// <summary>第三人.</summary>
    ThirdParty,

    /// <summary>已退出的成员: was an applicant of a group and goes a way of their own since.</summary>
    Former,
}

/// <summary>A party to a case: a worker or an employer. Holds personal data: never write it to logs.</summary>
public sealed class Party
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The side.</summary>
    public required PartySide Side { get; set; }

    /// <summary>Order within the side, from 0.</summary>
    public required int Position { get; init; }

    /// <summary><c>worker</c> or <c>employer</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>worker</c>, <c>employer</c>, <c>dispatch-agency</c> 劳务派遣单位 or <c>user-firm</c> 用工单位.</summary>
    public required string Role { get; init; }

    /// <summary>Full name of the person or the enterprise.</summary>
    public required string Name { get; set; }

    /// <summary>A code of <see cref="IdTypes"/>; null for an enterprise whose code is unknown.</summary>
    public string? IdType { get; set; }

    /// <summary>The number of <see cref="IdType"/>, upper case; for enterprises the unified social credit code.</summary>
    public string? IdNumber { get; set; }

    /// <summary><c>male</c>, <c>female</c> or null.</summary>
    public string? Gender { get; set; }

    /// <summary>From the identity number, where it tells.</summary>
    public DateOnly? BornOn { get; set; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; set; }

    /// <summary>E-mail.</summary>
    public string? Email { get; set; }

    /// <summary>Where documents are served.</summary>
    public string? ServiceAddress { get; set; }

    /// <summary>Documents may be served electronically (<c>svc-electronic-consent</c>).</summary>
    public bool ConsentsToElectronicService { get; set; }

    /// <summary>An enterprise's registered address.</summary>
    public string? RegisteredAddress { get; set; }

    /// <summary>The actual workplace.</summary>
    public string? WorkplaceAddress { get; set; }

    /// <summary>法定代表人.</summary>
    public string? LegalRepresentative { get; set; }

    /// <summary>Those who act for the party.</summary>
    public List<Representative> Representatives { get; init; } = [];

    /// <summary>The same party in another case.</summary>
    internal Party CopyTo(Guid caseId, int position, DateTimeOffset at)
    {
        var copy = new Party
        {
            Id = Guid.CreateVersion7(at),
            CaseId = caseId,
            Side = Side,
            Position = position,
            Kind = Kind,
            Role = Role,
            Name = Name,
            IdType = IdType,
            IdNumber = IdNumber,
            Gender = Gender,
            BornOn = BornOn,
            Phone = Phone,
            Email = Email,
            ServiceAddress = ServiceAddress,
            ConsentsToElectronicService = ConsentsToElectronicService,
            RegisteredAddress = RegisteredAddress,
            WorkplaceAddress = WorkplaceAddress,
            LegalRepresentative = LegalRepresentative,
        };
        // Who acts for a party acts for it in what its matter becomes.
        copy.Representatives.AddRange(Representatives.Select(other => other.CopyTo(copy.Id, at)));
        return copy;
    }
}
