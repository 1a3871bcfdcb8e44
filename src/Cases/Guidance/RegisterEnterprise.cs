using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes.Identifiers;

namespace LaborFlow.Cases.Guidance;

/// <summary>A newly registered employer, as the feed of the market regulator or of social insurance tells of it.</summary>
public sealed record NewEnterprise
{
    /// <summary>统一社会信用代码, 18 characters.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Industry.</summary>
    public string? Industry { get; init; }

    /// <summary>GB/T 2260 code of the district, with the street when known.</summary>
    public string? District { get; init; }

    /// <summary>Address.</summary>
    public string? Address { get; init; }

    /// <summary>Legal representative.</summary>
    public string? LegalRepresentative { get; init; }

    /// <summary>Telephone of the contact.</summary>
    public string? ContactPhone { get; init; }

    /// <summary>Day of registration.</summary>
    public DateOnly? RegisteredOn { get; init; }

    /// <summary>Insured employees.</summary>
    public int Headcount { get; init; }

    /// <summary>Uses dispatched, outsourced or platform labour.</summary>
    public bool FlexibleLabour { get; init; }

    /// <summary>A company of the same legal representative owed wages before.</summary>
    public bool RepresentativeOwedWages { get; init; }

    /// <summary>Why it comes in, see <see cref="EnterpriseCodes.Triggers"/>; a new registration when left out.</summary>
    public string? Trigger { get; init; }

    /// <summary>企业类型.</summary>
    public string? Kind { get; init; }

    /// <summary>See <see cref="EnterpriseCodes.Scales"/>.</summary>
    public string? Scale { get; init; }

    /// <summary>园区.</summary>
    public string? Park { get; init; }

    /// <summary>人事联系人.</summary>
    public string? ContactName { get; init; }

    /// <summary>Day on which the first employee was insured.</summary>
    public DateOnly? FirstInsuredOn { get; init; }

    /// <summary>Employees that it plans to have in six months.</summary>
    public int? PlannedHeadcount { get; init; }

    /// <summary>It wants irregular or averaged hours.</summary>
    public bool SpecialHours { get; init; }

    /// <summary>It has a trade union.</summary>
    public bool? Union { get; init; }

    /// <summary>See <see cref="EnterpriseCodes.ContractMethods"/>.</summary>
    public string? ContractMethod { get; init; }

    /// <summary>Earlier companies of the same legal representative or founders.</summary>
    public string? PreviousCompanies { get; init; }

    /// <summary>The language in which it wants to be served.</summary>
    public string? Language { get; init; }
}

/// <summary>新企入册: opens the file of a newly registered employer. Runs inside the transaction that starts the procedure.</summary>
public sealed class RegisterEnterprise(ICaseStore cases, ICaseRecords records, ICaseNumbers numbers, TimeProvider time)
{
    private const int LongestList = 1000;

    /// <summary>Every fault of a row; empty when it can be registered.</summary>
    public IReadOnlyList<FieldError> Check(NewEnterprise enterprise)
    {
        var errors = new List<FieldError>();
        if (!UnifiedCreditCode.TryParse(enterprise.CreditCode, out _, out _))
            errors.Add(new("creditCode", "invalid-number", "统一社会信用代码不正确。", "The unified social credit code is wrong."));
        if (string.IsNullOrWhiteSpace(enterprise.Name) || enterprise.Name.Length > 200)
            errors.Add(new("name", "required", "请填写单位名称（不超过200个字符）。", "The name is required, at most 200 characters."));
        if (string.IsNullOrWhiteSpace(enterprise.Industry) || enterprise.Industry.Length > 100)
            errors.Add(new("industry", "required", "请填写行业（不超过100个字符）。", "The industry is required, at most 100 characters."));
        if (Districts.Find(enterprise.District) is null)
            errors.Add(new("district", "unknown-code", "该区不在服务范围内。", "This district is not served here."));
        if (enterprise.RegisteredOn is null || enterprise.RegisteredOn > ChinaDay.Today(time))
            errors.Add(
                new(
                    "registeredOn",
                    "contradictory",
                    "请填写注册日期，不得晚于今日。",
                    "The day of registration is required and cannot lie ahead."
                )
            );
        if (enterprise.Headcount is < 0 or > 1_000_000)
            errors.Add(new("headcount", "out-of-range", "参保人数不正确。", "The headcount is out of range."));
        if (enterprise.PlannedHeadcount is < 0 or > 1_000_000)
            errors.Add(new("plannedHeadcount", "out-of-range", "计划用工人数不正确。", "The planned headcount is out of range."));
        if (enterprise.FirstInsuredOn > ChinaDay.Today(time))
            errors.Add(new("firstInsuredOn", "contradictory", "首次参保日期不得晚于今日。", "The first insured day cannot lie ahead."));
        CheckCode(errors, "trigger", enterprise.Trigger, EnterpriseCodes.Triggers);
        CheckCode(errors, "scale", enterprise.Scale, EnterpriseCodes.Scales);
        CheckCode(errors, "contractMethod", enterprise.ContractMethod, EnterpriseCodes.ContractMethods);
        CheckLength(errors, "kind", enterprise.Kind, 100);
        CheckLength(errors, "park", enterprise.Park, 100);
        CheckLength(errors, "contactName", enterprise.ContactName, 100);
        CheckLength(errors, "language", enterprise.Language, 50);
        CheckLength(errors, "previousCompanies", enterprise.PreviousCompanies, LongestList);
        return errors;
    }

