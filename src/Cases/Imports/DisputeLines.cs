using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;

namespace LaborFlow.Cases.Imports;

/// <summary>Makes an application of each line of one file.</summary>
internal sealed class DisputeLines(FindAttachment find)
{
    private readonly MemberSheets _members = new(find);
    private readonly Dictionary<string, int> _references = new(StringComparer.Ordinal);

    public ImportLine Read(SheetLine line)
    {
        // Cells that have slipped would only give wrong reasons for every other column.
        if (line.Fault is { } fault)
            return new ImportLine(line.Number, line["reference"], new FileDisputeRequest(), [], [fault]);

        var cells = new CellReader();
        CheckReference(line, cells);
        var application = new FileDisputeRequest
        {
            Procedure = line["procedure"] ?? Procedures.Mediation,
            Applicant = Applicant(line, cells),
            CoApplicants = _members.Read(line["coApplicants"], line["reference"], cells),
            Respondents = [.. new[] { Respondent(line, "respondent"), Respondent(line, "respondent2") }.OfType<RespondentInput>()],
            Employment = new EmploymentInput
            {
                StartedOn = cells.Day(line["startedOn"], "employment.startedOn"),
                EndedOn = cells.Day(line["endedOn"], "employment.endedOn"),
                Post = line["post"],
                MonthlyWage = cells.Amount(line["monthlyWage"], "employment.monthlyWage"),
                ContractStatus = line["contractStatus"],
            },
            Claims = Claims(line["claims"], cells),
            Facts = line["facts"],
            RightInfringedOn = cells.Day(line["rightInfringedOn"], "rightInfringedOn"),
            District = line["district"],
            MigrantWorker = cells.Flag(line["migrantWorker"], "migrantWorker"),
            UrgentHardship = cells.Flag(line["urgentHardship"], "urgentHardship"),
            PreferredMediationLevel = line["preferredMediationLevel"],
            Agent = line["agentName"] is { } agent
                ? new AgentInput
                {
                    Name = agent,
                    Phone = line["agentPhone"],
                    Authority = line["agentAuthority"],
                }
                : null,
            PriorProcedures = Priors(line["priorProcedures"]),
            PreferredMediator = line["preferredMediator"],
            Language = line["language"],
        };
        var evidence = Evidence(line["evidence"], cells);
        return new ImportLine(line.Number, line["reference"], application, evidence, cells.Errors);
    }

    private void CheckReference(SheetLine line, CellReader cells)
    {
        if (line["reference"] is not { } reference)
            cells.Add("reference", "required", "请填写编号。", "The reference is required.");
        else if (reference.Length > 100)
            cells.Add("reference", "too-long", "编号不得超过100个字符。", "At most 100 characters.");
        else if (!_references.TryAdd(reference, line.Number))
            cells.Add(
                "reference",
                "duplicate",
                $"编号{reference}已在第{_references[reference]}行出现。",
                $"The reference {reference} was used in line {_references[reference]}."
            );
    }

    private static ApplicantInput Applicant(SheetLine line, CellReader cells) =>
        new()
        {
            Kind = line["applicantKind"],
            Name = line["applicantName"],
            IdType = line["applicantIdType"],
            IdNumber = line["applicantIdNumber"],
            Phone = line["applicantPhone"],
            Gender = line["applicantGender"],
            ServiceAddress = line["applicantServiceAddress"],
            Email = line["applicantEmail"],
            ConsentsToElectronicService = cells.Flag(line["consentsToElectronicService"], "applicant.consentsToElectronicService"),
        };

    /// <summary>Each <c>kind:authority:number:outcome</c>; the outcome is the rest and may hold colons.</summary>
    private static List<PriorProcedureInput> Priors(string? cell) =>
        [
            .. (cell ?? "")
                .Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(prior => prior.Split(':', 4))
                .Select(parts => new PriorProcedureInput
                {
                    Kind = parts[0].Trim(),
                    Authority = parts.ElementAtOrDefault(1),
                    Number = parts.ElementAtOrDefault(2),
                    Outcome = parts.ElementAtOrDefault(3),
                }),
        ];

    private static RespondentInput? Respondent(SheetLine line, string prefix)
    {
        var role = line[prefix + "Role"];
        var respondent = new RespondentInput
        {
            Kind = role is null or "worker" ? role : "employer",
            Role = role,
            Name = line[prefix + "Name"],
            CreditCode = line[prefix + "CreditCode"],
            RegisteredAddress = line[prefix + "RegisteredAddress"],
            WorkplaceAddress = line[prefix + "WorkplaceAddress"],
            LegalRepresentative = line[prefix + "LegalRepresentative"],
            ContactPhone = line[prefix + "Phone"],
        };
        return respondent == new RespondentInput() ? null : respondent;
    }

    /// <summary><c>cause:amount:from:to:basis</c>, joined by a bar; the basis is the rest and may hold colons.</summary>
    private static List<ClaimInput> Claims(string? text, CellReader cells)
    {
        var claims = new List<ClaimInput>();
        foreach (var claim in (text ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var field = $"claims[{claims.Count}]";
            var parts = claim.Split(':', 5, StringSplitOptions.TrimEntries);
            if (parts.Length < 5)
                cells.Add(
                    field,
                    "invalid-claim",
                    "请求事项应写作“案由:金额:起:止:计算依据”，金额和起止可空。",
                    "A claim is written cause:amount:from:to:basis; amount, from and to may be empty."
                );
            string? Part(int index) => index < parts.Length && parts[index].Length > 0 ? parts[index] : null;
            claims.Add(
                new ClaimInput
                {
                    Cause = Part(0),
                    Amount = cells.Amount(Part(1), field + ".amount"),
                    PeriodFrom = cells.Day(Part(2), field + ".periodFrom"),
                    PeriodTo = cells.Day(Part(3), field + ".periodTo"),
                    Basis = Part(4),
                }
            );
        }
        return claims;
    }

    private List<UploadedFile> Evidence(string? text, CellReader cells)
    {
        var files = new List<UploadedFile>();
        foreach (var path in (text ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (files.Count < AcceptedFiles.MaxFiles + 1 && find(path) is { } file)
                files.Add(file);
            else
                cells.Add("evidence", "file-not-found", $"找不到证据文件：{path}。", $"The evidence file is missing: {path}.");
        }
        return files;
    }
}
