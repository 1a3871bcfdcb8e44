using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Quality;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Documents;

/// <summary>
/// The records of the procedures beyond mediation as templates see them: <c>tribunal</c>, <c>hearing</c>, <c>collectiveNotice</c>,
/// <c>quality</c>, <c>finalAward</c>, <c>openAward</c>, <c>partialFinal</c>, <c>partialOpen</c>, <c>decidedBefore</c>, <c>performance</c>, <c>rectification</c>, <c>decision</c>, <c>consequences</c>, <c>listed</c>, <c>punishments</c>, <c>credit</c>,
/// <c>creditScore</c>, <c>fund</c>, <c>enterprise</c>, <c>exception</c>, <c>witnesses</c>, <c>evidenceItems</c>, <c>performanceEnd</c>,
/// <c>evidenceOrder</c>, <c>counterclaims</c>, <c>elements</c>, <c>elementRows</c>.
/// </summary>
public sealed class RecordData(ICaseRecords records, ITaskStore tasks, IFormStore? forms = null)
{
    /// <summary>Where serious violations of new employers are found, the latest first.</summary>
    private static readonly (string Step, string Where)[] Looking =
    [
        ("new-follow-up-12", "十二个月回访"),
        ("new-follow-up-3", "三个月回访"),
        ("new-visit", "走访"),
    ];

    /// <summary>Adds what the case has; what it has not is missing, and a paper that needs it names it.</summary>
    public async ValueTask AddToAsync(JsonObject data, Case matter, CancellationToken cancellationToken = default)
    {
        var entries = await records.ListAsync<RegisterEntry>(matter.Id, cancellationToken);
        await AddArbitrationAsync(data, matter, entries, cancellationToken);
        await AddPerformanceAsync(data, matter, entries, cancellationToken);
        await AddEvidenceAsync(data, matter, entries, cancellationToken);
        await AddInspectionAsync(data, matter, cancellationToken);
        AddConsequences(data, entries);
        FundStepData.Add(data, matter);
        await AddFundAsync(data, matter, cancellationToken);
        await AddGuidanceAsync(data, matter, cancellationToken);
        await AddExceptionAsync(data, matter, entries, cancellationToken);
    }

    private async ValueTask AddArbitrationAsync(
        JsonObject data,
        Case matter,
        IReadOnlyList<RegisterEntry> entries,
        CancellationToken cancellationToken
    )
    {
        var seats = (await records.ListAsync<TribunalMember>(matter.Id, cancellationToken))
            .Where(s => s.ReplacedAt is null)
            .OrderBy(s => s.Seat)
            .ThenBy(s => s.Name, StringComparer.Ordinal)
            .ToList();
        // Votes and elements are entered once a case is docketed; the papers before need no look at its steps.
        IReadOnlyList<CaseTask> steps = matter.DocketNumber is null ? [] : await tasks.ListOfCaseAsync(matter.Id, cancellationToken);
        await HearingData.AddElementsAsync(data, steps, forms, cancellationToken);
        if (seats.Count > 0)
        {
            var tribunal = new JsonObject
            {
                ["sole"] = seats.Find(s => s.Seat == TribunalSeat.Sole)?.Called,
                ["presiding"] = seats.Find(s => s.Seat == TribunalSeat.Presiding)?.Called,
                ["members"] = string.Join("、", seats.Where(s => s.Seat == TribunalSeat.Member).Select(s => s.Called)),
                ["secretary"] = seats.Find(s => s.Seat == TribunalSeat.Secretary)?.Called,
                ["tripartite"] = entries.LastOrDefault(e => e.Kind == "tripartite")?.Text,
                ["arbitrators"] = string.Join("、", seats.Where(s => s.Seat != TribunalSeat.Secretary).Select(s => s.Called)),
            };
            HearingData.AddVotes(tribunal, seats, steps);
            data["tribunal"] = tribunal;
        }
        if ((await records.ListAsync<Hearing>(matter.Id, cancellationToken)) is [.., var hearing])
            data["hearing"] = new JsonObject
            {
                ["number"] = hearing.Number,
                ["heldOn"] = Day(hearing.HeldOn),
                ["notifiedOn"] = hearing.NotifiedOn is { } notified ? Day(notified) : null,
                ["startsAt"] = hearing.StartsAt,
                ["place"] = hearing.Place,
                ["record"] = hearing.Record,
                ["applicantPresent"] = hearing.ApplicantPresent,
                ["respondentPresent"] = hearing.RespondentPresent,
                ["respondentAbsent"] = hearing.RespondentPresent == false,
            };
        if (entries.LastOrDefault(e => e.Kind == CollectiveNotice.Entry) is { DataJson: { } told })
        {
            var notice = JsonNode.Parse(told)!.AsObject();
            data["collectiveNotice"] = notice;
            if (data["hearing"] is JsonObject set && (bool)notice["offsite"]! && (string?)set["place"] == (string?)notice["place"])
                (set["offsite"], set["venueName"]) = (true, notice["venueName"]!.DeepClone());
        }
        if (await Counterclaim.ListAsync(records, tasks, matter.Id, cancellationToken) is { Count: > 0 } counterclaims)
            data["counterclaims"] = new JsonArray([
                .. counterclaims.Select(c => new JsonObject { ["text"] = c.Text, ["amount"] = c.Amount }),
            ]);
        data["case"]!["appliedOn"] = Day(ArbitrationApplication.DayOf(entries, matter));
        var awards = await records.ListAsync<Award>(matter.Id, cancellationToken);
        foreach (var award in awards)
            data[
                (award.Partial, award.Final) switch
                {
                    (true, true) => "partialFinal",
                    (true, false) => "partialOpen",
                    (false, true) => "finalAward",
                    _ => "openAward",
                }
            ] = Describe(award, matter, entries);
        if (entries.LastOrDefault(e => e.Kind == AdvanceEnforcement.Entry) is { DataJson: { } advance })
            data["advance"] = JsonNode.Parse(advance);
        if (Award.DecidedBefore(matter, awards) is { Count: > 0 } before)
            data["decidedBefore"] = string.Join("、", before.Select(claim => claim.Number));
    }

