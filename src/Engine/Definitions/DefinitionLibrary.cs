using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Definitions.Checks;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Definitions;

/// <summary>A command on a definition was refused; hosts answer 400 with the errors.</summary>
public class DefinitionRefusedException : Exception
{
    /// <summary>Refused with these sentences.</summary>
    public DefinitionRefusedException(params string[] errors)
        : base(string.Join(" ", errors)) => Errors = errors;

    /// <summary>Refused by publish checks; each error is told in English and Chinese.</summary>
    public DefinitionRefusedException(IReadOnlyList<DefinitionProblem> problems)
        : this([.. problems.Select(Sentence)]) => Problems = problems;

    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>What the publish checks found; empty when something else refused.</summary>
    public IReadOnlyList<DefinitionProblem> Problems { get; } = [];

    /// <summary>The activity that was in the way; null when that is the definition as a whole, or told by the problems.</summary>
    public string? ActivityId { get; init; }

    // Elsa's clients know what Elsa says about a trigger word for word; our own findings come in both languages.
    private static string Sentence(DefinitionProblem problem) => problem.Code == "trigger" ? problem.En : $"{problem.En} {problem.Zh}";
}

/// <summary>
/// Definitions and their versions, with Elsa's meaning: a draft is the latest version that is not published; saving after a publication
/// makes the next version; a published version never changes. Scoped, as its store is.
/// </summary>
public sealed partial class DefinitionLibrary(WorkflowEngine engine, IDefinitionStore store, CompiledDefinitions cache)
{
    /// <summary>A version by its row id.</summary>
    public ValueTask<DefinitionRow?> FindVersionAsync(string versionId, CancellationToken cancellationToken = default) =>
        cache.TryGet(versionId, out var compiled) && compiled.Row.IsPublished
            ? new(compiled.Row)
            : store.FindAsync(versionId, cancellationToken);

    /// <summary>A version as Elsa asks for it: Latest, Published, Draft, LatestOrPublished, or a number; empty means latest.</summary>
    public async ValueTask<DefinitionRow?> FindAsync(
        string definitionId,
        string? versionOptions,
        CancellationToken cancellationToken = default
    )
    {
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        return versionOptions switch
        {
            null or "" or "Latest" => versions.LastOrDefault(row => row.IsLatest),
            "Published" => versions.LastOrDefault(row => row.IsPublished),
            "Draft" => versions.LastOrDefault(row => row is { IsLatest: true, IsPublished: false }),
            "LatestOrPublished" or "LatestAndPublished" => versions.LastOrDefault(row => row.IsPublished)
                ?? versions.LastOrDefault(row => row.IsLatest),
            _ => int.TryParse(versionOptions, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? versions.FirstOrDefault(row => row.Version == number)
                : null,
        };
    }

    /// <summary>All versions, lowest first.</summary>
    public ValueTask<IReadOnlyList<DefinitionRow>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken = default) =>
        store.ListVersionsAsync(definitionId, cancellationToken);

    /// <summary>A page of versions.</summary>
    public ValueTask<Page<DefinitionRow>> ListAsync(DefinitionQuery query, CancellationToken cancellationToken = default) =>
        store.ListAsync(query, cancellationToken);

    internal ValueTask<IReadOnlyList<TriggerRow>> FindTriggersAsync(string name, string? hash, CancellationToken cancellationToken) =>
        store.FindTriggersAsync(name, hash, cancellationToken);

    /// <summary>The version ready to run; kept in a bounded cache when it is published, since only then it can't change.</summary>
    /// <exception cref="DefinitionException">It cannot be compiled.</exception>
    public async ValueTask<CompiledWorkflow> CompileAsync(DefinitionRow row, CancellationToken cancellationToken = default)
    {
        if (cache.TryGet(row.Id, out var compiled) && compiled.Row.Json == row.Json)
        {
            return compiled;
        }

        compiled = await new WorkflowCompiler(engine.Registry, ResolveAsync).CompileAsync(row, cancellationToken);
        cache.Add(row.Id, compiled);
        return compiled;
    }

