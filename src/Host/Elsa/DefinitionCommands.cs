using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Definitions.Checks;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Publishing;
using LaborFlow.Persistence.Procedures;

namespace LaborFlow.Host.Elsa;

/// <summary>Saving, publishing, retracting, reverting and deleting definitions.</summary>
internal static class DefinitionCommands
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-definitions", SaveAsync).WithMetadata(DefinitionFiles.SizeLimit);
        api.MapPost("/workflow-definitions/{definitionId}/publish", PublishAsync);
        api.MapPost(
            "/workflow-definitions/{definitionId}/retract",
            async (string definitionId, DefinitionLibrary library, DesignAudit audit, CancellationToken stop) =>
                Results.Json(DefinitionJson.Full(await RetractOneAsync(definitionId, library, audit, stop)))
        );
        api.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync);
        api.MapDelete("/workflow-definitions/{definitionId}", DeleteAsync);
        api.MapDelete("/workflow-definition-versions/{id}", DeleteVersionAsync);
        api.MapPost("/workflow-definitions/{definitionId}/update-references", UpdateReferencesAsync);
        api.MapPost("/workflow-definitions/check", CheckAsync).WithMetadata(DefinitionFiles.SizeLimit);

        api.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", PublishManyAsync);
        api.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", RetractManyAsync);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", DeleteManyAsync);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-id", DeleteVersionsAsync);
    }

    private static async Task<IResult> SaveAsync(
        SaveRequest request,
        HttpContext context,
        DefinitionLibrary library,
        Publications publications,
        IDefinitionStore store,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        var model = request.Model ?? throw ProblemException.Field("model", "required", "请提交流程定义。", "Send the definition as model.");
        DefinitionFiles.DemandOnce(model);
        if (request.Publish)
            await publications.DemandSoundAsync(new WorkflowDefinition(model), stop);
        var row = await DefinitionFiles.SaveAsync(new WorkflowDefinition(model), imported: false, library, audit, stop);
        if (!request.Publish)
            return Results.Json(await AnswerAsync(row, null, false, library, store, stop));

        var publication = await publications.PublishAsync(row.DefinitionId, InstanceEndpoints.Actor(context), null, stop);
        return Results.Json(await AnswerAsync(publication.Row, publication.Proposal, false, library, store, stop));
    }

    /// <summary>What the publish checks say of a model, without storing it: an extension of Elsa's API.</summary>
    private static async Task<IResult> CheckAsync(SaveRequest request, DefinitionLibrary library, CancellationToken stop)
    {
        var model = request.Model ?? throw ProblemException.Field("model", "required", "请提交流程定义。", "Send the definition as model.");
        return Results.Json(new JsonObject { ["checks"] = Checks(await library.CheckAsync(new WorkflowDefinition(model), stop)) });
    }

    private static JsonArray Checks(IEnumerable<DefinitionProblem> problems) =>
        [
            .. problems.Select(problem =>
                (JsonNode)
                    new JsonObject
                    {
                        ["activityId"] = problem.ActivityId,
                        ["code"] = problem.Code,
                        ["severity"] = problem.IsError ? "error" : "warning",
                        ["zh"] = problem.InChinese(),
                        ["en"] = problem.En,
                    }
            ),
        ];

    private static async Task<IResult> UpdateReferencesAsync(
        string definitionId,
        HttpContext context,
        DefinitionLibrary library,
        Publications publications,
        CancellationToken stop
    )
    {
        // Nothing is built on what was never published.
        var updated = await library.FindAsync(definitionId, "Published", stop) is null
            ? []
            : await publications.UpdateConsumersAsync(definitionId, InstanceEndpoints.Actor(context), stop);
        return Results.Json(
            new JsonObject
            {
                ["affectedWorkflows"] = new JsonArray([.. updated.Select(row => (JsonNode)DefinitionJson.Summary(row, withLinks: false))]),
            }
        );
    }

    private static async Task<IResult> PublishAsync(
        string definitionId,
        HttpContext context,
        DefinitionLibrary library,
        Publications publications,
        IDefinitionStore store,
        CancellationToken stop
    )
    {
        var publication = await publications.PublishAsync(definitionId, InstanceEndpoints.Actor(context), null, stop);
        return Results.Json(await AnswerAsync(publication.Row, publication.Proposal, publication.Proposal is null, library, store, stop));
    }

    private static async Task<JsonObject> AnswerAsync(
        DefinitionRow row,
        ChangeProposal? proposal,
        bool alreadyPublished,
        DefinitionLibrary library,
        IDefinitionStore store,
        CancellationToken stop
    )
    {
        var answer = new JsonObject
        {
            ["workflowDefinition"] = DefinitionJson.Full(row),
            ["alreadyPublished"] = alreadyPublished,
            ["consumingWorkflowCount"] = row.UsableAsActivity
                ? (await DefinitionEndpoints.ConsumersOfAsync(row.DefinitionId, store, stop)).Count
                : 0,
            ["validationErrors"] = new JsonArray(),

            // What would block a publication, and what is probably not meant, each with its place and a sentence in both languages.
            ["checks"] = Checks(await library.CheckAsync(WorkflowDefinition.Parse(row.Json), stop)),
        };
        // Studio ignores members that it does not know; the designer's page asks for note and legal basis when it finds this one.
        if (proposal?.State == ProposalState.Waiting)
            answer["publication"] = new JsonObject { ["id"] = proposal.Id, ["complete"] = !proposal.IsIncomplete };
        return answer;
    }

    private static Task<DefinitionRow> RetractOneAsync(
        string definitionId,
        DefinitionLibrary library,
        DesignAudit audit,
        CancellationToken stop
    ) =>
        audit.TogetherAsync(
            async () =>
            {
                var row = await library.RetractAsync(definitionId, stop);
                audit.Note(
                    "procedure.retracted",
                    $"取消发布流程 {definitionId}",
                    $"Retracted the procedure {definitionId}",
                    "definition:" + definitionId
                );
                return row;
            },
            stop
        );

    private static async Task<IResult> RevertAsync(
        string definitionId,
        int version,
        DefinitionLibrary library,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        var row = await audit.TogetherAsync(
            async () =>
            {
                var made = await library.RevertAsync(definitionId, version, stop);
                audit.Note(
                    "procedure.reverted",
                    $"以第 {version} 版内容新建流程 {definitionId} 的草稿",
                    $"Began a draft of {definitionId} with the content of version {version}",
                    "version:" + made.Id
                );
                return made;
            },
            stop
        );
        return Results.Created("/elsa/api/workflow-definitions/by-id/" + row.Id, DefinitionJson.Summary(row, withLinks: false));
    }

    private static async Task<IResult> DeleteAsync(string definitionId, DefinitionLibrary library, InUse inUse, CancellationToken stop)
    {
        await inUse.RefuseDefinitionAsync(definitionId, stop);
        return await library.DeleteAsync(definitionId, stop) ? Results.NoContent() : throw new ProblemException(KnownProblems.NotFound);
    }

    private static async Task<IResult> DeleteVersionAsync(string id, DefinitionLibrary library, InUse inUse, CancellationToken stop)
    {
        await inUse.RefuseVersionAsync(id, stop);
        return await library.DeleteVersionAsync(id, stop) ? Results.NoContent() : throw new ProblemException(KnownProblems.NotFound);
    }

    private static async Task<IResult> PublishManyAsync(
        DefinitionIdsRequest request,
        HttpContext context,
        DefinitionLibrary library,
        Publications publications,
        CancellationToken stop
    )
    {
        var (published, already, notFound, proposed) = (new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray());
        foreach (var id in request.DefinitionIds ?? [])
        {
            if (await library.FindAsync(id, "Latest", stop) is null)
            {
                notFound.Add((JsonNode)id!);
                continue;
            }
            var publication = await publications.PublishAsync(id, InstanceEndpoints.Actor(context), null, stop);
            (
                publication.Proposal is null ? already
                : publication.Row.IsPublished ? published
                : proposed
            ).Add((JsonNode)id!);
        }
        return Results.Json(
            new JsonObject
            {
                ["published"] = published,
                ["alreadyPublished"] = already,
                ["notFound"] = notFound,
                ["skipped"] = new JsonArray(),
                ["updatedConsumers"] = new JsonArray(),
                ["proposed"] = proposed,
            }
        );
    }

    private static async Task<IResult> RetractManyAsync(
        DefinitionIdsRequest request,
        DefinitionLibrary library,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        var (retracted, already, notFound) = (new JsonArray(), new JsonArray(), new JsonArray());
        foreach (var id in request.DefinitionIds ?? [])
        {
            var versions = await library.ListVersionsAsync(id, stop);
            if (versions.Count == 0)
                notFound.Add((JsonNode)id!);
            else if (!versions.Any(version => version.IsPublished))
                already.Add((JsonNode)id!);
            else
            {
                await RetractOneAsync(id, library, audit, stop);
                retracted.Add((JsonNode)id!);
            }
        }
        return Results.Json(
            new JsonObject
            {
                ["retracted"] = retracted,
                ["alreadyRetracted"] = already,
                ["skipped"] = new JsonArray(),
                ["notPublished"] = already.DeepClone(),
                ["notFound"] = notFound,
            }
        );
    }

    private static async Task<IResult> DeleteManyAsync(
        DefinitionIdsRequest request,
        DefinitionLibrary library,
        InUse inUse,
        CancellationToken stop
    )
    {
        foreach (var id in request.DefinitionIds ?? [])
            await inUse.RefuseDefinitionAsync(id, stop);
        var deleted = 0;
        foreach (var id in request.DefinitionIds ?? [])
            deleted += await library.DeleteAsync(id, stop) ? 1 : 0;
        return Results.Json(new JsonObject { ["deleted"] = deleted });
    }

    private static async Task<IResult> DeleteVersionsAsync(
        InstanceEndpoints.IdsRequest request,
        DefinitionLibrary library,
        InUse inUse,
        CancellationToken stop
    )
    {
        foreach (var id in request.Ids ?? [])
            await inUse.RefuseVersionAsync(id, stop);
        var deleted = 0;
        foreach (var id in request.Ids ?? [])
            deleted += await library.DeleteVersionAsync(id, stop) ? 1 : 0;
        return Results.Json(new JsonObject { ["deleted"] = deleted });
    }

    /// <summary>What Studio saves: the whole model, and whether to publish it.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record SaveRequest(JsonObject? Model, [property: JsonPropertyName("publish")] bool? Asked)
    {
        /// <summary>Studio sends null with a new definition.</summary>
        [JsonIgnore]
        public bool Publish => Asked == true;
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record DefinitionIdsRequest(IReadOnlyList<string>? DefinitionIds);
}
