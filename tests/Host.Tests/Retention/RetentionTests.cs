using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Host.Retention;
using LaborFlow.Host.Tests.Audit;
using LaborFlow.Host.Tests.Walk;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Retention;

public sealed class RetentionTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("laborflow-archive-").FullName;
    private readonly HostFixture host;

    public RetentionTests() => host = new HostFixture("--Retention:ArchiveDirectory", directory);

    public Task InitializeAsync() => host.InitializeAsync();

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_closed_case_goes_into_a_sealed_volume_after_the_statutory_years_and_changes_no_more()
    {
        using var dispute = await Dispute.FileAsync(host);
        using var open = await Dispute.FileAsync(host);
        await HostFixture.ReadAsync(
            await dispute.Applicant.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", new { reason = "双方已和解" }),
            HttpStatusCode.OK
        );
        // The rows grow old instead of the clock: every timer of the host would ring for years.
        await host.ExecuteAsync("UPDATE cases SET closed_at = closed_at - interval '4 years'");
        (await RunAsync("archive", dryRun: true)).GetProperty("items").GetInt32().ShouldBe(0);
        await host.ExecuteAsync("UPDATE cases SET closed_at = closed_at - interval '2 years'");

        var tried = await RunAsync("archive", dryRun: true);
        tried.GetProperty("outcome").GetProperty("cases")[0].GetString().ShouldBe(dispute.Number);
        Directory.GetFiles(directory).ShouldBeEmpty();
        (await host.ScalarAsync("SELECT count(*) FROM archived_cases")).ShouldBe("0");

        var done = await RunAsync("archive", dryRun: false);
        done.GetProperty("items").GetInt32().ShouldBe(1);
        var file = Directory.GetFiles(directory).Single();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.GroupRead);
        (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("陈静"u8).ShouldBe(-1);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var volume = await scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().Set<ArchiveVolume>().SingleAsync();
            var id = Guid.Parse(await host.ScalarAsync("SELECT case_id FROM archived_cases"));
            var papers = await scope.ServiceProvider.GetRequiredService<ArchiveCases>().OpenAsync(volume, id, CancellationToken.None);
            papers.ShouldNotBeNull().AsSpan()[..2].ToArray().ShouldBe("PK"u8.ToArray());
        }
        (await RunAsync("archive", dryRun: false)).GetProperty("items").GetInt32().ShouldBe(0);

        // It can be read, it cannot be changed, and the chain tells of all.
        using var evidence = new MultipartFormDataContent { { new StringContent("x"), "files", "x.txt" } };
        ((int)(await dispute.Applicant.PostAsync(dispute.PublicAddress + "/evidence", evidence)).StatusCode).ShouldBeInRange(400, 499);
        using var auditor = await host.SignInAsync("auditor");
        (await AuditSteps.VerifyAsync(auditor, null)).GetProperty("intact").GetBoolean().ShouldBeTrue();
        var told = await auditor.GetStringAsync("/api/audit/entries?pageSize=200&actor=administrator");
        told.ShouldContain("retention.added");
        told.ShouldContain("archive-volume.added");
        using var administrator = await host.SignInAsync("administrator");
        (await VerifyAsync(administrator)).ShouldBeTrue();
        File.SetAttributes(file, FileAttributes.Normal);
        await File.AppendAllTextAsync(file, "x");
        (await VerifyAsync(administrator)).ShouldBeFalse();
    }

    [Fact]
    public async Task Drafts_codes_messages_and_sessions_end_after_their_days_and_a_dry_run_deletes_nothing()
    {
        using var dispute = await Dispute.FileAsync(host);
        await HostFixture.ReadAsync(
            await dispute.Applicant.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", new { reason = "双方已和解" }),
            HttpStatusCode.OK
        );
        await host.ExecuteAsync("UPDATE case_tasks SET draft_json = '{}'");
        await host.ExecuteAsync(
            "UPDATE cases SET closed_at = closed_at - interval '370 days'; "
                + "UPDATE case_tasks SET created_at = created_at - interval '370 days', completed_at = completed_at - interval '370 days'"
        );

        var tried = await RunAsync("purge", dryRun: true);
        tried.GetProperty("outcome").GetProperty("drafts").GetInt32().ShouldBeGreaterThan(0);
        tried.GetProperty("outcome").GetProperty("queryCodes").GetInt32().ShouldBe(1);
        (await dispute.Applicant.GetAsync(dispute.PublicAddress)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var done = await RunAsync("purge", dryRun: false);
        done.GetProperty("items").GetInt32().ShouldBeGreaterThanOrEqualTo(2);
        (await dispute.Applicant.GetAsync(dispute.PublicAddress)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.ScalarAsync("SELECT count(*) FROM case_tasks WHERE draft_json IS NOT NULL")).ShouldBe("0");
        using var auditor = await host.SignInAsync("auditor");
        (await AuditSteps.VerifyAsync(auditor, null)).GetProperty("intact").GetBoolean().ShouldBeTrue();
    }

    private async Task<JsonElement> RunAsync(string job, bool dryRun)
    {
        using var administrator = await host.SignInAsync("administrator");
        return await HostFixture.ReadAsync(
            await administrator.PostAsJsonAsync($"/api/administration/retention/{job}/run", new { dryRun }),
            HttpStatusCode.OK
        );
    }

    private static async Task<bool> VerifyAsync(HttpClient administrator) =>
        (await HostFixture.ReadAsync(await administrator.PostAsync("/api/administration/retention/verify", null), HttpStatusCode.OK))
            .EnumerateArray()
            .All(volume => volume.GetProperty("intact").GetBoolean());
}
