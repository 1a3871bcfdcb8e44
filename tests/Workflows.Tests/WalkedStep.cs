using LaborFlow.Engine.Activities;

namespace LaborFlow.Workflows.Tests;

/// <summary>Which way the steps of a walk go.</summary>
internal sealed class Walk(IReadOnlyDictionary<string, IReadOnlyList<string>> ports, IReadOnlySet<string> waiting, Func<int, int> choose)
{
    /// <summary>Somebody decides at it, or it waits for something.</summary>
    public bool Waits(string activityId) => waiting.Contains(activityId) || PortsOf(activityId).Count > 1;

    /// <summary>The port that it takes; null for one from which nothing leads on.</summary>
    public string? Choose(string activityId) => PortsOf(activityId) is { Count: > 0 } open ? open[choose(open.Count)] : null;

    private IReadOnlyList<string> PortsOf(string activityId) => ports.GetValueOrDefault(activityId, []);
}

/// <summary>Stands for a step of a procedure: the walk decides which way it takes.</summary>
[Activity("LaborFlow.Walks", "测试", "代替流程环节，由测试选择出口。", DisplayName = "测试环节")]
public sealed class WalkedStep : Activity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.GetRequiredService<Walk>().Waits(Id))
            context.CreateBookmark(GoOnAsync);
        else
            await GoOnAsync(context);
    }

    private async ValueTask GoOnAsync(ActivityExecutionContext context)
    {
        if (context.GetRequiredService<Walk>().Choose(Id) is { } port)
            await context.CompleteActivityWithOutcomesAsync(port);
        else
            await context.CompleteActivityAsync();
    }
}
