using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Workflows;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests.Workflows;

public sealed class WorkflowQueuesTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private TestDatabase database = null!;
    private ServiceProvider provider = null!;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        provider = TestServices.OnPostgreSql(database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Hosts_that_sweep_at_once_claim_each_due_timer_once()
    {
        for (var i = 0; i < 40; i++)
        {
            await StartAsync(dueAt: Rows.At.AddMinutes(i));
        }

        var sweeps = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClaimTimersAsync(Rows.At.AddMinutes(29))));
        var claimed = sweeps.SelectMany(s => s).ToList();
        claimed.Select(t => t.BookmarkId).ShouldBeUnique();
        claimed.AddRange(await ClaimTimersAsync(Rows.At.AddMinutes(29)));
        claimed.Count.ShouldBe(30);
        (await ClaimTimersAsync(Rows.At.AddMinutes(29) + Lease)).Count.ShouldBeGreaterThanOrEqualTo(
            30,
            "a lease that ran out is claimed again"
        );
    }

    [Fact]
    public async Task A_consumed_bookmark_takes_its_timer_along()
    {
        var bookmark = await StartAsync(Rows.At);
        await using (var scope = provider.CreateAsyncScope())
        {
            await using var advance = await scope
                .ServiceProvider.GetRequiredService<IInstanceStore>()
                .BeginAsync(new(BookmarkId: bookmark.Id));
            await advance.CommitAsync(Rows.Resume(advance.Instance!, bookmark, "officer"));
        }

        (await ClaimTimersAsync(Rows.At.AddDays(1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outbox_message_is_kept_until_it_was_handled()
    {
        var bookmark = await StartAsync(null);
        await using var scope = provider.CreateAsyncScope();
        await using (
            var advance = await scope.ServiceProvider.GetRequiredService<IInstanceStore>().BeginAsync(new(BookmarkId: bookmark.Id))
        )
        {
            await advance.CommitAsync(Rows.Resume(advance.Instance!, bookmark, "officer"));
        }

        var queues = scope.ServiceProvider.GetRequiredService<WorkflowQueues>();
        var now = Rows.At.AddHours(1);
        var message = (await queues.ClaimOutboxAsync(now, Lease, 10)).Single().Message;
        (await queues.ClaimOutboxAsync(now, Lease, 10)).ShouldBeEmpty();
        await queues.RetryOutboxAsync(message.Id, "no connection", now.AddMinutes(5));
        (await queues.ClaimOutboxAsync(now.AddMinutes(4), Lease, 10)).ShouldBeEmpty();
        (await queues.ClaimOutboxAsync(now.AddMinutes(5), Lease, 10)).Single().Attempts.ShouldBe(1);
        await queues.CompleteOutboxAsync([message.Id]);
        (await queues.ClaimOutboxAsync(now.AddDays(1), Lease, 10)).ShouldBeEmpty();
    }

    private async Task<BookmarkRow> StartAsync(DateTimeOffset? dueAt)
    {
        var instance = Rows.Instance();
        var bookmark = Rows.Bookmark(instance.Id);
        await using var scope = provider.CreateAsyncScope();
        await using var advance = await scope.ServiceProvider.GetRequiredService<IInstanceStore>().BeginAsync(new());
        await advance.CommitAsync(
            Rows.Start(instance, bookmark) with
            {
                Timers = dueAt is { } due ? [new(instance.Id, bookmark.Id, due)] : [],
            }
        );
        return bookmark;
    }

    private async Task<IReadOnlyList<TimerRow>> ClaimTimersAsync(DateTimeOffset now)
    {
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WorkflowQueues>().ClaimTimersAsync(now, Lease, 100);
    }
}
