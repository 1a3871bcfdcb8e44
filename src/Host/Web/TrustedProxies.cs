using System.Net;
using LaborFlow.Host.Operations;
using Microsoft.AspNetCore.HttpOverrides;

namespace LaborFlow.Host.Web;

/// <summary>
/// Behind a proxy that ends TLS, the caller's address and scheme stand in X-Forwarded-For and X-Forwarded-Proto: they are believed only
/// when they come from an address of <c>Web:TrustedProxies</c>, since limits and the audit trail rest on them.
/// </summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        var proxies = app.Configuration.GetSection("Web:TrustedProxies").Get<string[]>() ?? [];
        if (proxies.Length == 0)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            options.KnownProxies.Add(
                IPAddress.TryParse(proxy, out var address)
                    ? address
                    : throw new SetupException($"Web:TrustedProxies: {proxy} is no address.")
            );
        app.UseForwardedHeaders(options);
    }
}
