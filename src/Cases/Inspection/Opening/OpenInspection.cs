using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes.Identifiers;

namespace LaborFlow.Cases.Inspection.Opening;

/// <summary>
/// 依职权立案: opens an inspection without a complainant — from a patrol, a random draw, a campaign, a superior's order, another authority or an
/// anonymous tip (劳动保障监察条例 art 13, 14). The employer is its only party. Runs inside the transaction that starts the procedure, so that a
/// refused lead leaves nothing behind and takes no number.
/// </summary>
public sealed class OpenInspection(ICaseStore cases, ICaseNumbers numbers, TimeProvider time)
{
    private const string Inspection = "INS";
    private const string FollowUp = "INSF";
    private const string Basis = "《劳动保障监察条例》第14条";
    private const int LongestName = 200;
    private const int LongestFacts = 9_000;

    /// <summary>All faults of a lead; empty when a case can be opened.</summary>
    public IReadOnlyList<FieldError> Check(InspectionLead lead)
    {
        var check = new FieldCheck();
        check.OneOf("procedure", lead.Procedure, [Inspection, FollowUp], "办理方式");
        if (LeadSources.Find(lead.Source) is null)
            check.OneOf("source", lead.Source, LeadSources.All.Select(source => source.Code), "线索来源");
        check.Optional("reference", lead.Reference, LongestName, "文号或者计划编号");
        if (Districts.Find(lead.District) is null)
            check.Add("district", "required", "请选择所在区。", "Choose the district.");
        check.Required("employer", lead.Employer, LongestName, "单位名称");
        if (!string.IsNullOrWhiteSpace(lead.CreditCode) && !UnifiedCreditCode.TryParse(lead.CreditCode, out _, out var reason))
            check.Add("creditCode", "invalid-number", reason.Zh, reason.En);
        check.Optional("legalRepresentative", lead.LegalRepresentative, LongestName, "法定代表人");
        check.Optional("phone", lead.Phone, 32, "联系电话");
        check.Optional("address", lead.Address, LongestName, "用工地址");
        check.OneOf("cause", lead.Cause, ClaimCauses.All.Select(cause => cause.Code), "事项");
        check.Required("facts", lead.Facts, LongestFacts, "发现的情况");
        if (lead.FoundOn is null)
            check.Add("foundOn", "required", "请填写发现日期。", "Say when it was found.");
        check.NotAfter("foundOn", lead.FoundOn, ChinaDay.Today(time), "发现日期");
        if (lead.Workers is < 1 or > 1_000_000)
            check.Add("workers", "out-of-range", "请填写大致人数。", "About how many workers.");
        check.Amount("amount", lead.Amount, "涉及金额");
        return check.Errors;
    }

    /// <summary>Opens it.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="filing">The new case's id, its instance and who opens it; its channel is where the lead comes from.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">The lead has faults; nothing was added and no number was taken.</exception>
    public async ValueTask<Case> HandleAsync(InspectionLead lead, Filing.Filing filing, CancellationToken cancellationToken = default)
    {
        var errors = Check(lead);
        if (errors.Count > 0)
            throw new InvalidInputException(errors);

        var now = time.GetUtcNow();
        var year = ChinaDay.Of(now).Year;
        var district = Districts.Find(lead.District)!.Code;
        var number = await numbers.NextAsync(district, year, CaseNumber.Series(lead.Procedure!), cancellationToken);
        var opened = Build(lead, filing, CaseNumber.Format(district, lead.Procedure!, year, number), now);
        cases.Add(opened);
        var source = LeadSources.Find(lead.Source)!;
        var reference = Text(lead.Reference) is { } text ? $"（{text}）" : "";
        cases.Add(
            CaseEvents.Internal(
                opened.Id,
                now,
                filing.Actor,
                "inspection.opened",
                $"依职权登记检查线索，来源：{source.Zh}{reference}，案号{opened.CaseNumber}",
                $"Opened without a complainant, from: {source.En}{(reference.Length > 0 ? $" ({Text(lead.Reference)})" : "")}",
                Basis
            )
        );
        return opened;
    }

    private static Case Build(InspectionLead lead, Filing.Filing filing, string number, DateTimeOffset now)
    {
        var foundOn = lead.FoundOn!.Value;
        var opened = new Case
        {
            Id = filing.CaseId,
            CaseNumber = number,
            ProcedureCode = lead.Procedure!,
            Stage = Stages.Received,
            District = Districts.Find(lead.District)!.Code,
            Channel = lead.Source!,
            FiledAt = now,
            MainCause = lead.Cause!,
            Facts = lead.Workers is { } workers ? $"{lead.Facts!.Trim()}\n涉及劳动者约{workers}人。" : lead.Facts!.Trim(),
            RightInfringedOn = foundOn,
            MigrantWorker = lead.MigrantWorkers,
            // Nobody applied: the employer gets a code of its own when it is served.
            QueryCodeHash = QueryCode.Hash(QueryCode.Create()),
            WorkflowInstanceId = filing.InstanceId,
            // An inspection of an employer is about no single employment.
            Employment = new EmploymentFacts
            {
                StartedOn = foundOn,
                Post = "–",
                MonthlyWage = 0,
                ContractStatus = "unknown",
            },
        };
        var code = IdNumber.Normalise(Text(lead.CreditCode));
        opened.Parties.Add(
            new Party
            {
                Id = Guid.CreateVersion7(now),
                CaseId = filing.CaseId,
                Side = PartySide.Respondent,
                Position = 0,
                Kind = "employer",
                Role = "employer",
                Name = lead.Employer!.Trim(),
                IdType = code is null ? null : IdTypes.CreditCode,
                IdNumber = code,
                Phone = Text(lead.Phone),
                WorkplaceAddress = Text(lead.Address),
                ServiceAddress = Text(lead.Address),
                LegalRepresentative = Text(lead.LegalRepresentative),
            }
        );
        opened.Claims.Add(
            new Claim
            {
                Id = Guid.CreateVersion7(now),
                CaseId = filing.CaseId,
                Position = 0,
                Cause = lead.Cause!,
                Amount = lead.Amount,
                Basis = $"{LeadSources.Find(lead.Source)!.Zh}发现",
            }
        );
        return opened;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
