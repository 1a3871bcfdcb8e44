namespace LaborFlow.Cases.Fund;

/// <summary>What every list of workers in a form must be.</summary>
internal static class FundForms
{
    /// <summary>Each worker of the case once, and no other; null when that is so.</summary>
    public static string? FaultOf(IReadOnlyList<int> numbers, int workers)
    {
        if (numbers.Any(n => n < 1 || n > workers))
            return $"员工序号应为1至{workers}";
        if (numbers.Distinct().Count() < numbers.Count)
            return "同一员工填写了两次";
        var missing = Enumerable.Range(1, workers).Except(numbers).ToList();
        return missing.Count > 0 ? $"缺少第{string.Join("、", missing)}名员工的核算" : null;
    }
}
