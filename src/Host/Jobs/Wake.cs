namespace LaborFlow.Host.Jobs;

/// <summary>Rings the queue worker out of its pause. A ring that nobody waits for is kept for the next wait.</summary>
internal sealed class Wake
{
    private TaskCompletionSource _next = NewSource();

    public void Ring() => Volatile.Read(ref _next).TrySetResult();

    /// <summary>Takes the rings so far as heard: what comes later completes the task.</summary>
    public Task Listen()
    {
        if (Volatile.Read(ref _next).Task.IsCompleted)
            Interlocked.Exchange(ref _next, NewSource());
        return Volatile.Read(ref _next).Task;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
