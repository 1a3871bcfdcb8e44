using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Web;

/// <summary>A page of a list: from 1, at most 200 rows.</summary>
internal sealed record PageRequest(int Page, int Size)
{
    private const int Largest = 200;

    /// <exception cref="ProblemException">The page or its size is out of range.</exception>
    public static PageRequest Of(int? page, int? size)
    {
        if (page is < 1 or > 100_000)
            throw ProblemException.Field("page", "out-of-range", "页码应为 1 至 100000。", "From 1 to 100000.");
        if (size is < 1 or > Largest)
            throw ProblemException.Field("pageSize", "out-of-range", $"每页应为 1 至 {Largest} 条。", $"From 1 to {Largest}.");
        return new PageRequest(page ?? 1, size ?? 20);
    }

    public IQueryable<T> Cut<T>(IQueryable<T> sorted) => sorted.Skip((Page - 1) * Size).Take(Size);
}