    /// <summary>Saves a draft, creating definition or version as needed, and publishes it when told.</summary>
    /// <param name="model">The model; its own version, id and flags are ignored.</param>
    /// <param name="publish">Publishes as well.</param>
    /// <param name="expectedRevision">The revision that the editor loaded; null saves whatever is there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConflictException">Another editor saved since <paramref name="expectedRevision"/>.</exception>
    /// <exception cref="DefinitionRefusedException">It cannot be compiled, or not published.</exception>
    public async ValueTask<DefinitionRow> SaveAsync(
        WorkflowDefinition model,
        bool publish = false,
        long? expectedRevision = null,
        CancellationToken cancellationToken = default
    )
    {
        var definitionId = string.IsNullOrWhiteSpace(model.DefinitionId) ? NewId() : model.DefinitionId!;
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        var latest = versions.LastOrDefault(row => row.IsLatest);
        if (expectedRevision is { } expected && latest is not null && latest.Revision != expected)
        {
            throw new ConflictException(ConflictReason.DraftChanged, "The draft was saved by another editor since it was loaded.");
        }

        DefinitionLimits.Check(model);
        var copy = new WorkflowDefinition(model.Json.DeepClone().AsObject()) { DefinitionId = definitionId };
        await StampAsync(copy.Root, cancellationToken);
        var draft = latest is { PublishedAt: null };
        var row = new DefinitionRow
        {
            Id = draft ? latest!.Id : NewId(),
            DefinitionId = definitionId,
            Version = draft ? latest!.Version : versions.Select(v => v.Version).DefaultIfEmpty(0).Max() + 1,
            Name = copy.Name,
            Description = copy.Description,
            IsLatest = true,
            IsPublished = false,
            IsReadonly = copy.IsReadonly,
            IsSystem = copy.IsSystem,
            UsableAsActivity = copy.UsableAsActivity,
            CreatedAt = draft ? latest!.CreatedAt : engine.Time.GetUtcNow(),
            Revision = draft ? latest!.Revision + 1 : 1,
            Json = copy.ToJson(),
        };
        var compiled = await CompileOrRefuseAsync(row, cancellationToken);
        var others = versions.Where(v => v.Id != row.Id && (v.IsLatest || (publish && v.IsPublished)));
        var changes = new DefinitionChanges
        {
            Added = draft ? [] : [row],
            Updated =
            [
                .. others.Select(v => v with { IsLatest = false, IsPublished = !publish && v.IsPublished, Revision = v.Revision + 1 }),
                .. draft ? (DefinitionRow[])[row] : [],
            ],
        };
        if (publish)
        {
            // Checked before anything is stored: what is refused leaves the draft as it was.
            changes = await PublicationAsync(row, compiled, changes, cancellationToken);
        }

        await store.CommitAsync(changes, cancellationToken);
        return Forget(changes, row.Id);
    }

    /// <summary>Publishes the latest version.</summary>
    /// <exception cref="NotFoundException">There is no such definition.</exception>
    /// <exception cref="DefinitionRefusedException">It has errors.</exception>
    public async ValueTask<DefinitionRow> PublishAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        var latest =
            versions.LastOrDefault(row => row.IsLatest) ?? throw new NotFoundException($"There is no workflow definition {definitionId}.");
        if (latest.IsPublished)
        {
            return latest;
        }

