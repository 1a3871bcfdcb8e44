using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Publishing;
using LaborFlow.Persistence.Procedures;

namespace LaborFlow.Host.Elsa;

/// <summary>Elsa's alterations module: plans for many instances, and running faulted activities again.</summary>
internal static class AlterationEndpoints
{
    public static void MapReading(RouteGroupBuilder api) => api.MapGet("/alterations/{id}", GetAsync);

    public static void MapChanging(RouteGroupBuilder api)
    {
        api.MapPost("/alterations/dry-run", TryAsync);
        api.MapPost("/alterations/submit", SubmitAsync);
        api.MapPost("/alterations/run", RunAsync);
        api.MapMethods("/alterations/workflows/retry", ["POST"], RetryAsync);
    }

    /// <summary>Elsa's dry run lists the instances that a filter finds; when alterations come along, also what they would change.</summary>
    private static async Task<IResult> TryAsync(DryRunRequest request, HttpContext context, Alterations alterations, CancellationToken stop)
    {
        var filter = request.Filter ?? request.AsFilter();
        var found = await alterations.FindAsync(filter, stop);
        var answer = new JsonObject { ["workflowInstanceIds"] = new JsonArray([.. found.Select(row => (JsonNode)row.Id!)]) };
        if (request.Alterations is { Count: > 0 })
        {
            var reports = await alterations.TryAsync(
                new AlterationPlan(request.Alterations, filter),
                InstanceEndpoints.Actor(context),
                stop
            );
            answer["results"] = Results(reports.Select(AlterationView.Of), dryRun: true);
        }
        return Microsoft.AspNetCore.Http.Results.Json(answer);
    }

    private static async Task<IResult> SubmitAsync(
        AlterationPlan plan,
        HttpContext context,
        Alterations alterations,
        CancellationToken stop
    )
    {
        var proposal = await alterations.ProposeAsync(plan, DefinitionOf(plan), InstanceEndpoints.Actor(context), null, stop);
        return Microsoft.AspNetCore.Http.Results.Json(new JsonObject { ["planId"] = proposal.Id });
    }

    private static async Task<IResult> RunAsync(RunRequest request, HttpContext context, Alterations alterations, CancellationToken stop)
    {
        var plan = new AlterationPlan(request.Alterations, new AlterationFilter { WorkflowInstanceIds = request.WorkflowInstanceIds });
        var proposal = await alterations.ProposeAsync(plan, "", InstanceEndpoints.Actor(context), null, stop);
        // 202: what was asked for waits for a second administrator under the plan's id.
        return Microsoft.AspNetCore.Http.Results.Json(
            new JsonObject { ["planId"] = proposal.Id, ["results"] = Results(OutcomeOf(proposal), dryRun: false) },
            statusCode: proposal.State == ProposalState.Waiting ? 202 : 200
        );
    }

    private static async Task<IResult> RetryAsync(
        RetryAllRequest request,
        HttpContext context,
        InstanceCommands commands,
        CancellationToken stop
    )
    {
        var results = new JsonArray();
        foreach (var id in request.WorkflowInstanceIds ?? [])
        {
            await commands.RetryAsync(id, request.ActivityInstanceId, InstanceEndpoints.Actor(context), stop);
            results.Add((JsonNode)Result(new AlterationView(id, true, [], []), dryRun: false));
        }
        return Microsoft.AspNetCore.Http.Results.Json(new JsonObject { ["results"] = results });
    }

    private static async Task<IResult> GetAsync(string id, Proposals proposals, CancellationToken stop)
    {
        var proposal = await proposals.FindAsync(id, ProposalKind.Alteration, stop);
        var plan = JsonNode.Parse(proposal.AlterationsJson!)!;
        var jobs = OutcomeOf(proposal)
            .Select(outcome =>
                (JsonNode)
                    new JsonObject
                    {
                        ["id"] = $"{proposal.Id}:{outcome.InstanceId}",
                        ["planId"] = proposal.Id,
                        ["workflowInstanceId"] = outcome.InstanceId,
                        ["status"] = outcome.Applied ? "Completed" : "Failed",
                        ["log"] = Log(outcome, dryRun: false),
                        ["createdAt"] = proposal.DecidedAt,
                        ["completedAt"] = proposal.DecidedAt,
                    }
            );
        return Microsoft.AspNetCore.Http.Results.Json(
            new JsonObject
            {
                ["plan"] = new JsonObject
                {
                    ["id"] = proposal.Id,
                    ["alterations"] = plan["alterations"]?.DeepClone(),
                    ["workflowInstanceFilter"] = plan["filter"]?.DeepClone(),
                    ["status"] = StatusOf(proposal),
                    ["createdAt"] = proposal.ProposedAt,
                    ["startedAt"] = proposal.DecidedAt,
                    ["completedAt"] = proposal.OutcomeJson is null ? null : proposal.DecidedAt,
                },
                ["jobs"] = new JsonArray([.. jobs]),
            }
        );
    }

