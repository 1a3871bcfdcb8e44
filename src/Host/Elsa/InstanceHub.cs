using LaborFlow.Engine.Durability;
using Microsoft.AspNetCore.SignalR;

namespace LaborFlow.Host.Elsa;

/// <summary>Live changes of an instance for Studio's viewer; the method names are Elsa's.</summary>
internal sealed class InstanceHub(ReachedInstances store, InstanceWatch watch) : Hub<IInstanceViewer>
{
    /// <summary>From now on, tells this viewer when the instance advances.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (await store.FindAsync(instanceId, Context.ConnectionAborted) is not { } row)
            return;
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        watch.Observe(Context.ConnectionId, instanceId, row.Revision);
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
