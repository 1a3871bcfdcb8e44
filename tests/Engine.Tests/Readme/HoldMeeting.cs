using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Tests.Readme;

/// Asks a mediator to hold a meeting and waits for the answer.
[Activity("LaborFlow", "Mediation", "Holds a mediation meeting.", DisplayName = "Hold meeting")]
[FlowNode("Agreed", "Failed")]
public sealed class HoldMeeting : Activity
{
    [Input(Description = "The room.", IsRequired = true)]
    public Input<string> Room { get; set; } = new();

    [Output]
    public Output<string> Minutes { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var meetings = context.GetRequiredService<IMeetings>(); // scoped: what it writes commits with the workflow
        var id = await meetings.PlanAsync(context.WorkflowExecutionContext.CorrelationId!, context.Get(Room)!, context.CancellationToken);
        context.CreateBookmark(new { meetingId = id }, OnHeld); // wait; survives a restart
    }

    private async ValueTask OnHeld(ActivityExecutionContext context) // a method of the activity, never a lambda
    {
        Minutes.Set(context, context.GetWorkflowInput<string>("minutes"));
        await context.CompleteActivityWithOutcomesAsync(context.GetWorkflowInput<bool>("agreed") ? "Agreed" : "Failed");
    }
}

/// <summary>The service of the example.</summary>
public interface IMeetings
{
    /// <summary>Plans a meeting and gives its id.</summary>
    Task<string> PlanAsync(string caseId, string room, CancellationToken cancellationToken);
}
