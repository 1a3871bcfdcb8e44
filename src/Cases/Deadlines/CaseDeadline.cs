using LaborFlow.Statutes.Deadlines;

namespace LaborFlow.Cases.Deadlines;

/// <summary>The life of a deadline.</summary>
public enum DeadlineState
{
    /// <summary>Running 计算中.</summary>
    Running,

    /// <summary>Paused 中止.</summary>
    Paused,

    /// <summary>Met 按期完成.</summary>
    Met,

    /// <summary>Missed 逾期: the last day passed without the act.</summary>
    Missed,

    /// <summary>Ended without being met or missed: the case took another way.</summary>
    Ended,
}

/// <summary>期限: a statutory period that runs in a case.</summary>
public sealed class CaseDeadline
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The register's parameter.</summary>
    public required string ParameterId { get; init; }

    /// <summary>Chinese name for lists.</summary>
    public required string Name { get; init; }

    /// <summary>The day of the event that starts it (that day is not counted).</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly DueOn { get; set; }

    /// <summary>How <see cref="DueOn"/> follows from law and calendar: JSON array of steps (date, rule, basis, zh, en).</summary>
    public required string ExplanationJson { get; set; }

    /// <summary>The last day lies in a year whose holiday arrangement is not published yet.</summary>
    public bool Provisional { get; set; }

    /// <summary>State.</summary>
    public DeadlineState State { get; private set; } = DeadlineState.Running;

    /// <summary>When it was met, missed or ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Optimistic concurrency token.</summary>
    public long Revision { get; private set; } = 1;

    /// <summary>Pauses, extension and restart as JSON (<see cref="DeadlineCourse"/>); null when nothing happened.</summary>
    public string? CourseJson { get; private set; }

    /// <summary>When it was first seen that the last day had passed; the supervision list shows it from then on.</summary>
    public DateTimeOffset? OverdueSince { get; set; }

    /// <summary>What happened to it since it started.</summary>
    public DeadlineCourse Course => DeadlineCourse.Read(CourseJson);

    /// <summary>Takes another course, and the last day that follows from it.</summary>
    internal void Follow(DeadlineCourse course, DeadlineState state, DeadlineExplanation reckoned, string explanationJson)
    {
        CourseJson = course.Write();
        State = state;
        Recount(reckoned, explanationJson);
    }

    /// <summary>Takes the last day that follows from a change of register or calendar.</summary>
    public void Recount(DeadlineExplanation reckoned, string explanationJson)
    {
        // What passed stays passed as long as its last day does not move.
        if (DueOn != reckoned.DueOn)
            OverdueSince = null;
        DueOn = reckoned.DueOn;
        Provisional = reckoned.Provisional;
        ExplanationJson = explanationJson;
        Revision++;
    }

    /// <summary>Ends a running deadline; one that ended before keeps its end.</summary>
    public void End(DeadlineState state, DateTimeOffset at)
    {
        if (State is not (DeadlineState.Running or DeadlineState.Paused))
            return;

        State = state;
        EndedAt = at;
        Revision++;
    }
}
