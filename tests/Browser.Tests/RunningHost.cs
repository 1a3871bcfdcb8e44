using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LaborFlow.Browser.Tests;

/// <summary>The real host in a process of its own, on a free port, with the demo accounts.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process process;
    private readonly DirectoryInfo keys;
    private readonly ConcurrentQueue<string> output = new();

    private RunningHost(Process process, Uri address, DirectoryInfo keys)
    {
        this.process = process;
        this.keys = keys;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<RunningHost> StartAsync(string connectionString, string ownerConnectionString)
    {
        if (!File.Exists(Path.Combine(Repository.Root, "workbench", "dist", "index.html")))
        {
            throw new InvalidOperationException("The workbench is not built: npm run build -w workbench");
        }

        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}/");
        // Each host has a database of its own, and makes the keys of it at its first start.
        var ring = Directory.CreateTempSubdirectory("laborflow-keys-");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "LaborFlow.Host.dll"),
                "--urls",
                address.GetLeftPart(UriPartial.Authority),
                "--demo",
            },
            Environment =
            {
                ["ConnectionStrings__LaborFlow"] = connectionString,
                ["ConnectionStrings__LaborFlowOwner"] = ownerConnectionString,
                ["PersonalData__KeyDirectory"] = ring.FullName,
                ["Audit__KeyDirectory"] = ring.FullName,
                // Everybody in these tests comes from one address, and faster than people do.
                ["Limits__SignInsPerMinute"] = "1000",
                ["Limits__FilingsPerMinute"] = "1000",
                ["Limits__PublicPerMinute"] = "5000",
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var host = new RunningHost(Process.Start(start)!, address, ring);
        host.process.OutputDataReceived += (_, line) => host.Keep(line.Data);
        host.process.ErrorDataReceived += (_, line) => host.Keep(line.Data);
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        try
        {
            await host.WaitAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        keys.Delete(recursive: true);
    }

    private async Task WaitAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (process.HasExited || waited.Elapsed > Patience)
            {
                throw new InvalidOperationException(
                    $"The host did not start.{Environment.NewLine}{string.Join(Environment.NewLine, output)}"
                );
            }

            try
            {
                using var answer = await client.GetAsync(new Uri("health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            output.Enqueue(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
