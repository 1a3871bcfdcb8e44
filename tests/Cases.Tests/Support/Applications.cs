using LaborFlow.Cases.Filing;

namespace LaborFlow.Cases.Tests.Support;

/// <summary>Sound applications to start a test from. People and firms are invented; check digits are right.</summary>
internal static class Applications
{
    public static FileDisputeRequest UnpaidWages() =>
        new()
        {
            Procedure = "MED",
            Applicant = new ApplicantInput
            {
                Kind = "worker",
                Name = "陈晓明",
                IdType = "resident-id",
                IdNumber = ResidentNumber(1),
                Phone = "13800138000",
                ServiceAddress = "深圳市龙华区民治街道梅龙路1号",
                ConsentsToElectronicService = true,
            },
            Respondents =
            [
                new RespondentInput
                {
                    Kind = "employer",
                    Role = "employer",
                    Name = "深圳市某某电子有限公司",
                    LegalRepresentative = "王某",
                    ContactPhone = "0755-28000000",
                },
            ],
            Employment = new EmploymentInput
            {
                StartedOn = new DateOnly(2024, 3, 1),
                EndedOn = new DateOnly(2026, 9, 30),
                Post = "装配工",
                MonthlyWage = 6500m,
                ContractStatus = "written",
            },
            Claims =
            [
                new ClaimInput
                {
                    Cause = "unpaid-wages",
                    Amount = 19_500m,
                    PeriodFrom = new DateOnly(2026, 7, 1),
                    PeriodTo = new DateOnly(2026, 9, 30),
                    Basis = "6500元×3个月",
                },
            ],
            Facts = "公司自2026年7月起未支付工资。",
            RightInfringedOn = new DateOnly(2026, 8, 15),
            District = "440309",
        };

    /// <summary>A number with a right check digit; each sequence gives another.</summary>
    public static string ResidentNumber(int sequence)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var body = $"44030119900101{sequence:000}";
        return body + "10X98765432"[body.Select((c, i) => (c - '0') * weights[i]).Sum() % 11];
    }
}