    private static void CheckCode(List<FieldError> errors, string field, string? value, IReadOnlyDictionary<string, string> codes)
    {
        if (!string.IsNullOrWhiteSpace(value) && !codes.ContainsKey(value))
            errors.Add(
                new(field, "unknown-code", $"请填写{string.Join("、", codes.Values)}之一。", $"One of {string.Join(", ", codes.Keys)}.")
            );
    }

    private static void CheckLength(List<FieldError> errors, string field, string? value, int most)
    {
        if (value?.Length > most)
            errors.Add(new(field, "too-long", $"不超过{most}个字符。", $"At most {most} characters."));
    }

    /// <summary>
    /// 法定代表人变更: a known employer came in again because somebody else leads it now. Its one file notes who, and an earlier company of
    /// theirs that owed wages makes it a focus of the service.
    /// </summary>
    /// <param name="file">The file, tracked.</param>
    /// <param name="enterprise">The row.</param>
    /// <param name="actor">User name of who sent it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the file names this representative already.</returns>
    public async ValueTask<bool> ChangeRepresentativeAsync(
        Case file,
        NewEnterprise enterprise,
        string actor,
        CancellationToken cancellationToken = default
    )
    {
        var employer = file.Respondents.First();
        if (Text(enterprise.LegalRepresentative) is not { } now || now == employer.LegalRepresentative)
            return false;
        var before = employer.LegalRepresentative;
        employer.LegalRepresentative = now;
        var profile = (await records.ListAsync<EnterpriseProfile>(file.Id, cancellationToken))[0];
        profile.PreviousCompanies = Text(enterprise.PreviousCompanies) ?? profile.PreviousCompanies;
        var note = "";
        if (enterprise.RepresentativeOwedWages && !profile.RepresentativeOwedWages)
        {
            profile.RepresentativeOwedWages = true;
            (profile.Group, profile.GroupReason) = ("focus", "变更后的法定代表人的单位曾拖欠工资");
            note = "；其此前的单位曾拖欠工资，列为重点服务对象";
        }
        file.Revision++;
        cases.Add(
            CaseEvents.Internal(
                file.Id,
                time.GetUtcNow(),
                actor,
                "enterprise.representative-changed",
                $"法定代表人由{before ?? "（未登记）"}变更为{now}{note}",
                "The employer's legal representative changed"
            )
        );
        return true;
    }

    /// <summary>
    /// 首次用工: an employer that came in without staff, and was not served, comes in again with some. Its one file is opened again and guided
    /// like a new one.
    /// </summary>
    /// <param name="file">The file, tracked.</param>
    /// <param name="enterprise">The row.</param>
    /// <param name="filing">The instance that guides it now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="NotAllowedException"><c>enterprise.known</c>: somebody else was first.</exception>
    public async ValueTask ResumeAsync(
        Case file,
        NewEnterprise enterprise,
        Filing.Filing filing,
        CancellationToken cancellationToken = default
    )
    {
        var profile = (await records.ListAsync<EnterpriseProfile>(file.Id, cancellationToken))[0];
        if (!MayResume(file, profile.Headcount, enterprise))
            throw new NotAllowedException("enterprise.known", "该单位已在册服务。", "The employer's file is guided already.");
        profile.Headcount = enterprise.Headcount;
        profile.PlannedHeadcount = enterprise.PlannedHeadcount ?? profile.PlannedHeadcount;
        profile.FirstInsuredOn = enterprise.FirstInsuredOn ?? profile.FirstInsuredOn;
        profile.Trigger = Text(enterprise.Trigger) ?? FirstHire;
        file.Reopen();
        file.WorkflowInstanceId = filing.InstanceId;
        file.Revision++;
        cases.Add(
            CaseEvents.Internal(
                file.Id,
                time.GetUtcNow(),
                filing.Actor,
                "enterprise.resumed",
                $"单位已有职工{enterprise.Headcount}人，原册重新纳入服务",
                $"The employer has {enterprise.Headcount} employees now: its file is guided again"
            )
        );
    }

