using System.Net;

namespace LaborFlow.Host.Web;

/// <summary>Headers that keep a browser from doing more with an answer than was meant.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // Ant Design writes its styles into <style> elements; scripts come from files alone.
    private const string Workbench =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // Elsa Studio is Blazor WebAssembly with the Monaco editor: it compiles WebAssembly and starts workers from blobs. Only its own page may.
    // Its editor and its instance list each write one inline script, the same bytes every time, that listens to Ctrl+S and Ctrl+R.
    private const string Designer =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' "
        + "'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/designer", StringComparison.Ordinal)
            ? Designer
            : Workbench;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Not for localhost: there a browser would ask every other program of the machine for TLS, too.
        if (context.Request.IsHttps && !IsLocal(context.Request.Host.Host))
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        // Answers of the API hold personal data: no proxy and no shared browser keeps them. Static files set their own.
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            headers.CacheControl = "no-store";
        return next(context);
    }

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
