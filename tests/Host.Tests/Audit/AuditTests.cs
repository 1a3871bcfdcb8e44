using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Host.Tests.Filing;
using Npgsql;

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

        // The auditor's own reading is told as well: which case, by what it was searched, and never for whom. People are found by name, too.
        await HostFixture.ReadAsync(await auditor.GetAsync("/api/audit/entries?person=110101199003074477"), HttpStatusCode.OK);
        var searched = await HostFixture.ReadAsync(
            await auditor.GetAsync($"/api/audit/entries?action=audit.read&actor={Uri.EscapeDataString("审计")}"),
            HttpStatusCode.OK
        );
        Items(searched).Select(entry => Text(entry, "subject")).ShouldContain("person: ****");
        Items(searched).Select(entry => Text(entry, "subject")).ShouldContain($"case: {number}");
        searched.ToString().ShouldNotContain("110101199003074477");

        // What came since is counted without a further entry, and the auditor's own searches are none of it.
        var newer = "/api/audit/entries/newer?since=" + Uri.EscapeDataString(Text(searched, "asOf")!);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await CountAsync(auditor, newer)).ShouldBe(0);
        using (await host.SignInAsync("window-clerk"))
            (await CountAsync(auditor, newer)).ShouldBeGreaterThan(0);
        (await CountAsync(auditor, newer + "&action=audit.read")).ShouldBe(0);

        (await auditor.GetStringAsync("/api/audit/entries.csv")).ShouldContain("case.read");
        // Every entry of the search is in the file, one a line.
        var ofCase = "caseNumber=" + Uri.EscapeDataString(number);
        var listed = await HostFixture.ReadAsync(await auditor.GetAsync("/api/audit/entries?pageSize=1&" + ofCase), HttpStatusCode.OK);
        (await auditor.GetStringAsync("/api/audit/entries.csv?" + ofCase))
            .Split('\n')
            .Count(line => line.StartsWith("case:", StringComparison.Ordinal))
            .ShouldBe(listed.GetProperty("total").GetInt32());
        (await HostFixture.ReadAsync(await auditor.GetAsync("/api/audit/entries?action=data.exported"), HttpStatusCode.OK))
            .GetProperty("total")
            .GetInt64()
            .ShouldBeGreaterThan(0);
    }

    private static async Task<long> CountAsync(HttpClient auditor, string address) =>
        (await HostFixture.ReadAsync(await auditor.GetAsync(address), HttpStatusCode.OK)).GetProperty("count").GetInt64();

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

    private const string Columns =
        "happened_at, actor, actor_role, origin, action_code, subject, zh, en, changes_json, procedure_version, legal_basis, key_id, previous_seal, seal";

    [Theory]
    [InlineData("UPDATE audit_entries SET zh = 'x' WHERE {0} AND sequence = 2", "altered", 2)]
    [InlineData("DELETE FROM audit_entries WHERE {0} AND sequence = 2", "missing", 2)]
    [InlineData(
        "INSERT INTO audit_entries (chain_id, sequence, "
            + Columns
            + ") SELECT chain_id, (SELECT max(sequence) + 1 FROM audit_entries WHERE {0}), "
            + Columns
            + " FROM audit_entries WHERE {0} AND sequence = 1",
        "altered",
        0
    )]
    [InlineData("DELETE FROM audit_entries WHERE {0} AND sequence = (SELECT max(sequence) FROM audit_entries WHERE {0})", "truncated", 0)]
    public async Task What_an_owner_of_the_database_did_is_found_and_located_by_the_auditors_page_and_by_the_command(
        string sql,
        string fault,
        long at
    )
    {
        var (number, id) = await FileAsync();
        var chain = "case:" + id.Replace("-", "", StringComparison.Ordinal);
        (await RunVerifyAsync(number)).ShouldBe(0);
        var last = long.Parse(
            await host.ScalarAsync($"SELECT max(sequence) FROM audit_entries WHERE chain_id = '{chain}'"),
            System.Globalization.CultureInfo.InvariantCulture
        );
        last.ShouldBeGreaterThan(2);

        await host.ExecuteAsync(
            "SET session_replication_role = replica; "
                + string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, $"chain_id = '{chain}'")
        );

        var where =
            at > 0 ? at
            : fault == "truncated" ? last
            : last + 1;
        (await RunVerifyAsync(number)).ShouldBe(1);
        using var auditor = await host.SignInAsync("auditor");
        foreach (var asked in new[] { number, null })
        {
            var report = await VerifyAsync(auditor, asked);
            report.GetProperty("intact").GetBoolean().ShouldBeFalse();
            report
                .GetProperty("findings")
                .EnumerateArray()
                .Select(finding => (Text(finding, "fault"), Text(finding, "chain"), finding.GetProperty("fromSequence").GetInt64()))
                .ShouldContain((fault, chain, where), report.ToString());
        }
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit_entries")]
    [InlineData("TRUNCATE audit_entries")]
    [InlineData("UPDATE audit_roots SET entries = 0")]
    [InlineData("DELETE FROM audit_roots")]
    [InlineData("DELETE FROM audit_heads")]
    [InlineData("TRUNCATE audit_heads")]
    [InlineData("UPDATE case_events SET zh = 'x'")]
    [InlineData("DELETE FROM case_events")]
    [InlineData("DELETE FROM statute_rows")]
    [InlineData("ALTER TABLE audit_entries DISABLE TRIGGER ALL")]
    [InlineData("DROP TRIGGER audit_entries_append_only ON audit_entries")]
    [InlineData("DROP TABLE audit_entries")]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("GRANT UPDATE ON audit_entries TO CURRENT_USER")]
    [InlineData("CREATE RULE r AS ON INSERT TO audit_entries DO INSTEAD NOTHING")]
    public async Task The_account_that_the_host_runs_as_has_no_right_to_change_the_record_nor_to_switch_its_guards_off(string sql)
    {
        await FileAsync();
        await using var connection = new NpgsqlConnection(host.HostConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        var before = await host.ScalarAsync("SELECT md5(string_agg(e::text, '' ORDER BY e.chain_id, e.sequence)) FROM audit_entries e");
        // 42501: no right; GRANT by somebody who has none to give is a warning, and gives nothing.
        if (sql.StartsWith("GRANT", StringComparison.Ordinal))
        {
            await command.ExecuteNonQueryAsync();
            command.CommandText = "UPDATE audit_entries SET actor = 'nobody'";
        }
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe("42501");
        (await host.ScalarAsync("SELECT md5(string_agg(e::text, '' ORDER BY e.chain_id, e.sequence)) FROM audit_entries e")).ShouldBe(
            before
        );
    }

    /// <summary>What <c>./laborflow audit verify --case NUMBER</c> runs; its exit code.</summary>
    private Task<int> RunVerifyAsync(string number) =>
        LaborFlow.Host.Commands.CommandLine.RunAsync([
            "audit",
            "verify",
            "--case",
            number,
            "--ConnectionStrings:LaborFlow",
            host.HostConnectionString,
            "--PersonalData:KeyDirectory",
            LaborFlow.Testing.TestKeys.Directory,
            "--Audit:KeyDirectory",
            host.KeyDirectory,
        ]);

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
