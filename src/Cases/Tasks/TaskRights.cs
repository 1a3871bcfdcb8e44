namespace LaborFlow.Cases.Tasks;

/// <summary>What stands around a task in its procedure, as far as it decides which commands are open.</summary>
/// <param name="HasEarlierStep">A step of the same procedure was completed before.</param>
/// <param name="NextUntouched">The steps that follow wait, and nobody has acted on any of them.</param>
/// <param name="Held">Nothing goes back any more, see <see cref="Fund.PaymentHold.DemandStepBackAsync"/>.</param>
public sealed record TaskNeighbours(bool HasEarlierStep, bool NextUntouched, bool Held = false);

/// <summary>Which commands on a task are open to whom. What lists show and what commands check is the same code.</summary>
public static class TaskRights
{
    /// <summary>Roles that may give another officer's task to somebody else: they answer for the work of an office.</summary>
    private static readonly string[] Leaders = ["supervisor", "director", "head"];

    /// <summary>
    /// The commands open to an actor now: <c>claim</c>, <c>release</c>, <c>draft</c>, <c>complete</c>, <c>return</c>, <c>sign</c>,
    /// <c>remove-co-signer</c>, and what of <see cref="TaskActs"/> the step permits.
    /// </summary>
    /// <param name="task">The task, with candidates and co-signers.</param>
    /// <param name="actor">Who asks; whether the actor may see the task was asked before.</param>
    /// <param name="neighbours">Null leaves out what depends on other steps.</param>
    public static IReadOnlyList<string> CommandsOf(CaseTask task, Actor actor, TaskNeighbours? neighbours = null)
    {
        if (actor.Party is not null)
            return task.IsOpen && actor.Party == task.Party ? ["draft", "complete"] : [];
        if (task.Status == CaseTaskStatus.Completed)
            return
                task.CompletedBy == actor.UserName && neighbours is { NextUntouched: true, Held: false } && task.Permits(TaskActs.TakeBack)
                ? [TaskActs.TakeBack]
                : [];
        if (!task.IsOpen || IsRecused(task, actor))
            return [];

        var commands = new List<string>();
        if (task.Status == CaseTaskStatus.Open && IsCandidate(task, actor))
            commands.Add("claim");
        else if (task.Assignee == actor.UserName)
            Holder(task, neighbours, commands);
        else if (task.Status == CaseTaskStatus.Claimed)
            Bystander(task, actor, commands);
        if (task.AwaitedCoSigners().Any(c => c.UserName == actor.UserName))
            commands.Add("sign");
        if (!commands.Contains("claim") && task.Assignee != actor.UserName && task.Permits(TaskActs.Urge) && actor.Roles.Any(IsOfficer))
            commands.Add(TaskActs.Urge);
        return commands;
    }

    /// <summary>The officer has a candidate role, in the task's office and jurisdiction.</summary>
    public static bool IsCandidate(CaseTask task, Actor actor) =>
        task.Candidates.Exists(c => actor.Roles.Contains(c.Role))
        && !IsExcluded(task, actor)
        && !IsRecused(task, actor)
        && (task.OfficeId is null || actor.OfficeId is null || task.OfficeId == actor.OfficeId)
        && Reaches(task, actor);

    /// <summary>回避: the officer is kept off the task's case.</summary>
    public static bool IsRecused(CaseTask task, Actor actor) => actor.Recused?.Contains(task.CaseId) == true;

