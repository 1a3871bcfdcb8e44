using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Tests.Conformance;

/// <summary>Carries out the steps of a recorded case over the engine in memory and observes what the recording observed.</summary>
internal sealed class CaseRunner
{
    private static readonly Dictionary<string, object?> Nothing = [];

    private readonly ManualClock _clock = new();
    private readonly MemoryInstanceStore _instances = new();
    private readonly DefinitionLibrary _library;
    private readonly WorkflowRuntime _runtime;
    private readonly JsonObject _case;
    private readonly List<WorkflowDefinition> _definitions;
    private readonly HashSet<string> _ids = [];

    public CaseRunner(JsonObject recorded, bool useTokenFlow)
    {
        _case = recorded;
        var engine = WorkflowEngine.Create(_clock, new EngineOptions { UseTokenFlow = useTokenFlow });
        _library = new DefinitionLibrary(engine, new MemoryDefinitionStore(), new CompiledDefinitions());
        _runtime = new WorkflowRuntime(engine, _instances, _library, new Services());
        _definitions = recorded["definitions"]!.AsArray().Select(d => new WorkflowDefinition(d!.DeepClone().AsObject())).ToList();
    }

    public async Task<JsonObject> RunAsync()
    {
        var setup = new JsonArray();
        if (_case["manualSetup"]?.GetValue<bool>() != true)
        {
            var doNotPublish = (_case["doNotPublish"] as JsonArray)?.Select(id => id!.ToString()).ToList() ?? [];
            foreach (var definition in _definitions)
            {
                var id = definition.DefinitionId!;
                var entry = new JsonObject
                {
                    ["definitionId"] = id,
                    ["import"] = Without(await DoAsync("import", definition, new JsonObject()), "definitionId", "name"),
                };
                if (entry["import"]!["http"]!.GetValue<int>() < 300 && !doNotPublish.Contains(id))
                {
                    entry["publish"] = Without(
                        await DoAsync("publish", null, new JsonObject { ["definitionId"] = id }),
                        "definitionId",
                        "name"
                    );
                }

                setup.Add((JsonNode)entry);
            }
        }

        var steps = new JsonArray();
        foreach (var step in _case["steps"]!.AsArray())
        {
            var (kind, value) = step!.AsObject().First();
            var args = value as JsonObject ?? new JsonObject { ["value"] = value?.DeepClone() };
            var model = args["definition"] is { } index ? _definitions[index.GetValue<int>()] : null;
            var result = await DoAsync(kind, model, args);
            result["step"] = kind;
            if (kind is "start" or "trigger" or "completeTask" or "cancel" or "waitSeconds" && _case["finalOnly"]?.GetValue<bool>() != true)
            {
                result["instances"] = new JsonArray((await InstancesAsync()).Select(row => (JsonNode)BriefAsync(row).Result).ToArray());
            }

            steps.Add((JsonNode)result);
        }

        var all = await InstancesAsync();
        var observed = new List<JsonObject>();
        foreach (var row in all)
        {
            observed.Add(await ObserveAsync(row, all));
        }

        if (_case["orderMatters"]?.GetValue<bool>() == false)
        {
            var order = _definitions.Select(d => d.DefinitionId).Distinct().ToList();
            observed =
            [
                .. observed.OrderBy(o => order.IndexOf(o["definitionId"]!.ToString())).ThenBy(Canonical.Text, StringComparer.Ordinal),
            ];
        }

        return new JsonObject
        {
            ["setup"] = setup,
            ["steps"] = steps,
            ["instances"] = new JsonArray(observed.Select(o => (JsonNode)o).ToArray()),
        };
    }

