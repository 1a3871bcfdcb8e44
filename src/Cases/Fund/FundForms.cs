using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Fund;

/// <summary>What every list of workers in a form must be.</summary>
internal static class FundForms
{
    /// <summary>Each worker of the case once, and no other; null when that is so. Who left may stand there, and need not.</summary>
    public static string? FaultOf(IReadOnlyList<int> numbers, IReadOnlyList<Party> roster)
    {
        if (numbers.Any(n => n < 1 || n > roster.Count))
            return $"员工序号应为1至{roster.Count}";
        if (numbers.Distinct().Count() < numbers.Count)
            return "同一员工填写了两次";
        var missing = Enumerable.Range(1, roster.Count).Where(n => roster[n - 1].Side != PartySide.Former).Except(numbers).ToList();
        return missing.Count > 0 ? $"缺少第{string.Join("、", missing)}名员工的核算" : null;
    }

    /// <summary>Why nothing is advanced to a worker who left the case; null while the worker is an applicant.</summary>
    public static string? LeftOf(Party worker) => worker.Side == PartySide.Former ? Left : null;

    /// <summary>The refusal of whoever left the case.</summary>
    public const string Left = "本人已退出本案，不予垫付；另有案件的，在该案件申请";
}
