using LaborFlow.Cases.Documents.Papers;

namespace LaborFlow.Cases.Documents;

/// <summary>
/// 文书编号: each issued paper of a case has a number of its own, made from the case's. Once the arbitration has docketed the case, its papers
/// carry the docket number, which the award or the mediation document has to itself.
/// </summary>
public static class PaperNumber
{
    private static readonly string[] Concluding = ["/award-final", "/award-open", "/mediation-document"];

    /// <summary>The number that papers of a case are made from now.</summary>
    public static string BaseOf(Case matter) => matter.DocketNumber ?? matter.CaseNumber;

    /// <summary>The number of the next paper.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="kind">The template's code.</param>
    /// <param name="earlier">The papers that the case has, drafts among them.</param>
    public static string Next(Case matter, string kind, IReadOnlyList<CaseDocument> earlier)
    {
        var number = BaseOf(matter);
        var given = earlier.Where(d => d.State == DocumentState.Issued && Carries(d, number)).ToList();
        var following = given.Count(d => d.Number != number);
        if (matter.DocketNumber is null)
            return given.Count == 0 ? number : Following(number, given.Count + 1);
        return Concluding.Any(end => kind.EndsWith(end, StringComparison.Ordinal)) && following == given.Count
            ? number
            : Following(number, following + 1);
    }

    private static bool Carries(CaseDocument paper, string number) =>
        paper.Number == number || paper.Number?.StartsWith(number + "之", StringComparison.Ordinal) == true;

    private static string Following(string number, int position) =>
        position < 100 ? $"{number}之{ChineseAmount.Ordinal(position)}" : $"{number}之{position}";
}
