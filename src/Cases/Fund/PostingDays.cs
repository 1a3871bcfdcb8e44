namespace LaborFlow.Cases.Fund;

/// <summary>公示起止: the posting runs from today or later, and whoever objects has until its last day; nothing is decided before that.</summary>
public static class PostingDays
{
    /// <summary>What is wrong with the days that a form names.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="today">The day of the posting.</param>
    public static IReadOnlyList<FieldError> FaultsOf(DateOnly? from, DateOnly? to, DateOnly today)
    {
        var errors = new List<FieldError>();
        if (from < today)
            errors.Add(
                new("data.from", "contradictory", "公示自今日或者以后开始，请按张贴日期填写。", "The posting begins today or later.")
            );
        if (to <= from)
            errors.Add(
                new(
                    "data.to",
                    "contradictory",
                    "公示止应在公示起之后：期满前可以提出异议，期满后才能决定和支付。",
                    "The posting ends after its first day: until then anybody may object, and nothing is decided."
                )
            );
        return errors;
    }
}
