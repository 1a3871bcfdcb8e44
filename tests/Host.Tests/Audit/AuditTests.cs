using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Host.Tests.Filing;

namespace LaborFlow.Host.Tests.Audit;

public sealed class AuditTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Sign_ins_readings_by_strangers_to_the_case_downloads_and_exports_are_told_to_the_auditor()
    {
        var (number, id) = await FileAsync();
        using var clerk = await host.SignInAsync("window-clerk");
        await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{id}"), HttpStatusCode.OK);
        await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{id}/history"), HttpStatusCode.OK);
        using (var stranger = host.Anonymous())
        {
            await stranger.PostAsJsonAsync("/api/auth/login", new { userName = "nobody-here", password = "wrong-Password-1!" });
        }

        using var auditor = await host.SignInAsync("auditor");
        var history = await HostFixture.ReadAsync(
            await auditor.GetAsync("/api/audit/cases/" + Uri.EscapeDataString(number)),
            HttpStatusCode.OK
        );
        var readings = Items(history).Where(entry => Text(entry, "action") == "case.read").ToList();
        readings.Select(entry => Text(entry, "subject")).ShouldBe(["case", "history"], ignoreOrder: true);
        readings.ShouldAllBe(entry => Text(entry, "actor") == "window-clerk" && Text(entry, "origin") != null);
        Items(history).Select(entry => Text(entry, "caseNumber")).ShouldAllBe(told => told == number);

        var failed = await HostFixture.ReadAsync(
            await auditor.GetAsync("/api/audit/entries?action=user.sign-in-failed&actor=nobody-here"),
            HttpStatusCode.OK
        );
        failed.GetProperty("total").GetInt64().ShouldBe(1);
        failed.ToString().ShouldNotContain("wrong-Password");
        (
            await HostFixture.ReadAsync(
                await auditor.GetAsync("/api/audit/entries?action=user.signed-in&actor=window-clerk"),
                HttpStatusCode.OK
            )
        )
            .GetProperty("total")
            .GetInt64()
            .ShouldBeGreaterThan(0);

        (await auditor.GetStringAsync("/api/audit/entries.csv")).ShouldContain("case.read");
        (await HostFixture.ReadAsync(await auditor.GetAsync("/api/audit/entries?action=data.exported"), HttpStatusCode.OK))
            .GetProperty("total")
            .GetInt64()
            .ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_auditor_has_one_case_or_all_verified_and_a_row_altered_behind_the_application_is_located()
    {
        var (number, id) = await FileAsync();
        using var auditor = await host.SignInAsync("auditor");
        (await VerifyAsync(auditor, number)).GetProperty("intact").GetBoolean().ShouldBeTrue();

        var chain = "case:" + id.Replace("-", "", StringComparison.Ordinal);
        await host.ExecuteAsync(
            $"SET session_replication_role = replica; UPDATE audit_entries SET zh = 'x' WHERE chain_id = '{chain}' AND sequence = 1"
        );

        var report = await VerifyAsync(auditor, number);
        report.GetProperty("intact").GetBoolean().ShouldBeFalse();
        var finding = report.GetProperty("findings")[0];
        (Text(finding, "fault"), Text(finding, "chain"), finding.GetProperty("fromSequence").GetInt64()).ShouldBe(("altered", chain, 1L));
        (await VerifyAsync(auditor, null)).GetProperty("findings").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("mediator")]
    public async Task Nobody_but_an_auditor_searches_or_verifies(string role)
    {
        using var client = await host.SignInAsync(role);
        (await client.GetAsync("/api/audit/entries")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.PostAsJsonAsync("/api/audit/verify", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<(string Number, string Id)> FileAsync() => AuditSteps.FileAsync(host);

    private static Task<JsonElement> VerifyAsync(HttpClient auditor, string? caseNumber) => AuditSteps.VerifyAsync(auditor, caseNumber);

    private static IEnumerable<JsonElement> Items(JsonElement page) => page.GetProperty("items").EnumerateArray();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

/// <summary>What tests of the audit trail do again and again.</summary>
internal static class AuditSteps
{
    public static async Task<(string Number, string Id)> FileAsync(HostFixture host)
    {
        using var stranger = host.Anonymous();
        var filed = await HostFixture.ReadAsync(
            await stranger.PostAsJsonAsync("/api/public/disputes", Application.Sound()),
            HttpStatusCode.Created
        );
        var number = filed.GetProperty("caseNumber").GetString()!;
        using var clerk = await host.SignInAsync("window-clerk");
        var list = await HostFixture.ReadAsync(await clerk.GetAsync("/api/cases?q=" + Uri.EscapeDataString(number)), HttpStatusCode.OK);
        return (number, list.GetProperty("items")[0].GetProperty("id").GetString()!);
    }

    public static async Task<JsonElement> VerifyAsync(HttpClient auditor, string? caseNumber) =>
        await HostFixture.ReadAsync(await auditor.PostAsJsonAsync("/api/audit/verify", new { caseNumber }), HttpStatusCode.OK);
}
