using LaborFlow.Activities.Deadlines;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Tasks;

/// <content>合议、会签: one step that several people do, and when it is done; and the race with a deadline.</content>
public sealed partial class HumanTask
{
    private const string Tribunal = "tribunal";
    private const string Named = "named";
    private const string Size = "size";
    private const string All = "all";
    private const string Majority = "majority";
    private const string Any = "any";
    private const string Everyone = "everyone";

    /// <summary>One entry a person; null where any candidate may take the seat.</summary>
    private async ValueTask<IReadOnlyList<string?>> MembersAsync(ActivityExecutionContext context, Case disputed)
    {
        switch (Panel.Get(context))
        {
            case null or "":
                return [null];
            case Tribunal:
                var seats = await context
                    .GetRequiredService<ICaseRecords>()
                    .ListAsync<TribunalMember>(disputed.Id, context.CancellationToken);
                // The presiding arbitrator comes first: without a majority that vote counts.
                var members = seats
                    .Where(s => s.ReplacedAt is null && s.Seat != TribunalSeat.Secretary)
                    .OrderBy(s => s.Seat)
                    .Select(s => (string?)s.Name)
                    .ToList();
                return members.Count > 0 ? members : throw new WorkflowException("合议：案件尚未组成仲裁庭。");
            case Named:
                var names = (PanelNames.Get(context) ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
                return names.Count > 0 ? [.. names] : throw new WorkflowException("会签：未指定会签名单。");
            case Size:
                var size = PanelSize.Get(context);
                return size > 0 ? [.. Enumerable.Repeat<string?>(null, size)] : throw new WorkflowException("会签：会签人数应大于零。");
            case var other:
                throw new WorkflowException($"会签：会签人员“{other}”无效。");
        }
    }

    private async ValueTask AssignAsync(ActivityExecutionContext context, CaseTask task, string? member)
    {
        var (rule, name) = member is null
            ? (Assignment.Get(context) ?? ChooseOfficer.Pool, AssignTo.Get(context))
            : (ChooseOfficer.Name, member);
        if (rule == ChooseOfficer.Preferred)
            name = IntakeFacts
                .Of(await context.GetRequiredService<ICaseRecords>().ListAsync<RegisterEntry>(task.CaseId, context.CancellationToken))
                ?.PreferredMediator;
        if (rule == ChooseOfficer.Team)
            (rule, name) = (
                ChooseOfficer.Name,
                (await context.GetRequiredService<ICaseRecords>().ListAsync<EnterpriseProfile>(task.CaseId, context.CancellationToken))
                    is [var profile, ..]
                    ? profile.Coordinator
                    : null
            );
        if (rule is not (ChooseOfficer.Pool or "") && context.GetService<ChooseOfficer>() is { } choose)
            await choose.AssignAsync(task, rule, name, context.CancellationToken);
    }

    private async ValueTask OnResumedAsync(ActivityExecutionContext context)
    {
        var tasks = await TasksAsync(context);
        // Only the command that checks rights and form may complete a task; a bare resume of the bookmark must not pass for one.
        var done = tasks.Where(t => t.Status == CaseTaskStatus.Completed).OrderBy(t => t.CompletionOrder).ToList();
        if (done.Count <= context.GetProperty<int>(VotesKey))
            throw new WorkflowException($"任务{context.GetProperty<string>(TaskIdKey)}尚未办结，不能继续流程。");

        context.SetProperty(VotesKey, done.Count);
        if (Decided(Quorum.Get(context) ?? Majority, tasks, done) is not { } outcome)
        {
            // Nobody votes twice.
            foreach (var open in tasks.Where(t => t.IsOpen))
                open.Exclude(done[^1].CompletedBy!);
            return;
        }

        foreach (var vote in done.Where(t => t.Outcome != outcome))
            vote.Dissents = true;
        await WithdrawAsync(context, "workflow");
        Outcome.Set(context, outcome);
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }

    /// <summary>The outcome that carries, or null while votes are missing.</summary>
    private static string? Decided(string quorum, List<CaseTask> tasks, List<CaseTask> done)
    {
        if (tasks.Count == 1 || quorum == Any)
            return done[0].Outcome;
        if (quorum == All)
        {
            var agreed = TaskOutcomes.Read(tasks[0].OutcomesJson)[0].Code;
            return done.Find(t => t.Outcome != agreed)?.Outcome ?? (done.Count == tasks.Count ? agreed : null);
        }

        // Who thinks otherwise is heard as well: a minority's opinion goes into the record (调解仲裁法 art 45).
        if (quorum == Everyone && done.Count < tasks.Count)
            return null;
        var most = done.GroupBy(t => t.Outcome).MaxBy(group => group.Count())!;
        return most.Count() * 2 > tasks.Count ? most.Key
            : done.Count == tasks.Count ? tasks[0].Outcome
            : null;
    }

    private async ValueTask RaceAsync(ActivityExecutionContext context, Case disputed, CaseClock clock, string? due)
    {
        var running =
            (due is null ? null : await clock.FindOpenAsync(disputed.Id, due, context.CancellationToken) ?? await MissedAsync(due))
            ?? throw new WorkflowException($"期限“{due}”未起算，任务不能与其竞争。");
        context.WaitFor(running, OnDeadlinePassedAsync);

        // A period that is over already lets nobody begin: the task goes on at once.
        async ValueTask<CaseDeadline?> MissedAsync(string parameter) =>
            await clock.FindLastAsync(disputed.Id, parameter, context.CancellationToken) is { State: DeadlineState.Missed } missed
                ? missed
                : null;
    }

    private async ValueTask OnDeadlinePassedAsync(ActivityExecutionContext context)
    {
        // The period may have been extended, paused or restarted since the task was offered.
        var disputed = await context.CaseAsync();
        var clock = context.GetRequiredService<CaseClock>();
        var due = RaceWithDeadline.Get(context) ? await StillRunsAsync(DueParameter.Get(context)) : null;
        var outer = await StillRunsAsync(OuterParameter.Get(context));
        if ((due is not null || !RaceWithDeadline.Get(context)) && (outer is not null || string.IsNullOrEmpty(OuterParameter.Get(context))))
        {
            foreach (var task in await TasksAsync(context))
                if (task.IsOpen && due is not null)
                    task.DueOn = due.DueOn;
            // What has not fired waits on; of two periods the one that ends first is waited for again.
            context.WaitFor(new[] { due, outer }.OfType<CaseDeadline>().MinBy(period => period.DueOn)!, OnDeadlinePassedAsync);
            return;
        }

        await WithdrawAsync(context, "clock");
        Outcome.Set(context, Timeout);
        await context.CompleteActivityWithOutcomesAsync(Timeout);

        async ValueTask<CaseDeadline?> StillRunsAsync(string? parameter) =>
            !string.IsNullOrEmpty(parameter)
            && await clock.FindOpenAsync(disputed.Id, parameter, context.CancellationToken) is { } open
            && DeadlineWait.EndOf(open, context.Now) > context.Now
                ? open
                : null;
    }

    private static async ValueTask WithdrawAsync(ActivityExecutionContext context, string by)
    {
        if (context.GetProperty<string>(TaskIdKey) is not null)
            foreach (var task in await TasksAsync(context))
                task.Cancel(by, context.Now);
    }

    private static async ValueTask<List<CaseTask>> TasksAsync(ActivityExecutionContext context)
    {
        var store = context.GetRequiredService<ITaskStore>();
        var found = new List<CaseTask>();
        foreach (var id in context.GetProperty<string>(TaskIdKey)!.Split(',').Select(Guid.Parse))
            found.Add(
                await store.FindAsync(id, forUpdate: true, context.CancellationToken) ?? throw new WorkflowException($"任务{id}不存在。")
            );
        return found;
    }
}
