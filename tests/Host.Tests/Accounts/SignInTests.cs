using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace LaborFlow.Host.Tests.Accounts;

public sealed class SignInTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_session_by_cookie_says_who_it_is_and_changes_need_the_csrf_header()
    {
        using var client = await host.SignInAsync("mediator");

        var me = await HostFixture.ReadAsync(await client.GetAsync("/api/auth/me"), HttpStatusCode.OK);
        me.GetProperty("userName").GetString().ShouldBe("mediator");
        me.GetProperty("roles")[0].GetString().ShouldBe("mediator");

        client.DefaultRequestHeaders.Remove("X-CSRF");
        var refused = await HostFixture.ReadAsync(await client.PostAsync("/api/auth/logout", null), HttpStatusCode.Forbidden);
        refused.GetProperty("code").GetString().ShouldBe("csrf.header-missing");
        client.DefaultRequestHeaders.Add("X-CSRF", "1");
        (await client.PostAsync("/api/auth/logout", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_program_gets_tokens_and_renews_them()
    {
        using var client = host.Anonymous();

        var tokens = await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/api/auth/token", new { userName = "auditor", password = HostFixture.Password }),
            HttpStatusCode.OK
        );
        tokens.GetProperty("tokenType").GetString().ShouldBe("Bearer");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        (await client.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var renewed = await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = tokens.GetProperty("refreshToken").GetString() }),
            HttpStatusCode.OK
        );
        renewed.GetProperty("accessToken").GetString().ShouldNotBeNullOrEmpty();
        await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = "forged" }),
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        using var client = host.Anonymous();
        for (var attempt = 0; attempt < 5; attempt++)
            (await client.PostAsJsonAsync("/api/auth/login", new { userName = "finance", password = "wrong" })).StatusCode.ShouldBe(
                HttpStatusCode.Unauthorized
            );

        var locked = await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/api/auth/login", new { userName = "finance", password = HostFixture.Password }),
            HttpStatusCode.Unauthorized
        );
        locked.GetProperty("code").GetString().ShouldBe("auth.locked-out");
        locked.GetProperty("retryAfterSeconds").GetInt32().ShouldBe(15 * 60);
        locked.GetProperty("messages").GetProperty("zh").GetString()!.ShouldContain("15 分钟");
    }

    [Theory]
    [InlineData("auditor", "POST", "/api/disputes")]
    [InlineData("mediator", "POST", "/api/disputes")]
    [InlineData("worker", "GET", "/api/cases")]
    [InlineData("worker", "GET", "/api/tasks")]
    [InlineData("mediator", "GET", "/designer/")]
    [InlineData("mediator", "POST", "/api/auth/designer-token")]
    public async Task Who_lacks_the_role_is_refused(string userName, string method, string path)
    {
        using var client = await host.SignInAsync(userName);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = JsonContent.Create(new { });

        var refused = await HostFixture.ReadAsync(await client.SendAsync(request), HttpStatusCode.Forbidden);
        refused.GetProperty("code").GetString().ShouldBe("auth.forbidden");
    }

    [Fact]
    public void A_demonstration_that_strangers_could_reach_does_not_start() =>
        Should.Throw<LaborFlow.Host.Operations.SetupException>(() =>
            LaborFlowHost.Build(
                LaborFlow.Host.Operations.HostArguments.Parse([
                    "--demo",
                    "--urls",
                    "http://0.0.0.0:5080",
                    "--ConnectionStrings:LaborFlow",
                    "Host=127.0.0.1;Database=none",
                ])
            )
        );
}
