using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaborFlow.Cases;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Publishing;
using LaborFlow.Persistence.Procedures;

namespace LaborFlow.Host.Elsa;

/// <summary>The instance list and the instance viewer.</summary>
internal static class InstanceEndpoints
{
    /// <summary>The most journal records that one page may have.</summary>
    public const int LargestJournalPage = 1_000;

    public static void MapReading(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-instances", ListAsync);
        api.MapGet("/workflow-instances/{id}", GetAsync);
        api.MapGet("/workflow-instances/{id}/variables", VariablesAsync);
        api.MapGet("/workflow-instances/{id}/execution-state", ExecutionStateAsync);
        api.MapMethods("/workflow-instances/{id}/journal", ["GET", "POST"], JournalAsync);
    }

    public static void MapChanging(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-instances/{id}/variables", SetVariablesAsync);
        api.MapPost("/cancel/workflow-instances/{id}", CancelAsync);
        api.MapPost("/bulk-actions/cancel/workflow-instances", CancelManyAsync);
        api.MapDelete("/workflow-instances/{id}", DeleteAsync);
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", DeleteManyAsync);
    }

    private static async Task<IResult> ListAsync(InstanceListRequest request, ReachedInstances store, CancellationToken stop)
    {
        var page = await store.ListAsync(request.ToQuery(), stop);
        var rows = await store.NamedAsync(page.Items, stop);
        return Results.Json(
            new JsonObject
            {
                ["items"] = new JsonArray([.. rows.Select(row => (JsonNode)InstanceJson.Summary(row))]),
                ["totalCount"] = page.TotalCount < 0 ? null : page.TotalCount,
            }
        );
    }

    private static async Task<IResult> GetAsync(string id, ReachedInstances store, CancellationToken stop)
    {
        var row = await OpenAsync(id, store, stop);
        return Results.Json(InstanceJson.Full(row, await store.FindBookmarksAsync(new BookmarkQuery { InstanceId = id }, stop)));
    }

    private static async Task<IResult> ExecutionStateAsync(string id, ReachedInstances store, CancellationToken stop)
    {
        var row = await FindAsync(id, store, stop);
        return Results.Json(
            new JsonObject
            {
                ["status"] = row.Status,
                ["subStatus"] = row.SubStatus,
                ["updatedAt"] = row.UpdatedAt,
            }
        );
    }

    private static async Task<IResult> VariablesAsync(string id, ReachedInstances store, CancellationToken stop)
    {
        var row = await OpenAsync(id, store, stop);
        var variables = InstanceState.ReadVariables(row.StateJson);
        var items = variables.Select(variable =>
            (JsonNode)
                new JsonObject
                {
                    ["id"] = variable.Id,
                    ["name"] = variable.Name,
                    ["value"] = JsonValues.ToNode(variable.Value),
                }
        );
        return Results.Json(new JsonObject { ["items"] = new JsonArray([.. items]), ["count"] = variables.Count });
    }

    /// <summary>New values for variables are an alteration: they take effect at once, or wait for a second administrator (202).</summary>
    private static async Task<IResult> SetVariablesAsync(
        string id,
        SetVariables request,
        HttpContext context,
        Alterations alterations,
        ReachedInstances store,
        CancellationToken stop
    )
    {
        var row = await FindAsync(id, store, stop);
        if (request.Variables is not { Count: > 0 })
            return await VariablesAsync(id, store, stop);
        var changes = request.Variables.Select(variable => new JsonObject
        {
            ["type"] = "ModifyVariable",
            ["variableId"] = variable.Id,
            ["value"] = variable.Value?.DeepClone(),
        });
        var plan = new AlterationPlan([.. changes], new AlterationFilter { WorkflowInstanceIds = [id] });
        var tried = (await alterations.TryAsync(plan, Actor(context), stop))[0];
        if (tried.Problems is [var problem, ..])
        {
            var errors = tried.Problems.Select(found => new FieldError("variables", found.Code, found.Zh, found.En));
            throw new ProblemException(KnownProblems.Of(422, problem.Code, problem.Zh, problem.En, [.. errors]));
        }

        var proposal = await alterations.ProposeAsync(plan, row.DefinitionId, Actor(context), null, stop);
        var answer = await VariablesAsync(id, store, stop);
        if (proposal.State == ProposalState.Waiting)
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        return answer;
    }

    private static async Task<IResult> JournalAsync(string id, HttpContext context, ReachedInstances store, CancellationToken stop)
    {
        await OpenAsync(id, store, stop);
        var filter =
            HttpMethods.IsPost(context.Request.Method) && context.Request.HasJsonContentType()
                ? (await context.Request.ReadFromJsonAsync<JournalRequest>(stop))?.Filter
                : null;
        // Studio pages by skip and take, Elsa's other clients by page and pageSize.
        var take = Math.Min(Number(context, "take", Number(context, "pageSize", LargestJournalPage)), LargestJournalPage);
        var skip = Number(context, "skip", (int)Math.Min(int.MaxValue, (long)Number(context, "page", 0) * take));
        if (filter is null || filter.IsEmpty)
        {
            var page = await store.ReadJournalAsync(id, skip, take, stop);
            return Answer(page.Items, page.TotalCount);
        }

        // An instance has some hundreds of records: filtering here is cheaper than an index for every filter.
        var all = (await store.ReadJournalAsync(id, 0, int.MaxValue, stop)).Items.Where(filter.Takes).ToList();
        return Answer(all.Skip(skip).Take(take), all.Count);

        static IResult Answer(IEnumerable<JournalRow> rows, long total) =>
            Results.Json(
                new JsonObject
                {
                    ["items"] = new JsonArray([.. rows.Select(row => (JsonNode)InstanceJson.Journal(row))]),
                    ["totalCount"] = total,
                }
            );
    }

