using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Tests.Conformance;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>Carries out the steps of a case recorded from Elsa 3.8 over Elsa's REST API, and observes what the recording observed.</summary>
internal sealed class RecordedCase
{
    private static readonly string[] _moving = ["start", "dispatch", "trigger", "completeTask", "cancel", "waitSeconds", "setVariables"];

    private readonly ElsaApi _api;
    private readonly JsonObject _case;
    private readonly List<JsonObject> _definitions;
    private readonly List<string> _ids;
    private readonly List<string> _instances = [];
    private readonly Dictionary<string, string> _names = [];

    /// <param name="api">The host.</param>
    /// <param name="text">The file of the case.</param>
    /// <param name="run">What makes event names of this run its own.</param>
    public RecordedCase(ElsaApi api, string text, string run)
    {
        _api = api;
        _case = JsonNode.Parse(text.Replace("{{run}}", run, StringComparison.Ordinal))!.AsObject();
        _names[run] = "{{run}}";
        _definitions = [.. Items(_case["definitions"]).Select(definition => definition!.AsObject())];
        _ids = [.. _definitions.Select(d => Text(d["definitionId"])).Concat(Items(_case["extraDefinitionIds"]).Select(Text)).Distinct()];
        _ids.RemoveAll(string.IsNullOrEmpty);
    }

    public IReadOnlyList<string> DefinitionIds => _ids;

    public bool IsOrdered => _case["orderMatters"]?.GetValue<bool>() ?? true;

    /// <summary>What the recording expects in a mode.</summary>
    public JsonObject Expected(string mode) => _case["expected"]![mode] as JsonObject ?? _case["expected"]!["counter"]!.AsObject();

    public async Task<JsonObject> RunAsync()
    {
        var setup = new JsonArray();
        if (_case["manualSetup"]?.GetValue<bool>() != true)
        {
            foreach (var definition in _definitions)
                setup.Add((JsonNode)await SetUpAsync(definition));
        }

        var steps = new JsonArray();
        foreach (var step in Items(_case["steps"]))
        {
            var (kind, value) = step!.AsObject().First();
            var result = await DoAsync(kind, value as JsonObject ?? new JsonObject { ["value"] = value?.DeepClone() });
            await _api.SettleAsync();
            foreach (var id in await _api.InstancesAsync(_ids))
            {
                if (!_instances.Contains(id))
                    _instances.Add(id);
            }
            if (_moving.Contains(kind) && _case["finalOnly"]?.GetValue<bool>() != true)
                result["instances"] = await EachAsync(BriefAsync);
            result["step"] = kind;
            steps.Add((JsonNode)result);
        }

        foreach (var (id, n) in (await _api.InstancesAsync(_ids)).Select((id, n) => (id, n)))
            _names[id] = $"<instance:{n.ToString(CultureInfo.InvariantCulture)}>";
        var observed = await EachAsync(ObserveAsync);
        if (!IsOrdered)
        {
            observed = new JsonArray([
                .. observed
                    .Select(instance => instance!.DeepClone())
                    .OrderBy(instance => _ids.IndexOf(Text(instance["definitionId"])))
                    .ThenBy(Canonical.Text, StringComparer.Ordinal),
            ]);
        }
        return new JsonObject
        {
            ["setup"] = setup,
            ["steps"] = steps,
            ["instances"] = observed,
        };
    }

    private async Task<JsonObject> SetUpAsync(JsonObject definition)
    {
        var id = Text(definition["definitionId"]);
        var import = await SendAsync(HttpMethod.Post, "/workflow-definitions/import", definition);
        var entry = new JsonObject { ["definitionId"] = id, ["import"] = Without(import) };
        if (import["http"]!.GetValue<int>() < 300 && !Items(_case["doNotPublish"]).Select(Text).Contains(id))
            entry["publish"] = Without(await SendAsync(HttpMethod.Post, $"/workflow-definitions/{Escape(id)}/publish", []));
        return entry;
    }

