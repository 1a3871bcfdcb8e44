namespace LaborFlow.Cases.Parties;

/// <summary>
/// 证人: somebody whom an application names as a witness, with the residence (调解仲裁法 art 28). Holds personal data of somebody who is no
/// party: never write it to logs.
/// </summary>
public sealed class Witness : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>住所: where the witness lives.</summary>
    public required string Residence { get; init; }
}
