using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Stages;

/// <summary>核对次数: how often a step ended in one way, and whether that is enough; three contacts that failed, for one.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "核对一个步骤以某一结果办结的次数是否达到规定次数。", DisplayName = "核对次数")]
[FlowNode(Below, Reached)]
public sealed class CountRounds : Activity
{
    /// <summary>Fewer than the limit.</summary>
    public const string Below = "below";

    /// <summary>As often as the limit says, or more.</summary>
    public const string Reached = "reached";

    /// <summary>The step.</summary>
    [Input(DisplayName = "步骤代码", Description = "被计数的步骤。", IsRequired = true)]
    public Input<string> Step { get; set; } = new();

    /// <summary>The way out that is counted.</summary>
    [Input(DisplayName = "结果", Description = "只计以该结果办结的次数。", IsRequired = true)]
    public Input<string> Outcome { get; set; } = new();

    /// <summary>How often is enough.</summary>
    [Input(DisplayName = "次数", Description = "达到该次数即从 reached 出口继续。", IsRequired = true)]
    public Input<int> Limit { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (step, outcome) = (Step.Get(context), Outcome.Get(context));
        var rounds = (
            await context.GetRequiredService<ITaskStore>().ListOfCaseAsync((await context.CaseAsync()).Id, context.CancellationToken)
        ).Count(task => task.Step == step && task.Status == CaseTaskStatus.Completed && task.Outcome == outcome && !task.Dissents);
        await context.CompleteActivityWithOutcomesAsync(rounds < Limit.Get(context) ? Below : Reached);
    }
}
