namespace LaborFlow.Cases.Tasks;

/// <summary>Which commands on a task are open to whom. What lists show and what commands check is the same code.</summary>
public static class TaskRights
{
    /// <summary>The commands open to an actor now: <c>claim</c>, <c>release</c>, <c>draft</c>, <c>complete</c>.</summary>
    public static IReadOnlyList<string> CommandsOf(CaseTask task, Actor actor)
    {
        if (!task.IsOpen)
            return [];

        if (actor.Party is not null)
            return actor.Party == task.Party ? ["draft", "complete"] : [];

        if (task.Status == CaseTaskStatus.Claimed)
            return task.Assignee == actor.UserName ? ["release", "draft", "complete"] : [];

        return IsCandidate(task, actor) ? ["claim"] : [];
    }

    /// <summary>The officer has a candidate role, in the task's office and jurisdiction.</summary>
    public static bool IsCandidate(CaseTask task, Actor actor) =>
        task.Candidates.Exists(c => actor.Roles.Contains(c.Role))
        && (task.OfficeId is null || actor.OfficeId is null || task.OfficeId == actor.OfficeId)
        && (actor.Jurisdiction is null || task.Jurisdiction.StartsWith(TrimZeros(actor.Jurisdiction), StringComparison.Ordinal));

    /// <exception cref="NotAllowedException"><c>task.not-allowed</c>.</exception>
    internal static void Demand(CaseTask task, Actor actor, string command)
    {
        if (!CommandsOf(task, actor).Contains(command))
            throw new NotAllowedException(
                "task.not-allowed",
                command switch
                {
                    "claim" => "您不是该任务的候选办理人，或任务已由他人签收。",
                    "release" => "只有签收人可以释放任务。",
                    _ => "只有签收人可以办理该任务，请先签收。",
                },
                command == "claim"
                    ? "You are no candidate of this task, or another officer has it."
                    : "Only the officer who claimed the task may do this."
            );
    }

    // A city's code 440300 reaches all its districts 4403xx.
    private static string TrimZeros(string code) =>
        code.EndsWith("0000", StringComparison.Ordinal) ? code[..2]
        : code.Length == 6 && code.EndsWith("00", StringComparison.Ordinal) ? code[..4]
        : code;
}