    private static string StatusOf(ChangeProposal proposal) =>
        proposal switch
        {
            { State: ProposalState.Waiting } => "Pending",
            { State: ProposalState.Approved, OutcomeJson: null } => "Running",
            { State: ProposalState.Approved } when OutcomeOf(proposal).All(outcome => outcome.Applied) => "Completed",
            _ => "Failed",
        };

    private static IReadOnlyList<AlterationView> OutcomeOf(ChangeProposal proposal) =>
        proposal.OutcomeJson is { } json
            ? System.Text.Json.JsonSerializer.Deserialize<List<AlterationView>>(json, System.Text.Json.JsonSerializerOptions.Web)!
            : [];

    private static JsonArray Results(IEnumerable<AlterationView> outcomes, bool dryRun) =>
        new([.. outcomes.Select(outcome => (JsonNode)Result(outcome, dryRun))]);

    private static JsonObject Result(AlterationView outcome, bool dryRun) =>
        new()
        {
            ["workflowInstanceId"] = outcome.InstanceId,
            ["log"] = new JsonObject { ["logEntries"] = Log(outcome, dryRun) },
            ["workflowHasScheduledWork"] = false,
            ["isSuccessful"] = outcome.Problems.Count == 0,
        };

    private static JsonArray Log(AlterationView outcome, bool dryRun) =>
        new([
            .. outcome.Changes.Select(change => Entry(change, dryRun ? "Debug" : "Information")),
            .. outcome.Problems.Select(problem => Entry(problem, "Error")),
        ]);

    private static JsonNode Entry(AlterationNote note, string level) =>
        new JsonObject
        {
            ["message"] = note.En,
            ["zh"] = note.Zh,
            ["code"] = note.Code,
            ["activityId"] = note.ActivityId,
            ["logLevel"] = level,
            ["eventName"] = note.Code,
        };

    private static string DefinitionOf(AlterationPlan plan) => plan.Filter?.DefinitionIds is [var only] ? only : "";

    /// <summary>Elsa's dry run takes the bare filter; ours also a plan.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record DryRunRequest(
        IReadOnlyList<JsonObject>? Alterations,
        AlterationFilter? Filter,
        bool EmptyFilterSelectsAll,
        IReadOnlyList<string>? WorkflowInstanceIds,
        IReadOnlyList<string>? CorrelationIds,
        IReadOnlyList<string>? DefinitionIds,
        IReadOnlyList<string>? DefinitionVersionIds,
        IReadOnlyList<string>? Statuses,
        IReadOnlyList<string>? SubStatuses,
        bool? HasIncidents,
        string? SearchTerm,
        IReadOnlyList<TimestampFilter>? TimestampFilters
    )
    {
        public AlterationFilter AsFilter() =>
            new()
            {
                EmptyFilterSelectsAll = EmptyFilterSelectsAll,
                WorkflowInstanceIds = WorkflowInstanceIds,
                CorrelationIds = CorrelationIds,
                DefinitionIds = DefinitionIds,
                DefinitionVersionIds = DefinitionVersionIds,
                Statuses = Statuses,
                SubStatuses = SubStatuses,
                HasIncidents = HasIncidents,
                SearchTerm = SearchTerm,
                TimestampFilters = TimestampFilters,
            };
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record RunRequest(IReadOnlyList<JsonObject>? Alterations, IReadOnlyList<string>? WorkflowInstanceIds);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record RetryAllRequest(IReadOnlyList<string>? WorkflowInstanceIds, string? ActivityInstanceId = null);
}
