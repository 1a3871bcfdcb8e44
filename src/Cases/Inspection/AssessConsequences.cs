using System.Globalization;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Inspection;

/// <summary>What the record of an employer says of each consequence.</summary>
/// <param name="FindingsInYear">Cases with findings in the last year, this one among them.</param>
/// <param name="Grade">守法诚信等级: <c>B</c> or <c>C</c>; a finding rules out A.</param>
/// <param name="GradeReason">Why.</param>
/// <param name="Grave">The arrears reach the amount at which not paying is a crime.</param>
/// <param name="Overdue">An order to pay passed its term unpaid.</param>
/// <param name="Deposit">工资保证金: <c>raise</c>, <c>lower</c>, <c>exempt</c> or <c>keep</c>.</param>
/// <param name="DepositReason">Why.</param>
/// <param name="PublishBy">The last day of the quarter whose list takes a grave violation in.</param>
public sealed record ConsequenceAssessment(
    int FindingsInYear,
    string Grade,
    string GradeReason,
    bool Grave,
    bool Overdue,
    string Deposit,
    string DepositReason,
    DateOnly PublishBy
)
{
    /// <summary>失信联合惩戒名单: grave arrears that an order to pay left unpaid; a mass or extreme incident stands for the amount.</summary>
    public bool Listable(bool incident) => Overdue && (Grave || incident);
}

