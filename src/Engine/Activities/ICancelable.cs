namespace LaborFlow.Engine.Activities;

/// <summary>An activity that must do something when it is cancelled, e.g. cancel the child workflow that it waits for or close its task.</summary>
public interface ICancelable : IActivity
{
    /// <summary>Called once, within the advance that cancels it.</summary>
    ValueTask OnCanceledAsync(ActivityExecutionContext context);
}
