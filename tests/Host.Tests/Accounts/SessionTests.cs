using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LaborFlow.Host.Tests.Accounts;

public sealed class SessionTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Sessions_are_listed_ended_one_by_one_and_all_at_once_with_cookie_and_token()
    {
        using var here = await host.SignInAsync("registrar");
        using var there = await host.SignInAsync("registrar");
        using var program = await host.BearAsync("registrar");

        var sessions = await SessionsAsync(here);
        sessions.Count.ShouldBe(3);
        var current = sessions.Single(session => session.GetProperty("current").GetBoolean());
        current.GetProperty("kind").GetString().ShouldBe("browser");
        sessions.Select(session => session.GetProperty("address").GetString()).ShouldAllBe(address => address == "127.0.0.1");
        var token = sessions.Single(session => session.GetProperty("kind").GetString() == "program");
        (await here.DeleteAsync("/api/account/sessions/" + token.GetProperty("id").GetString())).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await program.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await here.PostAsync("/api/account/sessions/end-others", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await there.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await here.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // Another one's session looks like none.
        using var other = await host.SignInAsync("mediator");
        (await other.DeleteAsync("/api/account/sessions/" + current.GetProperty("id").GetString())).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await here.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Saved_views_go_with_the_account_and_two_windows_do_not_undo_each_other()
    {
        using var here = await host.SignInAsync("tripartite-officer");
        using var there = await host.SignInAsync("tripartite-officer");
        const string path = "/api/account/views/tasks";
        object[] views = [new { name = " 逾期 ", search = "view=all&light=red" }, new { name = "证件", search = "q=11010519491231002X" }];

        (await KeptAsync(await here.GetAsync(path))).ShouldBe("0: ");
        (await KeptAsync(await here.PutAsJsonAsync(path, new { views, expectedRevision = 0 }))).ShouldBe("1: 逾期,证件");
        (await KeptAsync(await there.GetAsync(path))).ShouldBe("1: 逾期,证件");
        (await host.ScalarAsync("SELECT count(*) FROM saved_views WHERE views LIKE '%11010519491231002X%'")).ShouldBe("0");
        var stale = await there.PutAsJsonAsync(path, new { views = Array.Empty<object>(), expectedRevision = 0 });
        (await HostFixture.ReadAsync(stale, HttpStatusCode.Conflict)).GetProperty("code").GetString().ShouldBe("views.changed");
        // The whole list in a new order: what is not in it is gone.
        (await KeptAsync(await there.PutAsJsonAsync(path, new { views = views[1..], expectedRevision = 1 }))).ShouldBe("2: 证件");

        foreach (
            var (wrong, field) in ((object[], string)[])
                [
                    ([new { name = "", search = "" }], "views[0].name"),
                    ([new { name = "同", search = "" }, new { name = "同", search = "" }], "views[1].name"),
                    ([new { name = "长", search = new string('a', 1_001) }], "views[0].search"),
                    ([.. Enumerable.Range(0, 31).Select(n => new { name = $"{n}", search = "" })], "views"),
                ]
        )
            (
                await HostFixture.ReadAsync(
                    await here.PutAsJsonAsync(path, new { views = wrong, expectedRevision = 2 }),
                    HttpStatusCode.BadRequest
                )
            )
                .GetProperty("errors")[0]
                .GetProperty("field")
                .GetString()
                .ShouldBe(field);

        using var other = await host.SignInAsync("mediator");
        (await KeptAsync(await other.GetAsync(path))).ShouldBe("0: ");
        (await here.GetAsync("/api/account/views/elsewhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>The revision and the names.</summary>
    private static async Task<string> KeptAsync(HttpResponseMessage answer)
    {
        var kept = await HostFixture.ReadAsync(answer, HttpStatusCode.OK);
        var names = kept.GetProperty("views").EnumerateArray().Select(view => view.GetProperty("name").GetString());
        return $"{kept.GetProperty("revision")}: {string.Join(',', names)}";
    }

    [Fact]
    public async Task A_cookie_that_was_copied_is_good_no_more_once_its_owner_has_signed_out()
    {
        using var stranger = host.Anonymous();
        using var signedIn = await stranger.PostAsJsonAsync("/api/auth/login", new { userName = "head", password = HostFixture.Password });
        var cookie = signedIn
            .Headers.GetValues("Set-Cookie")
            .Single(value => value.StartsWith("laborflow-session", StringComparison.Ordinal));
        cookie.ToLowerInvariant().ShouldContain("httponly");
        cookie.ToLowerInvariant().ShouldContain("samesite=lax");
        stranger.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        stranger.DefaultRequestHeaders.Add("X-CSRF", "1");
        (await stranger.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await stranger.PostAsync("/api/auth/logout", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await stranger.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_keys_of_sessions_lie_sealed_in_the_database()
    {
        using var client = await host.SignInAsync("inspector");
        (await host.ScalarAsync("SELECT count(*) FROM session_keys")).ShouldNotBe("0");
        (await host.ScalarAsync("SELECT count(*) FROM session_keys WHERE xml LIKE '%<%'")).ShouldBe("0");
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_a_request_and_not_before()
    {
        using var client = await host.SignInAsync("inspector");
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(25));
            (await client.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        (await client.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_page_that_asks_on_its_own_keeps_no_session_alive()
    {
        using var client = await host.SignInAsync("inspector");
        client.DefaultRequestHeaders.Add("X-Background", "1");
        for (var i = 0; i < 3; i++)
        {
            (await client.GetAsync("/api/tasks")).StatusCode.ShouldBe(HttpStatusCode.OK);
            using (await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead)) { }
            host.Clock.Advance(TimeSpan.FromMinutes(9));
        }
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        (await client.GetAsync("/api/tasks")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_changed_role_holds_at_once_in_sessions_that_are_open_and_a_switched_off_account_is_out()
    {
        var (name, password) = await AddAsync(["mediator"]);
        using var user = await SignInAsync(name, password);
        using var token = await BearAsync(name, password);
        await ReplaceAsync(user, password);
        using var administrator = await host.SignInAsync("administrator");
        (await user.GetAsync("/api/statistics")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await administrator.PutAsJsonAsync($"/api/administration/users/{name}", new { roles = new[] { "head" } })).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await user.GetAsync("/api/statistics")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (
            await administrator.PutAsJsonAsync($"/api/administration/users/{name}", new { roles = Array.Empty<string>() })
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.GetAsync("/api/statistics")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await user.GetAsync("/api/cases")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await administrator.PutAsJsonAsync($"/api/administration/users/{name}", new { isActive = false })).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await user.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await token.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // Switched on again, the old sessions stay ended.
        (await administrator.PutAsJsonAsync($"/api/administration/users/{name}", new { isActive = true })).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await user.GetAsync("/api/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_password_that_somebody_else_set_opens_nothing_but_its_replacement()
    {
        var (name, password) = await AddAsync(["mediator"]);
        using var user = await SignInAsync(name, password);
        var me = await HostFixture.ReadAsync(await user.GetAsync("/api/auth/me"), HttpStatusCode.OK);
        me.GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();
        foreach (var path in new[] { "/api/tasks", "/api/cases", "/api/account/security", "/api/events" })
        {
            var refused = await HostFixture.ReadAsync(await user.GetAsync(path), HttpStatusCode.Forbidden);
            refused.GetProperty("code").GetString().ShouldBe("auth.password-must-change");
        }

        foreach (var (current, next) in new[] { ("wrong", "Another-Pass-2026!"), (password, password), (password, "short") })
            await HostFixture.ReadAsync(
                await user.PostAsJsonAsync("/api/account/password", new { current, password = next }),
                HttpStatusCode.BadRequest
            );
        await ReplaceAsync(user, password);
        (await user.GetAsync("/api/tasks")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_change_of_an_account_or_organisation_is_an_entry_with_before_and_after_and_no_secret()
    {
        var (name, password) = await AddAsync(["mediator"]);
        using var administrator = await host.SignInAsync("administrator");
        await administrator.PutAsJsonAsync($"/api/administration/users/{name}", new { displayName = "改名后", roles = new[] { "head" } });
        await administrator.PostAsJsonAsync($"/api/administration/users/{name}/password", new { password = "Reset-Pass-2026!x" });
        var organisation = await HostFixture.ReadAsync(
            await administrator.PostAsJsonAsync(
                "/api/mediation-organisations",
                new
                {
                    name = "民治街道调解委员会" + name,
                    level = "street",
                    jurisdiction = "440309003",
                }
            ),
            HttpStatusCode.Created
        );
        await administrator.PutAsJsonAsync(
            $"/api/mediation-organisations/{organisation.GetProperty("id").GetString()}",
            new { active = false }
        );

        using var auditor = await host.SignInAsync("auditor");
        var told = await HostFixture.ReadAsync(
            await auditor.GetAsync("/api/audit/entries?actor=administrator&pageSize=200"),
            HttpStatusCode.OK
        );
        var entries = told.GetProperty("items").EnumerateArray().ToList();
        Changes(entries, "user.added", "user:" + name).ShouldContain("\"jurisdiction\"");
        Changes(entries, "user.changed", "user:" + name).ShouldContain("改名后");
        Changes(entries, "user-role.removed", "user-role:" + name).ShouldContain("mediator");
        Changes(entries, "user-role.added", "user-role:" + name).ShouldContain("head");
        Changes(entries, "user.changed", "user:" + name).ShouldContain("passwordHash");
        Changes(entries, "organisation.added", "organisation:民治街道调解委员会" + name).ShouldContain("440309003");
        Changes(entries, "organisation.changed", "organisation:民治街道调解委员会" + name).ShouldContain("active");
        var all = await auditor.GetStringAsync("/api/audit/entries.csv");
        all.ShouldNotContain(password);
        all.ShouldNotContain("AQAAAA");
        (await Audit.AuditSteps.VerifyAsync(auditor, null)).GetProperty("intact").GetBoolean().ShouldBeTrue();
    }

    private static string Changes(IEnumerable<JsonElement> entries, string action, string subject) =>
        string.Join(
            '\n',
            entries
                .Where(entry => entry.GetProperty("action").GetString() == action && entry.GetProperty("subject").GetString() == subject)
                .Select(entry => entry.GetProperty("changes").GetRawText())
        );

    private static async Task<List<JsonElement>> SessionsAsync(HttpClient client) =>
        [
            .. (await HostFixture.ReadAsync(await client.GetAsync("/api/account/security"), HttpStatusCode.OK))
                .GetProperty("sessions")
                .EnumerateArray(),
        ];

    private async Task<(string Name, string Password)> AddAsync(string[] roles)
    {
        using var administrator = await host.SignInAsync("administrator");
        var name = "u" + System.Security.Cryptography.RandomNumberGenerator.GetHexString(8, lowercase: true);
        const string password = "Initial-Pass-2026!";
        await HostFixture.ReadAsync(
            await administrator.PostAsJsonAsync(
                "/api/administration/users",
                new
                {
                    userName = name,
                    displayName = "新人",
                    password,
                    roles,
                }
            ),
            HttpStatusCode.Created
        );
        return (name, password);
    }

    private async Task<HttpClient> SignInAsync(string userName, string password)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("X-CSRF", "1");
        (await client.PostAsJsonAsync("/api/auth/login", new { userName, password })).EnsureSuccessStatusCode();
        return client;
    }

    private async Task<HttpClient> BearAsync(string userName, string password)
    {
        var client = host.Anonymous();
        var answer = await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/api/auth/token", new { userName, password }),
            HttpStatusCode.OK
        );
        client.DefaultRequestHeaders.Authorization = new("Bearer", answer.GetProperty("accessToken").GetString());
        return client;
    }

    private static async Task ReplaceAsync(HttpClient user, string password) =>
        (
            await user.PostAsJsonAsync("/api/account/password", new { current = password, password = "My-Own-Pass-2026!" })
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);
}
