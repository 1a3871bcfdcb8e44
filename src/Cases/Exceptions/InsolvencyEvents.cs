namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// 触发欠薪垫付的情形 (<c>wgf-condition</c>): what must have happened to an employer before its workers may ask the wage guarantee fund for an
/// advance.
/// </summary>
public static class InsolvencyEvents
{
    /// <summary>The events.</summary>
    public static readonly IReadOnlyList<CodeName> All =
    [
        new("bankruptcy", "人民法院受理破产申请", "A court accepted the bankruptcy petition"),
        new("absconded", "法定代表人或者主要负责人隐匿、逃逸", "The legal representative or principal absconded"),
    ];
}
