using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 起算救济期限: from the day on which each side received the award. Against a final award the worker may sue and the employer may ask the
/// intermediate court to set it aside (调解仲裁法 art 48, 49); against another one both may sue (art 50).
/// </summary>
public sealed class StartRemedies(
    ICaseStore cases,
    ICaseRecords records,
    IDocumentStore documents,
    RecordReceipts service,
    CaseClock clock,
    TimeProvider time
)
{
    internal const string WorkerSues = "arb-final-worker-15d";
    internal const string EmployerChallenges = "arb-final-employer-30d";
    internal const string EitherSues = "arb-nonfinal-15d";

    /// <summary>Starts the periods of every award whose periods do not run yet, and tells each side of its remedies.</summary>
    /// <param name="decided">The case.</param>
    /// <param name="partial">Those of its partial awards, or of the others.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The register's id of the period that runs out last, of an earlier partial award's as well.</returns>
    /// <exception cref="InvalidOperationException">The case has no award, or a side was not served.</exception>
    public async ValueTask<string> HandleAsync(Case decided, bool partial = false, CancellationToken cancellationToken = default)
    {
        var all = (await records.ListAsync<Award>(decided.Id, cancellationToken)).Where(award => award.Partial == partial).ToList();
        var awards = all.FindAll(award => !award.RemediesBegun);
        // Whoever goes on with a partial award that was served before waits for the periods that run.
        if (awards.Count == 0 && !(partial && all.Count > 0))
            throw new InvalidOperationException("案件没有裁决。");
        var started = new List<CaseDeadline>();
        foreach (var final in awards.Select(a => a.Final).Distinct())
        foreach (var side in new[] { TaskParties.Applicant, TaskParties.Respondent })
        {
            var employer = IsEmployer(decided, side);
            var parameter = (final, employer) switch
            {
                (true, false) => WorkerSues,
                (true, true) => EmployerChallenges,
                _ => EitherSues,
            };
            var first = partial ? PartialAwards.Word : "";
            var remedy =
                parameter == EmployerChallenges ? $"{first}申请撤销终局裁决期限" : $"{first}{(final ? "终局" : "非终局")}裁决起诉期限";
            var days = await ServedAsync(decided, final, partial, side, cancellationToken);
            foreach (var (received, names) in days)
                started.Add(clock.StartFor(decided, parameter, received, $"{Who(side)}{(days.Count > 1 ? $"（{names}）" : "")}{remedy}"));
        }

        foreach (var deadline in started)
            cases.Add(
                CaseEvents.Public(
                    decided.Id,
                    time.GetUtcNow(),
                    "workflow",
                    "remedy.started",
                    $"{deadline.Name}至{deadline.DueOn:yyyy-MM-dd}届满",
                    $"{deadline.Name}: ends on {deadline.DueOn:yyyy-MM-dd}",
                    "《劳动争议调解仲裁法》第48条至第50条"
                )
            );
        foreach (var award in awards)
            award.RemediesBegun = true;
        decided.Revision += awards.Count > 0 ? 1 : 0;
        // Whoever waits for the parameter waits for its last period.
        return started
                .Concat(
                    (await cases.DeadlinesAsync(decided.Id, cancellationToken)).Where(open =>
                        open is { State: DeadlineState.Running, ParameterId: WorkerSues or EmployerChallenges or EitherSues }
                    )
                )
                .MaxBy(d => d.DueOn)
                ?.ParameterId
            ?? throw new InvalidOperationException("先行裁决的救济期限均已届满。");
    }

    /// <summary>
    /// The days on which the parties of a side were served with an award by the records of service (by public notice with its last day), and
    /// who on which; of a case that has none, the day that its receipts tell.
    /// </summary>
    private async ValueTask<IReadOnlyList<(DateOnly On, string Names)>> ServedAsync(
        Case decided,
        bool final,
        bool partial,
        string side,
        CancellationToken cancellationToken
    )
    {
        var kind = $"/{(partial ? "partial" : "award")}-{(final ? "final" : "open")}";
        var papers = (await documents.DocumentsAsync(decided.Id, cancellationToken))
            .Where(d => d.Kind.EndsWith(kind, StringComparison.Ordinal))
            .Select(d => d.Id)
            .ToHashSet();
        var served = (await documents.ServicesAsync(decided.Id, cancellationToken))
            .Where(s => papers.Contains(s.DocumentId) && s.DeemedOn is not null)
            .GroupBy(s => s.PartyId)
            .ToDictionary(g => g.Key, g => g.Last().DeemedOn!.Value);
        var days = (side == TaskParties.Applicant ? decided.Applicants : decided.Respondents)
            .Where(p => served.ContainsKey(p.Id))
            .GroupBy(p => served[p.Id])
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, string.Join("、", g.Select(p => p.Name))))
            .ToList();
        return days.Count > 0
            ? days
            :
            [
                (
                    await service.ReceivedOnAsync(decided.Id, partial ? "partial-award" : "award", side, cancellationToken)
                        ?? throw new InvalidOperationException($"裁决书尚未送达{Who(side)}。"),
                    ""
                ),
            ];
    }

    private static bool IsEmployer(Case decided, string side) =>
        (side == TaskParties.Applicant ? decided.Applicants : decided.Respondents).All(p => p.Kind == "employer");

    private static string Who(string side) => side == TaskParties.Applicant ? "申请人" : "被申请人";
}
