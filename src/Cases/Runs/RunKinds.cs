namespace LaborFlow.Cases.Runs;

/// <summary>What a <see cref="LongRun"/> can be.</summary>
public static class RunKinds
{
    /// <summary>批量导入.</summary>
    public const string Import = "import";

    /// <summary>批量办理.</summary>
    public const string Bulk = "bulk";

    /// <summary>导出.</summary>
    public const string Export = "export";

    /// <summary>期限重算.</summary>
    public const string Deadlines = "deadlines";
}
