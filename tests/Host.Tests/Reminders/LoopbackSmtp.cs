using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LaborFlow.Host.Tests.Reminders;

/// <summary>
/// A mail server on loopback: it asks for a user name and password, can refuse mails for a while, and keeps what it takes. With a certificate
/// it takes passwords and mails only after STARTTLS, as submission servers do.
/// </summary>
internal sealed class LoopbackSmtp : IAsyncDisposable
{
    private readonly X509Certificate2? certificate;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<string> mails = [];
    private readonly List<SslProtocols> encrypted = [];
    private readonly Task running;

    public LoopbackSmtp(X509Certificate2? certificate = null)
    {
        this.certificate = certificate;
        listener.Start();
        running = RunAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Answers 451 to every mail while it is set.</summary>
    public bool Refuses { get; set; }

    /// <summary>User name and password as the client gave them, decoded.</summary>
    public string? Credentials { get; private set; }

    public int Tries { get; private set; }

    /// <summary>How many clients agreed on an encrypted connection, and its protocol.</summary>
    public IReadOnlyList<SslProtocols> Encrypted => encrypted;

    /// <summary>Mails and passwords that came before the connection was encrypted; each was refused.</summary>
    public int InTheClear { get; private set; }

    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (mails)
                return [.. mails];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await ServeAsync(client);
            }
            catch (Exception over)
                when (over
                        is OperationCanceledException
                            or IOException
                            or SocketException
                            or ObjectDisposedException
                            or AuthenticationException
                )
            {
                // The test is over, or the client hung up.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await using var plain = client.GetStream();
        if (!await TalkAsync(plain, "220 loopback", secure: false))
            return;
        await using var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(certificate!);
        encrypted.Add(tls.SslProtocol);
        await TalkAsync(tls, null, secure: true);
    }

    /// <returns>True when the client asked for STARTTLS, and the talk goes on encrypted.</returns>
    private async Task<bool> TalkAsync(Stream stream, string? greeting, bool secure)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await using var writer = new StreamWriter(stream, Encoding.Latin1, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        if (greeting is not null)
            await writer.WriteLineAsync(greeting);
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (certificate is not null && !secure && verb is "AUTH" or "MAIL" or "RCPT" or "DATA")
            {
                InTheClear++;
                await writer.WriteLineAsync("530 5.7.0 Must issue a STARTTLS command first");
                continue;
            }
            switch (verb)
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-loopback");
                    await writer.WriteLineAsync(certificate is not null && !secure ? "250 STARTTLS" : "250 AUTH LOGIN");
                    break;
                case "STARTTLS" when certificate is not null && !secure:
                    await writer.WriteLineAsync("220 go ahead");
                    return true;
                case "AUTH":
                    var user = line.Split(' ') is [_, _, var given] ? given : await AskAsync("VXNlcm5hbWU6");
                    var password = await AskAsync("UGFzc3dvcmQ6");
                    Credentials = Decode(user) + ":" + Decode(password);
                    await writer.WriteLineAsync("235 welcome");
                    break;
                case "MAIL":
                    Tries++;
                    await writer.WriteLineAsync(Refuses ? "451 not now" : "250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync(stop.Token) is { } text && text != ".")
                        mail.Append(text.StartsWith("..", StringComparison.Ordinal) ? text[1..] : text).Append('\n');
                    lock (mails)
                        mails.Add(mail.ToString());
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return false;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }

        return false;

        async Task<string> AskAsync(string question)
        {
            await writer.WriteLineAsync("334 " + question);
            return await reader.ReadLineAsync(stop.Token) ?? "";
        }
    }

    private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));
}