    private static string ResultName(string result) =>
        result switch
        {
            "support" => "支持",
            "partial" => "部分支持",
            _ => "驳回",
        };

    private static JsonObject Describe(Award award, Case matter, IReadOnlyList<RegisterEntry> entries) =>
        new()
        {
            ["decidedOn"] = Day(award.DecidedOn),
            ["reasons"] = award.Reasons,
            ["total"] = award.Total,
            ["annex"] = new JsonArray([
                .. entries
                    .Where(e => e is { Kind: AwardAnnex.Entry, DataJson: not null })
                    .Select(e => AwardAnnex.Read(e.DataJson!))
                    .Where(annex => annex.AwardId == award.Id)
                    .OrderBy(annex => annex.ClaimNumber)
                    .SelectMany(annex =>
                        annex.Members.Select(m => new JsonObject
                        {
                            ["claimNumber"] = annex.ClaimNumber,
                            ["cause"] = ClaimCauses.Find(annex.Cause)?.Zh ?? annex.Cause,
                            ["name"] = m.Worker,
                            ["amount"] = m.Amount,
                        })
                    ),
            ]),
            ["counterItems"] = new JsonArray([
                .. award
                    .Items.Where(i => i.OnCounterclaim)
                    .OrderBy(i => i.ClaimNumber)
                    .Select(i => new JsonObject
                    {
                        ["claimNumber"] = i.ClaimNumber,
                        ["result"] = ResultName(i.Result),
                        ["amount"] = i.Amount,
                        ["legalBasis"] = i.LegalBasis,
                        ["finality"] = i.FinalityReason,
                    }),
            ]),
            ["items"] = new JsonArray([
                .. award
                    .Items.Where(i => !i.OnCounterclaim)
                    .OrderBy(i => i.ClaimNumber)
                    .Select(i => new JsonObject
                    {
                        ["claimNumber"] = i.ClaimNumber,
                        ["cause"] = ClaimCauses.Find(i.Cause)?.Zh ?? i.Cause,
                        ["claimed"] = i.ClaimIn(matter)?.Amount,
                        ["result"] = ResultName(i.Result),
                        ["amount"] = i.Amount,
                        ["legalBasis"] = i.LegalBasis,
                        ["finality"] = i.FinalityReason,
                    }),
            ]),
        };

