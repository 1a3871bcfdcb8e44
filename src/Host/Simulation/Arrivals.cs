using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Inspection.Opening;

namespace LaborFlow.Host.Simulation;

/// <summary>What comes in on a day of the year: disputes, complaints, fund applications, new employers.</summary>
internal sealed class Arrivals(Chance chance, double scale, string district)
{
    /// <summary>Disputes of a year, counted by workers; a fifth of them come in groups.</summary>
    public const int Disputes = 6_000;

    /// <summary>Employers that the inspectorate goes to of its own accord in a year (劳动监察每年主动检查企业数量).</summary>
    public const int Checks = 7_000;

    /// <summary>Complaints and reports to the inspectorate in a year; the plans name no number.</summary>
    public const int Complaints = 1_500;

    /// <summary>Applicants to the wage guarantee fund.</summary>
    public const int FundApplicants = 450;

    /// <summary>Guided enterprises.</summary>
    public const int Enterprises = 140;

    private const int Group = 15;

    /// <summary>Longgang, whose plan names the numbers.</summary>
    public const string Longgang = "440307";

    /// <summary>What comes in, in the order of a morning.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["MED", "COL", "INS", "CHECK", "WGF", "NEW"];

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
            ["INS"] = Scaled(Complaints, scale),
            ["CHECK"] = Scaled(Checks, scale),
            ["WGF"] = Scaled((double)FundApplicants / FundGroup(scale), scale),
            ["NEW"] = Scaled(Enterprises, scale),
        };

    /// <summary>Workers of one employer apply to the fund together; a small part of a year has smaller groups rather than a single one.</summary>
    private static int FundGroup(double scale) => (int)Math.Clamp(FundApplicants * scale / 4, 1, Group);

    private static int Scaled(double count, double scale) => Math.Max(1, (int)Math.Round(count * scale));

    /// <summary>How many of a kind arrive on a day of the year (1–365, none later): spread evenly, the first on the first day, so that each can come to its end.</summary>
    public int On(string kind, int day) => Until(kind, day) - Until(kind, day - 1);

    // Nothing comes in after the year: what is driven beyond it is what the year left.
    private int Until(string kind, int day) => (Plan[kind] * Math.Min(day, 365) + 364) / 365;

    /// <summary>An application of a kind.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>, not NEW and not CHECK.</param>
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
                IdNumber = Numbers.ResidentNumber(_people),
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
                        IdNumber = Numbers.ResidentNumber(_people),
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
                    CreditCode = Grassroots.HasCommittee(employer) ? Numbers.CreditCode(Grassroots.CreditNumber(employer)) : null,
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
                // One worker in six claims a second thing.
                .. kind == "MED" && chance.Roll(matter, "second") < 0.17
                    ? new[]
                    {
                        new ClaimInput
                        {
                            Cause = cause == "annual-leave" ? "overtime" : "annual-leave",
                            Amount = 2_000m,
                            Basis = "未休年休假五天",
                        },
                    }
                    : [],
            ],
            Facts = FactsOf(cause, amount, today),
            RightInfringedOn = today.AddDays(-60),
            District = Grassroots.PlaceOf(district, chance.Roll(matter, "place")),
            PreferredMediationLevel = kind == "MED" ? Grassroots.Preferred(chance.Roll(matter, "level"), employer) : null,
            MigrantWorker = cause == "unpaid-wages" && chance.Roll(matter, "migrant") < 0.33,
        };
    }

    /// <summary>A newly registered employer.</summary>
    public NewEnterprise Enterprise(int matter, DateOnly today) =>
        new()
        {
            CreditCode = Numbers.CreditCode(++_enterprises),
            Name = Names.Firm(2_000 + _enterprises),
            Industry = "餐饮",
            District = district,
            RegisteredOn = today.AddDays(-10),
            Headcount = (int)(chance.Roll(matter, "headcount") * 60),
            FlexibleLabour = chance.Roll(matter, "flexible") < 0.25,
        };

    /// <summary>An employer to whom inspectors go without a complaint: on patrol, by the draw, in a campaign, or as a superior orders.</summary>
    public InspectionLead Lead(int matter, DateOnly today)
    {
        var employer = 10_000 + matter;
        return new InspectionLead
        {
            // Where the visit found what is to be put right at once, it is followed up; elsewhere it is looked into.
            Procedure = chance.Roll(matter, "visit") < 0.25 ? "INSF" : "INS",
            Source = chance.Roll(matter, "source") switch
            {
                < 0.5 => "patrol",
                < 0.8 => "random",
                < 0.98 => "campaign",
                < 0.99 => "superior",
                _ => "transfer",
            },
            Reference = $"检查计划第{today.Month}号",
            District = Grassroots.PlaceOf(district, chance.Roll(matter, "place")),
            Employer = Names.Firm(employer),
            CreditCode = Numbers.CreditCode(employer),
            LegalRepresentative = Names.Person(employer * 13),
            Phone = "0755-28000000",
            Address = Names.Address(district, employer),
            Cause = "unpaid-wages",
            Facts = $"检查发现工资发放记录不全，部分职工的工资没有按时足额发放（检查第{matter}户）。",
            FoundOn = today,
            Workers = 3 + (int)(chance.Roll(matter, "headcount") * 40),
            Amount = 9_000m,
            MigrantWorkers = chance.Roll(matter, "migrant") < 0.33,
        };
    }

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
}
