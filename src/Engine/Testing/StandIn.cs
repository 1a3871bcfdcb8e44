using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Testing;

/// <summary>How an execution of an activity that is not replayed itself goes.</summary>
/// <param name="Waits">How often it waits before it ends.</param>
/// <param name="Outcomes">What it completes with; null for Done.</param>
/// <param name="Fails">It threw.</param>
internal sealed record StandInCourse(int Waits, string[]? Outcomes, bool Fails = false);

/// <summary>Tells stand-ins how they go.</summary>
internal interface IStandInScript
{
    /// <summary>The course of the next execution of an activity.</summary>
    StandInCourse NextCourse(ActivityExecutionContext context);
}

/// <summary>
/// Stands for an activity that touches cases or the outside world: it waits, completes or fails as the script says, so that the way through
/// the definition is the engine's alone.
/// </summary>
[Activity("LaborFlow.Testing", "Testing", "Stands for another activity.", IsBrowsable = false)]
internal sealed class StandIn : Activity
{
    private const string WaitsKey = "Waits";
    private const string OutcomesKey = "StandInOutcomes";
    private const string FailsKey = "Fails";

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var course = context.GetRequiredService<IStandInScript>().NextCourse(context);
        context.SetProperty(WaitsKey, course.Waits);
        context.SetProperty(OutcomesKey, course.Outcomes?.ToList());
        context.SetProperty(FailsKey, course.Fails);
        return GoOn(context);
    }

    private ValueTask GoOn(ActivityExecutionContext context)
    {
        var waits = context.GetProperty<int>(WaitsKey);
        if (waits > 0)
        {
            context.SetProperty(WaitsKey, waits - 1);
            context.CreateBookmark(GoOn);
            return default;
        }

        if (context.GetProperty<bool>(FailsKey))
        {
            throw new Runtime.WorkflowException("It failed in the history as well.");
        }

        return context.GetProperty<List<string>>(OutcomesKey) is { } outcomes
            ? context.CompleteActivityWithOutcomesAsync([.. outcomes])
            : context.CompleteActivityAsync();
    }
}
