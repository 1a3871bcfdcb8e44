using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Parties;
using LaborFlow.Statutes.Identifiers;

namespace LaborFlow.Cases.Filing;

/// <summary>Builds a case from an application that has no faults.</summary>
internal static class NewCase
{
    public static Case Build(FileDisputeRequest request, Filing filing, string caseNumber, string queryCode, DateTimeOffset now)
    {
        var claims = request.Claims!.Select((claim, i) => Claim(claim!, filing.CaseId, i, now)).ToList();
        var filed = new Case
        {
            Id = filing.CaseId,
            CaseNumber = caseNumber,
            ProcedureCode = request.Procedure!,
            Stage = Stages.Received,
            District = request.District!,
            Channel = filing.Channel,
            FiledAt = now,
            MainCause = claims[0].Cause,
            Facts = request.Facts!.Trim(),
            RightInfringedOn = request.RightInfringedOn!.Value,
            MigrantWorker = request.MigrantWorker,
            UrgentHardship = request.UrgentHardship,
            PreferredMediationLevel = request.PreferredMediationLevel,
            QueryCodeHash = QueryCode.Hash(queryCode),
            WorkflowInstanceId = filing.InstanceId,
            Employment = new EmploymentFacts
            {
                StartedOn = request.Employment!.StartedOn!.Value,
                EndedOn = request.Employment.EndedOn,
                Post = request.Employment.Post!.Trim(),
                MonthlyWage = request.Employment.MonthlyWage!.Value,
                ContractStatus = request.Employment.ContractStatus!,
            },
        };
        var applicant = Applicant(request.Applicant!, filing.CaseId, now);
        if (request.Agent is { } agent)
            applicant.Representatives.Add(
                new Representative
                {
                    Id = Guid.CreateVersion7(now),
                    PartyId = applicant.Id,
                    Kind = "agent",
                    Name = agent.Name!.Trim(),
                    Phone = Text(agent.Phone),
                    IdNumber = IdNumber.Normalise(agent.IdNumber),
                    Authority = agent.Authority,
                }
            );
        filed.Parties.Add(applicant);
        filed.Parties.AddRange(
            (request.CoApplicants ?? []).Select((other, i) => CoApplicant(other!, request.Applicant!, filing.CaseId, i + 1, now))
        );
        filed.Parties.AddRange(request.Respondents!.Select((respondent, i) => Respondent(respondent!, filing.CaseId, i, now)));
        filed.Claims.AddRange(claims);
        return filed;
    }

    private static Claim Claim(ClaimInput claim, Guid caseId, int position, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            Position = position,
            Cause = claim.Cause!,
            Amount = claim.Amount,
            PeriodFrom = claim.PeriodFrom,
            PeriodTo = claim.PeriodTo,
            Basis = claim.Basis!.Trim(),
        };

    private static Party Applicant(ApplicantInput applicant, Guid caseId, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            Side = PartySide.Applicant,
            Position = 0,
            Kind = applicant.Kind!,
            Role = applicant.Kind!,
            Name = applicant.Name!.Trim(),
            IdType = applicant.IdType,
            IdNumber = IdNumber.Normalise(applicant.IdNumber),
            Gender = applicant.Gender ?? GenderOf(applicant.IdType, applicant.IdNumber),
            BornOn = BornOn(applicant.IdType, applicant.IdNumber),
            Phone = Text(applicant.Phone),
            Email = Text(applicant.Email),
            ServiceAddress = Text(applicant.ServiceAddress),
            ConsentsToElectronicService = applicant.ConsentsToElectronicService,
        };

    private static Party CoApplicant(CoApplicantInput other, ApplicantInput first, Guid caseId, int position, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            Side = PartySide.Applicant,
            Position = position,
            Kind = "worker",
            Role = "worker",
            Name = other.Name!.Trim(),
            IdType = other.IdType,
            IdNumber = IdNumber.Normalise(other.IdNumber),
            Gender = other.Gender ?? GenderOf(other.IdType, other.IdNumber),
            BornOn = BornOn(other.IdType, other.IdNumber),
            Phone = Text(other.Phone),
            Email = Text(other.Email),
            ServiceAddress = Text(other.ServiceAddress) ?? Text(first.ServiceAddress),
            ConsentsToElectronicService = other.ConsentsToElectronicService,
        };

    private static Party Respondent(RespondentInput respondent, Guid caseId, int position, DateTimeOffset now)
    {
        var code = IdNumber.Normalise(respondent.CreditCode);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            Side = PartySide.Respondent,
            Position = position,
            Kind = respondent.Kind!,
            Role = respondent.Role!,
            Name = respondent.Name!.Trim(),
            IdType = code is null ? null : IdTypes.CreditCode,
            IdNumber = code,
            Phone = Text(respondent.ContactPhone),
            RegisteredAddress = Text(respondent.RegisteredAddress),
            WorkplaceAddress = Text(respondent.WorkplaceAddress),
            LegalRepresentative = Text(respondent.LegalRepresentative),
        };
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateOnly? BornOn(string? idType, string? number) => Resident(idType, number)?.BornOn;

    private static string? GenderOf(string? idType, string? number) =>
        Resident(idType, number) is { } id
            ? id.IsMale
                ? "male"
                : "female"
            : null;

    private static ResidentIdentityNumber? Resident(string? idType, string? number) =>
        idType == IdTypes.ResidentId && ResidentIdentityNumber.TryParse(number, out var id, out _) ? id : null;
}
