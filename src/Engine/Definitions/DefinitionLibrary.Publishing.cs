using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions.Checks;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Definitions;

public sealed partial class DefinitionLibrary
{
    private const int ConsumerDepth = 20;

    /// <summary>What the publish checks say of a definition as it is sent: errors would refuse its publication, warnings would not.</summary>
    /// <exception cref="DefinitionRefusedException">It cannot be compiled at all.</exception>
    public async ValueTask<IReadOnlyList<DefinitionProblem>> CheckAsync(
        WorkflowDefinition model,
        CancellationToken cancellationToken = default
    )
    {
        DefinitionLimits.Check(model);
        var row = new DefinitionRow
        {
            Id = NewId(),
            DefinitionId = model.DefinitionId ?? "",
            Version = 0,
            IsLatest = true,
            IsPublished = false,
            CreatedAt = engine.Time.GetUtcNow(),
            Revision = 0,
            Json = model.ToJson(),
        };
        try
        {
            return await ProblemsOfAsync(
                await new WorkflowCompiler(engine.Registry, ResolveAsync).CompileAsync(row, cancellationToken),
                cancellationToken
            );
        }
        catch (DefinitionException e)
        {
            throw new DefinitionRefusedException(e.Message);
        }
    }

    /// <summary>What stands against publishing a stored version, triggers included, and what is doubtful in it; nothing is changed.</summary>
    public async ValueTask<IReadOnlyList<DefinitionProblem>> CheckAsync(DefinitionRow row, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ProblemsOfAsync(await CompileAsync(row, cancellationToken), cancellationToken);
        }
        catch (DefinitionException e)
        {
            return [new("", "unreadable", true, $"流程定义无法读取：{e.Message}", e.Message)];
        }
    }

    /// <summary>What the publish checks find, and what stands against its triggers.</summary>
    private async ValueTask<IReadOnlyList<DefinitionProblem>> ProblemsOfAsync(
        CompiledWorkflow compiled,
        CancellationToken cancellationToken
    )
    {
        var problems = PublishChecks.Check(engine, compiled);
        try
        {
            await TriggerIndex.BuildAsync(engine, compiled, cancellationToken);
            return problems;
        }
        catch (DefinitionRefusedException e)
        {
            return [.. problems, new(e.ActivityId ?? "", "trigger", true, $"启动条件有误：{e.Message}", e.Message)];
        }
    }

    /// <summary>The latest versions of definitions that use one as an activity, whichever version of it.</summary>
    public async ValueTask<IReadOnlyList<DefinitionRow>> ConsumersOfAsync(
        string definitionId,
        CancellationToken cancellationToken = default
    ) =>
        (await store.ListAsync(new DefinitionQuery { IsLatest = true }, cancellationToken))
            .Items.Where(row => row.DefinitionId != definitionId && References.To(row.Json, definitionId))
            .ToList();

    /// <summary>
    /// Brings the definitions that use a published one as an activity to its published version, as its publication does when it asks for
    /// that. Returns the versions that were written.
    /// </summary>
    /// <param name="definitionId">The one that is used.</param>
    /// <param name="publish">
    /// Published consumers get a new published version; false gives them a new draft, to be published when someone has looked at it.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Runtime.NotFoundException">It is not published.</exception>
    /// <exception cref="DefinitionRefusedException">One of them cannot be brought along; none was changed.</exception>
    public async ValueTask<IReadOnlyList<DefinitionRow>> UpdateConsumersAsync(
        string definitionId,
        bool publish = true,
        CancellationToken cancellationToken = default
    )
    {
        var used =
            await FindAsync(definitionId, "Published", cancellationToken)
            ?? throw new Runtime.NotFoundException($"There is no published version of workflow definition {definitionId}.");
        var changes = await WithConsumersAsync(used, new DefinitionChanges(), publish, cancellationToken);
        if (!Written(changes).Any())
        {
            return [];
        }

        await store.CommitAsync(changes, cancellationToken);
        Forget(changes, Written(changes).First().Id);
        return [.. Written(changes).Where(row => row.IsLatest)];
    }

    /// <summary>
    /// Publishes a row within a change, and with it the definitions that use it as an activity when it asks for that: published ones get a
    /// new published version, retracted ones a draft, drafts are changed in place. All of it commits together or not at all.
    /// </summary>
    private async ValueTask<DefinitionChanges> PublicationAsync(
        DefinitionRow row,
        CompiledWorkflow compiled,
        DefinitionChanges changes,
        CancellationToken cancellationToken
    )
    {
        DemandSound(compiled);
        var published = row with { IsPublished = true, PublishedAt = row.PublishedAt ?? engine.Time.GetUtcNow() };
        changes = Replace(changes, published) with
        {
            TriggersOf = [.. changes.TriggersOf, row.DefinitionId],
            Triggers = [.. changes.Triggers, .. await TriggerIndex.BuildAsync(engine, compiled, cancellationToken)],
        };
        return compiled.Model is { UsableAsActivity: true, AutoUpdateConsumingWorkflows: true }
            ? await WithConsumersAsync(published, changes, publish: true, cancellationToken)
            : changes;
    }

    private void DemandSound(CompiledWorkflow compiled)
    {
        var errors = PublishChecks.Check(engine, compiled).Where(problem => problem.IsError).ToList();
        if (errors.Count > 0)
        {
            throw new DefinitionRefusedException(errors);
        }
    }

    private async ValueTask<DefinitionChanges> WithConsumersAsync(
        DefinitionRow used,
        DefinitionChanges changes,
        bool publish,
        CancellationToken cancellationToken
    )
    {
        foreach (var consumer in await ConsumersOfAsync(used.DefinitionId, cancellationToken))
        {
            // A definition that is in this change already was brought up to date by another path.
            if (Written(changes).Any(row => row.DefinitionId == consumer.DefinitionId) || changes.TriggersOf.Count > ConsumerDepth)
            {
                continue;
            }

            var model = WorkflowDefinition.Parse(consumer.Json);
            if (!References.MoveTo(model.Root, used))
            {
                continue;
            }

            var row = consumer with { Json = model.ToJson(), Revision = consumer.Revision + 1 };
            // A version that was retracted does not change any more either: it gets a draft after it.
            var frozen = consumer.PublishedAt is not null;
            if (frozen)
            {
                row = row with
                {
                    Id = NewId(),
                    Version = consumer.Version + 1,
                    Revision = 1,
                    IsPublished = false,
                    PublishedAt = null,
                    CreatedAt = engine.Time.GetUtcNow(),
                };
            }

            var compiled = await CompileConsumerAsync(row, used, changes, cancellationToken);
            if (!frozen)
            {
                changes = changes with { Updated = [.. changes.Updated, row] };
                continue;
            }

            var before = consumer with
            {
                IsLatest = false,
                IsPublished = consumer.IsPublished && !publish,
                Revision = consumer.Revision + 1,
            };
            changes = changes with { Added = [.. changes.Added, row], Updated = [.. changes.Updated, before] };
            if (publish && consumer.IsPublished)
            {
                changes = await PublicationAsync(row, compiled, changes, cancellationToken);
            }
            else
            {
                DemandSound(compiled);
            }
        }

        return changes;
    }

    private async ValueTask<CompiledWorkflow> CompileConsumerAsync(
        DefinitionRow row,
        DefinitionRow used,
        DefinitionChanges changes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // What this change will store is not in the store yet.
            return await new WorkflowCompiler(
                engine.Registry,
                async (activity, stop) =>
                    activity["workflowDefinitionVersionId"]?.ToString() is { } id
                    && Written(changes).FirstOrDefault(r => r.Id == id) is { } own
                        ? own
                        : await ResolveAsync(activity, stop)
            ).CompileAsync(row, cancellationToken);
        }
        catch (DefinitionException e)
        {
            throw new DefinitionRefusedException(
                $"Definition '{row.DefinitionId}' uses '{used.DefinitionId}' as an activity and could not be updated: {e.Message}"
            );
        }
    }

    private static IEnumerable<DefinitionRow> Written(DefinitionChanges changes) => changes.Added.Concat(changes.Updated);

    private static DefinitionChanges Replace(DefinitionChanges changes, DefinitionRow row) =>
        changes with
        {
            Added = [.. changes.Added.Select(other => other.Id == row.Id ? row : other)],
            Updated = [.. changes.Updated.Select(other => other.Id == row.Id ? row : other)],
        };

    /// <summary>Drops what changed from memory and gives the row that the caller asked for.</summary>
    private DefinitionRow Forget(DefinitionChanges changes, string versionId)
    {
        foreach (var row in Written(changes))
        {
            cache.Remove(row.Id);
        }

        return Written(changes).First(row => row.Id == versionId);
    }

    /// <summary>Mentions of definitions used as activities.</summary>
    private static class References
    {
        private const string Definition = "workflowDefinitionId";

        public static bool To(string json, string definitionId) =>
            json.Contains(JsonValues.ToJson(definitionId), StringComparison.Ordinal)
            && Find(JsonNode.Parse(json)?["root"]).Any(activity => activity[Definition]?.ToString() == definitionId);

        /// <summary>Makes every mention one of this version; false when all were already.</summary>
        public static bool MoveTo(JsonNode? root, DefinitionRow used)
        {
            var moved = false;
            foreach (var activity in Find(root).Where(activity => activity[Definition]?.ToString() == used.DefinitionId).ToList())
            {
                moved |= activity["workflowDefinitionVersionId"]?.ToString() != used.Id;
                activity["workflowDefinitionVersionId"] = used.Id;
            }

            return moved;
        }

        private static IEnumerable<JsonObject> Find(JsonNode? node) =>
            node switch
            {
                JsonArray list => list.SelectMany(Find),
                JsonObject o => (o["type"] is JsonValue && o[Definition] is JsonValue ? (JsonObject[])[o] : []).Concat(
                    o.SelectMany(pair => Find(pair.Value))
                ),
                _ => [],
            };
    }
}
