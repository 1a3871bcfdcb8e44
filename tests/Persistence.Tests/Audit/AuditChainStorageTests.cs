using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Audit;
using LaborFlow.Persistence.Tests.Workflows;
using LaborFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Persistence.Tests.Audit;

/// <summary>The chains on a real server: written with the change, kept whole under concurrency, and telling when they were touched.</summary>
public sealed class AuditChainStorageTests : IAsyncLifetime
{
    private readonly Guid caseId = Guid.CreateVersion7(Rows.At);
    private TestDatabase database = null!;
    private ServiceProvider provider = null!;

    private string Chain => AuditChain.OfCase(caseId);

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        provider = TestServices.OnPostgreSql(database.ConnectionString);
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        context.Add(Filed());
        await context.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task An_advance_writes_its_entries_with_everything_else()
    {
        await AdvanceAsync(commit: true);

        var entries = await EntriesAsync();
        entries.Select(e => e.Action).ShouldBe(["task.completed", "stage.changed"], ignoreOrder: true);
        entries.ShouldAllBe(e => e.Origin == "10.1.2.3");
        (await VerifyAsync()).ShouldBe(new AuditReport(1, 2, []), new ReportComparer());
    }

    [Fact]
    public async Task Sealing_into_the_chain_of_the_instances_case_costs_an_advance_no_further_round_trip()
    {
        var bookmark = await StartForCaseAsync();
        await using var wire = await WireProxy.StartAsync(database.ConnectionString);
        await using var counted = TestServices.OnPostgreSql(wire.ConnectionString + ";Max Auto Prepare=0;Pooling=false");
        await using var scope = counted.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().Database.OpenConnectionAsync();
        wire.Reset();

        await ResumeAsync(scope.ServiceProvider, bookmark);

        // BEGIN leaves together with the first reads and nobody waits for its answer.
        var prepended = wire.Statements.Count(s => s.StartsWith("BEGIN", StringComparison.Ordinal));
        (wire.RoundTrips - prepended).ShouldBeLessThanOrEqualTo(3, string.Join("\n", wire.Statements));
        var entries = await EntriesAsync();
        entries.Select(e => e.Action).ShouldBe(["filed", "task.completed", "stage.changed"], ignoreOrder: true);
        entries.Single(e => e.Action == "task.completed").ProcedureVersion.ShouldBe(entries[0].ProcedureVersion);
        entries[0].ProcedureVersion.ShouldNotBeNull();
        (await VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_who_appends_between_the_first_read_and_the_commit_of_an_advance_breaks_nothing()
    {
        var bookmark = await StartForCaseAsync();
        await using (var scope = provider.CreateAsyncScope())
        {
            await ResumeAsync(scope.ServiceProvider, bookmark, () => AppendAsync(2));
        }

        (await EntriesAsync()).Select(e => e.Sequence).ShouldBe([1L, 2L, 3L, 4L, 5L]);
        (await VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_advance_that_is_not_committed_leaves_no_entry_and_the_next_one_does_not_carry_it_along()
    {
        await AdvanceAsync(commit: false);
        (await EntriesAsync()).ShouldBeEmpty();

        await AdvanceAsync(commit: true);
        (await EntriesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_advance_that_fails_in_the_database_leaves_no_entry()
    {
        await using (var scope = provider.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            var store = scope.ServiceProvider.GetRequiredService<IInstanceStore>();
            var instance = Rows.Instance();
            await using (var first = await store.BeginAsync(new()))
            {
                await first.CommitAsync(Rows.Start(instance, Rows.Bookmark(instance.Id)));
            }

            await using var again = await store.BeginAsync(new());
            context.Add(Event("filed"));
            await Should.ThrowAsync<ConflictException>(async () =>
                await again.CommitAsync(Rows.Start(instance, Rows.Bookmark(instance.Id)))
            );
        }

        (await EntriesAsync()).ShouldBeEmpty();
        (await CountAsync("SELECT count(*) FROM case_events")).ShouldBe(0);
    }

    [Fact]
    public async Task A_save_outside_any_transaction_commits_change_and_entry_together()
    {
        await AppendAsync(3);

        (await EntriesAsync()).Select(e => e.Sequence).ShouldBe([1L, 2L, 3L]);
        (await VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_field_is_told_with_what_it_was_and_what_it_became()
    {
        await using (var scope = provider.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<AuditTrail>().Actor = "clerk";
            var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            var filed = await context.Set<Case>().SingleAsync();
            filed.MoveTo("accepted");
            await context.SaveChangesAsync();
        }

        var entry = (await EntriesAsync()).Single();
        (entry.Action, entry.Actor).ShouldBe(("case.changed", "clerk"));
        entry.ChangesJson.ShouldBe("""[{"field":"case.stage","before":"received","after":"accepted"}]""");
    }

    [Fact]
    public async Task A_save_that_is_rolled_back_takes_its_entry_with_it()
    {
        await using (var scope = provider.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            await using var transaction = await context.Database.BeginTransactionAsync();
            context.Add(Event("filed"));
            await context.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        (await EntriesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Twenty_commands_at_once_on_one_case_keep_its_chain_unbroken()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => n % 2 == 0 ? AppendAsync(1) : AdvanceAsync(commit: true))));

        (await EntriesAsync()).Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 30).Select(n => (long)n));
        (await VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit_entries")]
    [InlineData("TRUNCATE audit_entries")]
    [InlineData("UPDATE audit_heads SET sequence = 1")]
    [InlineData("DELETE FROM audit_heads")]
    [InlineData("TRUNCATE audit_heads")]
    public async Task The_database_refuses_to_change_what_was_recorded(string sql)
    {
        await AppendAsync(2);
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(sql))).SqlState.ShouldBe("23000");
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET actor = 'nobody' WHERE sequence = 3", AuditFault.Altered, 3, 3)]
    [InlineData("UPDATE audit_entries SET happened_at = happened_at - interval '1 day' WHERE sequence = 1", AuditFault.Altered, 1, 1)]
    [InlineData("DELETE FROM audit_entries WHERE sequence = 2", AuditFault.Missing, 2, 2)]
    [InlineData("DELETE FROM audit_entries WHERE sequence IN (1, 2)", AuditFault.Missing, 1, 2)]
    [InlineData("DELETE FROM audit_entries WHERE sequence > 3", AuditFault.Truncated, 4, 5)]
    [InlineData("DELETE FROM audit_entries", AuditFault.Truncated, 1, 5)]
    [InlineData(Forged, AuditFault.Altered, 6, 6)]
    [InlineData("UPDATE audit_entries SET sequence = sequence + 100 WHERE sequence > 2;" + InsertedBetween, AuditFault.Altered, 3, 3)]
    [InlineData("UPDATE audit_entries SET key_id = 'stranger' WHERE sequence = 4", AuditFault.UnknownKey, 4, 4)]
    public async Task What_was_done_behind_the_application_is_found_where_it_was_done(string sql, AuditFault fault, long from, long to)
    {
        await AppendAsync(5);
        (await VerifyAsync()).Findings.ShouldBeEmpty();

        // As an owner of the database can: the triggers are switched off for the session.
        await ExecuteAsync("SET session_replication_role = replica;" + sql);

        (await VerifyAsync()).Findings.ShouldContain(new AuditFinding(fault, Chain, from, to));
    }

    private const string Columns =
        "actor, actor_role, origin, action_code, subject, zh, en, changes_json, procedure_version, legal_basis, key_id, previous_seal, seal, happened_at";

    private const string Forged =
        $"INSERT INTO audit_entries (chain_id, sequence, {Columns}) SELECT chain_id, 6, {Columns} FROM audit_entries WHERE sequence = 5";

    /// <summary>A copy of entry 1 at place 3, the genuine ones moved up by one.</summary>
    private const string InsertedBetween =
        $"INSERT INTO audit_entries (chain_id, sequence, {Columns}) SELECT chain_id, 3, {Columns} FROM audit_entries WHERE sequence = 1;"
        + "UPDATE audit_entries SET sequence = sequence - 99 WHERE sequence > 100";

    private async Task AdvanceAsync(bool commit)
    {
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Origin = "10.1.2.3";
        var instance = Rows.Instance();
        await using var advance = await scope.ServiceProvider.GetRequiredService<IInstanceStore>().BeginAsync(new());
        context.Add(Event("task.completed"));
        trail.Record(new AuditFact(Chain, Rows.At, "clerk", "stage.changed", "阶段变更", "Stage changed"));
        if (commit)
        {
            await advance.CommitAsync(Rows.Start(instance, Rows.Bookmark(instance.Id)));
        }
    }

    private Case Filed() =>
        new()
        {
            Id = caseId,
            CaseNumber = "深龙华劳人调案〔2026〕1号",
            ProcedureCode = "MED",
            Stage = "received",
            District = "440309",
            Channel = "online",
            FiledAt = Rows.At,
            MainCause = "unpaid-wages",
            Facts = "公司拖欠三个月工资。",
            RightInfringedOn = new DateOnly(2026, 2, 15),
            QueryCodeHash = new string('0', 64),
            Employment = new EmploymentFacts
            {
                StartedOn = new DateOnly(2024, 3, 1),
                Post = "操作工",
                MonthlyWage = 5200m,
                ContractStatus = "written",
            },
        };

    private async Task<BookmarkRow> StartForCaseAsync()
    {
        await using var scope = provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().Add(Event("filed"));
        var instance = Rows.Instance() with { CorrelationId = caseId.ToString() };
        var bookmark = Rows.Bookmark(instance.Id);
        await using var advance = await scope.ServiceProvider.GetRequiredService<IInstanceStore>().BeginAsync(new());
        await scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
        await advance.CommitAsync(Rows.Start(instance, bookmark));
        return bookmark;
    }

    private async Task ResumeAsync(IServiceProvider services, BookmarkRow bookmark, Func<Task>? meanwhile = null)
    {
        await using var advance = await services
            .GetRequiredService<IInstanceStore>()
            .BeginAsync(new(BookmarkId: bookmark.Id, OperationId: "op"));
        services.GetRequiredService<LaborFlowDbContext>().Add(Event("task.completed"));
        services
            .GetRequiredService<AuditTrail>()
            .Record(new AuditFact(Chain, Rows.At, "clerk", "stage.changed", "阶段变更", "Stage changed"));
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await advance.CommitAsync(Rows.Resume(advance.Instance!, bookmark, "clerk", "op"));
    }

    private async Task AppendAsync(int entries)
    {
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        for (var i = 0; i < entries; i++)
        {
            context.Add(Event("document.added"));
            await context.SaveChangesAsync();
        }
    }

    private CaseEvent Event(string action) =>
        CaseEvents.Create(
            caseId,
            Rows.At,
            "clerk",
            "window-clerk",
            action,
            "已办理",
            "Done",
            "调解仲裁法第五条",
            true,
            """[{"field":"stage","after":"\u0000受理"}]"""
        );

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync()
    {
        await using var scope = provider.CreateAsyncScope();
        var page = await scope.ServiceProvider.GetRequiredService<AuditReader>().ListAsync(new AuditQuery(Chain, Take: 100));
        page.Total.ShouldBe(page.Items.Count);
        return [.. page.Items.OrderBy(e => e.Sequence)];
    }

    private async Task<AuditReport> VerifyAsync()
    {
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuditReader>().VerifyAsync(TestServices.Keys);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed class ReportComparer : IEqualityComparer<AuditReport>
    {
        public bool Equals(AuditReport? x, AuditReport? y) =>
            x is not null && y is not null && x.Chains == y.Chains && x.Entries == y.Entries && x.Findings.SequenceEqual(y.Findings);

        public int GetHashCode(AuditReport report) => report.Entries.GetHashCode();
    }
}
