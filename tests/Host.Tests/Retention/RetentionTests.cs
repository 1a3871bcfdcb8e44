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

        // The database itself keeps the file as it is, whoever asks; only keys may be changed, and the history goes on.
        foreach (
            var change in new[]
            {
                "UPDATE cases SET stage = 'filed' WHERE id IN (SELECT case_id FROM archived_cases)",
                "DELETE FROM claims WHERE case_id IN (SELECT case_id FROM archived_cases)",
                "UPDATE parties SET name = 'x' WHERE case_id IN (SELECT case_id FROM archived_cases)",
                "UPDATE case_tasks SET outcome = 'x' WHERE case_id IN (SELECT case_id FROM archived_cases)",
                "UPDATE claims SET case_id = (SELECT case_id FROM archived_cases) WHERE case_id NOT IN (SELECT case_id FROM archived_cases)",
                "DELETE FROM archived_cases",
                "UPDATE archive_volumes SET sha256 = 'x'",
            }
        )
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => host.ExecuteAsync(change))).SqlState.ShouldBe("23000", change);
        await host.ExecuteAsync("UPDATE parties SET id_number = id_number || ''");
        // A grade is the year's list's, and goes on when the case that decided on it is closed; a tip is the list of tips'.
        (
            await host.ScalarAsync(
                "SELECT string_agg(c.table_name, ' ') FROM information_schema.columns c WHERE c.column_name = 'case_id' AND c.table_schema = 'public' "
                    + "AND c.table_name NOT IN ('case_events', 'archived_cases', 'recusals', 'notifications', 'supervision_items', 'credit_ratings', 'anonymous_tips') "
                    + "AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.table_name::regclass AND t.tgname = c.table_name || '_archived')"
            )
        ).ShouldBe("", "every table of a case is guarded, or named here as what goes on");

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
        var told = await auditor.GetStringAsync("/api/audit/cases/" + Uri.EscapeDataString(dispute.Number));
        told.ShouldContain("draft.deleted");
        told.ShouldContain("query-code.expired");
        (await AuditSteps.VerifyAsync(auditor, null)).GetProperty("intact").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Quartz_runs_the_retention_by_itself_on_the_hosts_time_and_records_it()
    {
        var volumes = Directory.CreateTempSubdirectory("laborflow-volumes-").FullName;
        var daily = new HostFixture("--Jobs:Scheduler", "true", "--Jobs:Retention", "00:00:01", "--Retention:ArchiveDirectory", volumes)
        {
            Migrates = true,
        };
        await daily.InitializeAsync();
        await using var _ = new Closing(daily);
        using var dispute = await Dispute.FileAsync(daily);
        await HostFixture.ReadAsync(
            await dispute.Applicant.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", new { reason = "双方已和解" }),
            HttpStatusCode.OK
        );
        // The rows grow old, not the clock: every timer of the host would ring for years. What is due goes by the clock that the host is given.
        await daily.ExecuteAsync("UPDATE cases SET closed_at = closed_at - interval '6 years'");

        await UntilAsync(daily, "SELECT count(*) FROM archived_cases");
        await UntilAsync(daily, "SELECT count(*) FROM cases WHERE query_code_hash = ''");
        await UntilAsync(daily, "SELECT count(*) FROM retention_runs WHERE job = 'archive' AND started_by = 'schedule' AND items > 0");
        await UntilAsync(daily, "SELECT count(*) FROM retention_runs WHERE job = 'purge' AND started_by = 'schedule' AND items > 0");
        Directory.GetFiles(volumes).ShouldNotBeEmpty();
        using var auditor = await daily.SignInAsync("auditor");
        (await AuditSteps.VerifyAsync(auditor, null)).GetProperty("intact").GetBoolean().ShouldBeTrue();
        (await auditor.GetStringAsync("/api/audit/entries?action=retention.added&pageSize=50")).ShouldContain("archive");
    }

    /// <summary>Asks until the count is not zero, while the host's time goes on: Quartz goes by it, too.</summary>
    private static async Task UntilAsync(HostFixture asked, string count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var turn = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await asked.ScalarAsync(count) == "0")
        {
            asked.Clock.Advance(TimeSpan.FromSeconds(2));
            await turn.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<JsonElement> RunAsync(string job, bool dryRun)
    {
        using var administrator = await host.SignInAsync("administrator");
        return await HostFixture.ReadAsync(
            await administrator.PostAsJsonAsync($"/api/administration/retention/{job}/run", new { dryRun }),
            HttpStatusCode.OK
        );
    }

    private static async Task<bool> VerifyAsync(HttpClient administrator)
    {
        var found = await HostFixture.ReadAsync(
            await administrator.PostAsync("/api/administration/retention/verify", null),
            HttpStatusCode.OK
        );
        var listed = await HostFixture.ReadAsync(
            await administrator.GetAsync("/api/administration/retention/volumes?pageSize=1"),
            HttpStatusCode.OK
        );
        found.GetProperty("volumes").GetInt32().ShouldBe(listed.GetProperty("total").GetInt32());
        (await HostFixture.ReadAsync(await administrator.GetAsync("/api/administration/retention/runs?pageSize=1"), HttpStatusCode.OK))
            .GetProperty("items")
            .GetArrayLength()
            .ShouldBe(1);
        return found.GetProperty("broken").GetArrayLength() == 0;
    }
}