    /// <summary>双人规则: the officer did the step that this one checks.</summary>
    public static bool IsExcluded(CaseTask task, Actor actor) =>
        task.ExcludedUsers is { } excluded && excluded.Split('\n').Contains(actor.UserName, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="NotAllowedException"><c>task.two-persons</c>, <c>task.not-allowed</c>, or <c>task.co-sign-awaited</c>.</exception>
    internal static void Demand(CaseTask task, Actor actor, string command, TaskNeighbours? neighbours = null)
    {
        // Also whoever got the task by transfer may not finish what checks the own work.
        if (task.IsOpen && command is ("claim" or "complete") && actor.Party is null && IsExcluded(task, actor))
            throw new NotAllowedException(
                "task.two-persons",
                "您办理了前一步骤，本步骤须由另一人办理。",
                "You did the step that this one checks; another officer must do it."
            );
        if (CommandsOf(task, actor, neighbours).Contains(command))
            return;
        if (command == "complete" && task.Assignee == actor.UserName && task.DelegatedBy is null && task.AwaitedCoSigners().Any())
        {
            var names = string.Join("、", task.AwaitedCoSigners().Select(c => c.UserName));
            throw new NotAllowedException(
                "task.co-sign-awaited",
                $"尚待会签：{names}。会签完成或者减签后方可办结。",
                $"The opinion of {names} is awaited; the task can be completed once it is there or no longer asked for."
            );
        }

        if (TaskActs.All.Contains(command) && !task.Permits(command))
            throw new NotAllowedException("task.act-not-permitted", "本步骤不允许此操作。", "This step does not permit that.");
        throw new NotAllowedException(
            "task.not-allowed",
            command switch
            {
                "claim" => "您不是该任务的候选办理人，或任务已由他人签收。",
                "release" => "只有签收人可以释放任务。",
                "return" => "任务未委派给您，也不是由您委派的。",
                "sign" => "没有请您会签，或您已会签。",
                TaskActs.TakeBack => "只有该步骤的办理人可以在后续步骤无人办理前撤回。",
                TaskActs.Urge => "您本人正在办理，或任务已办结，无须催办。",
                TaskActs.SendBack => "没有可以退回的步骤，或任务不在您手中。",
                _ => "只有签收人可以办理该任务，请先签收。",
            },
            command switch
            {
                "claim" => "You are no candidate of this task, or another officer has it.",
                "return" => "The task is delegated neither to you nor by you.",
                "sign" => "Your opinion is not asked for, or given already.",
                TaskActs.TakeBack => "Only who completed the step may take it back, before anybody acts on the next.",
                TaskActs.Urge => "You have the task yourself, or it is over.",
                TaskActs.SendBack => "There is no step to send it back to, or you don't have the task.",
                _ => "Only the officer who claimed the task may do this.",
            }
        );
    }

    private static void Holder(CaseTask task, TaskNeighbours? neighbours, List<string> commands)
    {
        if (task.DelegatedBy is not null)
        {
            commands.AddRange(["draft", "return"]);
            return;
        }

        var awaited = task.AwaitedCoSigners().Any();
        commands.AddRange(["release", "draft"]);
        if (!awaited)
            commands.Add("complete");
        if (!awaited && task.Permits(TaskActs.CompleteTogether))
            commands.Add(TaskActs.CompleteTogether);
        commands.AddRange(new[] { TaskActs.Transfer, TaskActs.Delegate, TaskActs.CoSign, TaskActs.Copy }.Where(task.Permits));
        if (awaited)
            commands.Add("remove-co-signer");
        if (neighbours is { HasEarlierStep: true, Held: false } && task.Permits(TaskActs.SendBack))
            commands.Add(TaskActs.SendBack);
    }

    private static void Bystander(CaseTask task, Actor actor, List<string> commands)
    {
        if (task.DelegatedBy == actor.UserName)
            commands.Add("return");
        if (
            task.Permits(TaskActs.Transfer)
            && actor.Roles.Any(role => Leaders.Contains(role, StringComparer.Ordinal))
            && Reaches(task, actor)
        )
            commands.Add(TaskActs.Transfer);
    }

    private static bool IsOfficer(string role) => role is not ("administrator" or "auditor" or "worker" or "employer");

    private static bool Reaches(CaseTask task, Actor actor) => Reaches(task.Jurisdiction, actor);

    /// <summary>The officer works in the place.</summary>
    public static bool Reaches(string place, Actor actor) =>
        actor.Jurisdiction is null || place.StartsWith(TrimZeros(actor.Jurisdiction), StringComparison.Ordinal);

    /// <summary>The jurisdictions whose officers work in a place: its own code, and those that it lies in, however they are written.</summary>
    public static IReadOnlyList<string> PlacesReaching(string place)
    {
        List<string> codes = [.. Enumerable.Range(0, place.Length + 1).Select(length => place[..length])];
        if (place.Length >= 2)
            codes.Add(place[..2] + "0000");
        if (place.Length >= 4)
            codes.Add(place[..4] + "00");
        return [.. codes.Distinct()];
    }

    // A city's code 440300 reaches all its districts 4403xx.
    internal static string TrimZeros(string code) =>
        code.EndsWith("0000", StringComparison.Ordinal) ? code[..2]
        : code.Length == 6 && code.EndsWith("00", StringComparison.Ordinal) ? code[..4]
        : code;
}
