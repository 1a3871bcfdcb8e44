using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Deadlines;

/// <summary>
/// How a procedure waits for a deadline's last day to pass. The wait is named by the deadline, so that whoever moves the last day moves the
/// wait with it, in the same transaction: a day that comes nearer must not find the procedure asleep.
/// </summary>
public static class DeadlineWait
{
    /// <summary>The name of the bookmark.</summary>
    public const string Name = "LaborFlow.DeadlinePassed";

    /// <summary>What the bookmark waits for.</summary>
    public static IReadOnlyDictionary<string, object?> StimulusOf(Guid deadlineId) =>
        new Dictionary<string, object?> { ["deadlineId"] = deadlineId.ToString() };

    /// <summary>When to look: the end of the last day. A paused period has none yet, and is looked at again every day.</summary>
    public static DateTimeOffset EndOf(CaseDeadline deadline, DateTimeOffset now) =>
        deadline.State == DeadlineState.Paused ? ChinaDay.EndOf(ChinaDay.Of(now)) : ChinaDay.EndOf(deadline.DueOn);
}