    private async Task<JsonObject> DoAsync(string kind, WorkflowDefinition? model, JsonObject a)
    {
        var id = a["definitionId"]?.ToString() ?? "";
        try
        {
            switch (kind)
            {
                case "import" or "save":
                    return Summary(await SaveAsync(model!, publish: false));
                case "saveAndPublish":
                    return Summary(await SaveAsync(model!, publish: true));
                case "publish":
                    return Summary(await _library.PublishAsync(id));
                case "retract":
                    var latest = await _library.FindAsync(id, "Latest");
                    return latest is { IsPublished: false } && (await _library.FindAsync(id, "Published")) is null
                        ? Refused($"Workflow with id {id} is not published")
                        : Summary(await _library.RetractAsync(id));
                case "versions":
                    return new JsonObject
                    {
                        ["versions"] = new JsonArray(
                            (await _library.ListVersionsAsync(id))
                                .Select(row =>
                                    (JsonNode)
                                        new JsonObject
                                        {
                                            ["version"] = row.Version,
                                            ["isLatest"] = row.IsLatest,
                                            ["isPublished"] = row.IsPublished,
                                        }
                                )
                                .ToArray()
                        ),
                    };
                case "getDefinition":
                    return await GetDefinitionAsync(id, a);
                case "deleteDefinition":
                    var own = (await InstancesAsync()).Where(row => row.DefinitionId == id).Select(row => row.Id).ToList();
                    await _instances.DeleteAsync(own);
                    return new JsonObject { ["http"] = await _library.DeleteAsync(id) ? 204 : 404 };
                case "deleteVersion":
                    var version = (await _library.FindAsync(id, a["version"]!.ToString()))!;
                    var gone = (await InstancesAsync()).Where(row => row.DefinitionVersionId == version.Id).Select(row => row.Id).ToList();
                    await _instances.DeleteAsync(gone);
                    return new JsonObject { ["http"] = await _library.DeleteVersionAsync(version.Id) ? 204 : 404 };
                case "start":
                    return await StartAsync(id, a);
                case "trigger":
                    await TriggerAsync(a);
                    return new JsonObject { ["http"] = 200 };
                case "completeTask":
                    return new JsonObject { ["http"] = 200, ["found"] = await CompleteTaskAsync(a) };
                case "cancel":
                    await _runtime.CancelAsync(
                        new CancelRequest { InstanceId = (await InstancesAsync())[a["instance"]?.GetValue<int>() ?? 0].Id }
                    );
                    await SettleAsync();
                    return new JsonObject { ["http"] = 200 };
                case "waitSeconds":
                    _clock.Advance(TimeSpan.FromSeconds(a["value"]!.GetValue<double>()));
                    await SettleAsync();
                    return [];
                default:
                    await SettleAsync();
                    return [];
            }
        }
        catch (DefinitionRefusedException e)
        {
            return Refused([.. e.Errors]);
        }
        catch (NotFoundException)
        {
            return new JsonObject { ["http"] = 404 };
        }
    }

    private async Task<DefinitionRow> SaveAsync(WorkflowDefinition model, bool publish)
    {
        var row = await _library.SaveAsync(model, publish);
        _ids.Add(row.DefinitionId);
        WorkflowDefinition
            .Parse(row.Json)
            .Json.Where(pair => !JsonNode.DeepEquals(pair.Value, model.Json[pair.Key]) && pair.Key != "root")
            .ShouldBeEmpty("every member survives a save");
        return row;
    }

    private async Task<JsonObject> GetDefinitionAsync(string id, JsonObject a)
    {
        var result = Summary(
            (await _library.FindAsync(id, a["versionOptions"]?.ToString() ?? "Latest")) ?? throw new NotFoundException(id)
        );
        foreach (var path in (a["pick"] as JsonArray)?.Select(p => p!.ToString()) ?? [])
        {
            // What Elsa writes back beside the definition is the API's business.
            ((JsonObject)(result["picked"] ??= new JsonObject()))[path] = new JsonArray();
        }

        return result;
    }

