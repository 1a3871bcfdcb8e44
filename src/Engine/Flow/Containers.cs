using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Flow;

/// <summary>Activities with children and variables.</summary>
public abstract class Container : Activity, IVariableContainer
{
    /// <summary>The children.</summary>
    public IList<IActivity> Activities { get; set; } = new List<IActivity>();

    /// <summary>Variables of each execution.</summary>
    public IList<Variable> Variables { get; } = new List<Variable>();
}

/// <summary>A container of which an administrator may start any child alone.</summary>
internal interface IStartsChildren : IActivity
{
    ValueTask StartChildAsync(ActivityExecutionContext context, IActivity child);
}

/// <summary>Runs children one after another.</summary>
[Activity("Elsa", "Workflows", "Executes a set of activities in sequence.", IsBrowsable = false)]
public sealed class Sequence : Container, IStartsChildren
{
    private const string IndexKey = "CurrentIndex";

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => NextAsync(context, 0);

    private async ValueTask NextAsync(ActivityExecutionContext context, int index)
    {
        if (index >= Activities.Count)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(IndexKey, index + 1);
        await context.ScheduleActivityAsync(Activities[index], OnChildCompleted);
    }

    ValueTask IStartsChildren.StartChildAsync(ActivityExecutionContext context, IActivity child) =>
        NextAsync(context, Activities.IndexOf(child));

    /// <summary>After a move to another version the running child may stand elsewhere in the sequence.</summary>
    internal void Realign(ActivityExecutionContext context)
    {
        if (context.Children is [.., var child])
        {
            context.SetProperty(IndexKey, Activities.IndexOf(child.Activity) + 1);
        }
    }

    private async ValueTask OnChildCompleted(ActivityCompletedContext context)
    {
        if (context.TargetContext.Status != ActivityStatus.Running)
        {
            return;
        }

        if (context.ChildContext.Activity is ITerminalNode || Breaking.Is(context.TargetContext))
        {
            await context.TargetContext.CompleteActivityAsync();
            return;
        }

        await NextAsync(context.TargetContext, context.TargetContext.GetProperty<int>(IndexKey));
    }
}

/// <summary>Runs children side by side and completes when all have.</summary>
[Activity("Elsa", "Workflows", "Executes a set of activities in parallel.", IsBrowsable = false)]
public sealed class Parallel : Container
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Activities.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty("Left", Activities.Count);
        foreach (var activity in Activities)
        {
            await context.ScheduleActivityAsync(activity, OnChildCompleted);
        }
    }

    private static async ValueTask OnChildCompleted(ActivityCompletedContext context)
    {
        var left = context.TargetContext.GetProperty<int>("Left") - 1;
        context.TargetContext.SetProperty("Left", left);
        if (left == 0)
        {
            await context.TargetContext.CompleteActivityAsync();
        }
    }
}

/// <summary>Ends loops, and the sequences and forks within them.</summary>
internal static class Breaking
{
    private const string Key = "IsBreaking";

    public static bool Is(ActivityExecutionContext context) => context.GetProperty<bool>(Key);

    /// <summary>
    /// Marks the sequences and forks around an activity, up to and including the loop that ends. A flowchart goes on where its Break does not
    /// stand in itself, and a ParallelForEach is no loop to break out of: the mark passes both by.
    /// </summary>
    public static void Mark(ActivityExecutionContext context)
    {
        for (var scope = context.ParentActivityExecutionContext; scope is not null; scope = scope.ParentActivityExecutionContext)
        {
            if (scope.Activity is Looping.ILoop)
            {
                scope.SetProperty(Key, true);
                return;
            }

            if (scope.Activity is Sequence or Branching.Fork)
            {
                scope.SetProperty(Key, true);
            }
        }
    }
}
