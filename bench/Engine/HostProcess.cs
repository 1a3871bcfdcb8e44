using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LaborFlow.Bench;

/// <summary>The real host in a process of its own, as <c>./laborflow start</c> runs it, and what it costs.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process)
    {
        _process = process;
        StartedIn = ProcessorTime;
    }

    /// <summary>The processor time that it used until it answered that it is ready: neighbours on the machine don't count in it.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that it holds now, in MB.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Starts it on a database and waits until it is ready.</summary>
    public static async Task<HostProcess> StartAsync(string connectionString, string dataDirectory)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "LaborFlow.Host.dll"), "serve", "--port", port },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__LaborFlow"] = connectionString,
                ["LaborFlow__DataDirectory"] = dataDirectory,
                ["DOTNET_gcServer"] = "0",
                ["DOTNET_TieredPGO"] = "0",
            },
        };
        var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var failed = process.StandardError.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        while (true)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The host ended before it was ready. {await failed} {await said}");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return new(process);
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