    /// <summary>证据和证据来源、证人姓名和住所 (调解仲裁法 art 28): what the application says of them.</summary>
    private async ValueTask AddEvidenceAsync(
        JsonObject data,
        Case matter,
        IReadOnlyList<RegisterEntry> entries,
        CancellationToken cancellationToken
    )
    {
        if (IntakeFacts.Of(entries) is { EvidenceItems: { Count: > 0 } items })
            data["evidenceItems"] = new JsonArray([
                .. items.Select(item => new JsonObject
                {
                    ["name"] = item.Name,
                    ["holder"] = Background.Holders.FirstOrDefault(holder => holder.Code == item.Holder)?.Zh,
                }),
            ]);
        if (await records.ListAsync<Witness>(matter.Id, cancellationToken) is { Count: > 0 } witnesses)
            data["witnesses"] = new JsonArray([
                .. witnesses.Select(witness => new JsonObject { ["name"] = witness.Name, ["residence"] = witness.Residence }),
            ]);
    }

    private async ValueTask AddPerformanceAsync(
        JsonObject data,
        Case matter,
        IReadOnlyList<RegisterEntry> entries,
        CancellationToken cancellationToken
    )
    {
        if (entries.LastOrDefault(e => e.Kind == "performance") is { DataJson: { } ended })
            data["performanceEnd"] = JsonNode.Parse(ended);
        var instalments = await records.ListAsync<Instalment>(matter.Id, cancellationToken);
        if (instalments.Count > 0)
            data["performance"] = new JsonArray([
                .. instalments
                    .OrderBy(i => i.Number)
                    .Select(i => new JsonObject
                    {
                        ["number"] = i.Number,
                        ["dueOn"] = Day(i.DueOn),
                        ["amount"] = i.Amount,
                        ["what"] = i.What,
                        ["paid"] = i.Paid,
                        ["performedOn"] = i.PerformedOn is { } on ? Day(on) : null,
                    }),
            ]);
    }

    private async ValueTask AddInspectionAsync(JsonObject data, Case matter, CancellationToken cancellationToken)
    {
        var items = await records.ListAsync<RectificationItem>(matter.Id, cancellationToken);
        if (items.Count > 0)
            data["rectification"] = new JsonArray([
                .. items
                    .OrderBy(i => i.Number)
                    .Select(i => new JsonObject
                    {
                        ["number"] = i.Number,
                        ["violation"] = i.Violation,
                        ["legalBasis"] = i.LegalBasis,
                        ["workers"] = i.Workers,
                        ["amount"] = i.Amount,
                        ["dueOn"] = Day(i.DueOn),
                        ["finding"] = i.Finding,
                        ["state"] = i.State switch
                        {
                            RectificationState.Done => "已改正",
                            RectificationState.Partial => "部分改正",
                            RectificationState.NotDone => "未改正",
                            RectificationState.Unverifiable => "无法核实",
                            RectificationState.Routed => "停止处理，转争议处理程序",
                            _ => "待复查",
                        },
                    }),
            ]);
        if ((await records.ListAsync<InspectionDecision>(matter.Id, cancellationToken)) is [.., var decision])
            data["decision"] = new JsonObject
            {
                ["name"] = decision.Kind switch
                {
                    "penalty" => "行政处罚决定书",
                    "handling" => "行政处理决定书",
                    "correct-order" => "责令限期支付劳动报酬决定书",
                    _ => "决定书",
                },
                ["fine"] = decision.Fine,
                ["payable"] = decision.Payable,
                ["legalBasis"] = decision.LegalBasis,
                ["reasons"] = decision.Reasons,
                ["decidedOn"] = Day(decision.DecidedOn),
            };
    }

