using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Primitives;

/// <summary>
/// Sends requests to the hosts of <see cref="EngineOptions.AllowedHosts"/> and to no other: each redirect is held against the list again,
/// and a listed name may not lead to the machine itself or to link-local addresses (where clouds keep their secrets).
/// </summary>
internal sealed class HttpSender(EngineOptions options)
{
    private const int RedirectLimit = 5;

    private readonly Lazy<HttpMessageInvoker> _client = new(() =>
        new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                ConnectCallback = ConnectAsync,
            }
        )
    );

    /// <summary>Why an address must not be called; null when it may.</summary>
    public string? Refusal(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") ? $"'{address}' is no web address."
        : IsListed(uri) ? null
        : $"Host '{uri.Authority}' is not on the list of hosts that workflows may call (Engine:AllowedHosts).";

    public async Task<HttpAnswer> SendAsync(HttpRequestMessage message, string messageId, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.HttpTimeout);
        try
        {
            return await FollowAsync(message, messageId, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HttpAnswer(HttpOutcome.Timeout, Error: $"No answer within {options.HttpTimeout}.");
        }
        catch (ForbiddenAddressException e)
        {
            return new HttpAnswer(HttpOutcome.Refused, Error: e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return e.GetBaseException() is ForbiddenAddressException forbidden
                ? new HttpAnswer(HttpOutcome.Refused, Error: forbidden.Message)
                : new HttpAnswer(HttpOutcome.FailedToConnect, Error: e.Message);
        }
    }

    private async Task<HttpAnswer> FollowAsync(HttpRequestMessage message, string messageId, CancellationToken cancellationToken)
    {
        var (uri, method, content, secrets) = (new Uri(message.Url), new HttpMethod(message.Method), message.Content, true);
        for (var hop = 0; ; hop++)
        {
            if (Refusal(uri.AbsoluteUri) is { } refusal)
            {
                return new HttpAnswer(HttpOutcome.Refused, Error: refusal);
            }

            using var request = Request(message, messageId, uri, method, content, secrets);
            using var response = await _client.Value.SendAsync(request, cancellationToken);
            if (response.Headers.Location is not { } location || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return await ReadAsync(response, cancellationToken);
            }

            var next = new Uri(uri, location);
            if (hop == RedirectLimit || (uri.Scheme == "https" && next.Scheme != "https"))
            {
                return new HttpAnswer(
                    HttpOutcome.Refused,
                    Error: $"The redirect from '{uri.Authority}' to '{next.Authority}' is not followed."
                );
            }

            secrets &= next.Authority == uri.Authority;
            if ((int)response.StatusCode is 301 or 302 or 303 && method != HttpMethod.Head)
            {
                (method, content) = (HttpMethod.Get, null);
            }

            uri = next;
        }
    }

    private static System.Net.Http.HttpRequestMessage Request(
        HttpRequestMessage message,
        string messageId,
        Uri uri,
        HttpMethod method,
        string? content,
        bool secrets
    )
    {
        var request = new System.Net.Http.HttpRequestMessage(method, uri);
        if (content is not null)
        {
            request.Content = new StringContent(content, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType ?? "application/json; charset=utf-8");
        }

        // A repeated request (a host died after sending) carries the same key, so that the other side can tell.
        request.Headers.TryAddWithoutValidation("Idempotency-Key", messageId);
        foreach (var (name, value) in secrets ? message.Headers : [])
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > options.HttpResponseLimit)
            {
                return new HttpAnswer(HttpOutcome.Refused, Error: $"The answer is longer than {options.HttpResponseLimit} bytes.");
            }

            await kept.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return new HttpAnswer(
            HttpOutcome.Answered,
            (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => (object?)string.Join(", ", h.Value)),
            Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length),
            response.Content.Headers.ContentType?.MediaType
        );
    }

    private bool IsListed(Uri uri) =>
        options.AllowedHosts.Any(entry =>
            entry.Equals(uri.Host, StringComparison.OrdinalIgnoreCase)
            || entry.Equals($"{uri.Host}:{uri.Port}", StringComparison.OrdinalIgnoreCase)
        );

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);

        // Only a list that says so in plain words opens the machine itself.
        var named = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);
        var allowed = named ? addresses : [.. addresses.Where(address => !IsOwn(address))];
        if (allowed.Length == 0)
        {
            throw new ForbiddenAddressException($"Host '{host}' leads to an address that workflows may not call.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsOwn(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return IPAddress.IsLoopback(plain)
            || plain.Equals(IPAddress.Any)
            || plain.Equals(IPAddress.IPv6Any)
            || plain.IsIPv6LinkLocal
            || plain.IsIPv6Multicast
            || (bytes.Length == 4 && (bytes[0] is 0 or >= 224 || (bytes[0] == 169 && bytes[1] == 254)));
    }

    private sealed class ForbiddenAddressException(string message) : IOException(message);
}
