using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Cases.Inspection;

/// <summary>A case in which the inspectorate found something against an employer.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="FoundOn">The day of the first order or decision in it.</param>
/// <param name="Arrears">Wages were owed.</param>
/// <param name="Referred">It was referred to the police.</param>
public sealed record EmployerFinding(Guid CaseId, string CaseNumber, DateOnly FoundOn, bool Arrears, bool Referred);

/// <summary>
/// 用人单位守法记录: what the authority has on file of an employer in all its cases, found by its unified credit code and by its
/// registered name, since many complaints give no code. It decides on credit grade, wage deposit and listing.
/// </summary>
public interface IEmployerHistory
{
    /// <summary>The cases with findings since a day, oldest first, each once.</summary>
    ValueTask<IReadOnlyList<EmployerFinding>> FindingsAsync(Case about, DateOnly since, CancellationToken cancellationToken = default);

    /// <summary>What the register of cases holds of the employer under a kind, in all its cases, oldest first.</summary>
    ValueTask<IReadOnlyList<RegisterEntry>> EntriesAsync(Case about, string kind, CancellationToken cancellationToken = default);
}