    private static void AddConsequences(JsonObject data, IReadOnlyList<RegisterEntry> entries)
    {
        if (entries.LastOrDefault(e => e.Kind == AssessConsequences.Kind)?.DataJson is { } tested)
            data["consequences"] = JsonNode.Parse(tested);
        if (entries.LastOrDefault(e => e.Kind == OpenCreditCase.Score)?.DataJson is { } scored)
            data["creditScore"] = JsonNode.Parse(scored);
        if (entries.LastOrDefault(e => e.Kind == KeepCredit.Kind)?.DataJson is { } graded)
            data["credit"] = JsonNode.Parse(graded);
        if (entries.LastOrDefault(e => e.Kind == OpenCreditCase.Objected)?.DataJson is { } objected)
            data["creditObjection"] = JsonNode.Parse(objected);
        var listed = entries.Where(e => e.Kind == KeepListing.Listed).Select(e => JsonNode.Parse(e.DataJson!)).ToArray();
        if (listed.Length > 0)
            data["listed"] = new JsonArray(listed);
        var punished = entries.Where(e => e.Kind == JointPunishment.Entry).Select(e => JsonNode.Parse(e.DataJson!)).ToArray();
        if (punished.Length > 0)
            data["punishments"] = new JsonArray(punished);
    }

    private async ValueTask AddFundAsync(JsonObject data, Case matter, CancellationToken cancellationToken)
    {
        var advances = (await records.ListAsync<FundAdvance>(matter.Id, cancellationToken)).Where(a => !a.Superseded).ToList();
        if (advances.Count == 0)
            return;
        var granted = advances.Where(a => a.Refusal is null && !a.CameBack).ToList();
        var fund = new JsonObject
        {
            ["workers"] = granted.Count,
            ["total"] = granted.Sum(a => a.Amount),
            ["advances"] = new JsonArray([.. granted.OrderBy(a => a.WorkerNumber).Select(a => Describe(matter, a))]),
            ["refused"] = new JsonArray([
                .. advances.Where(a => a.Refusal is not null).OrderBy(a => a.WorkerNumber).Select(a => Describe(matter, a)),
            ]),
            ["paid"] = granted.Where(a => a.State == AdvanceState.Paid).Sum(a => a.Amount),
            ["recovered"] = (await records.ListAsync<FundRecovery>(matter.Id, cancellationToken))
                .Where(r => !r.IsReturn)
                .Sum(r => r.Amount),
        };
        fund["outstanding"] = fund["paid"]!.GetValue<decimal>() - fund["recovered"]!.GetValue<decimal>();
        if ((await records.ListAsync<PaymentBatch>(matter.Id, cancellationToken)) is [.., var batch])
        {
            (fund["batchNumber"], fund["batchTotal"], fund["batchWorkers"]) = (batch.Number, batch.Total, batch.Workers);
            // A later batch pays only whom the bank could not pay before.
            fund["batchAdvances"] = new JsonArray([
                .. granted.Where(a => a.BatchId == batch.Id).OrderBy(a => a.WorkerNumber).Select(a => Describe(matter, a)),
            ]);
        }
        data["fund"] = fund;
    }

    private static JsonObject Describe(Case matter, FundAdvance advance) =>
        new()
        {
            ["worker"] = WorkerNames.Of(matter, advance),
            ["number"] = advance.WorkerNumber,
            ["months"] = advance.Months.Count,
            ["owed"] = advance.Months.Sum(m => m.Owed ?? 0m),
            ["amount"] = advance.Amount,
            ["refusal"] = advance.Refusal,
            ["bank"] = advance.Bank,
            // On paper the last four digits are enough to tell the account.
            ["account"] = advance.Account.Length > 4 ? $"尾号{advance.Account[^4..]}" : advance.Account,
        };

    private async ValueTask AddGuidanceAsync(JsonObject data, Case matter, CancellationToken cancellationToken)
    {
        if ((await records.ListAsync<EnterpriseProfile>(matter.Id, cancellationToken)) is not [.., var enterprise])
            return;
        data["enterprise"] = new JsonObject
        {
            ["name"] = enterprise.Name,
            ["creditCode"] = enterprise.CreditCode,
            ["industry"] = enterprise.Industry,
            ["registeredOn"] = Day(enterprise.RegisteredOn),
            ["headcount"] = enterprise.Headcount,
            ["plannedHeadcount"] = enterprise.PlannedHeadcount,
            ["park"] = enterprise.Park,
            ["contactName"] = enterprise.ContactName,
            ["previousCompanies"] = enterprise.PreviousCompanies,
            ["group"] = enterprise.Group == "focus" ? "重点服务" : "一般服务",
            ["groupReason"] = enterprise.GroupReason,
            ["coordinator"] = enterprise.Coordinator,
            ["latest"] = LatestAdvice(data),
            ["serious"] = LatestSerious(data),
            ["events"] = new JsonArray([
                .. (await records.ListAsync<GuidanceEvent>(matter.Id, cancellationToken)).Select(e => new JsonObject
                {
                    ["heldOn"] = Day(e.HeldOn),
                    ["people"] = e.People,
                    ["shortcomings"] = e.Shortcomings,
                    ["note"] = e.Note,
                }),
            ]),
        };
    }

