using LaborFlow.Engine.Durability;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LaborFlow.Persistence.Tests.Workflows;

public sealed class DefinitionStoreTests : IAsyncLifetime
{
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
    public async Task A_draft_comes_back_character_for_character()
    {
        var draft = Draft();
        await CommitAsync(new() { Added = [draft] });
        (await InScopeAsync(store => store.FindAsync(draft.Id).AsTask())).ShouldBe(draft);
    }

    [Fact]
    public async Task Of_two_editors_of_one_draft_the_second_gets_a_conflict()
    {
        var draft = Draft();
        await CommitAsync(new() { Added = [draft] });
        var saved = draft with { Revision = 2, Name = "A" };
        await CommitAsync(new() { Updated = [saved] });
        var late = await Should.ThrowAsync<ConflictException>(async () =>
            await CommitAsync(new() { Updated = [saved with { Name = "B" }] })
        );
        late.Reason.ShouldBe(ConflictReason.DraftChanged);
    }

    [Fact]
    public async Task A_published_version_takes_new_flags_but_no_new_content()
    {
        var published = Draft() with { IsPublished = true, PublishedAt = Rows.At };
        await CommitAsync(new() { Added = [published] });
        var altered = published with { Revision = 2, Json = "{}" };
        (await Should.ThrowAsync<PostgresException>(async () => await CommitAsync(new() { Updated = [altered] }))).SqlState.ShouldBe(
            "23000"
        );
        await CommitAsync(new() { Updated = [published with { Revision = 2, IsPublished = false, IsLatest = false }] });
        // Retracting does not thaw it, nor can it be made to look as if it never was.
        foreach (
            var thawed in new[] { altered with { Revision = 3, IsPublished = false }, published with { Revision = 3, PublishedAt = null } }
        )
            await Should.ThrowAsync<PostgresException>(async () => await CommitAsync(new() { Updated = [thawed] }));
    }

    [Fact]
    public async Task Triggers_of_a_definition_are_replaced_together()
    {
        var draft = Draft();
        await CommitAsync(
            new()
            {
                Added = [draft],
                TriggersOf = [draft.DefinitionId],
                Triggers = [Trigger(draft), Trigger(draft)],
            }
        );
        await CommitAsync(new() { TriggersOf = [draft.DefinitionId], Triggers = [Trigger(draft)] });
        (await InScopeAsync(store => store.FindTriggersAsync("Elsa.Event", new('B', 64)).AsTask())).Count.ShouldBe(1);
    }

    private static DefinitionRow Draft() =>
        new()
        {
            Id = Rows.Id(),
            DefinitionId = Rows.Id(),
            Version = 1,
            Name = "调解",
            IsLatest = true,
            IsPublished = false,
            CreatedAt = Rows.At,
            Revision = 1,
            Json = """{ "z": 1.0,  "a": "\u0000", "unknown": {} }""",
        };

    private static TriggerRow Trigger(DefinitionRow draft) =>
        new()
        {
            Id = Rows.Id(),
            DefinitionId = draft.DefinitionId,
            DefinitionVersionId = draft.Id,
            ActivityId = "event",
            Name = "Elsa.Event",
            Hash = new('B', 64),
        };

    private Task CommitAsync(DefinitionChanges changes) =>
        InScopeAsync(async store =>
        {
            await store.CommitAsync(changes);
            return true;
        });

    private async Task<T> InScopeAsync<T>(Func<IDefinitionStore, Task<T>> work)
    {
        await using var scope = provider.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IDefinitionStore>());
    }
}