        var compiled = await CompileOrRefuseAsync(latest, cancellationToken);
        var row = latest with { Revision = latest.Revision + 1 };
        var changes = await PublicationAsync(
            row,
            compiled,
            new DefinitionChanges
            {
                Updated =
                [
                    .. versions
                        .Where(other => other.Id != latest.Id && (other.IsLatest || other.IsPublished))
                        .Select(other => other with { IsLatest = false, IsPublished = false, Revision = other.Revision + 1 }),
                    row,
                ],
            },
            cancellationToken
        );
        await store.CommitAsync(changes, cancellationToken);
        return Forget(changes, row.Id);
    }

    /// <summary>Takes back the publication; running instances go on.</summary>
    /// <exception cref="NotFoundException">There is no such definition.</exception>
    /// <exception cref="DefinitionRefusedException">It is not published.</exception>
    public async ValueTask<DefinitionRow> RetractAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        if (versions.Count == 0)
        {
            throw new NotFoundException($"There is no workflow definition {definitionId}.");
        }

        var published =
            versions.LastOrDefault(row => row.IsPublished)
            ?? throw new DefinitionRefusedException($"Workflow with id {definitionId} is not published");
        var row = published with { IsPublished = false, Revision = published.Revision + 1 };
        await store.CommitAsync(new DefinitionChanges { Updated = [row], TriggersOf = [definitionId] }, cancellationToken);
        cache.Remove(row.Id);
        return row;
    }

    /// <summary>Makes a new latest draft with the content of an earlier version.</summary>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    public async ValueTask<DefinitionRow> RevertAsync(string definitionId, int version, CancellationToken cancellationToken = default)
    {
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        var source =
            versions.FirstOrDefault(row => row.Version == version)
            ?? throw new NotFoundException($"There is no version {version} of {definitionId}.");
        var row = source with
        {
            Id = NewId(),
            Version = versions.Max(v => v.Version) + 1,
            IsLatest = true,
            IsPublished = false,
            PublishedAt = null,
            Revision = 1,
            CreatedAt = source.IsPublished ? engine.Time.GetUtcNow() : source.CreatedAt,
        };
        await store.CommitAsync(
            new DefinitionChanges
            {
                Added = [row],
                Updated = [.. versions.Where(v => v.IsLatest).Select(v => v with { IsLatest = false, Revision = v.Revision + 1 })],
            },
            cancellationToken
        );
        return row;
    }

    /// <summary>Deletes all versions. Instances are the caller's business. False when there was none.</summary>
    public async ValueTask<bool> DeleteAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        if (versions.Count > 0)
        {
            await store.CommitAsync(
                new DefinitionChanges { Deleted = [.. versions.Select(row => row.Id)], TriggersOf = [definitionId] },
                cancellationToken
            );
        }

        return versions.Count > 0;
    }

    /// <summary>Deletes one version; the one before becomes the latest. False when there was none.</summary>
    public async ValueTask<bool> DeleteVersionAsync(string versionId, CancellationToken cancellationToken = default)
    {
        if (await store.FindAsync(versionId, cancellationToken) is not { } row)
        {
            return false;
        }

        var left = (await store.ListVersionsAsync(row.DefinitionId, cancellationToken)).Where(other => other.Id != versionId).ToList();
        var next = row.IsLatest ? left.LastOrDefault() : null;
        await store.CommitAsync(
            new DefinitionChanges
            {
                Deleted = [versionId],
                Updated = next is null ? [] : [next with { IsLatest = true, Revision = next.Revision + 1 }],
                TriggersOf = row.IsPublished ? [row.DefinitionId] : [],
            },
            cancellationToken
        );
        cache.Remove(versionId);
        return true;
    }

    private async ValueTask<CompiledWorkflow> CompileOrRefuseAsync(DefinitionRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await CompileAsync(row, cancellationToken);
        }
        catch (DefinitionException e)
        {
            throw new DefinitionRefusedException(e.Message);
        }
    }

    /// <summary>The version that an activity of a type not registered stands for.</summary>
    private async ValueTask<DefinitionRow?> ResolveAsync(JsonObject activity, CancellationToken cancellationToken)
    {
        if (
            activity["workflowDefinitionVersionId"]?.ToString() is { } versionId
            && await FindVersionAsync(versionId, cancellationToken) is { UsableAsActivity: true } exact
        )
        {
            return exact;
        }

        var type = activity["type"]?.ToString();
        var candidates = (await store.ListAsync(new DefinitionQuery { UsableAsActivity = true }, cancellationToken))
            .Items.Where(row => TypeNameOf(row.Name) == type)
            .ToList();
        return candidates.FirstOrDefault(row => row.IsPublished) ?? candidates.FirstOrDefault(row => row.IsLatest);
    }

    /// <summary>Writes the versions that a definition uses into it, so that later publications of them don't change it.</summary>
    private async ValueTask StampAsync(JsonNode? node, CancellationToken cancellationToken)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                await StampAsync(item, cancellationToken);
            }
        }
        else if (node is JsonObject o)
        {
            if (
                o["type"] is JsonValue type
                && o["id"] is JsonValue
                && o["expression"] is null
                && engine.Registry.Find(type.ToString()) is null
                && await ResolveAsync(o, cancellationToken) is { } used
            )
            {
                o["workflowDefinitionId"] = used.DefinitionId;
                o["workflowDefinitionVersionId"] = used.Id;
            }

            foreach (var (_, value) in o.ToList())
            {
                await StampAsync(value, cancellationToken);
            }
        }
    }

    /// <summary>The type name under which a definition is used as an activity: its name in Pascal case.</summary>
    public static string TypeNameOf(string? name) =>
        string.Concat(
            (name ?? "")
                .Split([' ', '_', '.'], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => char.ToUpperInvariant(word[0]) + word[1..])
        );

    private string NewId() => Guid.CreateVersion7(engine.Time.GetUtcNow()).ToString("n");
}
