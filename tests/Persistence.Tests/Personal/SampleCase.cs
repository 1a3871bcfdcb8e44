using LaborFlow.Cases.Parties;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Persistence.Tests.Personal;

/// <summary>A case of one worker against one employer.</summary>
internal static class SampleCase
{
    public static Case New(string number, string facts, string idNumber, string phone)
    {
        var id = NewId();
        return new()
        {
            Id = id,
            CaseNumber = number,
            ProcedureCode = "MED",
            Stage = "received",
            District = "440309",
            Channel = "online",
            FiledAt = new(2026, 3, 5, 9, 0, 0, TimeSpan.FromHours(8)),
            MainCause = "work-injury",
            Facts = facts,
            RightInfringedOn = new(2026, 1, 1),
            QueryCodeHash = new('0', 64),
            Employment = new()
            {
                StartedOn = new(2024, 1, 1),
                Post = "打磨工",
                MonthlyWage = 8000m,
                ContractStatus = "none",
            },
            Parties =
            [
                NewParty(id, PartySide.Applicant, "worker", "张三", idNumber, phone),
                NewParty(id, PartySide.Respondent, "employer", "某某公司", null, null),
            ],
        };
    }

    private static Party NewParty(Guid caseId, PartySide side, string kind, string name, string? idNumber, string? phone) =>
        new()
        {
            Id = NewId(),
            CaseId = caseId,
            Side = side,
            Position = 0,
            Kind = kind,
            Role = kind,
            Name = name,
            IdNumber = idNumber,
            Phone = phone,
        };

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
