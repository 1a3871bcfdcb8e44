using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Tasks;

/// <summary>Who gives a command: an officer, or a party with a query code.</summary>
/// <param name="UserName">User name, or <c>applicant</c> / <c>respondent</c>.</param>
/// <param name="Roles">An officer's roles; empty for a party.</param>
/// <param name="OfficeId">The officer's office, or null.</param>
/// <param name="Jurisdiction">GB/T 2260 code that the officer works in; null for all.</param>
/// <param name="Party"><c>applicant</c> or <c>respondent</c> for a party; null for an officer.</param>
/// <param name="Recused">回避: the cases that the officer is kept off; null for none.</param>
/// <param name="DisplayName">The officer's name as papers print it; null when the caller did not ask for it.</param>
public sealed record Actor(
    string UserName,
    IReadOnlyCollection<string> Roles,
    Guid? OfficeId = null,
    string? Jurisdiction = null,
    string? Party = null,
    IReadOnlyCollection<Guid>? Recused = null,
    string? DisplayName = null
)
{
    /// <summary>A party.</summary>
    /// <param name="side"><see cref="TaskParties.Applicant"/> or <see cref="TaskParties.Respondent"/>.</param>
    public static Actor OfParty(string side) => new(side, [], Party: side);
}
