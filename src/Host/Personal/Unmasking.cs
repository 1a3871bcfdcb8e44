using System.Security.Claims;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;

namespace LaborFlow.Host.Personal;

/// <summary>What every showing of hidden personal data has in common: a reason, and a line in the case's history (个人信息保护法 art 34).</summary>
internal static class Unmasking
{
    private const int LongestReason = 200;

    /// <summary>The reason that was given, without the space around it.</summary>
    /// <exception cref="ProblemException">400: there is none, or it is too long.</exception>
    public static string Reason(string? given)
    {
        var reason = given?.Trim();
        if (string.IsNullOrEmpty(reason))
            throw ProblemException.Field("reason", "required", "请说明查看理由。", "Say why you need it.");
        return reason.Length <= LongestReason
            ? reason
            : throw ProblemException.Field("reason", "too-long", "理由不超过200字。", "At most 200 characters.");
    }

    /// <summary>The line of the history; the parties do not see it.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="user">Who is shown it.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why.</param>
    /// <param name="zh">What was shown, as in <c>张伟的完整电话</c>.</param>
    /// <param name="en">The same in English.</param>
    /// <param name="basis">The article.</param>
    public static CaseEvent Event(
        Guid caseId,
        ClaimsPrincipal user,
        DateTimeOffset at,
        string reason,
        string zh,
        string en,
        string basis = "《个人信息保护法》第34条"
    ) =>
        CaseEvents.Create(
            caseId,
            at,
            user.UserName(),
            user.ToActor().Roles.FirstOrDefault(),
            "personal-data.unmasked",
            $"查看了{zh}（{reason}）",
            $"Saw {en} ({reason})",
            basis,
            publicToParties: false
        );
}
