using LaborFlow.Persistence.Dialects;
using LaborFlow.Persistence.SqlServer;

namespace LaborFlow.Persistence.Tests.Dialects;

/// <summary>The SQL that locks, word for word, for both databases.</summary>
public sealed class LockingQueryTests
{
    private static readonly PostgreSqlDialect PostgreSql = new();
    private static readonly SqlServerDialect SqlServer = new();

    [Fact]
    public void A_row_is_locked_until_the_transaction_ends()
    {
        PostgreSql.SelectForUpdate("id", "cases", "id = @id").ShouldBe("SELECT id FROM cases WHERE id = @id FOR UPDATE");
        SqlServer.SelectForUpdate("id", "cases", "id = @id").ShouldBe("SELECT id FROM cases WITH (UPDLOCK, ROWLOCK) WHERE id = @id");
    }

    [Fact]
    public void A_queue_passes_over_what_others_hold()
    {
        PostgreSql
            .ClaimBatch("id", "outbox_messages", "attempts < 5", "created_at")
            .ShouldBe("SELECT id FROM outbox_messages WHERE attempts < 5 ORDER BY created_at LIMIT @limit FOR UPDATE SKIP LOCKED");
        SqlServer
            .ClaimBatch("id", "outbox_messages", "attempts < 5", "created_at")
            .ShouldBe(
                "SELECT TOP (@limit) id FROM outbox_messages WITH (UPDLOCK, ROWLOCK, READPAST) WHERE attempts < 5 ORDER BY created_at"
            );
    }

    [Fact]
    public void A_row_is_added_once_by_two_who_try_at_the_same_time()
    {
        PostgreSql
            .InsertIfAbsent("t", ["a", "b"], ["@a", "@b"], ["a"])
            .ShouldBe("INSERT INTO t (a, b) VALUES (@a, @b) ON CONFLICT (a) DO NOTHING");
        SqlServer
            .InsertIfAbsent("t", ["a", "b"], ["@a", "@b"], ["a"])
            .ShouldBe("INSERT INTO t (a, b) SELECT @a, @b WHERE NOT EXISTS (SELECT 1 FROM t WITH (UPDLOCK, HOLDLOCK) WHERE a = @a)");
    }

    [Fact]
    public void Hosts_migrate_one_after_another()
    {
        PostgreSql.AcquireMigrationLock.ShouldStartWith("SELECT pg_advisory_lock(");
        SqlServer.AcquireMigrationLock.ShouldContain("sp_getapplock");
    }

    [Fact]
    public void Only_PostgreSQL_commits_within_the_batch_and_notifies()
    {
        PostgreSql.CommitsInBatch.ShouldBeTrue();
        SqlServer.CommitsInBatch.ShouldBeFalse();
        PostgreSql.Notify("news").ShouldBe("SELECT pg_notify('news', @payload)");
        SqlServer.Notify("news").ShouldBeNull();
    }
}
