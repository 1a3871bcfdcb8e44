using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Web;

/// <summary>
/// 病毒扫描: hands every uploaded file to a clamd (INSTREAM) before anything is done with it. What it finds infected is refused, and while it
/// does not answer nothing is accepted. Without <c>Uploads:ClamAv</c> (host:port) nothing is scanned.
/// </summary>
internal sealed class VirusScan(IConfiguration configuration, ILogger<VirusScan> logger)
{
    private const int Piece = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string? scanner = configuration["Uploads:ClamAv"];

    /// <exception cref="ProblemException">422: a file is infected; 503: the scanner does not answer.</exception>
    public async Task DemandCleanAsync(IReadOnlyList<UploadedFile> files, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(scanner))
            return;
        foreach (var file in files)
        {
            var verdict = await AskAsync(file.Content, cancellationToken);
            if (verdict.EndsWith("FOUND", StringComparison.Ordinal))
            {
                logger.LogWarning("The virus scanner refused an uploaded file of {Bytes} bytes: {Verdict}", file.Content.Length, verdict);
                throw new ProblemException(Infected);
            }
            if (!verdict.EndsWith("OK", StringComparison.Ordinal))
            {
                logger.LogError("The virus scanner answered {Verdict}", verdict);
                throw new ProblemException(KnownProblems.Unavailable);
            }
        }
    }

    private async Task<string> AskAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var (host, port) =
                scanner!.Split(':') is [var name, var number] && ushort.TryParse(number, out var parsed)
                    ? (name, parsed)
                    : (scanner, (ushort)3310);
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, patience.Token);
            await using var stream = client.GetStream();
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), patience.Token);
            var length = new byte[4];
            for (var at = 0; at < content.Length; at += Piece)
            {
                var piece = content.Slice(at, Math.Min(Piece, content.Length - at));
                BinaryPrimitives.WriteInt32BigEndian(length, piece.Length);
                await stream.WriteAsync(length, patience.Token);
                await stream.WriteAsync(piece, patience.Token);
            }
            await stream.WriteAsync(new byte[4], patience.Token);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            return (await reader.ReadToEndAsync(patience.Token)).TrimEnd('\0', '\n', '\r');
        }
        catch (Exception failure)
            when (failure is SocketException or IOException
                || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            logger.LogError(failure, "The virus scanner does not answer");
            throw new ProblemException(KnownProblems.Unavailable);
        }
    }

    private static Problem Infected { get; } =
        KnownProblems.Of(
            422,
            "file.infected",
            "文件未通过病毒扫描，未予接收。",
            "A file did not pass the virus scan and was not accepted."
        );
}
