using LaborFlow.Cases.Collective;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Filing;

/// <summary>Where a new case comes from.</summary>
/// <param name="CaseId">The id that the case gets (UUIDv7); also the correlation id of its workflow instance.</param>
/// <param name="InstanceId">The workflow instance that carries it, or null when none is started.</param>
/// <param name="Channel"><c>online</c>, <c>window</c> or <c>import</c>.</param>
/// <param name="Actor"><c>applicant</c>, or the user name of the clerk.</param>
public sealed record Filing(Guid CaseId, string? InstanceId, string Channel, string Actor);

/// <summary>A case that was filed.</summary>
/// <param name="Case">The case, tracked, not yet committed.</param>
/// <param name="QueryCode">The applicant's code, shown once.</param>
/// <param name="PossibleDuplicates">Numbers of cases with the same parties and cause within the last year.</param>
public sealed record FiledDispute(Case Case, string QueryCode, IReadOnlyList<string> PossibleDuplicates);

/// <summary>
/// 提交调解申请: checks an application, numbers it and opens the case. Runs inside the transaction that starts the procedure, so that a
/// refused application leaves nothing behind and takes no number.
/// </summary>
public sealed class FileDispute(
    ICaseStore cases,
    ICaseNumbers numbers,
    ICaseRecords records,
    SubmitEvidence evidence,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <summary>All faults of an application and its files; empty when it can be filed. Reads nothing but the clock.</summary>
    public IReadOnlyList<FieldError> Check(FileDisputeRequest request, IReadOnlyList<UploadedFile> files) =>
        [.. DisputeRules.Check(request, ChinaDay.Today(time)), .. AcceptedFiles.Check(files, out _)];

    /// <summary>Files the application.</summary>
    /// <exception cref="InvalidInputException">It has faults; nothing was added and no number was taken.</exception>
    public async ValueTask<FiledDispute> HandleAsync(
        FileDisputeRequest request,
        IReadOnlyList<UploadedFile> files,
        Filing filing,
        CancellationToken cancellationToken = default
    )
    {
        var now = time.GetUtcNow();
        var today = ChinaDay.Of(now);
        var fileErrors = AcceptedFiles.Check(files, out var accepted);
        List<FieldError> errors = [.. DisputeRules.Check(request, today), .. fileErrors];
        if (errors.Count > 0)
            throw new InvalidInputException(errors);

        var district = Districts.Find(request.District)!.Code;
        var number = await numbers.NextAsync(district, today.Year, CaseNumber.Series(request.Procedure!), cancellationToken);
        var code = QueryCode.Create();
        var filed = NewCase.Build(request, filing, CaseNumber.Format(district, request.Procedure!, today.Year, number), code, now);
        filed.Collective = IsCollective(request, today);

        var duplicates = await cases.FindDuplicatesAsync(
            // The window of the duplicate check is the house's own choice (not a period of law): one year back.
            DuplicateQuery.Like(filed) with
            {
                FiledSince = now.AddYears(-1),
            },
            cancellationToken
        );
        cases.Add(filed);
        var told = IntakeFacts.Of(request);
        if (!told.IsEmpty)
        {
            records.Add(told.ToEntry(filed.Id, filing.Actor, now));
            cases.Add(
                CaseEvents.Internal(filed.Id, now, filing.Actor, "intake.told", Describe(told), "The application tells more: see the case")
            );
        }
        foreach (var witness in request.Witnesses ?? [])
            records.Add(
                new Witness
                {
                    Id = Guid.CreateVersion7(now),
                    CaseId = filed.Id,
                    Name = witness!.Name!.Trim(),
                    Residence = witness.Residence!.Trim(),
                }
            );
        await evidence.KeepAsync(filed.Id, accepted, filing.Actor, cancellationToken);
        Tell(filed, filing, accepted.Count, duplicates, now);
        return new FiledDispute(filed, code, duplicates);
    }

    /// <summary>调解仲裁法 art 7: as many workers as <c>col-threshold-10</c> says, with a common claim.</summary>
    private bool IsCollective(FileDisputeRequest request, DateOnly today)
    {
        if (request.Applicant!.Kind != "worker")
            return false;

        return 1 + (request.CoApplicants?.Count ?? 0) >= CollectiveThreshold.Of(register, request.District!, today);
    }

    private void Tell(Case filed, Filing filing, int files, IReadOnlyList<string> duplicates, DateTimeOffset now)
    {
        cases.Add(
            CaseEvents.Public(
                filed.Id,
                now,
                filing.Actor,
                "filed",
                $"收到{Paper(filed.ProcedureCode)}，案号{filed.CaseNumber}，证据材料{files}份",
                $"Application received as {filed.CaseNumber} with {files} evidence files",
                filed.ProcedureCode switch
                {
                    Procedures.Inspection => "《劳动保障监察条例》第9条",
                    Procedures.Arbitration => "《劳动争议调解仲裁法》第28条",
                    Procedures.WageFund => "《深圳经济特区欠薪保障条例》",
                    _ => "《劳动争议调解仲裁法》第12条",
                }
            )
        );
        // Asking a mediation body for help interrupts the year of arbitration: it begins anew on that day.
        if (filed.ProcedureCode == Procedures.Mediation)
            cases.Add(
                CaseEvents.Public(
                    filed.Id,
                    now,
                    "workflow",
                    "limitation.interrupted",
                    $"申请调解，仲裁时效自{ChinaDay.Of(now):yyyy-MM-dd}中断，重新计算",
                    $"The application for mediation interrupts the limitation period on {ChinaDay.Of(now):yyyy-MM-dd}",
                    "《劳动争议调解仲裁法》第27条第2款"
                )
            );
        if (filed.Collective)
            cases.Add(
                CaseEvents.Internal(
                    filed.Id,
                    now,
                    "workflow",
                    "flag.collective",
                    $"申请人共{filed.Applicants.Count()}人，标记为集体争议",
                    $"{filed.Applicants.Count()} applicants: marked as a collective dispute",
                    "《劳动争议调解仲裁法》第7条"
                )
            );
        if (CrossBorderTags.Find(filed.CrossBorder) is { } tag)
        {
            var permit = IdTypes.All.First(type =>
                type.Code == (tag.Code == CrossBorderTags.HkMacao ? IdTypes.HkMacaoPermit : IdTypes.Passport)
            );
            cases.Add(
                CaseEvents.Internal(
                    filed.Id,
                    now,
                    "workflow",
                    "flag.cross-border",
                    $"{(filed.Applicants.Any(p => p.IdType == permit.Code) ? "申请人" : "被申请人")}持{permit.Zh}，标记为{tag.Zh}案件",
                    $"Marked as a cross-border matter: {tag.En}"
                )
            );
        }
        if (duplicates.Count > 0)
            cases.Add(
                CaseEvents.Internal(
                    filed.Id,
                    now,
                    "workflow",
                    "duplicates.found",
                    $"一年内有相同当事人、相同案由的案件：{string.Join("、", duplicates)}",
                    $"Cases of the same parties and cause within a year: {string.Join(", ", duplicates)}"
                )
            );
    }

    private static string Describe(IntakeFacts told)
    {
        List<string> parts =
        [
            .. told.PriorProcedures.Select(prior =>
                $"先前程序：{string.Join("，", new[] { Background.PriorKinds.First(kind => kind.Code == prior.Kind).Zh, prior.Authority, prior.Number, prior.Outcome }.Where(text => text is not null))}"
            ),
            .. told.EvidenceItems.Select(item =>
                $"证据“{item.Name}”由{Background.Holders.First(holder => holder.Code == item.Holder).Zh}掌握"
            ),
        ];
        if (told.PreferredMediator is { } mediator)
            parts.Add($"希望由{mediator}调解");
        if (told.Language is { } language)
            parts.Add($"希望使用{Background.Languages.First(known => known.Code == language).Zh}");
        return $"申请时说明：{string.Join("；", parts)}";
    }

    private static string Paper(string procedure) =>
        procedure switch
        {
            Procedures.Inspection => "投诉",
            Procedures.WageFund => "欠薪垫付申请",
            Procedures.Arbitration => "仲裁申请",
            _ => "调解申请",
        };
}