    private static async Task<IResult> CancelAsync(
        string id,
        HttpContext context,
        ReachedInstances store,
        InstanceCommands commands,
        CancellationToken stop
    )
    {
        var row = await FindAsync(id, store, stop);
        return await commands.CancelAsync(row, Actor(context), stop) is { } proposal
            ? Results.Json(new JsonObject { ["planId"] = proposal.Id }, statusCode: StatusCodes.Status202Accepted)
            : Results.Ok();
    }

    private static async Task<IResult> CancelManyAsync(
        CancelManyRequest request,
        HttpContext context,
        ReachedInstances store,
        InstanceCommands commands,
        CancellationToken stop
    )
    {
        var ids = (request.Ids ?? []).ToList();
        if (!string.IsNullOrEmpty(request.DefinitionId) || !string.IsNullOrEmpty(request.DefinitionVersionId))
        {
            var query = new InstanceQuery
            {
                DefinitionIds = string.IsNullOrEmpty(request.DefinitionId) ? null : [request.DefinitionId],
                DefinitionVersionIds = string.IsNullOrEmpty(request.DefinitionVersionId) ? null : [request.DefinitionVersionId],
                Statuses = ["Running"],
                Take = int.MaxValue,
            };
            ids.AddRange((await store.ListAsync(query, stop)).Items.Select(row => row.Id));
        }

        var cancelled = 0;
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (await store.FindAsync(id, stop) is not { Status: "Running" } row)
                continue;
            cancelled += await commands.CancelAsync(row, Actor(context), stop) is null ? 1 : 0;
        }
        return Results.Json(new JsonObject { ["cancelled"] = cancelled });
    }

    private static async Task<IResult> DeleteAsync(
        string id,
        ReachedInstances store,
        InUse inUse,
        DesignAudit audit,
        CancellationToken stop
    ) =>
        await DeleteAllAsync([id], store, inUse, audit, stop) == 0
            ? throw new ProblemException(KnownProblems.NotFound)
            : Results.NoContent();

    private static async Task<IResult> DeleteManyAsync(
        IdsRequest request,
        ReachedInstances store,
        InUse inUse,
        DesignAudit audit,
        CancellationToken stop
    ) => Results.Json(new JsonObject { ["deleted"] = await DeleteAllAsync([.. request.Ids ?? []], store, inUse, audit, stop) });

    private static async Task<int> DeleteAllAsync(
        IReadOnlyCollection<string> ids,
        ReachedInstances store,
        InUse inUse,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        await inUse.RefuseInstancesAsync(ids, stop);
        var deleted = await store.DeleteAsync(ids, stop);
        foreach (var id in deleted > 0 ? ids : [])
            audit.Note("instance.deleted", $"删除试运行的流程实例：{id}", $"Deleted the trial instance {id}", "instance:" + id);
        await audit.WriteAsync(stop);
        return deleted;
    }

    internal static string Actor(HttpContext context) => context.User.Identity?.Name ?? "system";

    private static async Task<InstanceRow> FindAsync(string id, ReachedInstances store, CancellationToken stop) =>
        await store.FindAsync(id, stop) ?? throw new ProblemException(KnownProblems.NotFound);

    private static async Task<InstanceRow> OpenAsync(string id, ReachedInstances store, CancellationToken stop) =>
        await store.OpenAsync(id, stop) ?? throw new ProblemException(KnownProblems.NotFound);

    private static int Number(HttpContext context, string name, int otherwise) =>
        int.TryParse(context.Request.Query[name], out var number) && number >= 0 ? number : otherwise;

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record IdsRequest(IReadOnlyList<string>? Ids);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record SetVariables(IReadOnlyList<SetVariable>? Variables);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record SetVariable(string? Id, JsonNode? Value);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record CancelManyRequest(IReadOnlyList<string>? Ids, string? DefinitionId, string? DefinitionVersionId);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record JournalRequest(JournalFilter? Filter);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record JournalFilter(
        IReadOnlyList<string>? ActivityIds,
        IReadOnlyList<string>? ActivityNodeIds,
        IReadOnlyList<string>? ExcludedActivityTypes,
        IReadOnlyList<string>? EventNames
    )
    {
        public bool IsEmpty =>
            ActivityIds is not { Count: > 0 }
            && ActivityNodeIds is not { Count: > 0 }
            && ExcludedActivityTypes is not { Count: > 0 }
            && EventNames is not { Count: > 0 };

        public bool Takes(JournalRow row) =>
            (ActivityIds is not { Count: > 0 } || ActivityIds.Contains(row.ActivityId))
            && (ActivityNodeIds is not { Count: > 0 } || ActivityNodeIds.Contains(row.NodeId))
            && (EventNames is not { Count: > 0 } || EventNames.Contains(row.EventName))
            && ExcludedActivityTypes?.Contains(row.ActivityType) != true;
    }
}
