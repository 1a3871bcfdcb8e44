using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace LaborFlow.Persistence.Tests.Workflows;

/// <summary>
/// Stands between a client and PostgreSQL: counts what goes over the wire, and cuts the connection where a test wants it, before a request
/// reaches the server or after the server has carried it out but before its answer arrives.
/// </summary>
internal sealed class WireProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly IPEndPoint server;
    private readonly ConcurrentQueue<string> statements = new();
    private Task accepting = Task.CompletedTask;
    private int roundTrips;
    private int breakAt;
    private bool breakAfter;

    private WireProxy(IPEndPoint server) => this.server = server;

    public string ConnectionString { get; private set; } = "";

    public int RoundTrips => roundTrips;

    public IReadOnlyList<string> Statements => [.. statements];

    public static async Task<WireProxy> StartAsync(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var address = (await Dns.GetHostAddressesAsync(settings.Host!))[0];
        var proxy = new WireProxy(new(address, settings.Port));
        proxy.listener.Start();
        settings.Host = "127.0.0.1";
        settings.Port = ((IPEndPoint)proxy.listener.LocalEndpoint).Port;
        settings.SslMode = SslMode.Disable;
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        proxy.ConnectionString = settings.ConnectionString;
        proxy.accepting = proxy.AcceptAsync();
        return proxy;
    }

    /// <summary>Counts from here.</summary>
    public void Reset()
    {
        statements.Clear();
        Interlocked.Exchange(ref roundTrips, 0);
    }

    /// <summary>Cuts at the n-th request from here, before it is sent on, or once the server has answered it.</summary>
    public void Break(int request, bool afterItWasSent)
    {
        Reset();
        breakAfter = afterItWasSent;
        breakAt = request;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var upstream = new TcpClient();
        using var downstream = client;
        try
        {
            await upstream.ConnectAsync(server, stop.Token);
            client.NoDelay = upstream.NoDelay = true;
            var cut = false;
            var back = CopyAnswersAsync(upstream.GetStream(), client.GetStream(), () => cut);
            cut = await CopyRequestsAsync(client.GetStream(), upstream.GetStream(), () => cut = true);
            if (cut && breakAfter)
            {
                await back;
            }
        }
        catch (Exception)
        {
            // Either side hung up.
        }
    }

    /// <summary>A request ends with Sync or Query. Returns true when the connection is to be cut.</summary>
    private async Task<bool> CopyRequestsAsync(NetworkStream from, NetworkStream to, Action cutting)
    {
        await CopyStartupAsync(from, to);
        var header = new byte[5];
        while (true)
        {
            await from.ReadExactlyAsync(header, stop.Token);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4];
            await from.ReadExactlyAsync(body, stop.Token);
            Note((char)header[0], body);
            var ends = (char)header[0] is 'S' or 'Q';
            var breaks = ends && Interlocked.Increment(ref roundTrips) == breakAt;
            if (breaks && !breakAfter)
            {
                return true;
            }

            if (breaks)
            {
                cutting();
            }

            await to.WriteAsync(header, stop.Token);
            await to.WriteAsync(body, stop.Token);
            if (breaks)
            {
                return true;
            }
        }
    }

    /// <summary>Answers are passed on until the cut; then they are read up to ReadyForQuery, so that the server has done its work, and lost.</summary>
    private async Task CopyAnswersAsync(NetworkStream from, NetworkStream to, Func<bool> cut)
    {
        var header = new byte[5];
        while (true)
        {
            await from.ReadExactlyAsync(header, stop.Token);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4];
            await from.ReadExactlyAsync(body, stop.Token);
            if (!cut())
            {
                await to.WriteAsync(header, stop.Token);
                await to.WriteAsync(body, stop.Token);
            }
            else if ((char)header[0] == 'Z')
            {
                return;
            }
        }
    }

    private async Task CopyStartupAsync(NetworkStream from, NetworkStream to)
    {
        var length = new byte[4];
        await from.ReadExactlyAsync(length, stop.Token);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
        await from.ReadExactlyAsync(body, stop.Token);
        await to.WriteAsync(length, stop.Token);
        await to.WriteAsync(body, stop.Token);
    }

    private void Note(char kind, byte[] body)
    {
        var start = kind == 'P' ? Array.IndexOf(body, (byte)0) + 1 : 0;
        if (kind is 'P' or 'Q')
        {
            statements.Enqueue(Encoding.UTF8.GetString(body, start, Array.IndexOf(body, (byte)0, start) - start));
        }
    }
}
