using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Alterations;

/// <summary>Carries alterations out on a loaded instance, or says what they would do. Nothing is written here.</summary>
internal sealed class AlterationRun(WorkflowExecutionContext workflow, bool dryRun)
{
    private readonly List<AlterationNote> _changes = [];
    private readonly List<AlterationNote> _problems = [];

    public WorkflowExecutionContext Workflow { get; private set; } = workflow;

    public IReadOnlyList<AlterationNote> Changes => _changes;

    public IReadOnlyList<AlterationNote> Problems => _problems;

    /// <summary>Moves to a version; the rest of the run sees the moved instance.</summary>
    public void Migrate(CompiledWorkflow? target, int version, Func<CompiledWorkflow, WorkflowExecutionContext> create)
    {
        if (target is null)
        {
            Refuse("version-missing", null, $"该流程没有第 {version} 版。", $"The definition has no version {version}.");
        }
        else if (target.Row.Id == Workflow.Definition.Row.Id)
        {
            Refuse("version-same", null, $"实例已在第 {version} 版上运行。", $"The instance runs version {version} already.");
        }
        else
        {
            var migration = new Migration(Workflow, target);
            _problems.AddRange(migration.Problems);
            _changes.AddRange(migration.Changes);
            if (migration.Problems.Count == 0)
            {
                Workflow = migration.Move(create(target));
            }
        }
    }

    public async ValueTask ApplyAsync(Alteration alteration)
    {
        if (Workflow.SubStatus is "Finished" or "Cancelled")
        {
            Refuse("instance-over", null, "实例已结束，不能变更。", "The instance is over and cannot be altered.");
            return;
        }

        switch (alteration)
        {
            case ModifyVariable modify:
                Modify(modify);
                break;
            case ScheduleActivity schedule:
                await ScheduleAsync(schedule);
                break;
            case CancelActivity cancel:
                await CancelAsync(cancel);
                break;
            case CancelInstance:
                Change("cancel-instance", null, "取消实例。", "The instance is cancelled.");
                if (!dryRun)
                {
                    await Workflow.CancelAsync();
                }

                break;
            case SkipIncident skip:
                await SkipAsync(skip);
                break;
        }
    }

    private void Modify(ModifyVariable modify)
    {
        var slot = Workflow
            .ActiveContexts()
            .Select(context => context.OwnVariable(modify.Variable))
            .FirstOrDefault(found => found is not null);
        if (slot is null)
        {
            Refuse("variable-missing", null, $"没有变量“{modify.Variable}”。", $"There is no variable '{modify.Variable}'.");
            return;
        }

        try
        {
            var value = slot.Variable.Convert(modify.Value);
            Change(
                "modify-variable",
                null,
                $"变量“{slot.Variable.Name}”改为新值。",
                $"Variable '{slot.Variable.Name}' gets another value."
            );
            slot.Value = dryRun ? slot.Value : value;
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            Refuse(
                "variable-type",
                null,
                $"值不符合变量“{slot.Variable.Name}”的类型。",
                $"The value does not fit variable '{slot.Variable.Name}': {e.Message}"
            );
        }
    }

    private async ValueTask ScheduleAsync(ScheduleActivity schedule)
    {
        if (schedule.ActivityInstanceId is { } executionId)
        {
            if (Find(executionId) is not { } execution)
            {
                Refuse("execution-missing", null, $"没有运行中的执行“{executionId}”。", $"No execution '{executionId}' is running.");
                return;
            }

            Change(
                "run-again",
                execution.Activity.Id,
                $"再次执行环节“{execution.Activity.Id}”。",
                $"Activity '{execution.Activity.Id}' runs again."
            );
            if (!dryRun)
            {
                Workflow.RunAgain(execution);
            }

            return;
        }

        if (Workflow.Definition.Find(schedule.ActivityId ?? "") is not { } activity)
        {
            Refuse(
                "activity-missing",
                schedule.ActivityId,
                $"流程中没有环节“{schedule.ActivityId}”。",
                $"The definition has no activity '{schedule.ActivityId}'."
            );
            return;
        }

        var parentNode = activity.NodeId.LastIndexOf(':') is > 0 and var end ? activity.NodeId[..end] : "";
        var container = Workflow
            .ActiveContexts()
            .FirstOrDefault(c => c.Activity.NodeId == parentNode && c.Status == ActivityStatus.Running);
        if (container?.Activity is not IStartsChildren starter)
        {
            Refuse(
                "container-not-running",
                activity.Id,
                $"环节“{activity.Id}”所在的容器未在运行，或不能单独启动它。",
                $"The container of activity '{activity.Id}' is not running, or cannot start it alone."
            );
            return;
        }

        Change("schedule-activity", activity.Id, $"启动环节“{activity.Id}”。", $"Activity '{activity.Id}' is started.");
        if (!dryRun)
        {
            await starter.StartChildAsync(container, activity);
        }
    }