    private async Task<JsonObject> DoAsync(string kind, JsonObject a)
    {
        var id = Escape(Text(a["definitionId"]));
        switch (kind)
        {
            case "import":
                return await SendAsync(HttpMethod.Post, "/workflow-definitions/import", Model(a));
            case "save" or "saveAndPublish":
                var save = new JsonObject { ["model"] = Model(a), ["publish"] = kind == "saveAndPublish" };
                return await SendAsync(HttpMethod.Post, "/workflow-definitions", save);
            case "publish" or "retract":
                return await SendAsync(HttpMethod.Post, $"/workflow-definitions/{id}/{kind}", []);
            case "revert":
                return await SendAsync(HttpMethod.Post, $"/workflow-definitions/{id}/revert/{Text(a["version"])}", []);
            case "versions":
                return new JsonObject { ["versions"] = await VersionsAsync(id) };
            case "getDefinition":
                return await GetDefinitionAsync(id, a);
            case "deleteDefinition":
                return Status(await _api.SendAsync(HttpMethod.Delete, $"/workflow-definitions/{id}"));
            case "deleteVersion":
                var (_, version) = await _api.SendAsync(
                    HttpMethod.Get,
                    $"/workflow-definitions/by-definition-id/{id}?versionOptions={Text(a["version"])}"
                );
                return Status(await _api.SendAsync(HttpMethod.Delete, $"/workflow-definition-versions/{Text(version?["id"])}"));
            case "start" or "dispatch":
                var started = await _api.SendAsync(
                    HttpMethod.Post,
                    $"/workflow-definitions/{id}/{(kind == "start" ? "execute" : kind)}",
                    Without(a, "definitionId")
                );
                var result = Status(started, errors: false);
                if (kind == "start" && started.Body?["workflowState"] is not null)
                    result["cannotStart"] = false;
                return result;
            case "trigger":
                var stimulus = Without(a, "event", "instance", "expectEffect");
                if (a["instance"] is { } index)
                    stimulus["workflowInstanceId"] = _instances[index.GetValue<int>()];
                return Status(await _api.SendAsync(HttpMethod.Post, $"/events/{Escape(Text(a["event"]))}/trigger", stimulus));
            case "completeTask":
                return await CompleteTaskAsync(a);
            case "cancel":
                return Status(await _api.SendAsync(HttpMethod.Post, $"/cancel/workflow-instances/{Instance(a)}", new JsonObject()));
            case "deleteInstance":
                return Status(await _api.SendAsync(HttpMethod.Delete, $"/workflow-instances/{Instance(a)}"));
            case "waitSeconds":
                await _api.AdvanceAsync(TimeSpan.FromSeconds(a["value"]!.GetValue<double>()));
                return [];
            case "waitUntil":
                await WaitAsync(a);
                return [];
            default:
                throw new InvalidOperationException("A step of unknown kind: " + kind);
        }
    }

    private async Task<JsonObject> CompleteTaskAsync(JsonObject a)
    {
        var task = "none";
        foreach (var id in await _api.InstancesAsync(_ids))
        {
            foreach (var bookmark in Items((await _api.InstanceAsync(id))["workflowState"]?["bookmarks"]))
            {
                if (Text(bookmark!["name"]) == "Elsa.RunTask" && Text(bookmark["payload"]?["taskName"]) == Text(a["taskName"]))
                    task = Text(bookmark["payload"]?["taskId"]);
            }
        }
        if (task != "none")
            _names[task] = "<task>";
        var body = new JsonObject { ["result"] = a["result"]?.DeepClone() };
        var result = Status(await _api.SendAsync(HttpMethod.Post, $"/tasks/{task}/complete", body));
        result["found"] = task != "none";
        return result;
    }

