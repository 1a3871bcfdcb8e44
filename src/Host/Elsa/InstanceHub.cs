using Microsoft.AspNetCore.SignalR;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Live changes of an instance for Studio's viewer; the method names are Elsa's. Who connected is asked again at every call and before
/// every message: a connection outlives neither its session nor a right.
/// </summary>
internal sealed class InstanceHub(InstanceViewers viewers, InstanceWatch watch) : Hub<IInstanceViewer>
{
    /// <summary>From now on, tells this viewer when the instance advances.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        var viewer = new InstanceViewers.Viewer(instanceId, Context.User, Context.Abort);
        if (await viewers.CallerAsync(viewer, Context.ConnectionAborted) is not { } caller)
        {
            Context.Abort();
            return;
        }
        if (await viewers.FindAsync(instanceId, caller, Context.ConnectionAborted) is not { } row)
            return;
        watch.Observe(Context.ConnectionId, viewer, row.Revision);
        // The viewer read the instance before it began to observe: what happened in between would never be told.
        await watch.TellAsync(Clients.Caller, instanceId, Context.ConnectionAborted);
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watch.Forget(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}

/// <summary>What the viewer listens to.</summary>
public interface IInstanceViewer
{
    /// <summary>Counts of activities changed: the badges on the drawing.</summary>
    Task ActivityExecutionLogUpdatedAsync(object message);

    /// <summary>The journal grew.</summary>
    Task WorkflowExecutionLogUpdatedAsync(object message);

    /// <summary>The instance itself changed.</summary>
    Task WorkflowInstanceUpdatedAsync(object message);
}