    private async Task<JsonObject> StartAsync(string id, JsonObject a)
    {
        var result = await _runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = id,
                VersionOptions = a["versionOptions"]?.ToString() ?? "Published",
                CorrelationId = a["correlationId"]?.ToString(),
                Name = a["name"]?.ToString(),
                TriggerActivityId = a["triggerActivityId"]?.ToString(),
                Input = Map(a["input"]),
                Variables = a["variables"] is { } variables ? Map(variables) : null,
            }
        );
        await SettleAsync();
        return new JsonObject { ["http"] = result.SubStatus == "Faulted" ? 500 : 200, ["cannotStart"] = false };
    }

    private async Task TriggerAsync(JsonObject a)
    {
        await _runtime.StimulateAsync(
            new StimulusRequest
            {
                Name = "Elsa.Event",
                Stimulus = Primitives.Event.Stimulus(a["event"]!.ToString()),
                CorrelationId = a["correlationId"]?.ToString(),
                InstanceId = a["instance"] is { } index ? (await InstancesAsync())[index.GetValue<int>()].Id : null,
                Input = new Dictionary<string, object?> { ["EventPayload"] = JsonValues.FromNode(a["input"]) },
            }
        );
        await SettleAsync();
    }

    private async Task<bool> CompleteTaskAsync(JsonObject a)
    {
        var waiting = await _instances.FindBookmarksAsync(new BookmarkQuery { Name = "Elsa.RunTask" });
        var task = waiting.FirstOrDefault(b => JsonNode.Parse(b.PayloadJson!)!["taskName"]?.ToString() == a["taskName"]!.ToString());
        if (task is not null)
        {
            await _runtime.ResumeAsync(
                new ResumeRequest
                {
                    BookmarkId = task.Id,
                    Input = new Dictionary<string, object?> { ["TaskResult"] = JsonValues.FromNode(a["result"]) },
                }
            );
            await SettleAsync();
        }

        return task is not null;
    }

    /// <summary>Hands out messages and fires timers until nothing moves.</summary>
    private async Task SettleAsync()
    {
        while (true)
        {
            var messages = _instances.TakeOutbox();
            var timers = _instances.DueTimers(_clock.GetUtcNow());
            if (messages.Count == 0 && timers.Count == 0)
            {
                return;
            }

            foreach (var message in messages)
            {
                await _runtime.HandleAsync(message);
                await _runtime.HandleAsync(message);
            }

            foreach (var timer in timers)
            {
                await _runtime.FireTimerAsync(timer);
            }
        }
    }

    private async Task<IReadOnlyList<InstanceRow>> InstancesAsync() =>
        (
            await _instances.ListAsync(
                new InstanceQuery
                {
                    Descending = false,
                    Take = 200,
                    DefinitionIds = _ids,
                }
            )
        ).Items;

    private async Task<JsonObject> BriefAsync(InstanceRow row) =>
        new()
        {
            ["definitionId"] = row.DefinitionId,
            ["status"] = row.Status,
            ["subStatus"] = row.SubStatus,
            ["bookmarks"] = await BookmarksAsync(row),
            ["incidentCount"] = row.IncidentCount,
        };

    private async Task<JsonArray> BookmarksAsync(InstanceRow row) =>
        new(
            (await _instances.FindBookmarksAsync(new BookmarkQuery { InstanceId = row.Id }))
                .OrderBy(b => b.ActivityId, StringComparer.Ordinal)
                .Select(b => (JsonNode)new JsonArray(b.ActivityId, b.Name))
                .ToArray()
        );

    private async Task<JsonObject> ObserveAsync(InstanceRow row, IReadOnlyList<InstanceRow> all)
    {
        var journal = (await _instances.ReadJournalAsync(row.Id, 0, 100_000)).Items;
        var variables = new JsonObject();
        foreach (var variable in InstanceState.ReadVariables(row.StateJson))
        {
            variables[variable.Name] = Canonical.Node(variable.Value);
        }

        var lines = new JsonArray();
        foreach (var started in journal.Where(r => r is { ActivityType: "Elsa.WriteLine", EventName: "Started" }))
        {
            if (journal.FirstOrDefault(r => r.ActivityInstanceId == started.ActivityInstanceId && r.EventName == "Completed") is { } done)
            {
                var text = done.StateJson is null ? null : JsonNode.Parse(done.StateJson)!["Text"]?.ToString();
                for (var n = 0; n < all.Count; n++)
                {
                    text = text?.Replace(all[n].Id, $"<instance:{n}>", StringComparison.Ordinal);
                }

                lines.Add(text);
            }
        }

        var parent = all.ToList().FindIndex(other => other.Id == row.ParentInstanceId);
        return new JsonObject
        {
            ["definitionId"] = row.DefinitionId,
            ["version"] = row.Version,
            ["status"] = row.Status,
            ["subStatus"] = row.SubStatus,
            ["correlationId"] = row.CorrelationId,
            ["name"] = row.Name,
            ["parentInstance"] = parent < 0 ? null : $"<instance:{parent}>",
            ["incidents"] = new JsonArray(InstanceState.ReadIncidents(row.StateJson).Select(Incident).ToArray()),
            ["incidentCount"] = row.IncidentCount,
            ["variables"] = variables,
            ["output"] = Canonical.Node(InstanceState.ReadOutput(row.StateJson)),
            ["writeLines"] = lines,
            ["bookmarks"] = await BookmarksAsync(row),
            ["journal"] = new JsonArray(
                journal
                    .Select(r =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["activityId"] = r.ActivityId,
                                ["activityType"] = r.ActivityType,
                                ["eventName"] = r.EventName,
                            }
                    )
                    .ToArray()
            ),
        };
    }

    private static JsonNode Incident(Incident incident) =>
        new JsonObject
        {
            ["activityId"] = incident.ActivityId,
            ["activityType"] = incident.ActivityType,
            ["message"] = incident.Message,
            ["exceptionType"] = incident.Exception.Type.Split('.')[^1],
            ["exceptionMessage"] = incident.Exception.Message,
            ["causeType"] = incident.Exception.InnerException?.Type.Split('.')[^1],
            ["causeMessage"] = incident.Exception.InnerException?.Message,
        };

    private static JsonObject Summary(DefinitionRow row)
    {
        var summary = new JsonObject
        {
            ["http"] = 200,
            ["definitionId"] = row.DefinitionId,
            ["version"] = row.Version,
            ["isLatest"] = row.IsLatest,
            ["isPublished"] = row.IsPublished,
        };
        if (row.Name is not null)
        {
            summary["name"] = row.Name;
        }

        return summary;
    }

    private static JsonObject Refused(params string[] errors) =>
        new() { ["http"] = 400, ["errors"] = new JsonArray(errors.Select(e => (JsonNode)e!).ToArray()) };

    private static JsonObject Without(JsonObject json, params string[] members)
    {
        foreach (var member in members)
        {
            json.Remove(member);
        }

        return json;
    }

    private static Dictionary<string, object?> Map(JsonNode? node) => JsonValues.FromNode(node) as Dictionary<string, object?> ?? Nothing;

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
