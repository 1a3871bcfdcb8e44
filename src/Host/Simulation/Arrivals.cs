using System.Globalization;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Guidance;

namespace LaborFlow.Host.Simulation;

/// <summary>What comes in on a day of the year: disputes, complaints, fund applications, new employers.</summary>
internal sealed class Arrivals(Chance chance, double scale, string district)
{
    /// <summary>Disputes of a year, counted by workers; a fifth of them come in groups.</summary>
    public const int Disputes = 6_000;

    /// <summary>Inspections of a year.</summary>
    public const int Inspections = 7_000;

    /// <summary>Applicants to the wage guarantee fund.</summary>
    public const int FundApplicants = 450;

    /// <summary>Guided enterprises.</summary>
    public const int Enterprises = 140;

    private const int Group = 15;

    /// <summary>Longgang, whose plan names the numbers.</summary>
    public const string Longgang = "440307";

    /// <summary>What comes in, in the order of a morning.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["MED", "COL", "INS", "WGF", "NEW"];

    private static readonly string[] Causes =
    [
        "unpaid-wages",
        "overtime",
        "severance",
        "unlawful-termination",
        "double-wages",
        "annual-leave",
    ];

    private int _people;
    private int _enterprises;

    /// <summary>How many cases of each kind the whole year brings at this scale.</summary>
    public IReadOnlyDictionary<string, int> Plan { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["MED"] = Scaled(Disputes * 4 / 5, scale),
            ["COL"] = Scaled(Disputes / 5 / Group, scale),
            ["INS"] = Scaled(Inspections, scale),
            ["WGF"] = Scaled((double)FundApplicants / FundGroup(scale), scale),
            ["NEW"] = Scaled(Enterprises, scale),
        };

    /// <summary>Workers of one employer apply to the fund together; a small part of a year has smaller groups rather than a single one.</summary>
    private static int FundGroup(double scale) => (int)Math.Clamp(FundApplicants * scale / 4, 1, Group);

    private static int Scaled(double count, double scale) => Math.Max(1, (int)Math.Round(count * scale));

    /// <summary>How many of a kind arrive on a day of the year (1–365): spread evenly, the first on the first day, so that each can come to its end.</summary>
    public int On(string kind, int day) => Until(kind, day) - Until(kind, day - 1);

    private int Until(string kind, int day) => (Plan[kind] * day + 364) / 365;

    /// <summary>An application of a kind.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>, not NEW.</param>
    /// <param name="matter">The number in which it arrives.</param>
    /// <param name="today">The day.</param>
    public FileDisputeRequest Application(string kind, int matter, DateOnly today)
    {
        var workers = kind switch
        {
            "COL" => Group,
            "WGF" => FundGroup(scale),
            _ => 1,
        };
        var cause = kind is "INS" or "WGF" ? "unpaid-wages" : chance.Pick(matter, "cause", Causes);
        var amount = 1_000m * (2 + (int)(chance.Roll(matter, "amount") * 78));
        var employer = 1 + (int)(chance.Roll(matter, "employer") * 2_000);
        return new FileDisputeRequest
        {
            Procedure = kind is "INS" or "WGF" ? kind : "MED",
            Applicant = new ApplicantInput
            {
                Kind = "worker",
                Name = Names.Person(++_people),
                IdType = "resident-id",
                IdNumber = ResidentNumber(_people),
                Phone = "13800138000",
                ServiceAddress = Names.Address(district, _people),
                ConsentsToElectronicService = true,
            },
            CoApplicants =
            [
                .. Enumerable
                    .Range(0, workers - 1)
                    .Select(_ => new CoApplicantInput
                    {
                        Name = Names.Person(++_people),
                        IdType = "resident-id",
                        IdNumber = ResidentNumber(_people),
                        Phone = "13800138000",
                    }),
            ],
            Respondents =
            [
                new RespondentInput
                {
                    Kind = "employer",
                    Role = "employer",
                    Name = Names.Firm(employer),
                    RegisteredAddress = Names.Address(district, employer),
                    LegalRepresentative = Names.Person(employer * 13),
                    ContactPhone = "0755-28000000",
                },
            ],
            Employment = new EmploymentInput
            {
                StartedOn = today.AddYears(-2),
                EndedOn = today.AddDays(-30),
                Post = Names.Post(matter),
                MonthlyWage = 6_500m,
                ContractStatus = "written",
            },
            Claims =
            [
                new ClaimInput
                {
                    Cause = cause,
                    Amount = amount,
                    Basis = "见事实与理由",
                },
            ],
            Facts = FactsOf(cause, amount, today),
            RightInfringedOn = today.AddDays(-60),
            District = district,
            MigrantWorker = cause == "unpaid-wages" && chance.Roll(matter, "migrant") < 0.33,
        };
    }

    /// <summary>A newly registered employer.</summary>
    public NewEnterprise Enterprise(int matter, DateOnly today) =>
        new()
        {
            CreditCode = CreditCode(++_enterprises),
            Name = Names.Firm(2_000 + _enterprises),
            Industry = "餐饮",
            District = district,
            RegisteredOn = today.AddDays(-10),
            Headcount = (int)(chance.Roll(matter, "headcount") * 60),
            FlexibleLabour = chance.Roll(matter, "flexible") < 0.25,
        };

    private static string FactsOf(string cause, decimal amount, DateOnly today)
    {
        var (started, ended) = (today.AddYears(-2), today.AddDays(-30));
        var what = cause switch
        {
            "overtime" => "在职期间经常在休息日加班，公司只发基本工资，没有支付加班费",
            "severance" => "公司因经营调整解除劳动合同，没有支付经济补偿",
            "unlawful-termination" => "公司没有书面理由就口头辞退，也没有提前通知",
            "double-wages" => "入职后公司一直没有签订书面劳动合同",
            "annual-leave" => "在职期间没有安排年休假，也没有支付未休年休假工资",
            _ => "公司从两个月前起没有发放工资，多次催要没有结果",
        };
        return $"{started:yyyy年M月}入职，{ended:yyyy年M月d日}离职。{what}，要求支付{amount:0}元。";
    }

    private static string ResidentNumber(int sequence)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var born = new DateOnly(1970, 1, 1).AddDays(sequence / 999).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var body = $"440301{born}{(sequence % 999) + 1:000}";
        return body + "10X98765432"[body.Select((c, i) => (c - '0') * weights[i]).Sum() % 11];
    }

    private static string CreditCode(int number)
    {
        const string letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        // The organisation's own code inside carries a check digit, too.
        var own = $"MA5{number:00000}";
        int[] ownWeights = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = own.Select((c, i) => (char.IsDigit(c) ? c - '0' : c - 'A' + 10) * ownWeights[i]).Sum();
        var check = 11 - (sum % 11);
        own += check switch
        {
            10 => "X",
            11 => "0",
            _ => check.ToString(CultureInfo.InvariantCulture),
        };
        var body = "91440300" + own;
        var rest = 31 - (body.Select((c, i) => letters.IndexOf(c, StringComparison.Ordinal) * weights[i]).Sum() % 31);
        return body + letters[rest % 31];
    }
}