    /// <summary>The employer's last question with its answer: the adviser's own, or the expert's whom the adviser asked.</summary>
    private static JsonObject? LatestAdvice(JsonObject data)
    {
        if (data["steps"]?["new-service"] is not JsonObject service)
            return null;
        var answered = (string?)service["outcome"] == "expert" ? data["steps"]!["new-expert"] : service;
        return new JsonObject
        {
            ["question"] = service["question"]?.DeepClone(),
            ["answer"] = answered?["answer"]?.DeepClone(),
            ["adviser"] = answered?["completedBy"]?.DeepClone(),
        };
    }

    /// <summary>The serious violation that was found last, where it was found, with its facts.</summary>
    private static JsonObject? LatestSerious(JsonObject data)
    {
        foreach (var (step, where) in Looking)
            if (data["steps"]?[step] is JsonObject found && (string?)found["outcome"] == "serious")
                return new JsonObject
                {
                    ["where"] = where,
                    ["violation"] = found["violation"]?.DeepClone(),
                    ["reason"] = found["reason"]?.DeepClone(),
                };
        return null;
    }

    private async ValueTask AddExceptionAsync(
        JsonObject data,
        Case matter,
        IReadOnlyList<RegisterEntry> entries,
        CancellationToken cancellationToken
    )
    {
        if (entries.LastOrDefault(e => e.Kind is CourtOutcomes.Entry or CourtOutcomes.PartialEntry) is { } decided)
            data["courtOutcome"] = new JsonObject { ["text"] = decided.Text };
        if (entries.LastOrDefault(e => e.Kind == AwardTakesEffect.Entry) is { DataJson: { } effect })
            data["effect"] = JsonNode.Parse(effect);
        if (entries.LastOrDefault(e => e.Kind == ReviewCase.Reviewed) is { DataJson: { } reviewed })
        {
            var quality = JsonNode.Parse(reviewed)!.AsObject();
            quality["problems"] = new JsonArray([
                .. quality["items"]!
                    .AsArray()
                    .Where(i => (string?)i!["finding"] is QualityItems.Flaw or QualityItems.Fault)
                    .Select(i => i!.DeepClone()),
            ]);
            data["quality"] = quality;
        }
        if (entries.LastOrDefault(e => e.Kind == "evidence-order") is { DataJson: { } ordered })
            data["evidenceOrder"] = JsonNode.Parse(ordered);
        data["withheld"] = new JsonArray([
            .. entries.Where(e => e.Kind == "evidence-withheld").Select(e => new JsonObject { ["text"] = e.Text }),
        ]);
        if ((await records.ListAsync<CaseException>(matter.Id, cancellationToken)) is not [.., var raised])
            return;
        var told = Describe(raised);
        told["office"] = OfficeOf(data, matter);
        data["exception"] = told;
    }

    /// <summary>What was raised, as papers see it.</summary>
    public static JsonObject Describe(CaseException raised)
    {
        var told = JsonNode.Parse(raised.DataJson) as JsonObject ?? [];
        told["kind"] = ExceptionKinds.Find(raised.Kind)?.Zh;
        told["reason"] = raised.Reason;
        told["raisedOn"] = Day(Places.ChinaDay.Of(raised.RaisedAt));
        return told;
    }

    /// <summary>Who decides about the case now: the inspectorate, the fund, the commission or the mediators.</summary>
    private static string? OfficeOf(JsonObject data, Case matter)
    {
        var office = data["office"]!;
        var name =
            matter.ProcedureCode is "INS" or "WGF" or "NEW" ? office["bureau"]
            : matter.DocketNumber is not null || matter.Stage.StartsWith("arbitration", StringComparison.Ordinal) ? office["arbitration"]
            : office["mediation"] ?? office["bureau"];
        return (string?)name;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