/// <summary>
/// 后果测试: holds the record of an employer against the conditions of credit grade, blacklist, publication and wage deposit. Every number
/// comes from the register; what it comes to stands in the history and on the sheet that the officer decides by.
/// </summary>
public sealed class AssessConsequences(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    IEmployerHistory history,
    ExceptionDesk desk,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <summary>The kind of the register entry.</summary>
    public const string Kind = "consequence-test";

    private static readonly string[] Amounts = ["crm-amount-gd1", "crm-amount-gd2", "crm-amount-national"];

    /// <summary>Tests, and enters the result.</summary>
    public async ValueTask<ConsequenceAssessment> HandleAsync(Case inspected, CancellationToken cancellationToken = default)
    {
        var found = await TestAsync(inspected, cancellationToken);
        var text =
            $"守法诚信等级：建议{found.Grade}级，{found.GradeReason}（{Basis("crd-c-3")}）；"
            + $"失信名单：{(found.Grave ? "欠薪达到" : "欠薪未达到")}拒不支付劳动报酬罪数额，责令支付{(found.Overdue ? "期满未付" : "没有期满未付的")}，"
            + $"{(found.Listable(incident: false) ? "符合列入条件" : "没有引发群体性、极端事件的不符合列入条件")}（{Basis("blk-condition")}）；"
            + $"社会公布：属于重大违法的，列入{found.PublishBy:yyyy-MM-dd}止的季度公布（{Basis("pub-quarterly")}）；"
            + $"工资保证金：{DepositName(found.Deposit)}，{found.DepositReason}（{Basis("dep-reduce-2y")}）";
        desk.Enter(
            inspected,
            Kind,
            text,
            "workflow",
            new
            {
                found.FindingsInYear,
                found.Grade,
                found.GradeReason,
                listable = found.Listable(incident: false),
                deposit = DepositName(found.Deposit),
                found.DepositReason,
                publishBy = found.PublishBy.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                arrears = found.Grave ? "达到" : "未达到",
                overdue = found.Overdue ? "有" : "没有",
            }
        );
        inspected.Revision++;
        cases.Add(
            CaseEvents.Internal(
                inspected.Id,
                time.GetUtcNow(),
                "workflow",
                "consequence.tested",
                $"后果测试：{text}",
                $"Consequences tested: grade {found.Grade}, {(found.Listable(incident: false) ? "listable" : "not listable without an incident")}, deposit {found.Deposit}",
                string.Join('\n', Basis("crd-c-3"), Basis("blk-condition"), Basis("pub-quarterly"), Basis("dep-reduce-2y"))
            )
        );
        return found;
    }

    /// <summary>What the record says today; changes nothing.</summary>
    public async ValueTask<ConsequenceAssessment> TestAsync(Case inspected, CancellationToken cancellationToken = default)
    {
        var today = ChinaDay.Today(time);
        var years = InForce("dep-reduce-2y", inspected, today);
        var (lower, exempt) = ((int)years.Value!.Value, (int)(years.Value2 ?? years.Value.Value));
        var findings = await history.FindingsAsync(inspected, today.AddYears(-Math.Max(exempt, 1)), cancellationToken);
        var items = await records.ListAsync<RectificationItem>(inspected.Id, cancellationToken);
        var done = await tasks.ListOfCaseAsync(inspected.Id, cancellationToken);

        var inYear = findings.Count(f => f.FoundOn > today.AddYears(-1));
        var most = (int)InForce("crd-c-3", inspected, today).Value!.Value;
        var (grade, reason) =
            inYear >= most ? ("C", $"一年内查处{inYear}次")
            : findings.Any(f => f.CaseId == inspected.Id && f.Referred) ? ("C", "本案移送公安机关")
            : done.Any(t => t is { Step: "insf-execution", Outcome: "ended" }) ? ("C", "拒不履行处理处罚决定")
            : ("B", $"一年内查处{inYear}次，不满{most}次");
        var arrears = findings.Where(f => f.Arrears && f.FoundOn > today.AddYears(-lower)).ToList();
        var (deposit, why) =
            arrears.Count > 0 ? ("raise", $"前{lower}年内有拖欠工资记录{arrears.Count}次")
            : findings.Any(f => f.Arrears) ? ("lower", $"连续{lower}年没有拖欠工资")
            : ("exempt", $"连续{exempt}年没有拖欠工资，落实实名制、专用账户等制度的可以免存，否则降低比例");
        return new ConsequenceAssessment(
            inYear,
            grade,
            reason,
            IsGrave(inspected, items, today),
            items.Any(i =>
                i is { Amount: > 0, State: not (RectificationState.Done or RectificationState.Open or RectificationState.Routed) }
            ) || done.Any(t => t is { Step: "insf-payment-check", Outcome: "unpaid" or "crime" }),
            deposit,
            why,
            CalendarQuarter.Of(today).LastDay
        );
    }

    /// <summary>What a deposit's change is called.</summary>
    public static string DepositName(string deposit) =>
        deposit switch
        {
            "raise" => "提高存储比例",
            "lower" => "降低存储比例",
            "exempt" => "免予存储",
            _ => "存储比例不变",
        };

    /// <summary>
    /// 达到入刑数额: whether the arrears reach the amount at which not paying is a crime: those of the items, before there are any those that
    /// an investigation states, or else the claimed wages.
    /// </summary>
    /// <param name="inspected">The case.</param>
    /// <param name="payable">What an investigation found to be owed; null when it says nothing.</param>
    /// <param name="workers">To how many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The row that is not reached; null when it is.</returns>
    public async ValueTask<StatutoryParameter?> UnreachedAmountAsync(
        Case inspected,
        decimal? payable,
        int? workers,
        CancellationToken cancellationToken = default
    )
    {
        var today = ChinaDay.Today(time);
        var row =
            AmountOf(inspected, today) ?? throw new InvalidOperationException("The register holds no amount of refused wages in force.");
        var items = await records.ListAsync<RectificationItem>(inspected.Id, cancellationToken);
        if (items.Any(i => i is { Amount: > 0, State: not RectificationState.Routed }))
            return IsGrave(inspected, items, today) ? null : row;
        var owed = payable ?? inspected.Claims.Where(c => c.Cause is "unpaid-wages" or "overtime").Sum(c => c.Amount ?? 0m);
        var group = InForce("crm-group-10", inspected, today).Value!.Value;
        return Reaches(row, group, owed, workers ?? inspected.Applicants.Count()) ? null : row;
    }

    private StatutoryParameter? AmountOf(Case inspected, DateOnly today) =>
        Amounts
            .Select(id => register.Numeric(id, Place(inspected), today))
            .FirstOrDefault(found => found is { Value: not null, Value2: not null });

    private static bool Reaches(StatutoryParameter row, decimal group, decimal owed, int workers) =>
        owed / Math.Max(1, workers) >= row.Value || (workers >= group && owed >= row.Value2);

    // One worker's wages of the lower amount, or a group's of the higher: the paper's items say how many workers share an amount.
    private bool IsGrave(Case inspected, IReadOnlyList<RectificationItem> items, DateOnly today)
    {
        var row = AmountOf(inspected, today);
        var group = InForce("crm-group-10", inspected, today).Value!.Value;
        return row is not null
            && items
                .Where(i => i is { Amount: > 0, State: not RectificationState.Routed })
                .Any(i => Reaches(row, group, i.Amount!.Value, i.Workers));
    }

    private StatutoryParameter InForce(string id, Case inspected, DateOnly today) =>
        register.Numeric(id, Place(inspected), today) ?? throw new InvalidOperationException($"The register holds no {id} in force.");

    private string Basis(string id) => register.RowsOf(id) is [var row, ..] ? row.Basis : id;

    private static Jurisdiction Place(Case inspected) => new(inspected.District[..6]);
}
