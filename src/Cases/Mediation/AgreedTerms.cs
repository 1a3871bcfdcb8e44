using System.Globalization;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Mediation;

/// <summary>One party's part of what an agreement promises.</summary>
/// <param name="Name">The party, see <see cref="RosterNames"/>.</param>
/// <param name="Amount">CNY.</param>
public sealed record AgreedShare(string Name, decimal Amount);

/// <summary>One of the acts by which an agreement is to be performed.</summary>
/// <param name="DueOn">By when.</param>
/// <param name="Amount">CNY; null for an act that is no payment.</param>
/// <param name="What">What is to be done; null for what the agreement says.</param>
public sealed record AgreedInstalment(DateOnly DueOn, decimal? Amount, string? What);

/// <summary>
/// What the mediator wrote down of an agreement beside its words: which side pays, and how much of it each party of the other side gets.
/// </summary>
/// <param name="Payer">The side that pays: <see cref="TaskParties.Respondent"/> unless the form says otherwise.</param>
/// <param name="Shares">Each payee's part; empty where the form names none.</param>
public sealed record AgreedTerms(string Payer, IReadOnlyList<AgreedShare> Shares)
{
    /// <summary>The step that drafts an agreement.</summary>
    public const string Step = "mediate";

    /// <summary>By when how much of it is paid, in order; empty where it is paid at once.</summary>
    public IReadOnlyList<AgreedInstalment> Instalments { get; init; } = [];

    /// <summary>The side that is paid.</summary>
    public string Payee => Payer == TaskParties.Applicant ? TaskParties.Respondent : TaskParties.Applicant;

    /// <summary>The parties who are paid.</summary>
    public IEnumerable<Party> PayeesOf(Case agreed) => Payee == TaskParties.Applicant ? agreed.Applicants : agreed.Respondents;

    /// <summary>The parties who pay.</summary>
    public IEnumerable<Party> PayersOf(Case agreed) => Payee == TaskParties.Applicant ? agreed.Respondents : agreed.Applicants;

    /// <summary>The terms of a form.</summary>
    public static AgreedTerms Of(StepData data) =>
        new(
            data.Text("payer") == TaskParties.Applicant ? TaskParties.Applicant : TaskParties.Respondent,
            [
                .. data.List("shares")
                    .Select(row => new AgreedShare(row.GetProperty("name").GetString()!.Trim(), row.GetProperty("amount").GetDecimal())),
            ]
        )
        {
            Instalments =
            [
                .. data.List("instalments")
                    .Select(row => new AgreedInstalment(
                        DateOnly.ParseExact(row.GetProperty("dueOn").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                        row.TryGetProperty("amount", out var amount) ? amount.GetDecimal() : null,
                        row.TryGetProperty("what", out var what) ? what.GetString() : null
                    ))
                    .OrderBy(row => row.DueOn),
            ],
        };

    /// <summary>The terms of a case's last agreement; of a case that has none, those that a form leaves out.</summary>
    public static async ValueTask<AgreedTerms> OfAsync(ITaskStore tasks, Guid caseId, CancellationToken cancellationToken = default)
    {
        var drafted = (await tasks.ListOfCaseAsync(caseId, cancellationToken))
            .Where(task => task is { Step: Step, Outcome: "agreement", Status: CaseTaskStatus.Completed })
            .OrderBy(task => task.CompletionOrder)
            .LastOrDefault();
        if (drafted is null)
            return new(TaskParties.Respondent, []);
        using var data = StepData.Of(drafted);
        return Of(data);
    }

    /// <summary>
    /// What is wrong with the shares: several are paid, and it isn't said how much each gets, or the parts miss the whole. Null when they fit.
    /// </summary>
    public (string Zh, string En)? Fault(Case agreed, decimal? amount)
    {
        var parties = PayeesOf(agreed).ToList();
        var payees = parties.ConvertAll(party => RosterNames.Of(agreed, party));
        if (Shares.Count == 0)
            return payees.Count > 1 && amount > 0m
                ? (
                    $"{string.Join("、", payees)}共同得到给付的，请逐人填写各人的份额（调解仲裁法第14条：协议由每一位当事人签名）。",
                    "Several are paid: say how much each of them gets."
                )
                : null;
        var named = Shares.Select(share => RosterNames.Find(agreed, parties, share.Name)).ToList();
        if (named.Count != parties.Count || parties.Except(named).Any())
            return ($"各人份额应逐一写明{string.Join("、", payees)}，每人一行。", "The shares must name every party that is paid, once.");
        var sum = Shares.Sum(share => share.Amount);
        return amount is { } whole && sum != whole
            ? (
                $"各人份额合计{sum:0.00}元，与给付金额{whole:0.00}元不一致，请核对后重新填写。",
                $"The shares add up to {sum:0.00} and not to {whole:0.00}."
            )
            : null;
    }

    /// <summary>
    /// How a sum that is owed falls to each payee: in the proportion of the shares, to the fen, the last takes the rest. The agreement's
    /// instalments name no single party; that each stands for all in proportion is the house's own reckoning (design).
    /// </summary>
    public IReadOnlyList<AgreedShare> Divide(decimal owed)
    {
        var whole = Shares.Sum(share => share.Amount);
        if (whole <= 0m)
            return [];
        var parts = Shares.Select(share => share with { Amount = Math.Round(owed * share.Amount / whole, 2) }).ToList();
        parts[^1] = parts[^1] with { Amount = owed - parts.Take(parts.Count - 1).Sum(part => part.Amount) };
        return parts;
    }
}
