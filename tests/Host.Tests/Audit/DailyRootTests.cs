using System.Net;
using LaborFlow.Host.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Audit;

/// <summary>On a database of their own: what is broken here stays broken.</summary>
public sealed class DailyRootTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Chains_cut_off_together_with_their_heads_and_roots_that_were_touched_are_told_by_the_signed_daily_roots()
    {
        var (number, id) = await AuditSteps.FileAsync(host);
        await host.Services.GetRequiredService<SignDailyRoots>().SignAsync(CancellationToken.None);
        var chain = "case:" + id.Replace("-", "", StringComparison.Ordinal);

        // The root of a day is signed once: what was filed after it is in the next one.
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Services.GetRequiredService<SignDailyRoots>().SignAsync(CancellationToken.None);
        using var auditor = await host.SignInAsync("auditor");
        (await HostFixture.ReadAsync(await auditor.GetAsync("/api/audit/roots"), HttpStatusCode.OK))
            .GetArrayLength()
            .ShouldBeGreaterThan(0);

        await host.ExecuteAsync(
            $"SET session_replication_role = replica; DELETE FROM audit_entries WHERE chain_id = '{chain}'; DELETE FROM audit_heads WHERE chain_id = '{chain}'"
        );
        var cut = await AuditSteps.VerifyAsync(auditor, number);
        cut.GetProperty("findings")[0].GetProperty("fault").GetString().ShouldBe("truncated");

        await host.ExecuteAsync("SET session_replication_role = replica; UPDATE audit_roots SET entries = entries - 1");
        var touched = await AuditSteps.VerifyAsync(auditor, null);
        touched.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("fault").GetString()).ShouldContain("root");
    }
}
