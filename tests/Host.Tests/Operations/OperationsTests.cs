using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LaborFlow.Host.Tests.Operations;

public sealed class OperationsTests
{
    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        await using var host = await BareHost.StartAsync(_ => { });

        var response = await host.Client.GetAsync(new Uri("/health/live", UriKind.Relative));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.Split(';').Single(part => part.Trim().StartsWith("script-src", StringComparison.Ordinal)).ShouldNotContain("unsafe-inline");
        policy.ShouldContain("frame-ancestors 'none'");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("on loopback and plain HTTP");
    }

    [Fact]
    public async Task A_host_whose_database_is_away_lives_but_is_not_ready()
    {
        await using var host = await BareHost.StartAsync(_ => { });

        (await host.Client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await host.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("\"database\":\"Unhealthy\"");
        var refused = await host.Client.PostAsJsonAsync(
            new Uri("/api/auth/token", UriKind.Relative),
            new { userName = "a", password = "b" }
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        await using var host = await BareHost.StartAsync(_ => { });

        var document = await host.Client.GetFromJsonAsync<JsonElement>(new Uri("/openapi/v1.json", UriKind.Relative));

        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.");
    }
}
