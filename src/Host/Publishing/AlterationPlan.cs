using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;
using LaborFlow.Host.Elsa;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Publishing;

/// <summary>What to alter in which instances, in the shape of Elsa's alterations module.</summary>
/// <param name="Alterations">Objects with a <c>type</c>: Migrate, ModifyVariable, ScheduleActivity, CancelActivity, Cancel, SkipIncident.</param>
/// <param name="Filter">Which instances.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record AlterationPlan(IReadOnlyList<JsonObject>? Alterations, AlterationFilter? Filter)
{
    /// <summary>The alterations as the engine knows them.</summary>
    /// <exception cref="ProblemException">There is none, or one of a type that does not exist or lacks what it needs.</exception>
    public IReadOnlyList<Alteration> Read() =>
        Alterations is { Count: > 0 }
            ? [.. Alterations.Select((json, n) => Read(json, $"alterations[{n}]"))]
            : throw ProblemException.Field("alterations", "required", "请说明要变更什么。", "Say what to alter.");

    private static Alteration Read(JsonObject json, string field)
    {
        // Elsa names its types in full; the last part tells them apart.
        var type = (json["type"]?.ToString() ?? "").Split(',')[0].Split('.')[^1];
        return type.ToUpperInvariant() switch
        {
            "MIGRATE" or "MIGRATETOVERSION" => new MigrateToVersion(Version(json, field)),
            "MODIFYVARIABLE" => new ModifyVariable(Text(json, "variableId", field), JsonValues.FromNode(json["value"])),
            "SCHEDULEACTIVITY" => new ScheduleActivity(Activity(json, field), Optional(json, "activityInstanceId")),
            "CANCELACTIVITY" => new CancelActivity(Activity(json, field), Optional(json, "activityInstanceId")),
            "CANCEL" or "CANCELINSTANCE" => new CancelInstance(),
            "SKIPINCIDENT" => new SkipIncident(
                Text(json, "activityInstanceId", field),
                [.. (json["outcomes"] as JsonArray ?? []).Select(outcome => outcome?.ToString() ?? "")]
            ),
            _ => throw ProblemException.Field(field + ".type", "unknown", "没有这种变更。", "There is no alteration of this type."),
        };
    }

    private static int Version(JsonObject json, string field) =>
        json["targetVersion"] is JsonValue value && value.TryGetValue<int>(out var version) && version > 0
            ? version
            : throw ProblemException.Field(field + ".targetVersion", "required", "请填写目标版本号。", "Name the version to move to.");

    private static string? Activity(JsonObject json, string field) =>
        Optional(json, "activityInstanceId") is null ? Text(json, "activityId", field) : Optional(json, "activityId");

    private static string Text(JsonObject json, string name, string field) =>
        Optional(json, name) ?? throw ProblemException.Field($"{field}.{name}", "required", "请填写此项。", "This is needed.");

    private static string? Optional(JsonObject json, string name) => json[name]?.ToString() is { Length: > 0 } text ? text : null;
}

/// <summary>Which instances a plan is for. A filter that names nothing finds nothing, unless it says that it means all.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record AlterationFilter
{
    public bool EmptyFilterSelectsAll { get; init; }
    public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
    public IReadOnlyList<string>? CorrelationIds { get; init; }
    public IReadOnlyList<string>? DefinitionIds { get; init; }
    public IReadOnlyList<string>? DefinitionVersionIds { get; init; }
    public IReadOnlyList<string>? Statuses { get; init; }
    public IReadOnlyList<string>? SubStatuses { get; init; }
    public bool? HasIncidents { get; init; }
    public string? SearchTerm { get; init; }
    public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }

    /// <summary>Null: no instance.</summary>
    public InstanceQuery? ToQuery()
    {
        var query = new InstanceQuery
        {
            Ids = Some(WorkflowInstanceIds),
            CorrelationIds = Some(CorrelationIds),
            DefinitionIds = Some(DefinitionIds),
            DefinitionVersionIds = Some(DefinitionVersionIds),
            Statuses = Some(Statuses),
            SubStatuses = Some(SubStatuses),
            HasIncidents = HasIncidents,
            SearchTerm = string.IsNullOrWhiteSpace(SearchTerm) ? null : SearchTerm.Trim(),
        };
        query = (TimestampFilters ?? []).Aggregate(query, (narrowed, filter) => filter.Narrow(narrowed));
        // Records are compared by value: equal to a query of nothing, it names nothing.
        return EmptyFilterSelectsAll || query != new InstanceQuery() ? query : null;
    }

    private static IReadOnlyList<string>? Some(IReadOnlyList<string>? values) => values is { Count: > 0 } ? values : null;
}
