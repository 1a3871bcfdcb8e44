using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Documents;

/// <summary>
/// The data of a case as templates see it: <c>case</c>, <c>applicant</c>/<c>applicants</c>, <c>respondent</c>/<c>respondents</c>,
/// <c>applicantNames</c>, <c>respondentNames</c>, <c>claims</c>, <c>claimsTotal</c>, <c>employment</c>, <c>deadlines.ID.dueOn</c>,
/// <c>steps.STEP.FIELD</c>, <c>mediation</c>, <c>services</c>, <c>lateClaims</c> (numbers of claims that were outside the limitation period when filed), <c>office</c>, <c>today</c>. Dates are yyyy-MM-dd (<c>:date</c> writes them out), amounts plain
/// decimals (<c>:money</c>, <c>:capital</c>).
/// </summary>
public sealed class DocumentData(
    ICaseStore cases,
    ITaskStore tasks,
    IDocumentStore documents,
    RecordData records,
    CaseClock clock,
    TimeProvider time
)
{
    /// <summary>Collects it.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="papers">The papers that the case has.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<JsonObject> CollectAsync(
        Case matter,
        IReadOnlyList<CaseDocument> papers,
        CancellationToken cancellationToken = default
    )
    {
        var applicants = matter.Applicants.Select(Describe).ToList();
        var respondents = matter.Respondents.Select(Describe).ToList();
        var district = Districts.Find(matter.District)?.Name ?? "";
        var data = new JsonObject
        {
            ["case"] = new JsonObject
            {
                ["number"] = matter.CaseNumber,
                ["docket"] = matter.DocketNumber ?? matter.CaseNumber,
                ["filedOn"] = Day(ChinaDay.Of(matter.FiledAt)),
                ["causes"] = string.Join("、", matter.Claims.Select(c => CauseName(c.Cause)).Distinct(StringComparer.Ordinal)),
                ["cause"] = CauseName(matter.MainCause),
                ["facts"] = matter.Facts,
                ["workers"] = matter.Applicants.Count(p => p.Kind == "worker"),
                ["collective"] = matter.Collective,
                ["migrantWorker"] = matter.MigrantWorker,
                ["closingReason"] = matter.ClosingReason,
            },
            ["applicantNames"] = string.Join("、", matter.Applicants.Select(p => p.Name)),
            ["respondentNames"] = string.Join("、", matter.Respondents.Select(p => p.Name)),
            ["applicant"] = applicants.FirstOrDefault()?.DeepClone(),
            ["respondent"] = respondents.FirstOrDefault()?.DeepClone(),
            ["applicants"] = new JsonArray([.. applicants]),
            ["respondents"] = new JsonArray([.. respondents]),
            ["claims"] = new JsonArray([.. matter.Claims.OrderBy(c => c.Position).Select(Describe)]),
            ["claimsTotal"] = matter.Claims.Sum(c => c.Amount ?? 0m),
            ["employment"] = new JsonObject
            {
                ["startedOn"] = Day(matter.Employment.StartedOn),
                ["endedOn"] = matter.Employment.EndedOn is { } ended ? Day(ended) : null,
                ["post"] = matter.Employment.Post,
                ["monthlyWage"] = matter.Employment.MonthlyWage,
                ["contractStatus"] = ContractStatus(matter.Employment.ContractStatus),
            },
            ["office"] = new JsonObject
            {
                ["district"] = district,
                ["arbitration"] = OfficeNames.Arbitration(district),
                ["bureau"] = OfficeNames.Bureau(district),
                ["mediation"] = await OrganisationAsync(matter, cancellationToken),
            },
            ["deadlines"] = await DeadlinesAsync(matter, cancellationToken),
            ["steps"] = await StepsAsync(matter, cancellationToken),
            ["mediation"] = await MediationAsync(matter, cancellationToken),
            ["services"] = await ServicesAsync(matter, papers, cancellationToken),
            ["today"] = Day(ChinaDay.Today(time)),
        };
        if (
            matter.ProcedureCode is Procedures.Mediation or Procedures.Arbitration
            && ClaimLimitation.Late(clock, matter) is { Count: > 0 } late
        )
            data["lateClaims"] = string.Join("、", late.Select(claim => claim.Number));
        await records.AddToAsync(data, matter, cancellationToken);
        return data;
    }

    /// <summary>
    /// One side's person or enterprise, for papers that every member of a group gets; with the part of an agreement that is the member's, and
    /// what of it is owed. Who is paid alone is owed all of it.
    /// </summary>
    public static JsonObject Member(Case matter, Party party, JsonObject values)
    {
        var member = Describe(party);
        member["share"] = PartOf(values["mediation"]?["shares"]);
        member["owed"] = PartOf(values["performanceEnd"]?["shares"]) ?? values["performanceEnd"]?["owed"]?.DeepClone();
        return member;

        JsonNode? PartOf(JsonNode? shares) =>
            (shares as JsonArray)
                ?.FirstOrDefault(share =>
                    (string?)share?["name"] is { } called
                    && called.StartsWith(party.Name, StringComparison.Ordinal)
                    && RosterNames.Find(matter, matter.Parties.Where(p => p.Side == party.Side), called)?.Id == party.Id
                )
                ?["amount"]?.DeepClone();
    }

    private async ValueTask<JsonNode?> OrganisationAsync(Case matter, CancellationToken cancellationToken)
    {
        if (matter.MediationOrganisationId is not { } id)
            return null;

        return (await cases.OrganisationAsync(id, cancellationToken))?.Name;
    }

    private async ValueTask<JsonObject> DeadlinesAsync(Case matter, CancellationToken cancellationToken)
    {
        var all = new JsonObject();
        foreach (var deadline in await cases.DeadlinesAsync(matter.Id, cancellationToken))
            all[deadline.ParameterId] = new JsonObject
            {
                ["startsOn"] = Day(deadline.StartsOn),
                ["dueOn"] = Day(deadline.DueOn),
                ["name"] = deadline.Name,
            };
        return all;
    }

    private async ValueTask<JsonObject> StepsAsync(Case matter, CancellationToken cancellationToken)
    {
        var steps = new JsonObject();
        var done = (await tasks.ListOfCaseAsync(matter.Id, cancellationToken)).Where(t =>
            t.Status == CaseTaskStatus.Completed && !t.Dissents
        );
        foreach (var task in done.OrderBy(t => t.CompletionOrder).ThenBy(t => t.CompletedAt))
        {
            var data = JsonNode.Parse(task.DataJson ?? "{}") as JsonObject ?? [];
            data["outcome"] = task.Outcome;
            data["completedOn"] = Day(ChinaDay.Of(task.CompletedAt!.Value));
            data["completedBy"] = await documents.DisplayNameAsync(task.CompletedBy!, cancellationToken);
            foreach (var people in new[] { "inspectors", "team" })
                if (data[people] is JsonArray named)
                    data[people] = await CalledAsync(named, cancellationToken);
            if (task.Step == CommitteeVotes.Step)
            {
                using var voted = StepData.Of(task);
                data["tally"] = JsonSerializer.SerializeToNode(CommitteeVotes.Count(voted.List("members")), JsonSerializerOptions.Web);
            }
            steps[task.Step] = data;
        }

        return steps;
    }

    private async ValueTask<JsonArray> CalledAsync(JsonArray named, CancellationToken cancellationToken)
    {
        var called = new JsonArray();
        foreach (var name in named)
            called.Add(await documents.DisplayNameAsync((string)name!, cancellationToken));
        return called;
    }

    /// <summary>The records of service, so that a 送达回证 says what is on record and not what somebody types once more.</summary>
    private async ValueTask<JsonArray> ServicesAsync(Case matter, IReadOnlyList<CaseDocument> papers, CancellationToken cancellationToken)
    {
        // Only what was issued is served: most papers of a case are made before that, and ask for nothing here.
        if (!papers.Any(d => d.IssuedAt is not null))
            return [];
        var services = await documents.ServicesAsync(matter.Id, cancellationToken);
        var served = papers.ToDictionary(d => d.Id);
        return
        [
            .. services.Select(r => new JsonObject
            {
                ["kind"] = served[r.DocumentId].Kind,
                ["document"] = Path.GetFileNameWithoutExtension(served[r.DocumentId].Name),
                ["number"] = served[r.DocumentId].Number,
                ["party"] = matter.Parties.Find(p => p.Id == r.PartyId)?.Name,
                ["method"] = ServiceMethods.All.FirstOrDefault(m => m.Code == r.Method)?.Zh ?? r.Method,
                ["address"] = r.Address,
                ["sentOn"] = Day(r.SentOn),
                ["servedOn"] = r.DeemedOn is { } day ? Day(day) : null,
                ["returnedBecause"] = r.ReturnedBecause,
                ["confirmed"] = SimpleService.Is(r.Method) && r.DeemedOn is not null ? r.Explanation : null,
            }),
        ];
    }

    private async ValueTask<JsonObject> MediationAsync(Case matter, CancellationToken cancellationToken)
    {
        var mediation = new JsonObject
        {
            ["sessions"] = new JsonArray([
                .. (await cases.SessionsAsync(matter.Id, cancellationToken)).Select(s => new JsonObject
                {
                    ["number"] = s.Number,
                    ["heldOn"] = Day(s.HeldOn),
                    ["summary"] = s.Summary,
                }),
            ]),
        };
        if ((await cases.AgreementsAsync(matter.Id, cancellationToken)) is [.., var agreement])
        {
            mediation["terms"] = agreement.Terms;
            mediation["amount"] = agreement.Amount;
            mediation["performBy"] = agreement.PerformBy is { } day ? Day(day) : null;
            await AddTermsAsync(mediation, matter, cancellationToken);
            mediation["mediator"] = await documents.DisplayNameAsync(agreement.DraftedBy, cancellationToken);
            mediation["applicantConfirmedOn"] = agreement.ApplicantConfirmedAt is { } applicant ? Day(ChinaDay.Of(applicant)) : null;
            mediation["respondentConfirmedOn"] = agreement.RespondentConfirmedAt is { } respondent ? Day(ChinaDay.Of(respondent)) : null;
        }

        mediation["ended"] = MediationEnd.Ground(
            await tasks.ListOfCaseAsync(matter.Id, cancellationToken),
            await cases.DeadlinesAsync(matter.Id, cancellationToken),
            ChinaDay.Today(time)
        );
        // 时效: a mediation interrupts the year, which begins anew when it is over (调解仲裁法 art 27).
        if (mediation["ended"] is not null)
            mediation["applyBy"] = Day(clock.Reckon(matter, ClaimLimitation.Parameter, ChinaDay.Today(time)).DueOn);
        return mediation;
    }

    /// <summary>On which day each party signed or confirmed online.</summary>
    private async ValueTask<List<JsonObject>> SignaturesAsync(Case matter, CancellationToken cancellationToken)
    {
        var all = await tasks.ListOfCaseAsync(matter.Id, cancellationToken);
        var rows = new List<JsonObject>();
        foreach (
            var (step, side, parties) in new[]
            {
                ("applicant-confirms", "申请人", matter.Applicants),
                ("respondent-confirms", "被申请人", matter.Respondents),
            }
        )
        {
            var confirmed = all.Where(task => task.Step == step && task is { Status: CaseTaskStatus.Completed, Outcome: "confirm" });
            if (confirmed.MaxBy(task => task.CompletedAt) is not { } last)
                continue;
            using var data = StepData.Of(last);
            var own = data.List("signatures")
                .Select(row =>
                    (
                        Party: RosterNames.Find(matter, parties, row.GetProperty("name").GetString()),
                        On: row.GetProperty("signedOn").GetString()
                    )
                )
                .Where(row => row.Party is not null)
                .DistinctBy(row => row.Party!.Id)
                .ToDictionary(row => row.Party!.Id, row => row.On);
            var common = Day(data.Date("signedOn") ?? ChinaDay.Of(last.CompletedAt!.Value));
            rows.AddRange(
                parties.Select(party => new JsonObject
                {
                    ["name"] = RosterNames.Of(matter, party),
                    ["side"] = side,
                    ["signedOn"] = own.GetValueOrDefault(party.Id, common),
                })
            );
        }

        return rows;
    }

    /// <summary>Who pays whom how much, and on which day each party signed.</summary>
    private async ValueTask AddTermsAsync(JsonObject mediation, Case matter, CancellationToken cancellationToken)
    {
        var terms = await AgreedTerms.OfAsync(tasks, matter.Id, cancellationToken);
        mediation["payer"] = terms.Payer == TaskParties.Applicant ? "申请人" : "被申请人";
        mediation["payerNames"] = string.Join("、", terms.PayersOf(matter).Select(p => p.Name));
        mediation["payeeNames"] = string.Join("、", terms.PayeesOf(matter).Select(p => p.Name));
        mediation["payers"] = new JsonArray([.. terms.PayersOf(matter).Select(Describe)]);
        mediation["signatures"] = new JsonArray([.. await SignaturesAsync(matter, cancellationToken)]);
        if (terms.Shares.Count > 0)
            mediation["shares"] = new JsonArray([
                .. terms.Shares.Select(share => new JsonObject { ["name"] = share.Name, ["amount"] = share.Amount }),
            ]);
    }

    private static JsonObject Describe(Party party) =>
        new()
        {
            ["id"] = party.Id.ToString(),
            ["name"] = party.Name,
            ["kind"] = party.Kind,
            ["worker"] = party.Kind == "worker",
            ["employer"] = party.Kind == "employer",
            ["idNumber"] = party.IdNumber,
            ["gender"] = party.Gender switch
            {
                "male" => "男",
                "female" => "女",
                _ => null,
            },
            ["bornOn"] = party.BornOn is { } born ? Day(born) : null,
            ["phone"] = party.Phone,
            ["address"] = party.ServiceAddress ?? party.WorkplaceAddress ?? party.RegisteredAddress,
            ["registeredAddress"] = party.RegisteredAddress,
            ["legalRepresentative"] = party.LegalRepresentative,
            ["representatives"] = string.Join("、", party.Representatives.Select(r => r.Name)),
        };

    private static JsonObject Describe(Claim claim) =>
        new()
        {
            ["number"] = claim.Number,
            ["cause"] = CauseName(claim.Cause),
            ["amount"] = claim.Amount,
            ["periodFrom"] = claim.PeriodFrom is { } from ? Day(from) : null,
            ["periodTo"] = claim.PeriodTo is { } to ? Day(to) : null,
            ["basis"] = claim.Basis,
        };

    private static string CauseName(string code) => ClaimCauses.Find(code)?.Zh ?? code;

    private static string ContractStatus(string code) => ContractStatuses.All.FirstOrDefault(s => s.Code == code)?.Zh ?? code;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