    private async ValueTask CancelAsync(CancelActivity cancel)
    {
        var executions = Workflow
            .ActiveContexts()
            .Where(c => cancel.ActivityInstanceId is { } id ? c.Id == id : c.Activity.Id == cancel.ActivityId)
            .ToList();
        if (executions.Count == 0)
        {
            var named = cancel.ActivityInstanceId ?? cancel.ActivityId;
            Refuse("execution-missing", cancel.ActivityId, $"环节“{named}”未在运行。", $"Activity '{named}' is not running.");
        }

        foreach (var execution in executions)
        {
            Change(
                "cancel-activity",
                execution.Activity.Id,
                $"取消环节“{execution.Activity.Id}”。",
                $"Activity '{execution.Activity.Id}' is cancelled."
            );
            if (!dryRun)
            {
                Workflow.ForgetIncidents(execution);
                await execution.CancelActivityAsync();
            }
        }
    }

    private async ValueTask SkipAsync(SkipIncident skip)
    {
        if (Find(skip.ActivityInstanceId) is not { Status: ActivityStatus.Faulted } execution)
        {
            Refuse(
                "incident-missing",
                null,
                $"执行“{skip.ActivityInstanceId}”没有待处理的异常。",
                $"Execution '{skip.ActivityInstanceId}' has no open incident."
            );
            return;
        }

        var outcomes = skip.Outcomes is { Length: > 0 } given ? given : ["Done"];
        if (outcomes.FirstOrDefault(outcome => !HasPort(execution, outcome)) is { } unknown)
        {
            Refuse(
                "outcome-missing",
                execution.Activity.Id,
                $"环节“{execution.Activity.Id}”没有出口“{unknown}”。",
                $"Activity '{execution.Activity.Id}' has no outcome '{unknown}'."
            );
            return;
        }

        var names = string.Join(", ", outcomes);
        Change(
            "skip-incident",
            execution.Activity.Id,
            $"跳过环节“{execution.Activity.Id}”，按“{names}”继续。",
            $"Activity '{execution.Activity.Id}' is skipped with '{names}'."
        );
        if (!dryRun)
        {
            Workflow.ForgetIncidents(execution);
            await execution.CompleteActivityWithOutcomesAsync(outcomes);
        }
    }

    private bool HasPort(ActivityExecutionContext execution, string outcome)
    {
        var ports =
            Workflow
                .Engine.Registry.Find(execution.Activity.Type)
                ?.Ports.Where(port => port.Type == "Flow")
                .Select(port => port.Name)
                .ToList()
            ?? [];
        var connected =
            execution.ParentActivityExecutionContext?.Activity is Flowchart flowchart
            && flowchart.Connections.Any(c => ReferenceEquals(c.Source, execution.Activity) && c.Port == outcome);
        return connected || ports.Contains(outcome) || (ports.Count == 0 && outcome == "Done");
    }

    private ActivityExecutionContext? Find(string executionId) => Workflow.ActiveContexts().FirstOrDefault(c => c.Id == executionId);

    private void Change(string code, string? activityId, string zh, string en) => _changes.Add(new(code, activityId, zh, en));

    private void Refuse(string code, string? activityId, string zh, string en) => _problems.Add(new(code, activityId, zh, en));
}
