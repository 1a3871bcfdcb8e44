using System.Text.Json.Nodes;

namespace LaborFlow.Host.Elsa;

/// <summary>What Studio asks for to fill its toolbox and property panels.</summary>
internal static class DescriptorEndpoints
{
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
    }

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
