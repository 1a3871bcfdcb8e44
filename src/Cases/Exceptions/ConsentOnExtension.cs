using System.Text.Json;

namespace LaborFlow.Cases.Exceptions;

/// <summary>双方同意延长: that both sides agreed on a later end of the mediation, as the register of the case holds it.</summary>
/// <param name="AgreedUntil">The day that they agreed on.</param>
/// <param name="ApplicantAgreedOn">When the applicant agreed.</param>
/// <param name="RespondentAgreedOn">When the respondent agreed.</param>
/// <param name="Before">The last day of the period that they knew when they agreed; consent to one end is none to a later one.</param>
public sealed record ConsentOnExtension(DateOnly AgreedUntil, DateOnly ApplicantAgreedOn, DateOnly RespondentAgreedOn, DateOnly Before)
{
    /// <summary>The kind of the register's entries.</summary>
    public const string Kind = "extension";

    /// <summary>What the entries of a case say, in the order in which they were made.</summary>
    public static IEnumerable<ConsentOnExtension> Of(IEnumerable<RegisterEntry> entries) =>
        entries
            .Where(entry => entry is { Kind: Kind, DataJson: not null })
            .Select(entry => JsonSerializer.Deserialize<ConsentOnExtension>(entry.DataJson!, JsonSerializerOptions.Web)!);
}
