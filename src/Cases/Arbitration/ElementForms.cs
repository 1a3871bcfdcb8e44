using LaborFlow.Cases.Claims;

namespace LaborFlow.Cases.Arbitration;

/// <summary>要素表: which causes have an element form of their own; every other cause is asked by the form of 其他.</summary>
public static class ElementForms
{
    /// <summary>The form of every cause without one of its own.</summary>
    public const string Other = "other";

    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "unpaid-wages",
        "overtime",
        "severance",
        "unlawful-termination",
        "double-wages",
        "annual-leave",
        "work-injury",
    };

    /// <summary>The kind of form by which a cause is asked.</summary>
    public static string KindOf(string cause) => Own.Contains(cause) ? cause : Other;

    /// <summary>Whether a form, pinned to its version or not, asks the elements of that kind.</summary>
    public static bool IsOf(string formId, string kind) => formId.Split('@')[0].EndsWith($"-{kind}", StringComparison.Ordinal);

    /// <summary>The cause for which a form asks, in the words of the list of causes; null for a form that is none of these.</summary>
    public static string? CauseOf(string formId) =>
        ClaimCauses.All.FirstOrDefault(cause => KindOf(cause.Code) == cause.Code && IsOf(formId, cause.Code))?.Zh;
}
