using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace LaborFlow.Host.Tests.Accounts;

public sealed class EveryEndpointSaysWhoMayCallIt
{
    /// <summary>What is public, on purpose. Whoever adds a line here says why in the endpoint's own file.</summary>
    private static readonly string[] PublicPrefixes =
    [
        "/api/public/",
        "/health/",
        "/openapi/",
        "/api/auth/login",
        "/api/auth/token",
        "/api/auth/refresh",
        "/api/auth/passkey",
        "/{**path}",
    ];

    [Fact]
    public async Task Each_endpoint_has_a_requirement_or_is_public_in_so_many_words()
    {
        await using var host = await BareHost.StartAsync(_ => { });

        var silent = host.Endpoints.Where(endpoint =>
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
            && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null
        );

        host.Endpoints.ShouldNotBeEmpty();
        silent.Select(endpoint => endpoint.DisplayName).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_what_is_listed_here_is_public()
    {
        await using var host = await BareHost.StartAsync(_ => { });

        var open = host
            .Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'));

        open.Where(pattern => !PublicPrefixes.Any(prefix => pattern.StartsWith(prefix, StringComparison.Ordinal))).ShouldBeEmpty();
    }
}
