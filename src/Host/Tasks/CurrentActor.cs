using System.Security.Claims;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;

namespace LaborFlow.Host.Tasks;

/// <summary>The signed-in officer as the cases' use cases know people.</summary>
internal static class CurrentActor
{
    public static Actor ToActor(this ClaimsPrincipal user) =>
        new(
            user.UserName(),
            user.RoleCodes(),
            Guid.TryParse(user.Office(), out var office) ? office : null,
            user.Jurisdiction(),
            Recused: user.Recused()
        );

    /// <summary>The beginning of the codes of all places that an officer of this jurisdiction reaches; empty reaches all.</summary>
    public static string ReachPrefix(string? jurisdiction) =>
        jurisdiction switch
        {
            null => "",
            { Length: 6 } when jurisdiction.EndsWith("0000", StringComparison.Ordinal) => jurisdiction[..2],
            { Length: 6 } when jurisdiction.EndsWith("00", StringComparison.Ordinal) => jurisdiction[..4],
            _ => jurisdiction,
        };

    /// <summary>
    /// The same as a LIKE pattern, to be a constant in a query: how many rows a place has decides how the database goes about it. What is no
    /// code of a place reaches nothing.
    /// </summary>
    public static string ReachPattern(string? jurisdiction)
    {
        var prefix = ReachPrefix(jurisdiction);
        return prefix.All(char.IsAsciiDigit) ? prefix + "%" : "";
    }

    /// <summary>Reads every case of the jurisdiction, whoever works on it: administrators, auditors and supervisors.</summary>
    public static bool ReadsAll(this ClaimsPrincipal user) =>
        user.IsInRole(Roles.Administrator) || user.IsInRole(Roles.Auditor) || user.IsInRole("supervisor");

    /// <summary>
    /// Sees every task of the jurisdiction: who reads every case, and heads and directors of no single office, who answer for the work of all
    /// and may give a task to somebody else.
    /// </summary>
    public static bool SeesAllTasks(this ClaimsPrincipal user) =>
        user.ReadsAll() || (user.ToActor().OfficeId is null && (user.IsInRole("head") || user.IsInRole("director")));
}
