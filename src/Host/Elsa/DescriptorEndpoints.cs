using System.Text.Json.Nodes;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Elsa;

/// <summary>What Studio asks for to fill its toolbox and property panels.</summary>
internal static class DescriptorEndpoints
{
    /// <summary>The version of Elsa whose API this is.</summary>
    private const string ElsaVersion = "3.8.0";

    private static readonly string[] _lists =
    [
        "expression-descriptors",
        "workflow-activation-strategies",
        "log-persistence-strategies",
        "incident-strategies",
        "storage-drivers",
        "variables",
    ];

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var name in _lists)
            api.MapGet(
                "/descriptors/" + name,
                (HttpContext context) => Results.Json(Descriptors.List(name, ElsaLanguage.IsEnglish(context)))
            );

        // One transaction an advance is the only commit strategy there is, so there is nothing to choose.
        foreach (var none in new[] { "commit-strategies/workflows", "commit-strategies/activities", "output-converters" })
            api.MapGet("/descriptors/" + none, () => Results.Json(Empty()));
        api.MapGet("/resilience/strategies", () => Results.Json(Empty()));
        api.MapGet("/features/installed", () => Results.Json(Features()));
        api.MapGet("/features/installed/{fullName}", (string fullName) => Feature(fullName));
        api.MapGet("/workflow-contexts/provider-descriptors", () => Results.Json(Empty()));
        api.MapGet("/package/version", () => Results.Json(new JsonObject { ["packageVersion"] = ElsaVersion }));
        api.MapPost("/descriptors/activities/{activityTypeName}/options/{propertyName}", OptionsAsync);
    }

    /// <summary>The choices of one input, read anew: Studio asks when an editor says that its choices depend on others.</summary>
    private static async Task<IResult> OptionsAsync(
        string activityTypeName,
        string propertyName,
        HttpContext context,
        WorkflowEngine engine,
        InputOptions options,
        CancellationToken stop
    )
    {
        var type = engine.Registry.Descriptors.FirstOrDefault(type => type.TypeName == activityTypeName);
        var input = type?.Inputs.FirstOrDefault(input => input.Name == propertyName);
        if (type is null || input is null)
            throw new ProblemException(KnownProblems.NotFound);
        var english = ElsaLanguage.IsEnglish(context);
        await options.LoadAsync(english, stop);
        return Results.Json(new JsonObject { ["items"] = ActivityDescriptorJson.OptionsOf(type, input, options, english) });
    }

    private static IResult Feature(string fullName) =>
        Features()["items"]!.AsArray().FirstOrDefault(feature => feature!["fullName"]!.ToString() == fullName) is { } found
            ? Results.Json(found)
            : throw new ProblemException(KnownProblems.NotFound);

    private static JsonObject Empty() => new() { ["items"] = new JsonArray(), ["count"] = 0 };

    // Studio hides what it does not find here.
    private static JsonObject Features()
    {
        var names = new[]
        {
            "Workflows",
            "Flowchart",
            "WorkflowDefinitions",
            "WorkflowInstances",
            "WorkflowRuntime",
            "WorkflowManagement",
            "WorkflowsApi",
            "JavaScript",
            "Scheduling",
            "RealTimeWorkflowUpdates",
            "ActivityExecutions",
        };
        var items = new JsonArray([
            .. names.Select(name =>
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = name,
                        ["namespace"] = "Elsa",
                        ["fullName"] = "Elsa." + name,
                        ["displayName"] = name,
                        ["description"] = "",
                    }
            ),
        ]);
        return new JsonObject { ["items"] = items, ["count"] = names.Length };
    }
}
