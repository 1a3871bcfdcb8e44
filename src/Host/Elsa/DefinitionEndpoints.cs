using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Elsa;

/// <summary>Reading definitions and their versions.</summary>
internal static class DefinitionEndpoints
{
    /// <summary>The most rows that one page may have.</summary>
    public const int LargestPage = 200;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-definitions", ListAsync);
        api.MapGet("/workflow-definitions/by-definition-id/{definitionId}", GetAsync);
        api.MapGet("/workflow-definitions/by-id/{id}", GetVersionAsync);
        api.MapGet("/workflow-definitions/many-by-id", GetManyAsync);
        api.MapGet("/workflow-definitions/{definitionId}/versions", VersionsAsync);
        api.MapGet(
            "/workflow-definitions/query/count",
            async (HttpContext context, IDefinitionStore store, CancellationToken stop) =>
                Results.Json(new JsonObject { ["count"] = (await store.ListAsync(Reach(context) with { Take = 0 }, stop)).TotalCount })
        );
        api.MapGet("/workflow-definitions/validation/is-name-unique", IsNameUniqueAsync);
        api.MapGet("/workflow-definitions/{definitionId}/consumers", ConsumersAsync);
        api.MapGet("/descriptors/activities", ActivitiesAsync);
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypeDefinitionsAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IDefinitionStore store, CancellationToken stop)
    {
        var size = Math.Clamp(Number(context, "PageSize", 25), 1, LargestPage);
        var query = new DefinitionQuery
        {
            Ids = Many(context, "Ids"),
            DefinitionIds = Many(context, "DefinitionIds"),
            IsSystem = bool.TryParse(context.Request.Query["IsSystem"], out var system) ? system : null,
            SearchTerm = context.Request.Query["SearchTerm"].ToString() is { Length: > 0 } term ? term : null,
            OrderBy = context.Request.Query["OrderBy"].ToString() is { Length: > 0 } order ? order : "Created",
            Descending = context.Request.Query["OrderDirection"] == "Descending",
            Skip = Number(context, "Page", 0) * size,
            Take = size,
        };
        var option = context.Request.Query["versionOptions"].ToString();
        var page =
            !context.SeesDrafts() ? await WithoutDraftsAsync(query, option, store, stop)
            : option == "LatestOrPublished" ? await LatestOrPublishedAsync(query, store, stop)
            : await store.ListAsync(VersionOptions.Narrow(query, option), stop);
        return Results.Json(
            new JsonObject
            {
                ["items"] = new JsonArray([.. page.Items.Select(row => (JsonNode)DefinitionJson.Summary(row))]),
                ["totalCount"] = page.TotalCount,
                ["links"] = DefinitionLinks.OfList(),
            }
        );
    }

    private static async Task<Page<DefinitionRow>> WithoutDraftsAsync(
        DefinitionQuery query,
        string option,
        IDefinitionStore store,
        CancellationToken stop
    )
    {
        var asked = option is "" or "Latest" or "LatestOrPublished" ? "Published" : option;
        var all = await store.ListAsync(VersionOptions.Narrow(query with { Skip = 0, Take = int.MaxValue }, asked), stop);
        var rows = all.Items.Where(row => row.PublishedAt is not null).ToList();
        return new Page<DefinitionRow>([.. rows.Skip(query.Skip).Take(query.Take)], rows.Count);
    }

    // The store has no filter for either flag; the two sets together are as many as there are procedures.
    private static async Task<Page<DefinitionRow>> LatestOrPublishedAsync(
        DefinitionQuery query,
        IDefinitionStore store,
        CancellationToken stop
    )
    {
        var all = query with { Skip = 0, Take = int.MaxValue };
        var published = await store.ListAsync(all with { IsPublished = true }, stop);
        var drafts = await store.ListAsync(all with { IsLatest = true, IsPublished = false }, stop);
        var rows = published
            .Items.Concat(drafts.Items)
            .OrderBy(row => row.CreatedAt)
            .ThenBy(row => row.Id, StringComparer.Ordinal)
            .ToList();
        if (query.Descending)
            rows.Reverse();
        return new Page<DefinitionRow>([.. rows.Skip(query.Skip).Take(query.Take)], rows.Count);
    }

    private static async Task<IResult> GetAsync(
        string definitionId,
        string? versionOptions,
        HttpContext context,
        DefinitionLibrary library,
        CancellationToken stop
    ) => Full(await context.FindAsync(definitionId, versionOptions, library, stop));

    private static async Task<IResult> GetVersionAsync(
        string id,
        HttpContext context,
        IDefinitionStore store,
        ReachedInstances instances,
        CancellationToken stop
    ) =>
        await store.FindAsync(id, stop) is { } row && await context.SeesAsync(row, instances, stop)
            ? Full(row)
            : throw new ProblemException(KnownProblems.NotFound);

    private static async Task<IResult> GetManyAsync(
        HttpContext context,
        IDefinitionStore store,
        ReachedInstances instances,
        CancellationToken stop
    )
    {
        var found = Many(context, "Ids") is { } ids ? (await store.ListAsync(new DefinitionQuery { Ids = ids }, stop)).Items : [];
        var rows = new List<DefinitionRow>();
        foreach (var row in found)
        {
            if (await context.SeesAsync(row, instances, stop))
                rows.Add(row);
        }
        // Of many, those that he may not read are left out as if they were not there; the attempt stays on record.
        if (rows.Count < found.Count)
            RefusedCalls.Record(context);
        if (rows.Count == 0 && found.Count > 0)
            throw new ProblemException(KnownProblems.NotFound);
        return Results.Json(
            new JsonObject
            {
                ["items"] = new JsonArray([.. rows.Select(row => (JsonNode)DefinitionJson.Full(row))]),
                ["totalCount"] = rows.Count,
            }
        );
    }

    private static async Task<IResult> VersionsAsync(
        string definitionId,
        HttpContext context,
        DefinitionLibrary library,
        CancellationToken stop
    )
    {
        var rows = (await library.ListVersionsAsync(definitionId, stop)).Where(context.Sees).ToList();
        if (rows.Count == 0 && !context.SeesDrafts())
            throw new ProblemException(KnownProblems.NotFound);
        return Results.Json(
            new JsonObject
            {
                ["items"] = new JsonArray([.. rows.Select(row => (JsonNode)DefinitionJson.Full(row))]),
                ["totalCount"] = rows.Count,
            }
        );
    }

    /// <summary>One version of each definition that the caller may see.</summary>
    private static DefinitionQuery Reach(HttpContext context) =>
        context.SeesDrafts() ? new DefinitionQuery { IsLatest = true } : new DefinitionQuery { IsPublished = true };

    private static async Task<IResult> IsNameUniqueAsync(
        string? name,
        string? definitionId,
        HttpContext context,
        IDefinitionStore store,
        CancellationToken stop
    )
    {
        var same = await store.ListAsync(Reach(context) with { Name = name ?? "" }, stop);
        return Results.Json(new JsonObject { ["isUnique"] = same.Items.All(row => row.DefinitionId == definitionId) });
    }

    /// <summary>The definitions that use this one as an activity.</summary>
    private static async Task<IResult> ConsumersAsync(
        string definitionId,
        HttpContext context,
        IDefinitionStore store,
        CancellationToken stop
    ) =>
        Results.Json(
            new JsonObject
            {
                ["consumingWorkflowDefinitionIds"] = new JsonArray([
                    .. (await ConsumersAmongAsync(Reach(context), definitionId, store, stop)).Select(id => (JsonNode)id!),
                ]),
            }
        );

    internal static Task<IReadOnlyList<string>> ConsumersOfAsync(string definitionId, IDefinitionStore store, CancellationToken stop) =>
        ConsumersAmongAsync(new DefinitionQuery { IsLatest = true }, definitionId, store, stop);

    private static async Task<IReadOnlyList<string>> ConsumersAmongAsync(
        DefinitionQuery among,
        string definitionId,
        IDefinitionStore store,
        CancellationToken stop
    )
    {
        var latest = await store.ListAsync(among, stop);
        var reference =
            $"\"workflowDefinitionId\":{System.Text.Json.JsonSerializer.Serialize(definitionId, Engine.Values.JsonValues.Options)}";
        return
        [
            .. latest
                .Items.Where(row => row.DefinitionId != definitionId && row.Json.Contains(reference, StringComparison.Ordinal))
                .Select(row => row.DefinitionId),
        ];
    }

    private static async Task<IResult> ActivitiesAsync(
        HttpContext context,
        WorkflowEngine engine,
        IDefinitionStore store,
        InputOptions options,
        CancellationToken stop
    )
    {
        var english = ElsaLanguage.IsEnglish(context);
        await options.LoadAsync(english, stop);
        var items = engine
            .Registry.Descriptors.Where(type => type.Namespace != "LaborFlow.Testing")
            .Select(type => (JsonNode)ActivityDescriptorJson.Of(type, english, options))
            .ToList();
        var usable = await store.ListAsync(new DefinitionQuery { UsableAsActivity = true, IsPublished = true }, stop);
        items.AddRange(usable.Items.Select(row => DefinitionDescriptorJson.Of(row, english)));
        return Results.Json(new JsonObject { ["items"] = new JsonArray([.. items]), ["count"] = items.Count });
    }

    private static async Task<IResult> TypeDefinitionsAsync(
        string definitionId,
        HttpContext context,
        DefinitionLibrary library,
        CancellationToken stop
    )
    {
        var row = await library.FindAsync(definitionId, context.SeesDrafts() ? "Latest" : "Published", stop);
        return Results.Text(TypeDefinitions.Of(row is null ? null : WorkflowDefinition.Parse(row.Json)), "application/x-typescript");
    }

    private static IResult Full(DefinitionRow row) => Results.Json(DefinitionJson.Full(row));

    private static List<string>? Many(HttpContext context, string name)
    {
        var values = context.Request.Query[name].Where(value => !string.IsNullOrEmpty(value)).Select(value => value!).ToList();
        return values.Count == 0 ? null : values;
    }

    private static int Number(HttpContext context, string name, int otherwise) =>
        int.TryParse(context.Request.Query[name], out var number) && number >= 0 ? number : otherwise;
}
