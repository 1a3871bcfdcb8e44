using LaborFlow.Engine.Durability;

namespace LaborFlow.Persistence.Tests.Workflows;

/// <summary>What every store of instances must do, whatever the database. A scope stands for one request of one host.</summary>
public abstract class InstanceStoreContract
{
    /// <summary>Runs work on a store of a new scope.</summary>
    protected abstract Task<T> InScopeAsync<T>(Func<IInstanceStore, Task<T>> work);

    protected Task InScopeAsync(Func<IInstanceStore, Task> work) =>
        InScopeAsync(async store =>
        {
            await work(store);
            return true;
        });

    [Fact]
    public async Task What_was_committed_is_read_as_it_was_written()
    {
        var (instance, bookmark) = await StartAsync();
        await InScopeAsync(async store =>
        {
            (await store.FindAsync(instance.Id)).ShouldBe(instance);
            (await store.FindBookmarksAsync(new() { InstanceId = instance.Id })).ShouldBe([bookmark]);
            (await store.ReadJournalAsync(instance.Id, 1, 10)).TotalCount.ShouldBe(2);
        });
    }

    [Fact]
    public async Task An_advance_that_is_not_committed_leaves_nothing()
    {
        var instance = Rows.Instance();
        await InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new());
        });
        await InScopeAsync(async store => (await store.FindAsync(instance.Id)).ShouldBeNull());
    }

    [Fact]
    public async Task A_bookmark_finds_its_instance_and_tells_afterwards_who_consumed_it()
    {
        var (instance, bookmark) = await StartAsync();
        await ResumeAsync(bookmark, "mediator", "op-" + bookmark.Id);
        await InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new(BookmarkId: bookmark.Id));
            advance.Instance!.Id.ShouldBe(instance.Id);
            advance.Instance.Revision.ShouldBe(2);
            advance.Bookmarks.Count.ShouldBe(1);
            advance.Consumed.ShouldBe(new(bookmark.Id, instance.Id, "mediator", Rows.At.AddMinutes(5), "Resumed", "op-" + bookmark.Id));
        });
    }

    [Fact]
    public async Task Instances_that_an_advance_ran_inline_are_written_with_it_down_to_the_last()
    {
        var (parent, child, grandchild) = (Rows.Instance(), Rows.Instance(), Rows.Instance());
        var changes = Rows.Start(parent, Rows.Bookmark(parent.Id)) with { Children = [Inline(child, Inline(grandchild))] };
        await InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new());
            await advance.CommitAsync(changes);
        });
        await InScopeAsync(async store =>
        {
            foreach (var written in (InstanceRow[])[parent, child, grandchild])
            {
                (await store.FindAsync(written.Id)).ShouldBe(written);
                (await store.FindBookmarksAsync(new() { InstanceId = written.Id })).Count.ShouldBe(1);
                (await store.ReadJournalAsync(written.Id, 0, 10)).TotalCount.ShouldBe(2);
            }
        });

        static AdvanceChanges Inline(InstanceRow row, params AdvanceChanges[] children) =>
            Rows.Start(row, Rows.Bookmark(row.Id)) with
            {
                Children = children,
                Outbox = [Rows.Message(row.Id)],
            };
    }

    [Fact]
    public async Task A_child_that_exists_takes_its_parent_back_with_it()
    {
        var (existing, _) = await StartAsync();
        var parent = Rows.Instance();
        await InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new());
            var changes = Rows.Start(parent, Rows.Bookmark(parent.Id)) with
            {
                Children = [Rows.Start(existing, Rows.Bookmark(existing.Id))],
            };
            (await Should.ThrowAsync<ConflictException>(async () => await advance.CommitAsync(changes))).Reason.ShouldBe(
                ConflictReason.InstanceExists
            );
        });
        await InScopeAsync(async store => (await store.FindAsync(parent.Id)).ShouldBeNull());
    }

    [Fact]
    public async Task The_answer_of_an_operation_is_found_again()
    {
        var (instance, bookmark) = await StartAsync();
        var operation = "op-" + bookmark.Id;
        await ResumeAsync(bookmark, "mediator", operation);
        await InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new(OperationId: operation));
            advance.Instance.ShouldBeNull();
            advance.Operation.ShouldBe(new(operation, instance.Id, """{"resumed":true}""", "mediator", Rows.At.AddMinutes(5)));
        });
    }

    [Fact]
    public async Task A_stale_revision_and_a_repeated_id_are_conflicts_that_write_nothing()
    {
        var (instance, bookmark) = await StartAsync();
        await InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new(instance.Id));
            var stale = Rows.Resume(instance with { Revision = 7 }, bookmark, "clerk");
            (await Should.ThrowAsync<ConflictException>(async () => await advance.CommitAsync(stale))).Reason.ShouldBe(
                ConflictReason.InstanceChanged
            );
        });
        await InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new());
            var again = Rows.Start(instance, Rows.Bookmark(instance.Id));
            (await Should.ThrowAsync<ConflictException>(async () => await advance.CommitAsync(again))).Reason.ShouldBe(
                ConflictReason.InstanceExists
            );
        });
        await InScopeAsync(async store => (await store.FindBookmarksAsync(new() { InstanceId = instance.Id })).ShouldBe([bookmark]));
    }

    [Fact]
    public async Task Two_starts_with_one_operation_id_make_one_instance()
    {
        var operation = "start-" + Rows.Id();
        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => await OutcomeAsync(() => StartAsync(operation))));
        results.Count(reason => reason is null).ShouldBe(1);
        results.Single(reason => reason is not null).ShouldBe(ConflictReason.OperationRepeated);
    }

    [Fact]
    public async Task Two_hosts_race_for_one_bookmark_and_one_wins_every_time()
    {
        for (var round = 0; round < 500; round++)
        {
            var (_, bookmark) = await StartAsync();
            var winners = await Task.WhenAll(Task.Run(() => TryResumeAsync(bookmark, "a")), Task.Run(() => TryResumeAsync(bookmark, "b")));
            winners.Distinct().Count().ShouldBe(1, "both must name the same winner");
        }
    }

    [Fact]
    public async Task Keyset_pages_follow_each_other_without_gap_or_repetition()
    {
        var definition = Rows.Id();
        for (var i = 0; i < 7; i++)
        {
            var instance = Rows.Instance() with { DefinitionId = definition };
            await StartAsync(instance, Rows.Bookmark(instance.Id), null);
        }

        var seen = new List<string>();
        await InScopeAsync(async store =>
        {
            string? after = null;
            do
            {
                var page = await store.ListAsync(
                    new()
                    {
                        DefinitionIds = [definition],
                        Take = 3,
                        AfterId = after,
                    }
                );
                page.TotalCount.ShouldBe(7);
                seen.AddRange(page.Items.Select(i => i.Id));
                after = page.Items.Count == 0 ? null : page.Items[^1].Id;
            } while (after is not null);
        });
        seen.Count.ShouldBe(7);
        seen.ShouldBeUnique();
    }

    [Fact]
    public async Task A_page_that_does_not_ask_for_the_total_does_not_count()
    {
        var (instance, _) = await StartAsync();
        await InScopeAsync(async store =>
        {
            var page = await store.ListAsync(new() { Ids = [instance.Id], WithTotal = false });
            page.TotalCount.ShouldBe(-1);
            page.Items.ShouldBe([instance]);
        });
    }

    [Fact]
    public async Task Advances_that_lock_one_key_follow_each_other()
    {
        var key = "key-" + Rows.Id();
        var order = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var waiting = new TaskCompletionSource();
        Task second = Task.CompletedTask;
        await InScopeAsync(async store =>
        {
            await using var first = await store.BeginAsync(new());
            await first.LockAsync(key);
            second = Task.Run(() =>
                InScopeAsync(async other =>
                {
                    await using var advance = await other.BeginAsync(new());
                    waiting.SetResult();
                    await advance.LockAsync(key);
                    order.Enqueue("second");
                })
            );
            await waiting.Task;
            await store.FindAsync(Rows.Id());
            order.Enqueue("first");
        });
        await second;
        order.ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task Deleting_takes_bookmarks_and_journal_along()
    {
        var (instance, _) = await StartAsync();
        await InScopeAsync(async store =>
        {
            (await store.DeleteAsync([instance.Id, Rows.Id()])).ShouldBe(1);
            (await store.FindAsync(instance.Id)).ShouldBeNull();
            (await store.FindBookmarksAsync(new() { InstanceId = instance.Id })).ShouldBeEmpty();
            (await store.ReadJournalAsync(instance.Id, 0, 10)).TotalCount.ShouldBe(0);
        });
    }

    protected Task<(InstanceRow Instance, BookmarkRow Bookmark)> StartAsync(string? operationId = null)
    {
        var instance = Rows.Instance();
        return StartAsync(instance, Rows.Bookmark(instance.Id), operationId);
    }

    protected Task<(InstanceRow Instance, BookmarkRow Bookmark)> StartAsync(
        InstanceRow instance,
        BookmarkRow bookmark,
        string? operationId
    ) =>
        InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new(OperationId: operationId));
            await advance.CommitAsync(Rows.Start(instance, bookmark, operationId));
            return (instance, bookmark);
        });

    protected Task ResumeAsync(BookmarkRow bookmark, string by, string? operationId = null) =>
        InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new(BookmarkId: bookmark.Id, OperationId: operationId));
            if (advance.Operation is null)
            {
                await advance.CommitAsync(Rows.Resume(advance.Instance!, bookmark, by, operationId));
            }
        });

    /// <summary>Resumes as a host does, and names who consumed the bookmark: oneself, or the other.</summary>
    private Task<string> TryResumeAsync(BookmarkRow bookmark, string by) =>
        InScopeAsync(async store =>
        {
            await using var advance = await store.BeginAsync(new(BookmarkId: bookmark.Id));
            if (advance.Consumed is { } consumed)
            {
                return consumed.By;
            }

            await advance.CommitAsync(Rows.Resume(advance.Instance!, bookmark, by));
            return by;
        });

    private static async Task<ConflictReason?> OutcomeAsync(Func<Task> command)
    {
        try
        {
            await command();
            return null;
        }
        catch (ConflictException exception)
        {
            return exception.Reason;
        }
    }
}
