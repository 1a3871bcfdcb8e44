using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 区级应急专项的限额、比例、范围和审批权限 (<c>emf-scope</c>): what a district set for itself in rows of the register, by two people. No law
/// gives these numbers, and nothing stands in for a row that nobody set.
/// </summary>
public sealed record EmergencyRules
{
    /// <summary>CNY for one worker.</summary>
    public const string WorkerCap = "emf-worker-cap";

    /// <summary>Per cent of the worker's arrears.</summary>
    public const string ArrearsShare = "emf-arrears-share";

    /// <summary>CNY for one event: all open cases of the fund against one employer.</summary>
    public const string EventCap = "emf-event-cap";

    /// <summary>CNY up to which the head approves.</summary>
    public const string HeadLimit = "emf-head-limit";

    /// <summary>CNY up to which the district leader approves; above it nobody here may.</summary>
    public const string LeaderLimit = "emf-leader-limit";

    /// <summary>1 when individual businesses are within the fund.</summary>
    public const string IndividualBusiness = "emf-individual-business";

    /// <summary>1 when employers that are neither bankrupt nor gone are within it.</summary>
    public const string WithoutBankruptcy = "emf-without-bankruptcy";

    /// <summary>1 when the fund needs the risk of a mass incident.</summary>
    public const string MassRisk = "emf-mass-risk";

    /// <summary>Every row of the configuration, in the order in which officers read it.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        WorkerCap,
        ArrearsShare,
        EventCap,
        HeadLimit,
        LeaderLimit,
        IndividualBusiness,
        WithoutBankruptcy,
        MassRisk,
    ];

    private readonly IReadOnlyDictionary<string, StatutoryParameter> _rows;

    private EmergencyRules(IReadOnlyDictionary<string, StatutoryParameter> rows) => _rows = rows;

    /// <summary>The rules of a place on a day.</summary>
    /// <returns>The rules, or null and the rows that nobody set, by their Chinese text and name.</returns>
    public static (EmergencyRules? Rules, IReadOnlyList<string> Missing) Read(StatuteRegister register, Jurisdiction place, DateOnly on)
    {
        var found = new Dictionary<string, StatutoryParameter>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var id in All)
            if (register.Numeric(id, place, on) is { } row)
                found[id] = row;
            else
                missing.Add(register.RowsOf(id) is [var open, ..] ? $"{open.RuleZh}（{id}）" : id);
        return missing.Count == 0 ? (new EmergencyRules(found), missing) : (null, missing);
    }

    /// <summary>The number of a row.</summary>
    public decimal this[string id] => _rows[id].Value!.Value;

    /// <summary>Whether a switch is on.</summary>
    public bool IsOn(string id) => this[id] != 0;

    /// <summary>A row as officers read it: its rule, and the district's paper that it rests on.</summary>
    public string Name(string id) => $"{_rows[id].RuleZh}（{id}，{_rows[id].Basis}）";

    /// <summary>The most for one worker, and the row that gives it.</summary>
    /// <param name="arrears">CNY that the worker is owed.</param>
    public (decimal Most, string Row) MostFor(decimal arrears)
    {
        var share = Math.Floor(arrears * this[ArrearsShare]) / 100m;
        return share < this[WorkerCap] ? (share, ArrearsShare) : (this[WorkerCap], WorkerCap);
    }

    /// <summary>Who approves a total: <c>head</c>, <c>leader</c>, or null when it is more than either may.</summary>
    public string? ApproverOf(decimal total) =>
        total <= this[HeadLimit] ? "head"
        : total <= this[LeaderLimit] ? "leader"
        : null;
}