    private async Task<JsonObject> GetDefinitionAsync(string id, JsonObject a)
    {
        var options = a["versionOptions"] is { } asked ? Text(asked) : "Latest";
        var answer = await _api.SendAsync(HttpMethod.Get, $"/workflow-definitions/by-definition-id/{id}?versionOptions={options}");
        var result = Summary(answer);
        foreach (var path in Items(a["pick"]).Select(Text))
        {
            var found = answer.Body;
            foreach (var name in path.Split('.'))
                found = found is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)] : found?[name];
            ((JsonObject)(result["picked"] ??= new JsonObject()))[path] = found?.DeepClone();
        }
        return result;
    }

    private async Task<JsonArray> VersionsAsync(string id)
    {
        var (_, body) = await _api.SendAsync(HttpMethod.Get, $"/workflow-definitions/{id}/versions");
        return new JsonArray([
            .. Items(body?["items"])
                .OrderBy(version => version!["version"]!.GetValue<int>())
                .Select(version => Only(version!.AsObject(), "version", "isLatest", "isPublished")),
        ]);
    }

    private async Task WaitAsync(JsonObject a)
    {
        for (var seconds = a["timeoutSeconds"]?.GetValue<int>() ?? 30; seconds > 0; seconds--)
        {
            await _api.SettleAsync();
            var all = new List<JsonObject>();
            foreach (var id in await _api.InstancesAsync([Text(a["definitionId"])]))
                all.Add(await _api.InstanceAsync(id));
            if (all.Count >= (a["count"]?.GetValue<int>() ?? 1) && all.TrueForAll(i => Text(i["status"]) == Text(a["status"])))
                return;
            await _api.AdvanceAsync(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<JsonArray> EachAsync(Func<string, Task<JsonObject>> of)
    {
        var all = new JsonArray();
        foreach (var id in await _api.InstancesAsync(_ids))
            all.Add((JsonNode)await of(id));
        return all;
    }

    private async Task<JsonObject> BriefAsync(string id)
    {
        var instance = await _api.InstanceAsync(id);
        var brief = Only(instance, "definitionId", "status", "subStatus");
        brief["bookmarks"] = Bookmarks(instance);
        brief["incidentCount"] = Items(instance["workflowState"]?["incidents"]).Count;
        return brief;
    }

    private async Task<JsonObject> ObserveAsync(string id)
    {
        var instance = await _api.InstanceAsync(id);
        var journal = await _api.JournalAsync(id);
        var observed = Only(instance, "definitionId", "version", "status", "subStatus", "correlationId", "name", "incidentCount");
        observed["parentInstance"] = Text(instance["parentWorkflowInstanceId"]) is { Length: > 0 } parent
            ? _names.GetValueOrDefault(parent)
            : null;
        observed["incidents"] = Named(new JsonArray([.. Items(instance["workflowState"]?["incidents"]).Select(Incident)]));
        var variables = new JsonObject();
        foreach (var variable in Items((await _api.SendAsync(HttpMethod.Get, $"/workflow-instances/{id}/variables")).Body?["items"]))
            variables[Text(variable!["name"])] = variable["value"]?.DeepClone();
        observed["variables"] = Named(variables);
        observed["output"] = Named(instance["workflowState"]?["output"]?.DeepClone() ?? new JsonObject());
        observed["writeLines"] = Named(await LinesAsync(id, journal));
        observed["bookmarks"] = Bookmarks(instance);
        observed["journal"] = new JsonArray([.. journal.Select(record => Only(record, "activityId", "activityType", "eventName"))]);
        return observed;
    }

    private async Task<JsonArray> LinesAsync(string id, List<JsonObject> journal)
    {
        var written = journal.Where(record => Text(record["activityType"]) == "Elsa.WriteLine").ToList();
        var records = new Dictionary<string, JsonNode>();
        foreach (var node in written.Select(record => Text(record["nodeId"])).Distinct())
        {
            var path = $"/activity-executions/list?workflowInstanceId={id}&activityNodeId={Escape(node)}";
            foreach (var execution in Items((await _api.SendAsync(HttpMethod.Get, path)).Body?["items"]))
                records[Text(execution!["id"])] = execution;
        }
        var lines = new JsonArray();
        foreach (var started in written.Where(record => Text(record["eventName"]) == "Started"))
        {
            if (records.GetValueOrDefault(Text(started["activityInstanceId"])) is { } found && Text(found["status"]) == "Completed")
                lines.Add(found["activityState"]?["Text"]?.DeepClone());
        }
        return lines;
    }

    private static JsonArray Bookmarks(JsonObject instance) =>
        new([
            .. Items(instance["workflowState"]?["bookmarks"])
                .Select(bookmark => (Activity: Text(bookmark!["activityId"]), Name: Text(bookmark["name"])))
                .OrderBy(bookmark => bookmark.Activity, StringComparer.Ordinal)
                .ThenBy(bookmark => bookmark.Name, StringComparer.Ordinal)
                .Select(bookmark => new JsonArray(bookmark.Activity, bookmark.Name)),
        ]);

    private static JsonObject Incident(JsonNode? incident)
    {
        var exception = incident!["exception"];
        return new JsonObject
        {
            ["activityId"] = incident["activityId"]?.DeepClone(),
            ["activityType"] = incident["activityType"]?.DeepClone(),
            ["message"] = FirstLine(incident["message"]),
            ["exceptionType"] = ShortType(exception?["type"]),
            ["exceptionMessage"] = FirstLine(exception?["message"]),
            ["causeType"] = ShortType(exception?["innerException"]?["type"]),
            ["causeMessage"] = FirstLine(exception?["innerException"]?["message"]),
        };
    }

    private JsonNode? Named(JsonNode? node) =>
        node switch
        {
            JsonObject o => new JsonObject(
                o.Where(pair => pair.Key != "_type").Select(pair => KeyValuePair.Create(pair.Key, Named(pair.Value)))
            ),
            JsonArray a => new JsonArray([.. a.Select(Named)]),
            JsonValue v when v.TryGetValue<string>(out var text) => _names.Aggregate(
                text,
                (all, name) => all.Replace(name.Key, name.Value, StringComparison.Ordinal)
            ),
            _ => node?.DeepClone(),
        };

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject body) =>
        Summary(await _api.SendAsync(method, path, body));

    private static JsonObject Summary((int Status, JsonNode? Body) answer)
    {
        var result = Status(answer);
        if (answer.Status < 300 && (answer.Body?["workflowDefinition"] ?? answer.Body) is JsonObject definition)
        {
            foreach (var (name, value) in Only(definition, "definitionId", "version", "isLatest", "isPublished", "name"))
                result[name] = value?.DeepClone();
        }
        return result;
    }

    private static JsonObject Status((int Status, JsonNode? Body) answer, bool errors = true)
    {
        var result = new JsonObject { ["http"] = answer.Status };
        if (errors && answer.Status >= 400 && answer.Body is JsonObject body && body["errors"] is JsonObject refused)
            result["errors"] = new JsonArray([.. refused.SelectMany(pair => Items(pair.Value)).Select(FirstLine)]);
        return result;
    }

    private JsonObject Model(JsonObject a) =>
        (a["definition"] is { } index ? _definitions[index.GetValue<int>()] : a["model"]!.AsObject()).DeepClone().AsObject();

    private string Instance(JsonObject a) => _instances[a["instance"]?.GetValue<int>() ?? 0];

    private static JsonObject Only(JsonObject json, params string[] names) =>
        new(names.Where(json.ContainsKey).Select(name => KeyValuePair.Create(name, json[name]?.DeepClone())));

    private static JsonObject Without(JsonObject json, params string[] names)
    {
        names = names.Length > 0 ? names : ["definitionId", "name"];
        return new(json.Where(pair => !names.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
    }

    private static IList<JsonNode?> Items(JsonNode? node) => node as JsonArray ?? [];

    private static string Text(JsonNode? node) => node?.ToString() ?? "";

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static JsonNode? FirstLine(JsonNode? text) => text is null ? null : Text(text).Trim().Split('\n')[0].TrimEnd('\r');

    private static JsonNode? ShortType(JsonNode? type) => type is null ? null : Text(type).Split(',')[0].Split('.')[^1];
}
