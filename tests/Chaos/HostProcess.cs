using System.Collections.Concurrent;
using System.Diagnostics;

namespace LaborFlow.Chaos;

/// <summary>A host's process, as its clients and its killer see it.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> waiting = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool dead;

    public HostProcess(string connectionString)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "LaborFlow.Chaos.dll");
        process = Process.Start(
            new ProcessStartInfo("dotnet", [assembly, connectionString])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        _ = process.StandardError.ReadToEndAsync();
        _ = ListenAsync();
    }

    /// <summary>When it takes commands, or is dead.</summary>
    public Task Ready => ready.Task;

    /// <summary>Sends a command for an operation and waits for its answer; null when the host died first.</summary>
    public async Task<string?> AskAsync(string operation, string command)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[operation] = answer;
        if (dead)
        {
            return null;
        }

        Tell(command);
        try
        {
            return await answer.Task;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Sends a command that has no answer.</summary>
    public void Tell(string command)
    {
        try
        {
            lock (process)
            {
                process.StandardInput.WriteLine(command);
                process.StandardInput.Flush();
            }
        }
        catch (IOException)
        {
            // Just killed: the listener tells those who wait.
        }
    }

    /// <summary>SIGKILL: nothing is put away.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
            {
                ready.TrySetResult();
            }
            else if (line.Split(' ', 3) is [_, var operation, ..] && waiting.TryRemove(operation, out var answer))
            {
                answer.TrySetResult(line);
            }
        }

        dead = true;
        ready.TrySetResult();
        foreach (var answer in waiting.Values)
        {
            answer.TrySetCanceled();
        }
    }
}
