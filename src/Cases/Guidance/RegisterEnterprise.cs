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
}

/// <summary>新企入册: opens the file of a newly registered employer. Runs inside the transaction that starts the procedure.</summary>
public sealed class RegisterEnterprise(ICaseStore cases, ICaseRecords records, ICaseNumbers numbers, TimeProvider time)
{
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
        return errors;
    }

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
                LegalRepresentative = enterprise.LegalRepresentative,
            }
        );
        return file;
    }
}
