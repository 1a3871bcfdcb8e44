using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Tests.Support;

/// <summary>An arbitration with these people and nothing else.</summary>
internal static class PlainCase
{
    public static Case Of(params (string Name, string? Number, PartySide Side)[] parties)
    {
        var matter = new Case
        {
            Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
            CaseNumber = "深龙华劳人仲收〔2026〕1号",
            ProcedureCode = Procedures.Arbitration,
            Stage = Stages.Received,
            District = "440309",
            Channel = "online",
            FiledAt = DateTimeOffset.UnixEpoch,
            MainCause = "unpaid-wages",
            Facts = "",
            RightInfringedOn = new DateOnly(2026, 1, 1),
            QueryCodeHash = "",
            Employment = new EmploymentFacts
            {
                StartedOn = new DateOnly(2025, 1, 1),
                Post = "",
                MonthlyWage = 6_000m,
                ContractStatus = "none",
            },
        };
        foreach (var (name, number, side) in parties)
            matter.Parties.Add(
                new Party
                {
                    Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
                    CaseId = matter.Id,
                    Side = side,
                    Position = matter.Parties.Count,
                    Kind = "worker",
                    Role = "worker",
                    Name = name,
                    IdNumber = number,
                }
            );
        return matter;
    }
}
