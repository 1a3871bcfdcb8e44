using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>The state of law that a deadline is counted by.</summary>
/// <param name="Register">The rows.</param>
/// <param name="Calendar">The working calendar.</param>
public sealed record StatuteSnapshot(StatuteRegister Register, WorkingCalendar Calendar);

/// <summary>A running deadline that a change of register or calendar would move.</summary>
/// <typeparam name="TKey">How the caller knows the deadline.</typeparam>
/// <param name="Key">Which deadline.</param>
/// <param name="Before">As it stands.</param>
/// <param name="After">As it would stand; a refusal when it could no longer be counted.</param>
public sealed record DeadlineMove<TKey>(TKey Key, DeadlineResult Before, DeadlineResult After);

/// <summary>Lists what a change would move, so that it can be approved before it takes effect.</summary>
public static class DeadlineMoves
{
    /// <summary>Recounts running deadlines; those whose due day or instant, or whose being provisional or refused, stays the same are left out.</summary>
    public static IEnumerable<DeadlineMove<TKey>> Find<TKey>(
        IEnumerable<KeyValuePair<TKey, DeadlineRequest>> running,
        StatuteSnapshot before,
        StatuteSnapshot after
    )
    {
        foreach (var (key, request) in running)
        {
            var old = DeadlineCalculator.Explain(request, before.Register, before.Calendar);
            var moved = DeadlineCalculator.Explain(request, after.Register, after.Calendar);
            if (Essence(old) != Essence(moved))
            {
                yield return new DeadlineMove<TKey>(key, old, moved);
            }
        }
    }

    private static (DateOnly?, DateTimeOffset?, bool?, string?) Essence(DeadlineResult result) =>
        (result.Explanation?.DueOn, result.Explanation?.DueAt, result.Explanation?.Provisional, result.Refusal?.Code);
}