    private const string FirstHire = "first-hire";

    /// <summary>A file that was closed because nobody worked there, of an employer with staff now.</summary>
    public static bool MayResume(Case file, int headcountThen, NewEnterprise enterprise) =>
        file.ClosedAs == "not-served" && headcountThen == 0 && enterprise.Headcount > 0;

    /// <summary>Opens the file.</summary>
    /// <exception cref="InvalidInputException">The row has faults.</exception>
    public async ValueTask<Case> HandleAsync(NewEnterprise enterprise, Filing.Filing filing, CancellationToken cancellationToken = default)
    {
        var errors = Check(enterprise);
        if (errors.Count > 0)
            throw new InvalidInputException(errors);

        var now = time.GetUtcNow();
        var district = Districts.Find(enterprise.District)!.Code;
        var year = ChinaDay.Of(now).Year;
        var number = await numbers.NextAsync(district, year, "NEW", cancellationToken);
        var file = Build(enterprise, filing, CaseNumber.Format(district, "NEW", year, number), now);
        cases.Add(file);
        records.Add(
            new EnterpriseProfile
            {
                Id = Guid.CreateVersion7(now),
                CaseId = file.Id,
                CreditCode = IdNumber.Normalise(enterprise.CreditCode)!,
                Name = enterprise.Name!.Trim(),
                Industry = enterprise.Industry!.Trim(),
                RegisteredOn = enterprise.RegisteredOn!.Value,
                Headcount = enterprise.Headcount,
                FlexibleLabour = enterprise.FlexibleLabour,
                RepresentativeOwedWages = enterprise.RepresentativeOwedWages,
                Trigger = Text(enterprise.Trigger) ?? EnterpriseCodes.Registration,
                Kind = Text(enterprise.Kind),
                Scale = Text(enterprise.Scale),
                Park = Text(enterprise.Park),
                ContactName = Text(enterprise.ContactName),
                FirstInsuredOn = enterprise.FirstInsuredOn,
                PlannedHeadcount = enterprise.PlannedHeadcount,
                SpecialHours = enterprise.SpecialHours,
                Union = enterprise.Union,
                ContractMethod = Text(enterprise.ContractMethod),
                PreviousCompanies = Text(enterprise.PreviousCompanies),
                Language = Text(enterprise.Language),
            }
        );
        cases.Add(
            CaseEvents.Internal(
                file.Id,
                now,
                filing.Actor,
                "enterprise.registered",
                $"新注册单位入册：{enterprise.Name!.Trim()}",
                "A newly registered employer"
            )
        );
        return file;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static Case Build(NewEnterprise enterprise, Filing.Filing filing, string caseNumber, DateTimeOffset now)
    {
        var file = new Case
        {
            Id = filing.CaseId,
            CaseNumber = caseNumber,
            ProcedureCode = "NEW",
            Stage = Stages.Guidance,
            District = enterprise.District!,
            Channel = filing.Channel,
            FiledAt = now,
            MainCause = "other",
            Facts = "新注册单位用工指导",
            RightInfringedOn = enterprise.RegisteredOn!.Value,
            // Nobody follows a guided employer's file with a code.
            QueryCodeHash = QueryCode.Hash(QueryCode.Create()),
            WorkflowInstanceId = filing.InstanceId,
            // A file of guidance is about no single employment: the columns say from when there can be one, and nothing else.
            Employment = new EmploymentFacts
            {
                StartedOn = enterprise.RegisteredOn.Value,
                Post = "–",
                MonthlyWage = 0,
                ContractStatus = "unknown",
            },
        };
        file.Parties.Add(
            new Party
            {
                Id = Guid.CreateVersion7(now),
                CaseId = filing.CaseId,
                Side = PartySide.Respondent,
                Position = 0,
                Kind = "employer",
                Role = "employer",
                Name = enterprise.Name!.Trim(),
                IdType = IdTypes.CreditCode,
                IdNumber = IdNumber.Normalise(enterprise.CreditCode),
                Phone = enterprise.ContactPhone,
                RegisteredAddress = enterprise.Address,
                LegalRepresentative = Text(enterprise.LegalRepresentative),
            }
        );
        return file;
    }
}
