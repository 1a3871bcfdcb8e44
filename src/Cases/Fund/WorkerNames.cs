namespace LaborFlow.Cases.Fund;

/// <summary>
/// 同名员工: what a worker of a case is called where others read it. The name alone, unless another worker of the case has the same one: then
/// the number in the roster and the last four characters of the identity document, or of the account, tell them apart. Nothing is decided by
/// it; workers are told apart by number and party.
/// </summary>
public static class WorkerNames
{
    private const int Tail = 4;

    /// <summary>By the case's roster.</summary>
    /// <param name="owed">The case.</param>
    /// <param name="number">The worker, from 1.</param>
    public static string Of(Case owed, int number)
    {
        var roster = owed.Roster;
        if (number < 1 || number > roster.Count)
            return $"第{number}名员工";
        var worker = roster[number - 1];
        return roster.Count(other => other.Name == worker.Name) == 1 ? worker.Name : Told(worker.Name, number, "证件", worker.IdNumber);
    }

    /// <summary>By the case's roster; an advance keeps the name that it was made for.</summary>
    public static string Of(Case owed, FundAdvance advance)
    {
        var roster = owed.Roster;
        var party = roster.FirstOrDefault(worker => worker.Id == advance.WorkerId) ?? roster.ElementAtOrDefault(advance.WorkerNumber - 1);
        return roster.Any(other => other.Id != party?.Id && other.Name == advance.WorkerName)
            ? Told(advance.WorkerName, advance.WorkerNumber, "证件", party?.IdNumber)
            : advance.WorkerName;
    }

    /// <summary>Among the advances that a reader sees, by their accounts.</summary>
    /// <param name="all">All of them.</param>
    /// <param name="advance">The one.</param>
    public static string Of(IEnumerable<FundAdvance> all, FundAdvance advance) =>
        all.Any(other => other.WorkerNumber != advance.WorkerNumber && other.WorkerName == advance.WorkerName)
            ? Told(advance.WorkerName, advance.WorkerNumber, "账号", advance.Account)
            : advance.WorkerName;

    /// <summary>Several of them in a line.</summary>
    public static string Of(Case owed, IEnumerable<FundAdvance> advances) => string.Join("、", advances.Select(one => Of(owed, one)));

    private static string Told(string name, int number, string what, string? digits) =>
        digits is { Length: >= Tail } ? $"{name}（第{number}名，{what}尾号{digits[^Tail..]}）" : $"{name}（第{number}名）";
}
