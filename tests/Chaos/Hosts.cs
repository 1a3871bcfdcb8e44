namespace LaborFlow.Chaos;

/// <summary>Several hosts on one database. One that is killed is replaced at once; clients go to whichever is there.</summary>
internal sealed class Hosts : IDisposable
{
    private readonly string connectionString;
    private readonly HostProcess[] processes;
    private readonly Lock replacing = new();
    private int turn;

    public Hosts(string connectionString, int count)
    {
        this.connectionString = connectionString;
        processes = [.. Enumerable.Range(0, count).Select(_ => new HostProcess(connectionString))];
    }

    public int Killed { get; private set; }

    public int Repeated => repeated;

    private int repeated;

    public Task ReadyAsync() => Task.WhenAll(processes.Select(process => process.Ready));

    /// <summary>Carries an operation out, as a client does that never gives up: the same request again until it is answered.</summary>
    /// <returns>The bookmark at which the instance waits then.</returns>
    public async Task<string> ResumeAsync(string operation, string instance, string bookmark)
    {
        while (true)
        {
            HostProcess host;
            lock (replacing)
            {
                host = processes[++turn % processes.Length];
            }

            await host.Ready;
            var answer = await host.AskAsync(operation, $"resume {operation} {instance} {bookmark}");
            if (answer?.Split(' ') is ["done", _, var next])
            {
                return next;
            }

            Interlocked.Increment(ref repeated);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>Tells every host something.</summary>
    public void Tell(string command)
    {
        foreach (var process in processes)
        {
            process.Tell(command);
        }
    }

    /// <summary>Kills one of them, in turn.</summary>
    /// <param name="replace">Start another in its place.</param>
    public async Task KillOneAsync(bool replace = true)
    {
        var at = Killed++ % processes.Length;
        var victim = processes[at];
        await victim.Ready;
        await victim.KillAsync();
        if (replace)
        {
            lock (replacing)
            {
                processes[at] = new HostProcess(connectionString);
            }

            victim.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var process in processes)
        {
            process.Dispose();
        }
    }
}
