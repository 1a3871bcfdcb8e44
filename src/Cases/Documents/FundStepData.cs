using System.Text.Json.Nodes;
using LaborFlow.Cases.Fund;

namespace LaborFlow.Cases.Documents;

/// <summary>What the papers of the funds say of steps: rows that name a worker by number have the name too, and a refusal has its own reason.</summary>
internal static class FundStepData
{
    private static readonly string[] Prefixes = ["wgf-", "emf-"];

    /// <summary>Who refuses an application to the emergency fund; whoever came last in the drawing decided.</summary>
    private static readonly string[] Refusing = ["emf-leader", "emf-head", "emf-review"];

    /// <summary>Adds <c>name</c> to rows with a <c>worker</c>, and <c>emergencyRefusal</c>.</summary>
    public static void Add(JsonObject data, Case matter)
    {
        if (data["steps"] is not JsonObject steps)
            return;
        foreach (var (step, form) in steps)
            if (form is JsonObject fields && Array.Exists(Prefixes, prefix => step.StartsWith(prefix, StringComparison.Ordinal)))
                foreach (var row in fields.Select(field => field.Value).OfType<JsonArray>().SelectMany(rows => rows).OfType<JsonObject>())
                    if (row["worker"] is JsonValue worker && worker.TryGetValue<int>(out var number))
                        row["name"] = WorkerNames.Of(matter, number);
        if (Refusing.Select(step => steps[step]).FirstOrDefault(form => (string?)form?["outcome"] == "refuse") is { } refused)
            data["emergencyRefusal"] = refused["reason"]?.DeepClone();
    }
}
