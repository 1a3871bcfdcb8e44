using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LaborFlow.Engine.Tests.Support;

/// <summary>Answers requests on a loopback port as a test says, and keeps what it was sent.</summary>
internal sealed class SmallServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string> _answer;

    /// <param name="answer">Gives the whole answer (status line, headers, blank line, content) to a request's path.</param>
    public SmallServer(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Authority => $"localhost:{Port}";

    public List<string> Requests { get; } = [];

    public static string Ok(string content, string type = "application/json") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(content)}\r\nConnection: close\r\n\r\n{content}";

    public static string Status(int status, string headers = "") =>
        $"HTTP/1.1 {status} Said\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        do
        {
            var read = await stream.ReadAsync(buffer);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        } while (!IsWhole(text.ToString()));
        Requests.Add(text.ToString());
        await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer(text.ToString().Split(' ')[1])));
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        const string Length = "Content-Length: ";
        var at = text.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        return end >= 0
            && (
                at < 0
                || text.Length - end - 4
                    >= int.Parse(text[(at + Length.Length)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture)
            );
    }
}
