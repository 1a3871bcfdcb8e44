using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

namespace LaborFlow.Host.Tests.Web;

/// <summary>Every header that keeps a browser from doing more than was meant, and every limit on strangers, seen on a real socket.</summary>
public sealed class HeaderTests(HeaderTests.LimitedHost host) : IClassFixture<HeaderTests.LimitedHost>
{
    /// <summary>A host with small limits, behind a proxy that it trusts.</summary>
    public sealed class LimitedHost : HostFixture
    {
        protected override IEnumerable<string> Settings =>
            [
                "--Limits:PublicPerMinute",
                "12",
                "--Limits:CasePerMinute",
                "5",
                "--Limits:FilingsPerMinute",
                "3",
                "--Limits:SignInsPerMinute",
                "4",
                "--Limits:HeaderSeconds",
                "1",
                "--Web:TrustedProxies:0",
                "127.0.0.1",
            ];
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/auth/me")]
    [InlineData("/api/public/reference")]
    [InlineData("/no/such/page.html")]
    public async Task Every_answer_has_the_headers(string path)
    {
        using var client = host.Anonymous();
        using var answer = await client.GetAsync(path);

        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "X-Frame-Options").ShouldBe("DENY");
        Header(answer, "Referrer-Policy").ShouldBe("no-referrer");
        Header(answer, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header(answer, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header(answer, "Permissions-Policy").ShouldContain("camera=()");
        var policy = Header(answer, "Content-Security-Policy");
        Directive(policy, "script-src").ShouldBe("'self'");
        Directive(policy, "object-src").ShouldBe("'none'");
        Directive(policy, "frame-ancestors").ShouldBe("'none'");
        Directive(policy, "base-uri").ShouldBe("'self'");
        answer.Headers.Contains("Server").ShouldBeFalse();
        if (path.StartsWith("/api", StringComparison.Ordinal))
            Header(answer, "Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task What_the_designer_needs_is_allowed_on_its_own_page_only_and_no_inline_script_there_either()
    {
        using var client = host.Anonymous();
        using var answer = await client.GetAsync("/designer/");
        var script = Directive(Header(answer, "Content-Security-Policy"), "script-src");

        script.ShouldContain("'wasm-unsafe-eval'");
        script.ShouldNotContain("'unsafe-inline'");
        script.ShouldNotContain("'unsafe-eval'");
    }

    [Fact]
    public async Task Strict_transport_is_demanded_over_TLS_as_a_trusted_proxy_says_and_not_of_localhost()
    {
        using var client = host.Anonymous();
        using var plain = await client.SendAsync(Get("laborflow.example.gov.cn", "http"));
        using var secure = await client.SendAsync(Get("laborflow.example.gov.cn", "https"));
        using var local = await client.SendAsync(Get("localhost", "https"));

        plain.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        Header(secure, "Strict-Transport-Security").ShouldBe("max-age=31536000; includeSubDomains");
        local.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();

        static HttpRequestMessage Get(string name, string scheme)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/auth/me") { Headers = { { "X-Forwarded-Proto", scheme } } };
            request.Headers.Host = name;
            return request;
        }
    }

    [Fact]
    public async Task No_other_origin_is_let_in_and_a_change_by_cookie_needs_the_header_that_none_can_set()
    {
        using var client = host.Anonymous();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/auth/login")
        {
            Headers = { { "Origin", "https://evil.example" }, { "Access-Control-Request-Method", "POST" } },
        };
        using var answer = await client.SendAsync(preflight);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();

        using var signedIn = await client.PostAsJsonAsync("/api/auth/login", new { userName = "head", password = HostFixture.Password });
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        cookie.ToLowerInvariant().ShouldContain("samesite=lax");
        cookie.ToLowerInvariant().ShouldContain("httponly");
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/api/auth/logout") { Headers = { { "Cookie", cookie.Split(';')[0] } } };
        (await client.SendAsync(forged)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var secure = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login")
        {
            Headers = { { "X-Forwarded-Proto", "https" } },
            Content = JsonContent.Create(new { userName = "head", password = HostFixture.Password }),
        };
        using var overTls = await client.SendAsync(secure);
        overTls.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant().ShouldContain("secure");
    }

    [Fact]
    public async Task Strangers_are_limited_by_address_and_by_case_whatever_address_they_come_from()
    {
        using var client = host.Anonymous();
        async Task<HttpResponseMessage> AskAsync(string path, string from) =>
            await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", from } } });

        for (var i = 0; i < 12; i++)
            (await AskAsync("/api/public/reference", "203.0.113.9")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await AskAsync("/api/public/reference", "203.0.113.9");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await AskAsync("/api/public/reference", "203.0.113.10")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var number = Uri.EscapeDataString("深龙华调〔2026〕999号");
        for (var i = 0; i < 5; i++)
            (await AskAsync("/api/public/cases/" + number, $"198.51.100.{i}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync("/api/public/cases/" + number, "198.51.100.99")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        for (var i = 0; i < 3; i++)
            (await SendAsync("/api/public/disputes", "203.0.113.20")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync("/api/public/disputes", "203.0.113.20")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        for (var i = 0; i < 4; i++)
            (await SendAsync("/api/auth/login", "203.0.113.21")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("/api/auth/login", "203.0.113.21")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        async Task<HttpResponseMessage> SendAsync(string path, string from) =>
            await client.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, path)
                {
                    Headers = { { "X-Forwarded-For", from } },
                    Content = JsonContent.Create(new { }),
                }
            );
    }

    [Fact]
    public async Task Oversized_requests_are_refused_and_slow_ones_are_cut_off()
    {
        using var client = host.Anonymous();
        using var large = new StringContent(new string('x', 2 * 1024 * 1024), Encoding.UTF8, "application/json");
        var refused = await client.PostAsync("/api/auth/login", large);
        refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await HostFixture.ReadAsync(refused, HttpStatusCode.RequestEntityTooLarge))
            .GetProperty("code")
            .GetString()
            .ShouldBe("request.too-large");
        using var longHeader = new HttpRequestMessage(HttpMethod.Get, "/api/auth/me")
        {
            Headers = { { "X-Long", new string('y', 64 * 1024) } },
        };
        ((int)(await client.SendAsync(longHeader)).StatusCode).ShouldBe(431);

        using var slow = new TcpClient();
        await slow.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = slow.GetStream();
        await stream.WriteAsync("GET /api/auth/me HTTP/1.1\r\nHost: x\r\nX-Never-Ending: "u8.ToArray());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var answer = new StreamReader(stream);
        // The host answers 408 and hangs up; it does not wait for the rest.
        (await answer.ReadToEndAsync(patience.Token)).ShouldContain(" 408 ");
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(
            ',',
            answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? values : []
        );

    private static string Directive(string policy, string name) =>
        policy.Split(';', StringSplitOptions.TrimEntries).Single(directive => directive.StartsWith(name + " ", StringComparison.Ordinal))[
            (name.Length + 1)..
        ];
}
