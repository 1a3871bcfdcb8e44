using System.Net;
using System.Net.Http.Json;
using LaborFlow.Host.Accounts;

namespace LaborFlow.Host.Tests.Accounts;

public sealed class SecondFactorTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task An_authenticator_app_is_asked_for_its_codes_count_once_and_recovery_codes_do_too()
    {
        const string name = "arbitrator";
        using var own = await host.SignInAsync(name);
        await HostFixture.ReadAsync(
            await own.PostAsJsonAsync("/api/account/second-factor", new { password = "not the password" }),
            HttpStatusCode.BadRequest
        );
        var enrolment = await HostFixture.ReadAsync(
            await own.PostAsJsonAsync("/api/account/second-factor", new { password = HostFixture.Password }),
            HttpStatusCode.OK
        );
        var secret = enrolment.GetProperty("secret").GetString()!;
        enrolment.GetProperty("uri").GetString()!.ShouldContain(secret);
        // Not confirmed: nobody is locked out by a picture that was never scanned.
        (await SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await HostFixture.ReadAsync(
            await own.PostAsJsonAsync("/api/account/second-factor/confirm", new { code = "000000" }),
            HttpStatusCode.BadRequest
        );
        var recovery = await HostFixture.ReadAsync(
            await own.PostAsJsonAsync("/api/account/second-factor/confirm", new { code = Code(secret) }),
            HttpStatusCode.OK
        );
        var codes = recovery.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!).ToList();
        codes.Count.ShouldBe(10);

        await RefusedAsync(await SignInAsync(name), "auth.second-factor-needed");
        await RefusedAsync(await SignInAsync(name, code: Code(secret)), "auth.wrong-second-factor");
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        (await SignInAsync(name, code: Code(secret))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RefusedAsync(await SignInAsync(name, code: Code(secret)), "auth.wrong-second-factor");
        (await SignInAsync(name, recovery: codes[0].ToLowerInvariant())).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RefusedAsync(await SignInAsync(name, recovery: codes[0]), "auth.wrong-second-factor");

        var security = await HostFixture.ReadAsync(await own.GetAsync("/api/account/security"), HttpStatusCode.OK);
        security.GetProperty("secondFactor").GetBoolean().ShouldBeTrue();
        security.GetProperty("recoveryCodesLeft").GetInt32().ShouldBe(9);
        // Neither the secret nor the codes can be read in the database.
        var stored = await host.ScalarAsync($"SELECT authenticator_key || recovery_code_hashes FROM users WHERE user_name = '{name}'");
        stored.ShouldNotContain(secret);
        stored.ShouldNotContain(codes[1].Replace("-", "", StringComparison.Ordinal));

        (await own.PostAsJsonAsync("/api/account/second-factor/remove", new { password = HostFixture.Password })).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guessing_codes_locks_the_account_although_the_password_is_right()
    {
        const string name = "fund-reviewer";
        using var own = await host.SignInAsync(name);
        var secret = (
            await HostFixture.ReadAsync(
                await own.PostAsJsonAsync("/api/account/second-factor", new { password = HostFixture.Password }),
                HttpStatusCode.OK
            )
        )
            .GetProperty("secret")
            .GetString()!;
        await own.PostAsJsonAsync("/api/account/second-factor/confirm", new { code = Code(secret) });
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SignInAsync(name, code: "123456")));

        await RefusedAsync(await SignInAsync(name, code: Code(secret)), "auth.locked-out");
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        (await SignInAsync(name, code: Code(secret))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(20000000000L, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        SecondFactor.CodeAt("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds / 30).ShouldBe(code);

    private string Code(string secret) => SecondFactor.CodeAt(secret, host.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);

    private async Task<HttpResponseMessage> SignInAsync(string userName, string? code = null, string? recovery = null)
    {
        using var client = host.Anonymous();
        return await client.PostAsJsonAsync(
            "/api/auth/login",
            new
            {
                userName,
                password = HostFixture.Password,
                code,
                recoveryCode = recovery,
            }
        );
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, string code) =>
        (await HostFixture.ReadAsync(answer, HttpStatusCode.Unauthorized)).GetProperty("code").GetString().ShouldBe(code);
}
